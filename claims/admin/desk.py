"""What the page of a candidate and the page of a quotation have in common: the article, the form, the chain."""

from typing import Any

from claims.admin.article import ROLE_WORDS, article_of, marks_of, marks_of_items
from claims.admin.choices import new_rows, speaker_choices
from claims.admin.draft import Draft
from claims.models import Candidate, ClaimQuote, Speaker
from claims.models.choices import Attribution, Kind, PartRole, Precision
from claims.services.items import Item
from sources.models import Version
from tracker.core.errors import DomainError


def form_choices() -> dict[str, Any]:
    """Return the choices that the form of a statement offers."""
    return {
        "kinds": Kind.choices,
        "attributions": Attribution.choices,
        "precisions": Precision.choices,
        "roles": [(role.value, ROLE_WORDS[role]) for role in PartRole],
        "speaker_kinds": Speaker.SpeakerKind.choices,
        "stances": ClaimQuote.Stance.choices,
    }


def reading(version: Version, draft: Draft, items: list[Item], *, current: str = "") -> dict[str, Any]:
    """Return what the article's pane shows: the paragraphs with all marks, the strip, and the items for the scripts.

    ``current`` is the key of the item whose passages ``draft`` has.
    """
    length = max(len(version.text), 1)
    others = marks_of_items(items, but=current)
    return {
        "article": article_of(version, marks_of(draft.spans), others),
        "items": items,
        "current": current,
        "strip": [{"key": one.key, "look": one.look, "top": round(one.start * 100 / length, 1)} for one in items],
        "drawn": [{"key": one.key, "look": one.look, "spans": [list(span) for span in one.spans]} for one in items],
    }


def record_context(
    version: Version,
    draft: Draft,
    *,
    candidate: Candidate | None,
    items: list[Item],
    current: str,
    editable: bool,
    error: DomainError | None,
) -> dict[str, Any]:
    """Return what the page of a quotation shows of its article, its statement and the form."""
    choices = speaker_choices(draft, candidate, on=version.published_on)
    return {
        "version": version,
        "document": version.document,
        **reading(version, draft, items, current=current),
        "draft": draft,
        "choices": choices,
        "new_rows": new_rows(draft, choices),
        "editable": editable,
        "error": error,
        "fault": error.pointer if error else "",
        "is_fullwidth": "1",
        **form_choices(),
    }
