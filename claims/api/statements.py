"""Statements as clients send them: what is left out stays as the candidate, or the quotation, has it."""

from typing import Any

from rest_framework import serializers

from claims.api.shapes import ids
from claims.models import Candidate, Quote
from claims.models.choices import Attribution, Kind, PartRole, Precision
from claims.services.statements import Passage, Statement, parts_of
from sources.text.spans import Span
from tracker.core.api.bodies import Body

_LARGEST = 2**31 - 1
_MOST_PARTS = 200
_MOST_SPEAKERS = 50


class PassageBody(Body):
    """A passage; ``text`` says which words were seen there, and another text is refused."""

    start = serializers.IntegerField(min_value=0, max_value=_LARGEST)
    end = serializers.IntegerField(min_value=1, max_value=_LARGEST)
    text = serializers.CharField(required=False, trim_whitespace=False)


def _passages() -> PassageBody:
    return PassageBody(many=True, required=False, max_length=_MOST_PARTS)  # type: ignore[call-arg] # many=True makes a list


class PartsBody(Body):
    """Passages by role, each in the order of the text."""

    content = _passages()
    cue = _passages()
    mention = _passages()
    relayer = _passages()
    date = _passages()
    occasion = _passages()


class SpeakerIds(serializers.ListField):
    """Numbers of speakers, in order."""

    child = serializers.IntegerField(min_value=1, max_value=2**63 - 1)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=_MOST_SPEAKERS, **kwargs)


class StatementBody(Body):
    """A statement as an editor rules it."""

    kind = serializers.ChoiceField(choices=Kind.choices, required=False)
    parts = PartsBody(required=False)
    attribution = serializers.ChoiceField(
        choices=Attribution.choices, required=False, help_text="Left out: named, if there are speakers."
    )
    speakers = SpeakerIds(required=False, help_text="Who uttered the words.")
    on_behalf_of = SpeakerIds(required=False, help_text="On whose behalf they were uttered.")
    described_as = serializers.CharField(max_length=300, required=False, allow_blank=True)
    relayed_by = serializers.CharField(max_length=300, required=False, allow_blank=True)
    said_on = serializers.DateField(required=False, allow_null=True)
    said_on_precision = serializers.ChoiceField(choices=Precision.choices, required=False, allow_null=True)
    language = serializers.CharField(max_length=35, required=False, allow_blank=True)


def of_candidate(candidate: Candidate) -> Statement:
    """Return the statement as the machine gave it. It has no speakers: a name alone never links."""
    return Statement(
        kind=Kind(candidate.kind),
        parts=parts_of(candidate),
        attribution=Attribution.NAMED,
        relayed_by=", ".join(map(str, candidate.relayed_by))[:300],
        said_on=candidate.said_on,
        said_on_precision=Precision(candidate.said_on_precision) if candidate.said_on_precision else None,
    )


def of_quote(quote: Quote) -> Statement:
    """Return the statement as it stands on record."""
    rows = quote.quote_speakers.all()
    return Statement(
        kind=Kind(quote.kind),
        parts=parts_of(quote),
        attribution=Attribution(quote.attribution),
        speakers=ids(rows, "speaker"),
        on_behalf_of=ids(rows, "behalf"),
        described_as=quote.described_as,
        relayed_by=quote.relayed_by,
        said_on=quote.said_on,
        said_on_precision=Precision(quote.said_on_precision) if quote.said_on_precision else None,
        language=quote.language,
    )


def changed(statement: Statement, body: dict[str, Any]) -> Statement:
    """Return ``statement`` with what ``body`` says.

    Day and precision are one fact: one of the two given replaces both. Speakers given make the attribution a named
    one unless it is given too, and an attribution that changes takes speakers or description with it.
    """
    attribution = Attribution(body.get("attribution") or ("named" if body.get("speakers") else statement.attribution))
    named, anonymous = attribution == Attribution.NAMED, attribution == Attribution.ANONYMOUS
    dated = "said_on" in body or "said_on_precision" in body
    precision = body.get("said_on_precision") if dated else statement.said_on_precision
    return Statement(
        kind=Kind(body.get("kind", statement.kind)),
        parts=_parts(body["parts"]) if "parts" in body else statement.parts,
        attribution=attribution,
        speakers=body.get("speakers", statement.speakers if named else ()),
        on_behalf_of=body.get("on_behalf_of", statement.on_behalf_of),
        described_as=body.get("described_as", statement.described_as if anonymous else ""),
        relayed_by=body.get("relayed_by", statement.relayed_by),
        said_on=body.get("said_on") if dated else statement.said_on,
        said_on_precision=Precision(precision) if precision else None,
        language=body.get("language", statement.language),
    )


def by_hand(body: dict[str, Any]) -> Statement:
    """Return the statement of a body that stands alone."""
    return changed(Statement(kind=Kind(body["kind"]), parts={}, attribution=Attribution.NAMED), body)


def _parts(given: dict[str, list[dict[str, Any]]]) -> dict[PartRole, list[Passage]]:
    return {
        PartRole(role): [Passage(Span(one["start"], one["end"]), one.get("text")) for one in passages]
        for role, passages in given.items()
    }
