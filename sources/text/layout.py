"""Finds the parts of a plain-text news article: headline, byline, dateline, paragraphs, captions,
boilerplate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from sources.text.boilerplate import has_speech, is_boilerplate, is_caption, is_footer, is_paragraph
from sources.text.bylines import Byline, read_byline
from sources.text.datelines import read_dateline
from sources.text.names import is_agency, is_name, is_role, read_names
from sources.text.passages import find_passages
from sources.text.spans import Span

BlockKind: TypeAlias = Literal["headline", "byline", "paragraph", "caption", "boilerplate"]

_LONGEST_HEADLINE = 220  # characters
_LONGEST_SENTENCE_HEADLINE = 130  # of a headline that ends in a full stop, as some archives write them
_HEAD = 10  # passages in which a byline is looked for
_DATELINE_WITHIN = 3  # paragraphs in which a dateline is looked for
_OPENING_MARKS = ("“", '"', "„", "«", "‘", "'")
_SKIPPED: frozenset[BlockKind] = frozenset({"byline", "caption", "boilerplate"})


class Block(NamedTuple):
    """One block of an article: ``text[start:end]``, offsets in code points, without white space around it."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True)
class Layout:
    """The parts of an article. ``blocks`` are in order, do not overlap, and leave out only white space."""

    headline: str | None
    bylines: tuple[str, ...]
    dateline_place: str | None
    published_on: date | None
    blocks: tuple[Block, ...]

    def skipped(self) -> tuple[Span, ...]:
        """Return the spans that hold no candidates: bylines, captions and boilerplate."""
        return skipped(self.blocks)


def skipped(blocks: Iterable[Block]) -> tuple[Span, ...]:
    """Return the spans of ``blocks`` that hold no candidates: bylines, captions and boilerplate."""
    return tuple(Span(block.start, block.end) for block in blocks if block.kind in _SKIPPED)


def find_layout(text: str) -> Layout:
    """Return the layout of ``text``, by rules for news in English; any text has one. Time is linear in
    its length.
    """
    spans = find_passages(text)
    passages = [text[start:end] for start, end in spans]
    footer = _footer_from(passages)
    head = _Head()
    kinds: list[BlockKind] = []
    for i, passage in enumerate(passages):
        if i >= footer or is_boilerplate(passage):
            kinds.append("boilerplate")
        elif i < _HEAD and head.takes(passages, i):
            kinds.append("byline")
        elif is_caption(passage):
            kinds.append("caption")
        elif head.headline is None and head.is_headline(passages, i):
            kinds.append("headline")
        else:
            kinds.append("paragraph")
            head.body_begun = True
    head.read_datelines(passage for passage, kind in zip(passages, kinds, strict=True) if kind == "paragraph")
    blocks = tuple(Block(*span, kind) for span, kind in zip(spans, kinds, strict=True))
    return Layout(head.headline, tuple(head.names), head.place, head.published_on or head.updated_on, blocks)


class _Head:
    """What the head of an article has told so far, while its passages are gone through in order."""

    def __init__(self) -> None:
        self.headline: str | None = None
        self.names: list[str] = []
        self.place: str | None = None
        self.published_on: date | None = None
        self.updated_on: date | None = None
        self.body_begun = False
        self._in_byline = False

    def takes(self, passages: list[str], i: int) -> bool:
        """Tell whether passage ``i`` is a byline, and keep what it says."""
        passage = passages[i]
        byline = read_byline(passage, bare=self.headline is not None and not self.body_begun)
        if byline is None:
            byline = self._beside(passages, i)
        if byline is None:
            self._in_byline = False
            return False
        self._keep(byline)
        self._in_byline = True
        return True

    def _beside(self, passages: list[str], i: int) -> Byline | None:
        """Read the lines that are bylines only by their neighbours: a lone "By", a lone name, a job, a
        dateline.
        """
        passage = passages[i]
        if len(passage) > _LONGEST_SENTENCE_HEADLINE or self.body_begun:
            return None
        following = passages[i + 1] if i + 1 < len(passages) else ""
        if passage.lower().rstrip(":") == "by":
            return Byline((), None, False, None) if read_names(following) else None
        before = passages[i - 1] if i else ""
        if before.lower().rstrip(":") == "by" or self._signs(passage, following):
            return Byline(read_names(passage), None, False, None)
        if self._in_byline and is_role(passage):
            return Byline((), None, False, None)
        dateline = read_dateline(passage)
        if self.headline and dateline and dateline.end == len(passage):
            return Byline((), dateline.published_on, False, dateline.place)
        return None

    def _signs(self, passage: str, following: str) -> bool:
        """Tell whether a line of names without "By" signs the article: below the headline, before a date or a job."""
        if self.headline is None:
            return False
        if self._in_byline and is_name(passage):
            return True
        signature = is_name(passage) or len(read_names(passage)) > 1 or is_agency(passage)
        return signature and (_is_date_line(following) or is_role(following))

    def _keep(self, byline: Byline) -> None:
        if byline.place is None and byline.names and self.names and byline.published_on:
            # "By Ann Lee" followed by "New York, 12 May 2026": a second line of this shape names the place.
            self.place = self.place or ", ".join(byline.names)
        else:
            self.names += [name for name in byline.names if name not in self.names]
            self.place = self.place or byline.place
        if byline.updated:
            self.updated_on = self.updated_on or byline.published_on
        else:
            self.published_on = self.published_on or byline.published_on

    def is_headline(self, passages: list[str], i: int) -> bool:
        """Tell whether passage ``i`` is the headline, and keep it; asked only before the first paragraph."""
        passage = passages[i]
        if self.body_begun or len(passage) > _LONGEST_HEADLINE or read_dateline(passage):
            return False
        if passage.rstrip("”\"’'").endswith((".", "…")):
            opens_with_speech = passage.startswith(_OPENING_MARKS) and has_speech(passage)
            if opens_with_speech or len(passage) > _LONGEST_SENTENCE_HEADLINE or i + 1 == len(passages):
                return False
        self.headline = " ".join(passage.split())
        return True

    def read_datelines(self, paragraphs: Iterable[str]) -> None:
        """Take place and date from a dateline inside one of the first paragraphs, which stay paragraphs."""
        for paragraph in islice(paragraphs, _DATELINE_WITHIN):
            dateline = read_dateline(paragraph)
            if dateline:
                self.place = self.place or dateline.place
                self.published_on = self.published_on or dateline.published_on
                return


def _is_date_line(passage: str) -> bool:
    byline = read_byline(passage)
    return byline is not None and byline.published_on is not None and not byline.names


def _footer_from(passages: list[str]) -> int:
    """Return the index from which on all is footer: its first line, behind the last real paragraph."""
    first = len(passages)
    for i in range(len(passages) - 1, -1, -1):
        if is_footer(passages[i]):
            first = i
        elif is_paragraph(passages[i]):
            break
    return first
