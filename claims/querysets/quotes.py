"""The vocabulary of reading the record."""

from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Exists, F, OuterRef

from claims.workflow import QuoteState
from sources.models import Version

if TYPE_CHECKING:
    from claims.models import (
        Quote,
        QuoteSpeaker,
        Speaker,
    )


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Ways of reading the record."""

    def on_record(self) -> "QuoteQuerySet":
        """Leave out what was withdrawn."""
        return self.filter(state=QuoteState.ON_RECORD.value)

    def by(self, speaker: "Speaker | int", *, also_on_behalf: bool = True) -> "QuoteQuerySet":
        """Return the statements of one speaker, with or without those that others uttered on their behalf."""
        roles = ["speaker", "behalf"] if also_on_behalf else ["speaker"]
        spoken = cast("type[QuoteSpeaker]", self.model._meta.get_field("quote_speakers").related_model)
        return self.filter(Exists(spoken.objects.filter(quote=OuterRef("pk"), speaker=speaker, role__in=roles)))

    def newest_first(self) -> "QuoteQuerySet":
        """Order by the day of speaking; undated ones last."""
        return self.order_by(F("said_on").desc(nulls_last=True), "-id")

    def whole(self) -> "QuoteQuerySet":
        """Bring parts, speakers, outlet and the newest version's number along, without the captured text."""
        return (
            self.select_related("version__document__outlet")
            .defer("version__raw", "version__text", "version__blocks")
            .annotate(newest_number=Version.objects.newest_number("version__document"))
            .prefetch_related("parts__span", "quote_speakers__speaker", "claim_quotes")
        )
