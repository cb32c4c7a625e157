"""Compares two texts, paragraph by paragraph and, where a paragraph changed, word by word.

Nothing here takes quadratic time or memory, whatever the texts are. The standard library's difflib does, so it is not
used: paragraphs and words are aligned by landmarks with a fixed number of steps (``aligning``), and what those do not
reach is told more coarsely: a paragraph as taken out and another as added, or all between the first and the last
difference of a paragraph as one. Coarse or not, the pieces of a side always joined give that side's text.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sources.text.aligning import Steps, align, between
from sources.text.comparison import Comparison, Counts, Paragraph, Piece, PieceState, Row
from sources.text.cutting import words_of
from sources.text.differing import Allowance, Stretch, look_alike, stretches
from sources.text.pairing import Likeness, Pair, alike_elsewhere, alike_in_place, same_elsewhere

# Steps are about elements looked at; measured, a million take a third of a second.
_PARAGRAPH_STEPS: Final = 1_000_000
_LIKENESS_STEPS: Final = 1_000_000
_WORD_STEPS: Final = 2_000_000
_WORD_CHARACTERS: Final = 3_000_000  # of both sides, cut into words
_MOST_PARAGRAPHS: Final = 20_000  # of a side; all that follows is taken for one
_SPACE: Final = re.compile(r"\s+")


class _Block(NamedTuple):
    start: int
    end: int
    kind: str


def compare(old: str, old_blocks: Sequence[Sequence[Any]], new: str, new_blocks: Sequence[Sequence[Any]]) -> Comparison:
    """Compare two texts with their blocks ([start, end, kind] in reading order, code points, half-open).

    White space counts as white space, whatever kind and how much of it; anything else that differs is told. Words
    outside every block are a paragraph of their own.
    """
    olds, news = _Side(old, old_blocks), _Side(new, new_blocks)
    rows = tuple(_rows(olds, news))
    return Comparison(rows, olds.tail, news.tail, _counted(rows))


class _Side:
    """One of the two texts, cut into blocks that leave out only white space."""

    def __init__(self, text: str, blocks: Sequence[Sequence[Any]]) -> None:
        self.text = text
        self.blocks = list(_whole(text, blocks))
        if len(self.blocks) > _MOST_PARAGRAPHS:
            first, last = self.blocks[_MOST_PARAGRAPHS - 1], self.blocks[-1]
            self.blocks[_MOST_PARAGRAPHS - 1 :] = [_Block(first.start, last.end, first.kind)]
        self.keys = [_SPACE.sub(" ", text[start:end]) for start, end, _ in self.blocks]
        self.tail = text[self.blocks[-1].end if self.blocks else 0 :]

    def paragraph(self, place: int, pieces: Sequence[Piece]) -> Paragraph:
        """Return the block at ``place`` as a paragraph of ``pieces``."""
        start, end, kind = self.blocks[place]
        before = self.blocks[place - 1].end if place else 0
        return Paragraph(place + 1, kind, start, end, self.text[before:start], tuple(pieces))

    def alone(self, place: int, state: PieceState) -> Paragraph:
        """Return the block at ``place`` as a paragraph that is in one state as a whole."""
        start, end, _ = self.blocks[place]
        return self.paragraph(place, [Piece(state, start, self.text[start:end])])


def _whole(text: str, blocks: Sequence[Sequence[Any]]) -> Iterator[_Block]:
    """Give the blocks in order, trimmed, none overlapping, and any words between two of them as blocks of their own."""
    end = 0
    for block_start, block_end, kind in [*blocks, (len(text), len(text), "")]:
        start, stop = (min(max(edge, end), len(text)) for edge in (block_start, block_end))
        for low, high, what in ((end, start, "paragraph"), (start, stop, str(kind))):
            words = text[low:high]
            if words.strip():
                block = _Block(low + len(words) - len(words.lstrip()), low + len(words.rstrip()), what)
                yield block
                end = block.end


def _rows(olds: _Side, news: _Side) -> Iterator[Row]:
    common = align(olds.keys, news.keys, Steps(_PARAGRAPH_STEPS))
    gaps = between(common, len(olds.keys), len(news.keys))
    moved = same_elsewhere(olds.keys, news.keys, gaps)
    free_olds, free_news = set(range(len(olds.keys))) - moved.keys(), set(range(len(news.keys))) - set(moved.values())
    likeness = Likeness(olds.keys, news.keys, Steps(_LIKENESS_STEPS))
    pairs = [
        pair
        for gap in gaps
        for pair in alike_in_place(
            [place for place in range(gap.one, gap.one_end) if place in free_olds],
            [place for place in range(gap.two, gap.two_end) if place in free_news],
            likeness,
        )
    ]
    same = [Pair(a + n, a + n + 1, b + n, b + n + 1) for a, b, length in common for n in range(length)]
    anchors = sorted([*pairs, *same])
    for pair in anchors:
        free_olds.difference_update(range(pair.one, pair.one_end))
        free_news.difference_update(range(pair.two, pair.two_end))
    moved |= alike_elsewhere(sorted(free_olds), sorted(free_news), likeness)
    side_by_side = _SideBySide(olds, news, moved)
    one = two = 0
    for pair in [*anchors, Pair(len(olds.keys), 0, len(news.keys), 0)]:
        yield from map(side_by_side.only_old, range(one, pair.one))
        yield from map(side_by_side.only_new, range(two, pair.two))
        if pair.one_end:
            yield side_by_side.both(pair)
        one, two = pair.one_end, pair.two_end


class _SideBySide:
    """Writes the rows, once it is known what has become of which paragraph."""

    def __init__(self, olds: _Side, news: _Side, moved: dict[int, int]) -> None:
        self._olds, self._news = olds, news
        self._went = moved
        self._came = {two: one for one, two in moved.items()}
        self._allowance = Allowance(_WORD_CHARACTERS, _WORD_STEPS)
        self._of_moved: dict[int, Row] = {}

    def only_old(self, place: int) -> Row:
        """Return the row of a paragraph that is not in this place of the new text."""
        if place not in self._went:
            return Row("removed", old=(self._olds.alone(place, "removed"),))
        row = self._moved(place)
        return Row("left", row.old, (), self._went[place] + 1, row.coarse, row.alike)

    def only_new(self, place: int) -> Row:
        """Return the row of a paragraph that was not in this place of the old text."""
        if place not in self._came:
            return Row("added", new=(self._news.alone(place, "added"),))
        row = self._moved(self._came[place])
        return Row("arrived", (), row.new, self._came[place] + 1, row.coarse, row.alike)

    def both(self, pair: Pair) -> Row:
        """Return the row of paragraphs that stand in the same place of both texts."""
        one, one_end, two, two_end = pair
        if one_end - one == two_end - two == 1 and self._olds.keys[one] == self._news.keys[two]:
            return Row("same", (self._olds.alone(one, "same"),), (self._news.alone(two, "same"),))
        old_blocks, new_blocks = self._olds.blocks[one:one_end], self._news.blocks[two:two_end]
        old_start, new_start = old_blocks[0].start, new_blocks[0].start
        old = self._olds.text[old_start : old_blocks[-1].end]
        new = self._news.text[new_start : new_blocks[-1].end]
        found, coarse = stretches(old, new, self._allowance)
        here = _parted(_old_pieces(found, old, old_start), old_blocks)
        there = _parted(_new_pieces(found, old, new, old_start, new_start), new_blocks)
        return Row(
            "recut" if all(stretch.same for stretch in found) else "changed",
            tuple(self._olds.paragraph(one + place, pieces) for place, pieces in enumerate(here)),
            tuple(self._news.paragraph(two + place, pieces) for place, pieces in enumerate(there)),
            coarse=coarse,
            alike=look_alike(found, old, new),
        )

    def _moved(self, place: int) -> Row:
        if place not in self._of_moved:
            two = self._went[place]
            self._of_moved[place] = self.both(Pair(place, place + 1, two, two + 1))
        return self._of_moved[place]


def _old_pieces(found: Sequence[Stretch], old: str, start: int) -> Iterator[Piece]:
    for stretch in found:
        if stretch.old < stretch.old_end:
            state: PieceState = "same" if stretch.same else "removed"
            yield Piece(state, start + stretch.old, old[stretch.old : stretch.old_end])


def _new_pieces(found: Sequence[Stretch], old: str, new: str, old_start: int, new_start: int) -> Iterator[Piece]:
    for stretch in found:
        if not stretch.same and stretch.old < stretch.old_end:
            yield Piece("gone", old_start + stretch.old, old[stretch.old : stretch.old_end])
        if stretch.new < stretch.new_end:
            state: PieceState = "same" if stretch.same else "added"
            yield Piece(state, new_start + stretch.new, new[stretch.new : stretch.new_end])


def _parted(pieces: Iterator[Piece], blocks: Sequence[_Block]) -> list[list[Piece]]:
    """Cut ``pieces`` where a block ends and the next begins, and drop the white space between the two."""
    parted: list[list[Piece]] = [[] for _ in blocks]
    at = 0
    for piece in pieces:
        end = piece.start + len(piece.text)
        while piece.state != "gone":
            low, high = max(piece.start, blocks[at].start), min(end, blocks[at].end)
            if low < high:
                parted[at].append(Piece(piece.state, low, piece.text[low - piece.start : high - piece.start]))
            if end <= blocks[at].end:
                break
            at += 1
        else:
            parted[at].append(piece)
    return parted


def _counted(rows: Sequence[Row]) -> Counts:
    fates = [row.state for row in rows]
    words = {"same": 0, "removed": 0, "added": 0}
    for row in rows:
        for piece in (piece for paragraph in row.new for piece in paragraph.pieces if piece.state != "gone"):
            words[piece.state] += len(words_of(piece.text))
        for piece in (piece for paragraph in row.old for piece in paragraph.pieces if piece.state == "removed"):
            words[piece.state] += len(words_of(piece.text))
    return Counts(
        changed=fates.count("changed"),
        recut=fates.count("recut"),
        removed=fates.count("removed"),
        added=fates.count("added"),
        moved=fates.count("arrived"),
        words_common=words["same"],
        words_removed=words["removed"],
        words_added=words["added"],
    )
