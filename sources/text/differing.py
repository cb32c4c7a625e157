"""What differs between two passages, word by word."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from sources.text.aligning import Gap, Steps, align, between
from sources.text.cutting import cut, is_word, key

_MOST_DIFFERENCES: Final = 1_000  # of two passages; where there are more, nobody reads them one by one
_ISLAND: Final = 2  # words between two differences, told with them if they are shorter than either
_ISLAND_TOKENS: Final = 2 * _ISLAND + 1
_FARTHEST: Final = 200  # words and marks over which a difference is looked at for a better place
_SHORT: Final = 200  # characters of a difference; to put a long run of accents in order may take long
_ENDS: Final = frozenset(".!?…")
_CLOSERS: Final = frozenset("”\"’'»)]")


class Stretch(NamedTuple):
    """A run of characters of two passages: the same but for the kind of white space, or not; code points, half-open."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


class Allowance:
    """What may still be spent on comparing words: characters to be cut into words, and steps of the alignment."""

    def __init__(self, characters: int, steps: int) -> None:
        self.characters, self.steps = Steps(characters), Steps(steps)


def stretches(old: str, new: str, allowance: Allowance) -> tuple[list[Stretch], bool]:
    """Return what is the same and what differs, in order, covering both passages; and whether that is told coarsely.

    Same and differing stretches alternate; one side of a differing one may be empty. Where the passages are too long
    for what is left of ``allowance``, or differ in more places than anyone would read, all that lies between the first
    and the last difference is one.
    """
    if not allowance.characters.take(len(old) + len(new)):
        return _outer(old, new), True
    refused = allowance.steps.refused
    olds, news = cut(old), cut(new)
    keys = [key(token) for token in olds], [key(token) for token in news]
    gaps = between(align(*keys, allowance.steps), len(olds), len(news))
    gaps = [gap for gap in gaps if gap.one < gap.one_end or gap.two < gap.two_end]
    gaps = _without_islands(_well_placed(gaps, *keys), olds, news)
    if len(gaps) > _MOST_DIFFERENCES:
        return _outer(old, new), True
    return _measured(gaps, olds, news), allowance.steps.refused > refused


def look_alike(found: Sequence[Stretch], old: str, new: str) -> bool:
    """Tell whether all that differs looks the same: an accent written otherwise, or a mark that does not show."""
    differing = [(old[one.old : one.old_end], new[one.new : one.new_end]) for one in found if not one.same]
    return bool(differing) and all(_look(before) == _look(after) != "" for before, after in differing)


def _look(text: str) -> str:
    """Return ``text`` as it looks, or nothing where it is too long to tell."""
    if len(text) > _SHORT:
        return ""
    return unicodedata.normalize("NFC", "".join(one for one in text if unicodedata.category(one) != "Cf"))


def _measured(gaps: Sequence[Gap], olds: Sequence[str], news: Sequence[str]) -> list[Stretch]:
    """Return the differences ``gaps`` and what lies between them, counted in characters instead of words."""
    old_at, new_at = _offsets(olds), _offsets(news)
    found, old, new = [], 0, 0
    for gap in [*gaps, Gap(len(olds), len(olds), len(news), len(news))]:
        differs = Stretch(False, old_at[gap.one], old_at[gap.one_end], new_at[gap.two], new_at[gap.two_end])
        found += [Stretch(True, old, differs.old, new, differs.new), differs]
        old, new = differs.old_end, differs.new_end
    return [one for one in found if one.old < one.old_end or one.new < one.new_end]


def _offsets(tokens: Sequence[str]) -> list[int]:
    return list(accumulate((len(token) for token in tokens), initial=0))


def _well_placed(gaps: Sequence[Gap], olds: Sequence[str], news: Sequence[str]) -> list[Gap]:
    """Move what was only added, or only taken out, to where a sentence or a word begins, if it may as well be there.

    Of “We will wait. We will pay.” the words “wait. We will” may be new, or “We will wait.”: the second reads better.
    """
    placed: list[Gap] = []
    one_before = two_before = 0
    for gap in gaps:
        tokens, start, end = (news, gap.two, gap.two_end) if gap.one == gap.one_end else (olds, gap.one, gap.one_end)
        room = min(gap.one - one_before, gap.two - two_before, _FARTHEST)
        best = back = 0
        if gap.one == gap.one_end or gap.two == gap.two_end:
            while back < room and tokens[start - back - 1] == tokens[end - back - 1]:
                back += 1
                if _beginning(tokens, start - back) > _beginning(tokens, start - best):
                    best = back
        placed.append(Gap(*(place - best for place in gap)))
        one_before, two_before = placed[-1].one_end, placed[-1].two_end
    return placed


def _beginning(tokens: Sequence[str], place: int) -> int:
    """Return how well something begins at ``place``: 3 where a sentence does, 2 a word, 1 white space."""
    if place == 0:
        return 3
    if not tokens[place - 1].isspace():
        return int(tokens[place].isspace())
    last = place - 2
    while last > 0 and tokens[last] in _CLOSERS:
        last -= 1
    return 3 if last < 0 or tokens[last] in _ENDS else 2


def _without_islands(gaps: Sequence[Gap], olds: Sequence[str], news: Sequence[str]) -> list[Gap]:
    """Make one of differences between which little stands: scattered crumbs are harder to read than two versions."""
    old_at, new_at = _offsets(olds), _offsets(news)

    def size(gap: Gap) -> int:
        return max(old_at[gap.one_end] - old_at[gap.one], new_at[gap.two_end] - new_at[gap.two])

    def is_island(left: Gap, right: Gap) -> bool:
        if right.one - left.one_end > _ISLAND_TOKENS:
            return False
        words = sum(map(is_word, olds[left.one_end : right.one]))
        length = old_at[right.one] - old_at[left.one_end]
        return not words or (words <= _ISLAND and length <= min(size(left), size(right)))

    kept: list[Gap] = []
    for gap in gaps:
        while kept and is_island(kept[-1], gap):
            last = kept.pop()
            gap = Gap(last.one, gap.one_end, last.two, gap.two_end)  # noqa: PLW2901 - it grows
        kept.append(gap)
    return kept


def _outer(old: str, new: str) -> list[Stretch]:
    """Return what both begin with and end with, up to white space, as the same, and all between as one difference."""
    head = _common_head(old, new)
    while 0 < head < max(len(old), len(new)) and not old[head - 1].isspace():
        head -= 1
    tail = min(_common_head(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    while 0 < tail < max(len(old), len(new)) and not old[len(old) - tail].isspace():
        tail -= 1
    found = [
        Stretch(True, 0, head, 0, head),
        Stretch(False, head, len(old) - tail, head, len(new) - tail),
        Stretch(True, len(old) - tail, len(old), len(new) - tail, len(new)),
    ]
    return [one for one in found if one.old < one.old_end or one.new < one.new_end]


def _common_head(one: str, two: str) -> int:
    """Return how many characters both begin with, found by halving: slices are compared, not characters."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
