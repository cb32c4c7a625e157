"""Tells which paragraph of one text has become which of another, although their words differ."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

from sources.text.aligning import Gap, Steps
from sources.text.cutting import words_of

_ALIKE: Final = 0.4  # share of the words that two paragraphs in the same place have in common
_ALIKE_ELSEWHERE: Final = 0.5  # of two in different places, words that follow each other counted as couples
_CONTAINED: Final = 0.8  # share of a shorter paragraph's words that the longer one has
_FEWEST_CONTAINED: Final = 5  # words of a part cut off a paragraph; any text has fewer by chance
_FEWEST_MOVED: Final = 4  # words; “Read more:” or a line of stars has not moved, there is just another one
_LOOKED_AT: Final = 20_000  # characters of a paragraph that are looked at
_FEW: Final = 400  # pairs in one gap; where there are more, only those that share what is rare are looked at
_RARE: Final = 2  # paragraphs of either side that hold it
_MOST_PAIRS: Final = 20_000  # that are looked at then: those that share most


class Pair(NamedTuple):
    """Paragraphs [one, one_end) have become paragraphs [two, two_end); more than one where they were cut otherwise."""

    one: int
    one_end: int
    two: int
    two_end: int


class Bag(NamedTuple):
    """The words of a paragraph with their numbers, how many there are in all, and those that follow each other."""

    words: Counter[str]
    size: int
    couples: frozenset[tuple[str, str]]


class Likeness:
    """What the paragraphs of two texts have in common, by their words; each is read when it is first asked for."""

    def __init__(self, ones: Sequence[str], twos: Sequence[str], steps: Steps) -> None:
        self._ones, self._twos, self._steps = ones, twos, steps
        self._bags: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})

    def one(self, place: int) -> Bag:
        """Return the words of a paragraph of the first text."""
        return _bag(self._bags[0], self._ones, place)

    def two(self, place: int) -> Bag:
        """Return the words of a paragraph of the second text."""
        return _bag(self._bags[1], self._twos, place)

    def shared(self, one: Counter[str], two: Counter[str]) -> int:
        """Return how many words two paragraphs share; 0 where no steps are left to count them."""
        if len(two) < len(one):
            one, two = two, one
        return sum(min(number, two[word]) for word, number in one.items()) if self._steps.take(len(one)) else 0

    def of(self, one: int, two: int) -> float:
        """Return how alike two paragraphs are, from 0 to 1; one that holds nearly all of the other is alike too."""
        here, there = self.one(one), self.two(two)
        shared, shorter = self.shared(here.words, there.words), min(here.size, there.size)
        alike = 2 * shared / max(here.size + there.size, 1)
        held = shorter >= _FEWEST_CONTAINED and shared >= _CONTAINED * shorter
        return max(alike, _ALIKE) if held else alike

    def in_order(self, one: int, two: int) -> float:
        """Return how alike two paragraphs are by the words that follow each other, from 0 to 1."""
        here, there = self.one(one).couples, self.two(two).couples
        if not self._steps.take(min(len(here), len(there))):
            return 0.0
        return 2 * len(here & there) / max(len(here) + len(there), 1)


def same_elsewhere(ones: Sequence[str], twos: Sequence[str], gaps: Iterable[Gap]) -> dict[int, int]:
    """Return the paragraphs of ``ones`` in the gaps that stand unchanged in another place of ``twos``, and where."""
    waiting: dict[str, list[int]] = defaultdict(list)
    gaps = list(gaps)
    for gap in reversed(gaps):
        for place in range(gap.two_end - 1, gap.two - 1, -1):
            waiting[twos[place]].append(place)
    return {
        place: waiting[ones[place]].pop()
        for gap in gaps
        for place in range(gap.one, gap.one_end)
        if waiting.get(ones[place]) and len(words_of(ones[place][:_LOOKED_AT])) >= _FEWEST_MOVED
    }


def alike_in_place(ones: Sequence[int], twos: Sequence[int], likeness: Likeness) -> list[Pair]:
    """Return which of the paragraphs ``ones`` have become which of ``twos``, in the order of both.

    Both are the numbers of paragraphs between two that did not change. Those left over that are part of a neighbour's
    counterpart go with it: a paragraph that was cut in two, or two that were made one.
    """
    weighed = ((one, two, likeness.of(one, two)) for one, two in _likely(ones, twos, likeness))
    pairs = _heaviest(triple for triple in weighed if triple[2] >= _ALIKE)
    free_ones = set(ones) - {one for one, _ in pairs}
    free_twos = set(twos) - {two for _, two in pairs}
    return [_widened(Pair(one, one + 1, two, two + 1), free_ones, free_twos, likeness) for one, two in pairs]


def alike_elsewhere(ones: Sequence[int], twos: Sequence[int], likeness: Likeness) -> dict[int, int]:
    """Return the paragraphs of ``ones`` that stand changed in another place among ``twos``, and where; likest first."""
    weighed = [(likeness.in_order(one, two), one, two) for one, two in _likely(ones, twos, likeness)]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for weight, one, two in sorted(weighed, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if weight < _ALIKE_ELSEWHERE:
            break
        if one not in found and two not in taken and likeness.one(one).size >= 2 * _FEWEST_MOVED:
            found[one] = two
            taken.add(two)
    return found


def _bag(bags: dict[int, Bag], paragraphs: Sequence[str], place: int) -> Bag:
    if place not in bags:
        words = words_of(paragraphs[place][:_LOOKED_AT])
        bags[place] = Bag(Counter(words), len(words), frozenset(pairwise(words)))
    return bags[place]


def _likely(ones: Sequence[int], twos: Sequence[int], likeness: Likeness) -> list[tuple[int, int]]:
    """Return the pairs that may belong together."""
    if len(ones) * len(twos) <= _FEW:
        return [(one, two) for one in ones for two in twos]
    return [pair for pair, _ in _sharing_what_is_rare(ones, twos, likeness).most_common(_MOST_PAIRS)]


def _sharing_what_is_rare(ones: Sequence[int], twos: Sequence[int], likeness: Likeness) -> Counter[tuple[int, int]]:
    """Return the pairs that share a rare word or couple of words, with how many; the work is linear in the words."""
    here: dict[Hashable, list[int]] = defaultdict(list)
    there: dict[Hashable, list[int]] = defaultdict(list)
    for places, bag_of, holders in ((ones, likeness.one, here), (twos, likeness.two, there)):
        for place in places:
            bag = bag_of(place)
            for shown in chain(bag.words, bag.couples):
                holders[shown].append(place)
    return Counter(
        (one, two)
        for shown, places in here.items()
        if len(places) <= _RARE and len(there.get(shown, ())) <= _RARE
        for one in places
        for two in there.get(shown, ())
    )


def _heaviest(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the choice of ``pairs`` that rises on both sides and weighs most; they come in order of the first."""
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))  # of one first number, no two can follow each other
    ranks = {two: rank for rank, two in enumerate(sorted({two for _, two, _ in ordered}), start=1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)  # a Fenwick tree: the heaviest chain up to a rank
    before: list[int] = []
    for place, (_, two, weight) in enumerate(ordered):
        rank, heaviest = ranks[two] - 1, (0.0, -1)
        while rank > 0:
            heaviest = max(heaviest, best[rank])
            rank -= rank & -rank
        before.append(heaviest[1])
        grown, rank = (heaviest[0] + weight, place), ranks[two]
        while rank < len(best):
            best[rank] = max(best[rank], grown)
            rank += rank & -rank
    place = max(_prefixes(best), default=(0.0, -1))[1]
    chosen = []
    while place >= 0:
        chosen.append(ordered[place][:2])
        place = before[place]
    return chosen[::-1]


def _prefixes(best: Sequence[tuple[float, int]]) -> Iterable[tuple[float, int]]:
    """Give the nodes of the Fenwick tree that together hold every rank."""
    rank = len(best) - 1
    while rank > 0:
        yield best[rank]
        rank -= rank & -rank


def _widened(pair: Pair, free_ones: set[int], free_twos: set[int], likeness: Likeness) -> Pair:
    """Take neighbours into ``pair`` whose words its other side holds beyond those that are spoken for."""
    one, one_end, two, two_end = pair
    if free_twos & {two - 1, two_end}:
        unspoken = likeness.one(one).words - likeness.two(two).words
        two_end = _annexed(two_end, 1, free_twos, likeness.two, unspoken, likeness)
        two = _annexed(two - 1, -1, free_twos, likeness.two, unspoken, likeness) + 1
    if free_ones & {one - 1, one_end}:
        unspoken = likeness.two(pair.two).words - likeness.one(one).words
        one_end = _annexed(one_end, 1, free_ones, likeness.one, unspoken, likeness)
        one = _annexed(one - 1, -1, free_ones, likeness.one, unspoken, likeness) + 1
    return Pair(one, one_end, two, two_end)


def _annexed(
    place: int,
    step: int,
    free: set[int],
    bag_of: Callable[[int], Bag],
    unspoken: Counter[str],
    likeness: Likeness,
) -> int:
    """Go from ``place`` over free paragraphs whose words are mostly ``unspoken``; return the first that is not one."""
    while place in free:
        bag = bag_of(place)
        if bag.size < _FEWEST_CONTAINED or likeness.shared(bag.words, unspoken) < _CONTAINED * bag.size:
            break
        unspoken -= bag.words
        free.discard(place)
        place += step
    return place
