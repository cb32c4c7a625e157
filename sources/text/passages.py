"""Cuts plain text into its paragraphs, whether or not blank lines or a wrapped right margin mark them."""

import re
from itertools import pairwise

from sources.text.spans import Span

# A line; its ends are trimmed in Python, since a pattern that does it is quadratic on long runs of spaces.
_LINE = re.compile(r"[^\r\n\f\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\f\u2028\u2029]")
_WIDEST_WRAP = 120  # characters; nobody sets a wrapped text wider, and a paragraph on one line mostly is
_NARROWEST_WRAP = 40
_WRAPPED_SHARE = 0.6


def find_passages(text: str) -> list[Span]:
    """Return the paragraphs of ``text`` in order, trimmed of white space; offsets in code points.

    A blank line always parts two passages. A single line end parts them too, unless the whole text is
    hard-wrapped: then a line whose next word would not have fitted goes on in the next line.
    """
    lines = _lines(text)
    adjacent = [_adjacent(text, one, two) for one, two in pairwise(lines)]
    width = max((end - start for start, end in lines), default=0)
    goes_on = [False] * len(adjacent)
    if _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        full = [touch and _is_full(text, lines, i, width) for i, touch in enumerate(adjacent)]
        if sum(full) >= _WRAPPED_SHARE * max(sum(adjacent), 1):
            goes_on = full
    passages: list[Span] = []
    start = None
    for i, line in enumerate(lines):
        start = line.start if start is None else start
        if i == len(lines) - 1 or not goes_on[i]:
            passages.append(Span(start, line.end))
            start = None
    return passages


def _lines(text: str) -> list[Span]:
    lines = []
    for found in _LINE.finditer(text):
        line = found.group()
        bare = line.strip()
        if bare:
            start = found.start() + len(line) - len(line.lstrip())
            lines.append(Span(start, start + len(bare)))
    return lines


def _adjacent(text: str, one: Span, two: Span) -> bool:
    """Tell whether exactly one line end stands between the two lines."""
    between = text[one.end : two.start]
    first = _BREAK.search(between)
    return first is not None and _BREAK.search(between, first.end()) is None


def _is_full(text: str, lines: list[Span], i: int, width: int) -> bool:
    """Tell whether the first word of line ``i + 1`` would not have fitted into line ``i``."""
    following = text[lines[i + 1].start : lines[i + 1].end].split(None, 1)[0]
    return lines[i].end - lines[i].start + 1 + len(following) > width
