"""Reads the texts beside this file, each with the quotations that an editor finds in it.

Every text of a file begins with ``#### its-name``. After ``#### gold`` stands one line for each direct (``<-``) or
mixed (``<~``) quotation, in the order of the text::

    Anna Holm <- We will pay, ~~ but not now.
    ? (nobody) <- Who told you?

The words are exact but for white space; ``~~`` parts the pieces, ``?`` marks what an editor may leave out.
Where something still goes wrong, a line ``xfail: reason`` says so, and ``xfail tagger: reason`` where it goes wrong
with the learned engine only. ``(nothing at all)`` forbids even indirect speech.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.extraction import Attribution
from claims.extraction.engine import Engine
from sources.text.layout import find_layout

HERE = Path(__file__).parent
NOBODY = "(nobody)"
NOTHING = "(nothing at all)"
_ARROWS = {"<-": "direct", "<~": "mixed"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation: its pieces and its speaker, white space and the speaker's article evened out."""

    kind: str
    pieces: tuple[str, ...]
    speaker: str
    optional: bool = False

    def __str__(self) -> str:
        return f"[{self.kind}] {self.speaker}: {' ~~ '.join(self.pieces)}"


@dataclass(frozen=True, slots=True)
class Case:
    """One text of a domain and what stands in it."""

    domain: str
    name: str
    text: str
    quoted: tuple[Quoted, ...]
    nothing: bool
    xfail: str | None
    tagger: str | None


def cases() -> Iterator[Case]:
    """Every text of every domain."""
    for path in sorted(HERE.glob("*.txt")):
        for block in ("\n" + path.read_text(encoding="utf-8")).split("\n#### ")[1:]:
            head, _, rest = block.partition("\n")
            if head != "gold":
                name, text = head, rest
            else:
                yield _case(path.stem, name, text, rest.strip().splitlines())


def _case(domain: str, name: str, text: str, lines: Sequence[str]) -> Case:
    notes = dict(line.split(": ", 1) for line in lines if line.startswith("xfail"))
    quoted = tuple(_quoted(line) for line in lines if line != NOTHING and not line.startswith("xfail"))
    return Case(domain, name, text, quoted, NOTHING in lines, notes.get("xfail"), notes.get("xfail tagger"))


def _quoted(line: str) -> Quoted:
    arrow = next(arrow for arrow in _ARROWS if f" {arrow} " in line)
    speaker, _, words = line.partition(f" {arrow} ")
    pieces = tuple(_even(piece) for piece in words.split(" ~~ "))
    return Quoted(_ARROWS[arrow], pieces, _even(speaker.removeprefix("? ")), line.startswith("? "))


def _even(words: str) -> str:
    return " ".join(words.split())


def found_in(text: str, engine: Engine) -> list[Attribution]:
    """What ``engine`` finds in ``text`` when it is read as an article."""
    layout = find_layout(text)
    return engine.extract(text, dateline=layout.published_on, skip=layout.skipped(), authors=layout.bylines)


def as_quoted(text: str, attribution: Attribution) -> Quoted:
    """An answer of the engine in the words of the gold."""
    pieces = tuple(_even(span.of(text)) for span in attribution.content)
    speaker = " & ".join(guess.name for guess in attribution.speakers) or NOBODY
    return Quoted(attribution.kind, pieces, speaker)


def faults(case: Case, engine: Engine) -> list[str]:
    """What is missing, too much or wrong, as lines for a reader; empty where all is right."""
    answers = found_in(case.text, engine)
    if case.nothing:
        return [f"too much: {as_quoted(case.text, each)}" for each in answers]
    found = [as_quoted(case.text, each) for each in answers if each.kind != "indirect"]
    out: list[str] = []
    for wanted in case.quoted:
        near = next((f for f in found if f.pieces == wanted.pieces), None) or next(
            (f for f in found if _share(f, wanted)), None
        )
        if near is None:
            out += [] if wanted.optional else [f"missing: {wanted}"]
            continue
        found.remove(near)
        if near.pieces != wanted.pieces:
            out += [f"wrong words: {near}\n     wanted: {wanted}"]
        elif near.kind != wanted.kind:
            out.append(f"wrong kind: {near}\n    wanted: {wanted}")
        if _name(near.speaker) != _name(wanted.speaker) and not (wanted.optional and near.speaker == NOBODY):
            out.append(f"wrong speaker: {near}\n       wanted: {wanted.speaker}")
    return out + [f"too much: {each}" for each in found]


def _share(found: Quoted, wanted: Quoted) -> bool:
    one, two = " ".join(found.pieces), " ".join(wanted.pieces)
    return one in two or two in one or bool(set(found.pieces) & set(wanted.pieces))


def _name(speaker: str) -> str:
    return speaker.casefold().removeprefix("the ")
