"""What the page of a candidate and the page of a quotation have in common: the article, the form, the chain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from claims.admin.article import ROLE_WORDS, article_of, marks_of
from claims.admin.draft import Draft, NewSpeaker
from claims.models import Candidate, Speaker
from claims.models.choices import Attribution, Kind, PartRole, Precision
from claims.services.speakers import suggestions
from sources.models import Version
from sources.text.spans import Span
from tracker.core.errors import DomainError

MOST_LOOKED_UP = 12


@dataclass(frozen=True)
class Choice:
    """A speaker on file, offered or chosen."""

    speaker: Speaker
    quotes: int
    said: bool
    behalf: bool
    namesake: bool


def speaker_choices(draft: Draft, candidate: Candidate | None) -> list[Choice]:
    """Return the speakers to choose from: chosen ones, whom the article may mean, and what was looked up."""
    chosen = [*draft.speakers, *draft.on_behalf_of]
    meant = [speaker.pk for speaker in suggestions(candidate)] if candidate else []
    principals = [str(guess.get("on_behalf_of") or "") for guess in candidate.speakers] if candidate else []
    for name in dict.fromkeys([*principals, *(new.name for new in draft.new)]):
        if name.strip() and "\x00" not in name:
            meant += Speaker.objects.called(" ".join(name.split())).values_list("pk", flat=True)[:MOST_LOOKED_UP]
    looked_up = Speaker.objects.searched(draft.lookup).values_list("pk", flat=True)[:MOST_LOOKED_UP]
    order = list(dict.fromkeys([*chosen, *meant, *looked_up]))
    found = Speaker.objects.filter(pk__in=order).annotate(quote_count=Count("quote_speakers")).in_bulk()
    names = [found[pk].name.casefold() for pk in order if pk in found]
    return [
        Choice(
            speaker=found[pk],
            quotes=getattr(found[pk], "quote_count", 0),
            said=pk in draft.speakers,
            behalf=pk in draft.on_behalf_of,
            namesake=names.count(found[pk].name.casefold()) > 1,
        )
        for pk in order
        if pk in found
    ]


def new_rows(draft: Draft, choices: Sequence[Choice]) -> list[NewSpeaker]:
    """Return the rows for speakers to be made, with an empty one at the end; typed ones always stay."""
    known = {choice.speaker.name.casefold() for choice in choices}
    rows = [new for new in draft.new if new.name.strip() and (draft.typed or new.name.casefold() not in known)]
    return [*dict.fromkeys(rows), NewSpeaker()]


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
    choices = speaker_choices(draft, candidate)
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
