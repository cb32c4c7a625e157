"""What an editor puts on record, checked against the captured text before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.models import Candidate, CandidatePart, Quote, QuotePart, QuoteSpeaker, Speaker
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


def check(statement: Statement, version: Version) -> None:
    """Refuse a statement that the captured text or the rules of attribution do not bear out.

    Raises InvalidInput with a pointer to the field: a passage outside the text, words that differ from the text,
    parts that overlap or stand out of order, no content, a named attribution without a speaker and the like.
    """
    _check_passages(statement, version.text)
    _check_attribution(statement)
    fitting(statement.described_as, pointer="/described_as", most=LONGEST)
    fitting(statement.relayed_by, pointer="/relayed_by", most=LONGEST)
    fitting(statement.language, pointer="/language", most=35)
    if (statement.said_on is None) != (statement.said_on_precision is None):
        raise InvalidInput(
            "A date goes with how exactly it is known (day, week, month, year), and neither without the other.",
            pointer="/said_on_precision",
        )


def _check_passages(statement: Statement, text: str) -> None:
    if not statement.parts.get(PartRole.CONTENT):
        raise InvalidInput("Mark at least one passage as the content of the quotation.", pointer="/parts/content")
    for role, passages in statement.parts.items():
        end = 0
        for position, passage in enumerate(passages):
            pointer = f"/parts/{role}/{position}"
            try:
                words = passage.span.of(text)
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
    wanted = {*statement.speakers, *statement.on_behalf_of}
    missing = wanted - set(Speaker.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    if missing:
        raise InvalidInput(f"There is no speaker with number {min(missing)}.", pointer="/speakers")


def write(quote: Quote, statement: Statement) -> None:
    """Write a checked statement's facts, passages and speakers onto ``quote``, replacing what stood there."""
    quote.kind = statement.kind
    quote.start = statement.spans[PartRole.CONTENT][0].start
    quote.attribution = statement.attribution
    quote.described_as = statement.described_as.strip()
    quote.relayed_by = statement.relayed_by.strip()
    quote.said_on = statement.said_on
    quote.said_on_precision = statement.said_on_precision or ""
    quote.language = statement.language or quote.version.language
    quote.save()
    quote.parts.all().delete()
    quote.quote_speakers.all().delete()
    spans_by_role = statement.spans
    rows = SourceSpan.objects.keep(quote.version, (span for spans in spans_by_role.values() for span in spans))
    QuotePart.objects.bulk_create(
        QuotePart(quote=quote, role=role, position=position, span=rows[span])
        for role, spans in spans_by_role.items()
        for position, span in enumerate(spans)
    )
    roles = QuoteSpeaker.SpeakerRole
    QuoteSpeaker.objects.bulk_create(
        [
            *_speakers(quote, statement.speakers, roles.SPEAKER),
            *_speakers(quote, statement.on_behalf_of, roles.BEHALF),
        ]
    )


def _speakers(quote: Quote, ids: Iterable[int], role: QuoteSpeaker.SpeakerRole) -> list[QuoteSpeaker]:
    return [QuoteSpeaker(quote=quote, speaker_id=pk, role=role, position=position) for position, pk in enumerate(ids)]


def _short(words: str, most: int = 80) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
