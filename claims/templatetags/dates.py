"""Dates as exactly as they are known, for every page."""

from datetime import date

from django import template
from django.utils.dateformat import format as written

from claims.models.choices import Precision

register = template.Library()
FORMS: dict[str, str] = {Precision.MONTH: "F Y", Precision.YEAR: "Y"}


@register.filter
def known_to(day: date | str | None, precision: str) -> str:
    """Return ``day`` in words, no more exactly than ``precision``; what is no date comes back as it was typed."""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            return str(day)
    if day is None:
        return ""
    words: str = written(day, FORMS.get(precision, "j M Y"))
    return f"week of {words}" if precision == Precision.WEEK else words
