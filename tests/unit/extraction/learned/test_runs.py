"""The best runs of words, held against trying every set of runs."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.learned.finding import best_run, fragments

ODDS = st.lists(st.floats(-4, 4).map(lambda x: round(x, 2) + 0.001), min_size=1, max_size=7)


def _worth(inside: tuple[bool, ...], odds: list[float], switch: float) -> float:
    runs = sum(here and not before for before, here in zip((False, *inside), inside, strict=False))
    return sum(o for o, chosen in zip(odds, inside, strict=True) if chosen) - 2 * switch * runs


@given(ODDS, st.sampled_from([0.0, 0.5, 1.25]))
def test_fragments_are_worth_as_much_as_the_best_choice(odds: list[float], switch: float) -> None:
    runs = fragments(odds, switch)
    inside = tuple(any(a <= n < b for a, b in runs) for n in range(len(odds)))
    best = max(_worth(choice, odds, switch) for choice in product((False, True), repeat=len(odds)))
    assert _worth(inside, odds, switch) == pytest.approx(best)
    assert runs == sorted(runs)


@given(ODDS)
def test_the_best_run_is_the_best_of_all_runs(odds: list[float]) -> None:
    run, total = best_run(odds)
    best = max(sum(odds[a:b]) for a, b in combinations(range(len(odds) + 1), 2))
    if run is None:
        assert best <= 0
    else:
        assert total == pytest.approx(best)
        assert sum(odds[slice(*run)]) == pytest.approx(best)


def test_an_interruption_is_left_out_where_it_costs_more_than_two_edges() -> None:
    assert fragments([3.0, 3.0, -5.0, -5.0, 3.0, 3.0], 1.0) == [(0, 2), (4, 6)]
    assert fragments([3.0, 3.0, -1.0, 3.0, 3.0], 1.0) == [(0, 5)]
