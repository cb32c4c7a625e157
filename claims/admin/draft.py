"""A statement while an editor works on it: as the engine found it, as it stands on record, or as it was typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from claims.admin.posted import clean, day, number, numbers, words
from claims.exports.wording import joined
from claims.models import Candidate, CandidatePart, Quote, QuotePart, Speaker
from claims.models.choices import Attribution, Kind, PartRole, Precision
from claims.services import speakers as speaker_verbs
from claims.services.statements import Passage, Statement
from sources.text.spans import Span
from tracker.core.actors import Actor
from tracker.core.errors import InvalidInput

MOST_PARTS = 200
PART_FIELDS = ("part_role", "part_start", "part_end", "part_text")
STATED = ("kind", "attribution", "said_on", "part_role")  # by these a form of a statement is known from others
NEW_FIELDS = ("new_name", "new_kind", "new_description")


@dataclass(frozen=True)
class PartDraft:
    """One row of the table of parts, as typed."""

    role: str
    start: str
    end: str
    text: str

    @property
    def span(self) -> Span | None:
        """The offsets, if they are offsets."""
        try:
            return Span(number(self.start, "start"), number(self.end, "end"))
        except InvalidInput:
            return None


@dataclass(frozen=True)
class NewSpeaker:
    """A speaker to be made when the statement is accepted."""

    name: str = ""
    kind: str = "person"
    description: str = ""
    said: bool = False
    behalf: bool = False
    namesake: bool = False


@dataclass(frozen=True)
class Draft:
    """What the form shows, all as text."""

    kind: str = ""
    parts: Sequence[PartDraft] = ()
    attribution: str = ""
    speakers: Sequence[int] = ()
    on_behalf_of: Sequence[int] = ()
    new: Sequence[NewSpeaker] = ()
    described_as: str = ""
    relayed_by: str = ""
    said_on: str = ""
    precision: str = ""
    note: str = ""
    reject_reason: str = ""
    reject_note: str = ""
    reason: str = ""
    claim: str = ""
    claim_new: str = ""
    stance: str = "asserts"
    language: str = ""
    lookup: str = ""
    typed: bool = field(default=False, compare=False)

    @property
    def words(self) -> str:
        """The content as it will stand on record, joined by [...]; in marks only when direct."""
        content = [part for part in self.parts if part.role == PartRole.CONTENT]
        content.sort(key=lambda part: part.span.start if part.span else 0)
        words = joined([part.text for part in content])
        return f"“{words}”" if words and self.kind == Kind.DIRECT else words

    @property
    def passage(self) -> Span | None:
        """From the content's first character to its last, if it has any."""
        content = [span for role, span in self.spans if role == PartRole.CONTENT]
        return Span(min(span.start for span in content), max(span.end for span in content)) if content else None

    @property
    def spans(self) -> list[tuple[str, Span]]:
        """The (role, span) pairs that can be shown."""
        return [
            (part.role, span)
            for part in self.parts
            if (span := part.span) and span.start < span.end and part.role in PartRole.values
        ]


def from_candidate(candidate: Candidate) -> Draft:
    """Return the engine's reading. No speaker on file is chosen: a name alone never links."""
    guesses = candidate.speakers
    anonymous = bool(guesses) and all(guess["kind"] == "anonymous" for guess in guesses)
    unknown = bool(guesses) and all(guess["kind"] == "unknown" for guess in guesses)
    attribution = Attribution.ANONYMOUS if anonymous else Attribution.UNKNOWN if unknown else Attribution.NAMED
    named = [guess for guess in guesses if guess["kind"] not in {"anonymous", "unknown"}]
    principals = dict.fromkeys(str(guess["on_behalf_of"]) for guess in guesses if guess.get("on_behalf_of"))
    kinds = {"person", "organisation", "group"}
    return Draft(
        kind=candidate.kind,
        parts=_rows(candidate.parts.all()),
        attribution=attribution if guesses or candidate.alternatives else "",
        new=[
            *(
                NewSpeaker(
                    str(guess["name"]),
                    str(guess["kind"]) if guess["kind"] in kinds else "person",
                    str(guess.get("title") or ""),
                )
                for guess in named
            ),
            *(NewSpeaker(str(name)) for name in candidate.alternatives),
            *(NewSpeaker(name, "organisation") for name in principals),
        ],
        described_as=", ".join(str(guess["name"]) for guess in guesses) if anonymous else "",
        relayed_by=", ".join(str(name) for name in candidate.relayed_by),
        said_on=candidate.said_on.isoformat() if candidate.said_on else "",
        precision=candidate.said_on_precision,
        language="",
    )


def from_quote(quote: Quote) -> Draft:
    """Return what stands on record."""
    rows = list(quote.quote_speakers.all())
    return Draft(
        kind=quote.kind,
        parts=_rows(quote.parts.all()),
        attribution=quote.attribution,
        speakers=[row.speaker_id for row in rows if row.role == "speaker"],
        on_behalf_of=[row.speaker_id for row in rows if row.role == "behalf"],
        described_as=quote.described_as,
        relayed_by=quote.relayed_by,
        said_on=quote.said_on.isoformat() if quote.said_on else "",
        precision=quote.said_on_precision,
        language=quote.language,
    )


def from_post(data: QueryDict) -> Draft:
    """Return what was typed, unchecked, so that nothing typed is ever lost. Raises nothing."""
    chosen, behalf, namesakes = (set(data.getlist(name)) for name in ("new_said", "new_behalf", "new_namesake"))
    return Draft(
        kind=data.get("kind", ""),
        parts=[
            PartDraft(role, start, end, text.replace("\r\n", "\n"))
            for role, start, end, text in _columns(data, PART_FIELDS)[:MOST_PARTS]
            if start.strip() or end.strip()
        ],
        attribution=data.get("attribution", ""),
        speakers=_shown_numbers(data, "speakers"),
        on_behalf_of=_shown_numbers(data, "on_behalf_of"),
        new=[
            NewSpeaker(name, kind, description, str(i) in chosen, str(i) in behalf, str(i) in namesakes)
            for i, (name, kind, description) in enumerate(_columns(data, NEW_FIELDS)[:MOST_PARTS])
        ],
        **{
            name: data.get(name, "").replace("\x00", "")
            for name in (
                "described_as",
                "relayed_by",
                "said_on",
                "precision",
                "note",
                "reject_reason",
                "reject_note",
                "reason",
                "lookup",
                "claim",
                "claim_new",
                "stance",
            )
        },
        typed=any(name in data for name in STATED),
    )


def makes_speakers(data: QueryDict) -> bool:
    """Tell whether the form asks for speakers to be made."""
    return bool(data.getlist("new_said") or data.getlist("new_behalf"))


def statement_of(data: QueryDict, *, by: Actor, language: str = "") -> Statement:
    """Return the statement that was typed, making the new speakers asked for. Call it inside a transaction.

    Raises InvalidInput, with a pointer to the field, for whatever is no statement; NotAllowed for a new speaker.
    """
    draft = from_post(data)
    said, behalf = numbers(data, "speakers"), numbers(data, "on_behalf_of")
    attribution = _choice(draft.attribution, Attribution, "attribution", "Say whose words these are.")
    kind = _choice(draft.kind, Kind, "kind", "Say how the words are given: direct, mixed or indirect.")
    said_on = day(data, "said_on")
    parts = _parts(data)
    for position, new in enumerate(draft.new):
        if new.said or new.behalf:
            made = _made(new, position, by=by)
            if new.said:
                said.append(made)
            if new.behalf:
                behalf.append(made)
    return Statement(
        kind=Kind(kind),
        parts=parts,
        attribution=Attribution(attribution),
        speakers=said,
        on_behalf_of=behalf,
        described_as=words(data, "described_as", most=300),
        relayed_by=words(data, "relayed_by", most=300),
        said_on=said_on,
        said_on_precision=Precision(
            _choice(draft.precision, Precision, "precision", "Say how exactly the date is known.")
        )
        if draft.precision or said_on
        else None,
        language=language,
    )


def _rows(parts: Iterable[CandidatePart | QuotePart]) -> list[PartDraft]:
    return [
        PartDraft(part.role, str(part.span.start), str(part.span.end), part.span.text)
        for part in sorted(parts, key=lambda part: (part.role, part.position))
    ]


def _parts(data: QueryDict) -> dict[PartRole, list[Passage]]:
    parts: dict[PartRole, list[Passage]] = {}
    if len({len(data.getlist(name)) for name in PART_FIELDS}) > 1:
        raise InvalidInput("The table of passages arrived incomplete. Load the page again.", pointer="/parts")
    for role, start, end, text in _columns(data, PART_FIELDS):
        if not (start.strip() or end.strip()):
            continue
        known = PartRole(_choice(role, PartRole, "parts", "Say what each passage is: content, cue, speaker and so on."))
        span = Span(number(start, "parts/start"), number(end, "parts/end"))
        parts.setdefault(known, []).append(Passage(span, text.replace("\r\n", "\n") or None))
    if sum(map(len, parts.values())) > MOST_PARTS:
        raise InvalidInput(f"A quotation has {MOST_PARTS} passages at most.", pointer="/parts")
    return {role: sorted(passages, key=lambda passage: passage.span) for role, passages in parts.items()}


def _made(new: NewSpeaker, position: int, *, by: Actor) -> int:
    name = " ".join(clean(new.name, "new_name", most=200).split())
    namesakes = list(Speaker.objects.called(name)[:5]) if name else []
    if namesakes and not new.namesake:
        raise InvalidInput(
            f"{'; '.join(map(str, namesakes))} is on file already. Choose them from the list, or tick “someone else of "
            "the same name” and say in the description what tells the two apart.",
            pointer=f"/new/{position}",
        )
    description = clean(new.description, "new_description", most=300)
    if namesakes and not description:
        raise InvalidInput(
            f"Describe the new {name} by role, place or years: the name alone does not tell the two apart.",
            pointer=f"/new/{position}",
        )
    return speaker_verbs.add(name, by=by, kind=new.kind, description=description).pk


def _choice(value: str, choices: type[Kind | Attribution | Precision | PartRole], name: str, ask: str) -> str:
    if value not in choices.values:
        raise InvalidInput(ask, pointer=f"/{name}")
    return value


def _columns(data: QueryDict, names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the rows of parallel repeated fields; what is longer than the shortest column is no row."""
    return list(zip(*(data.getlist(name) for name in names), strict=False))


def _shown_numbers(data: QueryDict, name: str) -> list[int]:
    try:
        return numbers(data, name)
    except InvalidInput:
        return []
