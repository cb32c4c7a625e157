"""Cuts a text into windows that the encoder reads one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SIZE = 192  # pieces; more costs attention, fewer costs what a paragraph tells of its neighbours
OVERLAP = 48  # of two windows inside one paragraph that is longer than a window


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces [start, end) are read, and of the answer those in [keep, upto) are kept."""

    start: int
    end: int
    keep: int
    upto: int


def windows(breaks: Sequence[int], length: int, size: int = SIZE, overlap: int = OVERLAP) -> Iterator[Window]:
    """Windows over ``length`` pieces: as many whole paragraphs as fit, long paragraphs in overlapping pieces.

    ``breaks`` are the pieces at which paragraphs begin, ascending, the first one 0. The kept parts cover every piece
    once, in order. An attribution lies within one paragraph in 99.9 of 100 cases (PolNeAR), so that nothing is lost
    where windows meet between paragraphs.
    """
    borders = [*breaks, length]
    start = 0
    for here, following in pairwise(borders):
        if following - start <= size:
            continue
        if here > start:
            yield Window(start, here, start, here)
        start = here
        if following - start > size:
            yield from _long(start, following, size, overlap)
            start = following
    if start < length:
        yield Window(start, length, start, length)


def _long(start: int, end: int, size: int, overlap: int) -> Iterator[Window]:
    keep = start
    while end - start > size:
        stop = start + size
        yield Window(start, stop, keep, stop - overlap // 2)
        keep = stop - overlap // 2
        start = stop - overlap
    start = max(0, end - size)
    yield Window(start, end, keep, end)
