"""A text as the measure sees it: words, which of them a span covers, and which are quoted."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from claims.extraction.attribution import Kind
from sources.text.spans import Span

from .quoted import inside_marks

_WORD = re.compile(r"\w+(?:['’]\w+)*")

Pairs = Sequence[tuple[int, int]]


class Words:
    """The words of ``text``, by number. A span covers a word if it covers one character of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [Span(*found.span()) for found in _WORD.finditer(text)]
        self._ends = [span.end for span in self.spans]
        inside = inside_marks(text)
        self._quoted = [bool(inside[span.start]) for span in self.spans]

    def __len__(self) -> int:
        return len(self.spans)

    def covered(self, spans: Pairs) -> set[int]:
        """The numbers of the words that ``spans`` cover."""
        numbers: set[int] = set()
        for start, end in spans:
            number = bisect_right(self._ends, start)
            while number < len(self.spans) and self.spans[number].start < end:
                numbers.add(number)
                number += 1
        return numbers

    def kind(self, numbers: Collection[int]) -> Kind:
        """Direct if every one of the words is quoted, mixed if some are, indirect if none is (or there is none)."""
        quoted = sum(self._quoted[number] for number in numbers)
        if not quoted:
            return "indirect"
        return "direct" if quoted == len(numbers) else "mixed"

    def lower(self, number: int) -> str:
        """The word in lower case, with a straight apostrophe."""
        return self.spans[number].of(self.text).lower().replace("’", "'")

    def gap(self, left: int, right: int) -> str:
        """What stands between two words."""
        return self.text[self.spans[left].end : self.spans[right].start]


def trimmed(text: str, spans: Pairs) -> tuple[tuple[int, int], ...]:
    """``spans`` in the form in which "exact" compares them.

    What is no letter or digit goes from the ends of each; neighbours with no letter or digit between them become one.
    Spans that hold none at all are given back as they are.
    """
    out: list[tuple[int, int]] = []
    for start, end in (_core(text, *span) for span in sorted(spans)):
        if start == end:
            continue
        if out and not any(map(str.isalnum, text[out[-1][1] : start])):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out) or tuple((s, e) for s, e in spans)


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
