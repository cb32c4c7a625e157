"""The span: the one unit in which this project points at text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A passage of a text.

    ``start`` and ``end`` are offsets in Unicode code points, half-open: the passage is ``text[start:end]``.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of this span in ``text``.

        Raises ValueError if the span is empty or not inside the text; a slice would silently shorten it.
        """
        if not 0 <= self.start < self.end <= len(text):
            raise ValueError(f"Span {self.start}-{self.end} does not lie inside a text of {len(text)} characters.")
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
