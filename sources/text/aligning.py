"""Finds what two sequences have in common, in order, with bounded work."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

_MOST_EDITS: Final = 400  # within one gap without a landmark; what is kept to find the way back grows with its square


class Common(NamedTuple):
    """A stretch that two sequences share: ``one[one_start:one_start + length]`` equals that of the other."""

    one: int
    two: int
    length: int


class Gap(NamedTuple):
    """A stretch of each sequence, half-open, of which nothing is known to be common."""

    one: int
    one_end: int
    two: int
    two_end: int


class Steps:
    """How much work may still be done. One step is about one element looked at once."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.refused = 0

    def take(self, steps: int) -> bool:
        """Spend ``steps`` and tell whether there were as many left; ``refused`` counts what had to be left undone."""
        if steps > self.left:
            self.refused += 1
            return False
        self.left -= steps
        return True


def align(one: Sequence[Hashable], two: Sequence[Hashable], steps: Steps) -> list[Common]:
    """Return stretches common to ``one`` and ``two``, in the order of both, as long as they can be; none touch.

    Elements that both have exactly once are landmarks (the method of patience diff); between two of them, and where
    there is none, the shortest way from one to the other is looked for (Myers). The standard library's difflib takes
    time quadratic in the length and worse; here the work ends when ``steps`` are spent: what lies in a gap that could
    not be looked into counts as not common. The answer is right whatever was spent, only coarser; equal sequences are
    always found equal.
    """
    found: list[Common] = []
    gaps = [Gap(0, len(one), 0, len(two))]
    while gaps:
        gap, ends = _trimmed(one, two, gaps.pop())
        found += ends
        size = gap.one_end - gap.one + gap.two_end - gap.two
        if gap.one == gap.one_end or gap.two == gap.two_end or not steps.take(size):
            continue
        landmarks = _landmarks(one, two, gap)
        if landmarks:
            found += [Common(*place, 1) for place in landmarks]
            edges = [(gap.one - 1, gap.two - 1), *landmarks, (gap.one_end, gap.two_end)]
            gaps += [Gap(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]
        else:
            found += _shortest_way(one, two, gap, steps)
    return _joined(sorted(found))


def between(common: Sequence[Common], one_end: int, two_end: int) -> list[Gap]:
    """Return what lies before, between and after ``common``, up to the lengths of both; gaps empty on both sides too.

    There is one gap more than there are common stretches.
    """
    edges = [Common(0, 0, 0), *common, Common(one_end, two_end, 0)]
    return [Gap(a.one + a.length, b.one, a.two + a.length, b.two) for a, b in pairwise(edges)]


def _trimmed(one: Sequence[Hashable], two: Sequence[Hashable], gap: Gap) -> tuple[Gap, list[Common]]:
    """Take off what both sides of ``gap`` begin and end with."""
    a, a_end, b, b_end = gap
    while a < a_end and b < b_end and one[a] == two[b]:
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and one[a_end - 1] == two[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    ends = [Common(gap.one, gap.two, a - gap.one), Common(a_end, b_end, gap.one_end - a_end)]
    return Gap(a, a_end, b, b_end), [end for end in ends if end.length]


def _landmarks(one: Sequence[Hashable], two: Sequence[Hashable], gap: Gap) -> list[tuple[int, int]]:
    """Return the longest list of places, rising on both sides, of elements that each side holds exactly once."""
    here, there = Counter(one[gap.one : gap.one_end]), Counter(two[gap.two : gap.two_end])
    places = {two[place]: place for place in range(gap.two, gap.two_end) if there[two[place]] == 1}
    pairs = [
        (place, places[one[place]])
        for place in range(gap.one, gap.one_end)
        if here[one[place]] == 1 and one[place] in places
    ]
    return rising(pairs)


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest choice of ``pairs``, which come with rising first numbers, whose second numbers rise too."""
    lowest: list[int] = []  # the lowest second number that a chain of each length can end with
    ends: list[int] = []
    before: list[int] = []
    for place, (_, second) in enumerate(pairs):
        length = bisect_left(lowest, second)
        before.append(ends[length - 1] if length else -1)
        if length == len(lowest):
            lowest.append(second)
            ends.append(place)
        else:
            lowest[length], ends[length] = second, place
    chain = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]


def _shortest_way(one: Sequence[Hashable], two: Sequence[Hashable], gap: Gap, steps: Steps) -> list[Common]:
    """Return what is common on the shortest way through ``gap``; nothing where it is too long or ``steps`` run out.

    Myers, An O(ND) Difference Algorithm and Its Variations (1986): ``reached[k]`` is how far into ``one`` one comes on
    diagonal k (place in one less place in two) after a number of edits; ``trail`` keeps it for every number of edits.
    """
    n, m = gap.one_end - gap.one, gap.two_end - gap.two
    reached, trail = {1: 0}, []
    for edits in range(min(n + m, _MOST_EDITS) + 1):
        trail.append(reached)
        reached = dict(reached)
        walked = 0
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
            x = reached[k + 1] if down else reached[k - 1] + 1
            start = x
            while x < n and x - k < m and one[gap.one + x] == two[gap.two + x - k]:
                x += 1
            reached[k] = x
            walked += x - start + 1
            if x >= n and x - k >= m:
                return _way_back(trail, gap, n, m)
        if not steps.take(walked):
            break
    else:
        steps.refused += 1
    return []


def _way_back(trail: Sequence[dict[int, int]], gap: Gap, x: int, y: int) -> list[Common]:
    """Return the common stretches on the way whose ``trail`` ends at (x, y)."""
    found = []
    for edits in range(len(trail) - 1, -1, -1):
        reached, k = trail[edits], x - y
        down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
        came_from = k + 1 if down else k - 1
        start = reached[came_from] if down else reached[came_from] + 1
        if x > start:
            found.append(Common(gap.one + start, gap.two + start - k, x - start))
        x = reached[came_from]
        y = x - came_from
    return found


def _joined(found: Sequence[Common]) -> list[Common]:
    """Make one of stretches that touch on both sides; ``found`` is in order."""
    joined: list[Common] = []
    for common in found:
        last = joined[-1] if joined else None
        if last and last.one + last.length == common.one and last.two + last.length == common.two:
            joined[-1] = Common(last.one, last.two, last.length + common.length)
        else:
            joined.append(common)
    return joined
