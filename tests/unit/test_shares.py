"""Intervals and agreement against values from the literature, and at their edges."""

import pytest

from claims.services.shares import kappa, wilson


@pytest.mark.parametrize(
    ("hits", "of", "interval"),
    [(3, 3, (0.4385, 1)), (0, 10, (0, 0.2775)), (8, 10, (0.4902, 0.9433)), (81, 263, (0.2553, 0.3662))],
)
def test_the_interval_of_a_share(hits: int, of: int, interval: tuple[float, float]) -> None:
    # 81 of 263 is Newcombe's example (Statistics in Medicine 17, 1998, 857-872, method 3).
    assert wilson(hits, of) == pytest.approx(interval, abs=0.00005)


def test_an_interval_holds_its_share_and_narrows_with_more_cases() -> None:
    for of in (1, 7, 50, 1000):
        for hits in range(of + 1):
            low, high = wilson(hits, of) or (2, -2)
            assert 0 <= low <= hits / of <= high <= 1
    assert wilson(0, 0) is None
    few, many = wilson(8, 10), wilson(800, 1000)
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < (few[1] - few[0]) / 5


@pytest.mark.parametrize(("hits", "of"), [(-1, 3), (4, 3), (1, 0)])
def test_what_is_no_share_is_refused(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(hits, of)


def test_kappa() -> None:
    yes, no = "accept", "reject"
    # Two readers of 50 grant proposals: 0.7 agreed, 0.5 by chance.
    assert kappa({(yes, yes): 20, (yes, no): 5, (no, yes): 10, (no, no): 15}) == pytest.approx(0.4)
    assert kappa({(yes, yes): 3, (no, no): 2}) == 1
    assert kappa({(yes, no): 1, (no, yes): 1}) == -1
    assert kappa({(yes, yes): 1, (yes, no): 1}) == 0


@pytest.mark.parametrize("pairs", [{}, {("accept", "accept"): 9}, {("accept", "accept"): 0}])
def test_kappa_is_none_where_it_is_not_defined(pairs: dict[tuple[str, str], int]) -> None:
    assert kappa(pairs) is None
