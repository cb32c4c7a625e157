"""Gold files: what a careful reader finds in a seed article, with offsets."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sources.text.spans import Span


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One attribution of a gold file; spans are code points of the text that the article is read as.

    ``cases`` are the rows of the hard cases that it shows; ``required`` is False where a careful reader may
    leave it out (nested or doubtful). Empty ``speakers`` means that the article names none.
    """

    id: str
    kind: str
    content: tuple[Span, ...]
    mention: tuple[Span, ...]
    cue: tuple[Span, ...]
    speakers: tuple[str, ...]
    said_on: str | None
    said_on_precision: str | None
    required: bool
    cases: tuple[int, ...]
    slices: tuple[tuple[Span, str], ...]

    @property
    def quoted(self) -> bool:
        """Whether the words, or some of them, stand inside quotation marks or are a speaker's turn."""
        return self.kind in ("direct", "mixed")


@dataclass(frozen=True, slots=True)
class NotQuote:
    """Words in quotation marks that are no quotation: a title, a nickname, scare quotes, a caption."""

    span: Span
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A gold file. ``boilerplate_from`` is where the footer begins, in code points; ``cases`` are the rows
    that the article shows as a whole.
    """

    file: str
    headline: str
    bylines: tuple[str, ...]
    published_on: str
    publisher: str
    boilerplate_from: int | None
    cases: tuple[int, ...]
    quotes: tuple[GoldQuote, ...]
    not_quotes: tuple[NotQuote, ...]


def read_gold(path: Path) -> GoldFile:
    """Return the gold file at ``path``. Raises KeyError or ValueError where it is malformed."""
    data = json.loads(path.read_text(encoding="utf-8"))
    meta = data["meta"]
    return GoldFile(
        file=data["file"],
        headline=meta["headline"],
        bylines=tuple(meta["byline"]),
        published_on=meta["published_on"],
        publisher=meta["publisher"],
        boilerplate_from=meta["boilerplate_from"],
        cases=tuple(data["cases"]),
        quotes=tuple(_quote(quote) for quote in data["quotes"]),
        not_quotes=tuple(NotQuote(Span(*no["span"]), no["text"], no["why"]) for no in data["not_quotes"]),
    )


def _quote(data: Mapping[str, Any]) -> GoldQuote:
    content, mention, cue = (_spans(data[key]) for key in ("content", "source", "cue"))
    texts = [*data["text"], *data["source_text"], *data["cue_text"]]
    return GoldQuote(
        id=data["id"],
        kind=data["kind"],
        content=content,
        mention=mention,
        cue=cue,
        speakers=tuple(data["speakers"]),
        said_on=data["said_on"],
        said_on_precision=data["said_on_precision"],
        required=data["required"],
        cases=tuple(data["cases"]),
        slices=tuple(zip((*content, *mention, *cue), texts, strict=True)),
    )


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
