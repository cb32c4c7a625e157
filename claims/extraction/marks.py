"""Finds quotations by their marks, of any house style, in one pass and without recursion.

Whether a mark opens or closes is told by its neighbours and by what is open, never by its shape alone: news text
holds curly marks the wrong way round, ``''`` for one mark, and apostrophes that look like single marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sources.text.spans import Span

MARK = re.compile(r"''|``|[\"“”„‟«»‹›‘’‚‛'「」『』＂]")

NEVER_CLOSED = "The quotation mark is never closed."
NEVER_OPENED = "The quotation mark is never opened."

_DOUBLE = frozenset(("''", "``", '"', "“", "”", "„", "‟", "＂"))
_SINGLE = frozenset("‘’‚‛'")
_KIND = (
    dict.fromkeys(_DOUBLE, "double")
    | dict.fromkeys(_SINGLE, "single")
    | {"«": "guillemet", "»": "guillemet", "‹": "angle", "›": "angle"}
    | {"「": "corner", "」": "corner", "『": "white corner", "』": "white corner"}
)
_OPENING_COMPANY = frozenset("([{-–—―/…:¿¡=>*_|") | _DOUBLE | _SINGLE | frozenset("«»‹›「『")
_CLIPPED = re.compile(r"(?:em|tis|twas|til|till|cause|bout|round|n|cos|nuff|[0-9]0s|[0-9]{2})\b", re.IGNORECASE)
# A page's number, alone or with the running head beside it, between the halves of a sentence.
_PAGE = re.compile(
    r"\W{0,4}(?:page )?[0-9]{1,4}(?: ?(?:/|of) ?[0-9]{1,4})?\W{0,4}|.{0,80}\bpage [0-9]{1,4}\b.{0,30}"
    r"|(?:[^\W\d_].{0,70}?(?: {3,}|\t| \| )[0-9]{1,4}|[0-9]{1,4}(?: {3,}|\t| \| )[^\W\d_].{0,70})",
    re.IGNORECASE,
)
_LONGEST_HEAD = 120  # characters of a running head
_CAPITALISED = r"(?:[A-Z][\w.'’\-]{0,30} ){1,4}"
_SAYS = r"(?:said|says|added|adds|told|asked|wrote|replied|explained|recalled|insisted|continued|answered|warned)"
_REPORTED = re.compile(rf"[,?!…—–](?=\s(?:{_SAYS}\s|(?:(?:he|she|they|it|I|we) |{_CAPITALISED}){_SAYS}\b))")
_TERMINAL = frozenset(".,?!…;-–—")
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``outer`` with its marks, ``parts`` without them, one per paragraph that reopens the mark."""

    outer: Span
    parts: tuple[Span, ...]
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    kind: str
    mark: str
    start: int  # of the mark
    inner: int  # where the words of the current part begin
    parts: list[Span]
    swallowed: list[Quotation]


class _Finder:
    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.stack: list[_Open] = []
        self.found: list[Quotation] = []

    def run(self) -> list[Quotation]:
        at = 0
        marks = [m.span() for m in MARK.finditer(self.text)]
        for number, paragraph in enumerate(self.paragraphs):
            while at < len(marks) and marks[at][0] < paragraph.start:
                at += 1
            first = at
            while at < len(marks) and marks[at][1] <= paragraph.end:
                at += 1
            here = marks[first:at]
            strong = self._strong_closers(here)
            for n, (start, end) in enumerate(here):
                self._take(start, end, start == paragraph.start, strong[n], paragraph)
            if self.stack:
                following = self.paragraphs[number + 1] if number + 1 < len(self.paragraphs) else None
                self._paragraph_ends(paragraph, following, marks, at)
        self.found.sort(key=lambda q: q.outer)
        return self.found

    def _strong_closers(self, here: list[tuple[int, int]]) -> list[bool]:
        """For each mark of a paragraph: does a single mark that surely closes follow before one that opens?"""
        answer = [False] * len(here)
        ahead = False
        for n in range(len(here) - 1, -1, -1):
            answer[n] = ahead
            start, end = here[n]
            if self.text[start:end] not in _SINGLE:
                continue
            before = self.text[start - 1] if start else "\n"
            after = self.text[end] if end < len(self.text) else "\n"
            if after.isalnum() and not before.isalnum():
                ahead = False
            elif not after.isalnum() and (before in _TERMINAL):
                ahead = True
        return answer

    def _take(self, start: int, end: int, leads: bool, strong_ahead: bool, paragraph: Span) -> None:
        text, mark = self.text, self.text[start:end]
        kind = _KIND[mark]
        before = text[start - 1] if start > paragraph.start else "\n"
        after = text[end] if end < paragraph.end else "\n"
        depth = next((d for d in range(len(self.stack) - 1, -1, -1) if self.stack[d].kind == kind), None)
        if kind == "single":
            self._take_single(start, end, before, after, leads, strong_ahead, depth)
            return
        if leads and depth is not None and self.stack[depth].parts:
            self._reopen(depth, end)
            return
        opens, closes = self._direction(mark, kind, before, after, depth)
        if opens:
            self._open(kind, mark, start, end)
        elif closes and depth is not None:
            self._close(depth, start, end)
        elif closes and not self.stack:
            self._unopened(start, end, before, paragraph)

    def _direction(self, mark: str, kind: str, before: str, after: str, depth: int | None) -> tuple[bool, bool]:
        if kind in ("corner", "white corner"):
            return mark in "「『", mark in "」』"
        if kind in ("guillemet", "angle"):
            if depth is None:
                return True, False
            same = self.stack[depth].mark == mark
            return same and before.isspace() and not after.isspace(), not same or not before.isspace()
        can_open = not after.isspace() and (before.isspace() or before in _OPENING_COMPANY)
        can_close = not before.isspace() and (not after.isalnum() or mark == "”")
        if can_open and can_close:  # between dashes or brackets: what is open decides, then the shape
            return (depth is None and mark != "”"), (depth is not None or mark == "”")
        if can_open or can_close:
            if can_close and depth is None and mark in ("“", "„", "``") and not after.isspace():
                return True, False
            return can_open, can_close
        # Loose on both sides, or glued on both: the shape tells, else what is open.
        opens = depth is None and (mark == "“" or not after.isspace())
        return opens, not opens and depth is not None

    def _take_single(
        self, start: int, end: int, before: str, after: str, leads: bool, strong_ahead: bool, depth: int | None
    ) -> None:
        if before.isalnum() and after.isalnum():
            return
        mark = self.text[start:end]
        if leads and depth is not None and self.stack[depth].parts:
            self._reopen(depth, end)
            return
        opens = not after.isspace() and (before.isspace() or before in _OPENING_COMPANY)
        if opens and depth is None:
            if _CLIPPED.match(self.text, end) or not (after.isalnum() or after in '[(…“"$£€'):
                return
            if leads or mark == "‚" or strong_ahead or self._weak_closer(end):
                self._open("single", mark, start, end)
            return
        if depth is None or before.isspace() or after.isalnum():
            return
        if before not in _TERMINAL and strong_ahead and before in "sSxXzZ":
            return  # a plural's apostrophe: a surer closing mark still comes
        if before not in _TERMINAL and before.isalnum() and strong_ahead and self._word_follows(end):
            return
        self._close(depth, start, end)

    def _word_follows(self, end: int) -> bool:
        return self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].islower()

    def _weak_closer(self, end: int) -> bool:
        """A single mark after a short run of words, as in 'yes': looked for within a fixed distance only."""
        for m in re.finditer(r"['’‛]", self.text[end : end + 120].split("\n", 1)[0]):
            at = end + m.start()
            after = self.text[at + 1 : at + 2]
            if not after.isalnum() and not self.text[at - 1].isspace():
                return True
        return False

    def _open(self, kind: str, mark: str, start: int, end: int) -> None:
        if len(self.stack) < _MAX_DEPTH:
            self.stack.append(_Open(kind, mark, start, end, [], []))

    def _reopen(self, depth: int, end: int) -> None:
        del self.stack[depth + 1 :]
        self.stack[depth].inner = end

    def _close(self, depth: int, start: int, end: int) -> None:
        opened = self.stack[depth]
        del self.stack[depth:]
        self._add_part(opened, start)
        self._keep(opened, end, ())

    def _add_part(self, opened: _Open, end: int) -> None:
        s, e = opened.inner, end
        while s < e and self.text[s].isspace():
            s += 1
        while e > s and self.text[e - 1].isspace():
            e -= 1
        if s < e:
            opened.parts.append(Span(s, e))

    def _keep(self, opened: _Open, end: int, flags: tuple[str, ...]) -> None:
        if not opened.parts:
            return
        quotation = Quotation(Span(opened.start, end), tuple(opened.parts), flags)
        if self.stack:
            self.stack[-1].swallowed.append(quotation)
        else:
            self.found.append(quotation)

    def _unopened(self, start: int, end: int, before: str, paragraph: Span) -> None:
        if before not in ".,?!" or (self.found and self.found[-1].outer.end > paragraph.start):
            return
        if start - paragraph.start < 20:
            return
        opened = _Open("double", '"', paragraph.start, paragraph.start, [], [])
        self._add_part(opened, start)
        self._keep(opened, end, (NEVER_OPENED,))

    def _paragraph_ends(self, paragraph: Span, following: Span | None, marks: list[tuple[int, int]], at: int) -> None:
        """Decide for what is still open at a paragraph's end: reopened, running on, or never closed."""
        opened = self.stack[0]
        if following is not None and not (gap := self.text[paragraph.end : following.start]).isspace():
            if not is_page_head(gap):
                following = None  # something left out stands between: nothing runs on over it
            elif self.text[following.start].islower() and self.text[paragraph.end - 1] not in _TERMINAL | {","}:
                self._add_part(opened, paragraph.end)
                opened.inner = following.start
                return
        if following is not None and at < len(marks):
            start, end = marks[at]
            same = _KIND[self.text[start:end]] == opened.kind
            if same and start == following.start and self._leads_open(opened, end):
                del self.stack[1:]
                self._add_part(opened, paragraph.end)
                return
            if same and start < following.end and self._closes_only(start, end):
                return
        while self.stack:
            opened = self.stack.pop()
            if opened.swallowed:  # a stray mark before whole quotations: keep those, drop the stray one
                home = self.stack[-1].swallowed if self.stack else self.found
                home.extend(opened.swallowed)
                continue
            if opened.kind == "single" and not opened.parts:
                continue  # an apostrophe, most likely
            if opened.inner < paragraph.end:
                reported = _REPORTED.search(self.text, opened.inner, paragraph.end) if opened.kind != "single" else None
                self._add_part(opened, reported.end() if reported else paragraph.end)
            self._keep(opened, opened.parts[-1].end if opened.parts else paragraph.end, (NEVER_CLOSED,))

    def _leads_open(self, opened: _Open, end: int) -> bool:
        after = self.text[end : end + 1]
        return (
            opened.kind in ("corner", "white corner")
            or bool(after and not after.isspace())
            or opened.kind == "guillemet"
        )

    def _closes_only(self, start: int, end: int) -> bool:
        before = self.text[start - 1] if start else "\n"
        after = self.text[end : end + 1] or "\n"
        if self.text[start:end] in "」』":
            return True
        return not before.isspace() and not after.isalnum() and before not in _OPENING_COMPANY


def is_page_head(text: str) -> bool:
    """Tell whether ``text`` is nothing but a page's number, with or without a running head."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and all(len(line) <= _LONGEST_HEAD and _PAGE.fullmatch(line) for line in lines)


def find_quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Return the outermost quotations of ``text`` in reading order; those within a quotation are not listed.

    ``paragraphs`` are the spans within which marks are balanced, in order and disjoint; an opening mark at the head
    of the next one continues a quotation still open. Time is linear in the length of the text.
    """
    return _Finder(text, paragraphs).run()
