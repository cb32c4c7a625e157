"""What the page of a candidate and the page of a quotation have in common: the article, the form, the chain."""

from collections.abc import Iterable
from typing import Any

from claims.admin.article import ROLE_WORDS, article_of, marks_of
from claims.admin.choices import new_rows, speaker_choices
from claims.admin.draft import Draft
from claims.models import Candidate, Speaker
from claims.models.choices import Attribution, Kind, PartRole, Precision
from sources.models import Version
from sources.text.spans import Span
from tracker.core.errors import DomainError


def record_context(
    version: Version,
    draft: Draft,
    *,
    candidate: Candidate | None,
    others: Iterable[Span],
    editable: bool,
    error: DomainError | None,
) -> dict[str, Any]:
    """Return what the shared template shows of an article, a statement and its form."""
    choices = speaker_choices(draft, candidate, on=version.published_on)
    return {
        "version": version,
        "document": version.document,
        "article": article_of(version, marks_of(draft.spans), others),
        "draft": draft,
        "choices": choices,
        "new_rows": new_rows(draft, choices),
        "editable": editable,
        "error": error,
        "fault": error.pointer if error else "",
        "kinds": Kind.choices,
        "attributions": Attribution.choices,
        "precisions": Precision.choices,
        "roles": [(role.value, ROLE_WORDS[role]) for role in PartRole],
        "speaker_kinds": Speaker.SpeakerKind.choices,
        "is_fullwidth": "1",
    }
