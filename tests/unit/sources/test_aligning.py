"""What two sequences have in common is common, in order, as much as there is, and found with bounded work."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text.aligning import Common, Steps, align, between

PLENTY = 1_000_000
LETTERS = st.lists(st.sampled_from("abcd"), max_size=30)


class Looked(str):
    """An element that counts how often any is compared."""

    __slots__ = ()
    times = 0

    def __eq__(self, other: object) -> bool:
        Looked.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def assert_common(one: Sequence[str], two: Sequence[str], found: Sequence[Common]) -> None:
    """Every stretch stands in both, and they come in the order of both without touching."""
    assert all(one[a : a + length] == two[b : b + length] for a, b, length in found)
    assert all(length > 0 for _, _, length in found)
    for before, after in pairwise(found):
        gaps = after.one - before.one - before.length, after.two - before.two - before.length
        assert min(gaps) >= 0
        assert max(gaps) > 0


def longest_common(one: Sequence[str], two: Sequence[str]) -> int:
    lengths = [0] * (len(two) + 1)
    for a in one:
        before = 0
        for place, b in enumerate(two, start=1):
            here = lengths[place]
            lengths[place] = before + 1 if a == b else max(here, lengths[place - 1])
            before = here
    return lengths[-1]


@given(one=LETTERS, two=LETTERS)
def test_what_is_found_is_common(one: list[str], two: list[str]) -> None:
    assert_common(one, two, align(one, two, Steps(PLENTY)))


@given(one=LETTERS, two=LETTERS)
def test_without_landmarks_as_much_is_found_as_there_is(one: list[str], two: list[str]) -> None:
    one, two = ["<", *"aabbccdd", *one, ">"], ["[", *"aabbccdd", *two, "]"]
    found = align(one, two, Steps(PLENTY))
    assert_common(one, two, found)
    assert sum(length for _, _, length in found) == longest_common(one, two)


@given(one=LETTERS)
def test_equal_sequences_are_equal_without_a_step(one: list[str]) -> None:
    assert align(one, list(one), Steps(0)) == ([Common(0, 0, len(one))] if one else [])


@given(one=LETTERS, two=LETTERS)
def test_gaps_and_common_stretches_together_are_both_sequences(one: list[str], two: list[str]) -> None:
    found = align(one, two, Steps(PLENTY))
    gaps = between(found, len(one), len(two))
    edges = [(0, 0)]
    for gap, common in zip(gaps, [*found, Common(len(one), len(two), 0)], strict=True):
        assert (gap.one, gap.two) == edges[-1]
        assert (gap.one_end, gap.two_end) == (common.one, common.two)
        edges.append((common.one + common.length, common.two + common.length))
    assert edges[-1] == (len(one), len(two))


@pytest.mark.parametrize("steps", [0, 1_000, 20_000])
def test_the_work_ends_when_the_steps_are_spent(steps: int) -> None:
    # Landmarks that are found at once, and between two of them nothing that could be one.
    one = [Looked(word) for place in range(60) for word in (f"mark{place}", *"abba" * 20)]
    two = [Looked(word) for place in range(60) for word in (f"mark{place}", *"baab" * 20)]
    left = Steps(steps)
    Looked.times = 0
    found = align(one, two, left)
    assert Looked.times < 12 * (steps + len(one) + len(two))
    assert left.refused
    assert left.left >= 0
    assert_common(one, two, found)
