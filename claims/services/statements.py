"""What an editor puts on record, checked against the captured text before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models

from claims.models import Candidate, CandidatePart, Quote, QuotePart, QuoteSpeaker
from claims.models.choices import Attribution, Kind, PartRole, Precision
from claims.services.wording import fitting
from sources.models import SourceSpan, Version
from sources.text.spans import Span
from tracker.core.errors import InvalidInput

LONGEST = 300  # characters of a description or of a relaying outlet


@dataclass(frozen=True)
class Passage:
    """A span, with the words that the person saw there if their program sent them along."""

    span: Span
    text: str | None = None


@dataclass(frozen=True)
class Statement:
    """A statement as an editor rules it: which words, of what kind, whose, when, by what way.

    ``parts`` maps a role to its passages in order; content may not be missing. ``speakers`` and ``on_behalf_of`` are
    primary keys in order.
    """

    kind: Kind
    parts: Mapping[PartRole, Sequence[Passage]]
    attribution: Attribution
    speakers: Sequence[int] = ()
    on_behalf_of: Sequence[int] = ()
    described_as: str = ""
    relayed_by: str = ""
    said_on: date | None = None
    said_on_precision: Precision | None = None
    language: str = ""

    @property
    def spans(self) -> dict[PartRole, list[Span]]:
        """The bare spans of each role that has any."""
        return {role: [passage.span for passage in found] for role, found in self.parts.items() if found}


def parts_of(row: Candidate | Quote) -> dict[PartRole, list[Passage]]:
    """Return the passages of a candidate, or of a quotation, as a statement takes them."""
    parts: dict[PartRole, list[Passage]] = {}
    found: Iterable[CandidatePart | QuotePart] = row.parts.all()
    for part in sorted(found, key=lambda part: part.position):
        parts.setdefault(PartRole(part.role), []).append(Passage(part.span.span, part.span.text))
    return parts


def check(statement: Statement, version: Version, kept: Iterable[SourceSpan] = ()) -> None:
    """Refuse a statement that the captured text or the rules of attribution do not bear out.

    ``kept`` are spans of the version that the database holds already: their words are known to be the text's, and
    where every passage is one of them the text need not be read. Whether the speakers exist is not asked here:
    :func:`write` tells.
    Raises InvalidInput with a pointer to the field: a passage outside the text, words that differ from the text,
    parts that overlap or stand out of order, no content, a named attribution without a speaker and the like.
    """
    _check_passages(statement, version, {row.span: row.text for row in kept})
    _check_attribution(statement)
    fitting(statement.described_as, pointer="/described_as", most=LONGEST)
    fitting(statement.relayed_by, pointer="/relayed_by", most=LONGEST)
    fitting(statement.language, pointer="/language", most=35)
    if (statement.said_on is None) != (statement.said_on_precision is None):
        raise InvalidInput(
            "A date goes with how exactly it is known (day, week, month, year), and neither without the other.",
            pointer="/said_on_precision",
        )


def _check_passages(statement: Statement, version: Version, kept: Mapping[Span, str]) -> None:
    if not statement.parts.get(PartRole.CONTENT):
        raise InvalidInput("Mark at least one passage as the content of the quotation.", pointer="/parts/content")
    for role, passages in statement.parts.items():
        end = 0
        for position, passage in enumerate(passages):
            pointer = f"/parts/{role}/{position}"
            try:
                words = kept.get(passage.span) or passage.span.of(version.text)
            except ValueError as error:
                raise InvalidInput(f"{error} Mark the passage again in the article.", pointer=pointer) from error
            if passage.text is not None and passage.text != words:
                raise InvalidInput(
                    f"The words sent for characters {passage.span.start} to {passage.span.end} are not those of "
                    f"the capture, which reads “{_short(words)}”. Mark the passage again in the article.",
                    pointer=pointer,
                )
            if passage.span.start < end:
                raise InvalidInput(
                    f"The passages marked as {role} overlap or stand out of order. Give them in the order of the text.",
                    pointer=pointer,
                )
            end = passage.span.end


def _check_attribution(statement: Statement) -> None:
    named = statement.attribution == Attribution.NAMED
    if named and not statement.speakers:
        raise InvalidInput(
            "Choose who said this, or say that the speaker is anonymous, unknown or that nobody is named.",
            pointer="/speakers",
        )
    if not named and statement.speakers:
        raise InvalidInput(
            f"A speaker is chosen, but the attribution says “{Attribution(statement.attribution).label}”. "
            "Settle for one.",
            pointer="/attribution",
        )
    if statement.attribution == Attribution.ANONYMOUS and not statement.described_as.strip():
        raise InvalidInput(
            "Keep how the article describes the anonymous speaker, such as “a senior official”.",
            pointer="/described_as",
        )
    if statement.attribution != Attribution.ANONYMOUS and statement.described_as.strip():
        raise InvalidInput(
            "Only an anonymous speaker is kept by description; choose “anonymous”, or empty the description.",
            pointer="/described_as",
        )
    for field_name, ids in (("speakers", statement.speakers), ("on_behalf_of", statement.on_behalf_of)):
        if len(set(ids)) != len(ids):
            raise InvalidInput("The same speaker is given twice.", pointer=f"/{field_name}")


def write(quote: Quote, statement: Statement, kept: Iterable[SourceSpan] = ()) -> None:
    """Write a checked statement's facts, passages and speakers onto ``quote``, replacing what stood there.

    ``quote`` then holds its parts and speakers as if they had been prefetched. One statement for a new quotation all
    of whose passages are among ``kept`` (spans of its version that are known to be there).
    Raises InvalidInput if a speaker is not on file.
    """
    quote.kind = statement.kind
    quote.start = statement.spans[PartRole.CONTENT][0].start
    quote.attribution = statement.attribution
    quote.described_as = statement.described_as.strip()
    quote.relayed_by = statement.relayed_by.strip()
    quote.said_on = statement.said_on
    quote.said_on_precision = statement.said_on_precision or ""
    quote.language = statement.language or quote.version.language
    if not quote._state.adding:
        QuotePart.objects.filter(quote=quote).delete()
        QuoteSpeaker.objects.filter(quote=quote).delete()
    rows = {row.span: row for row in kept}
    missing = [span for spans in statement.spans.values() for span in spans if span not in rows]
    if missing:
        rows |= SourceSpan.objects.keep(quote.version, missing)
    parts = [
        QuotePart(quote=quote, role=role, position=position, span=rows[span])
        for role, spans in statement.spans.items()
        for position, span in enumerate(spans)
    ]
    roles = QuoteSpeaker.SpeakerRole
    speakers = [
        QuoteSpeaker(quote=quote, speaker_id=pk, role=role, position=position)
        for role, ids in ((roles.SPEAKER, statement.speakers), (roles.BEHALF, statement.on_behalf_of))
        for position, pk in enumerate(ids)
    ]
    _save(quote, parts, speakers)
    _hold(quote, parts, speakers)


# The quotation, its parts and its speakers at once, and only speakers that are on file: what comes back tells.
_WRITE = """
    WITH quote AS ({quote} RETURNING id, created_at),
    part AS (
        INSERT INTO claims_quotepart (quote_id, role, position, span_id)
        SELECT quote.id, part.* FROM quote, unnest(%s::text[], %s::int[], %s::bigint[]) part),
    speaker AS (
        INSERT INTO claims_quotespeaker (quote_id, role, position, speaker_id)
        SELECT quote.id, said.role, said.place, said.id
          FROM quote, unnest(%s::text[], %s::int[], %s::bigint[]) said (role, place, id)
         WHERE EXISTS (SELECT 1 FROM claims_speaker known WHERE known.id = said.id)
     RETURNING speaker_id)
    SELECT quote.id, quote.created_at, ARRAY(SELECT speaker_id FROM speaker) FROM quote
"""


def _save(quote: Quote, parts: Sequence[QuotePart], speakers: Sequence[QuoteSpeaker]) -> None:
    written = [field for field in Quote._meta.concrete_fields if field.name not in {"id", "created_at"}]
    columns = ", ".join(f'"{field.column}"' for field in written)
    values = [field.get_db_prep_save(getattr(quote, field.attname), connection) for field in written]
    marks = ", ".join(["%s"] * len(values))
    if quote._state.adding:
        sql = f"INSERT INTO claims_quote ({columns}) VALUES ({marks})"  # noqa: S608 - the model's own columns
    else:
        sql = f"UPDATE claims_quote SET ({columns}) = ROW ({marks}) WHERE id = %s"  # noqa: S608 - likewise
        values.append(quote.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE.format(quote=sql),
            [
                *values,
                [str(part.role) for part in parts],
                [part.position for part in parts],
                [part.span_id for part in parts],
                [str(row.role) for row in speakers],
                [row.position for row in speakers],
                [row.speaker_id for row in speakers],
            ],
        )
        quote.pk, quote.created_at, known = cursor.fetchone()
    quote._state.adding = False
    unknown = {row.speaker_id for row in speakers} - set(known)
    if unknown:
        raise InvalidInput(f"There is no speaker with number {min(unknown)}.", pointer="/speakers")


def _hold(quote: Quote, parts: Sequence[QuotePart], speakers: Sequence[QuoteSpeaker]) -> None:
    """Let ``quote`` answer from memory what was just written: its facts go into the ledger next."""
    for name, model, rows in (("parts", QuotePart, parts), ("quote_speakers", QuoteSpeaker, speakers)):
        held: models.QuerySet[Any] = models.QuerySet(model).filter(quote=quote)
        held._result_cache = list(rows)
        vars(quote).setdefault("_prefetched_objects_cache", {})[name] = held


def _short(words: str, most: int = 80) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
