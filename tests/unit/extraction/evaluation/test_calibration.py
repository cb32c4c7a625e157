"""Monotone tables from scores to shares."""

import json
import random
from itertools import pairwise

import pytest

from claims.extraction.attribution import Json
from claims.extraction.evaluation.calibration import as_rows, calibrated, fit, read_knots


def cases(*groups: tuple[float, int, int]) -> list[tuple[float, bool]]:
    """From (score, right, wrong)."""
    return [(score, right) for score, yes, no in groups for right in [True] * yes + [False] * no]


def test_scores_that_rise_stay_as_they_are() -> None:
    assert fit(cases((0.2, 1, 3), (0.5, 2, 2), (0.9, 3, 1))) == ((0.2, 0.25), (0.5, 0.5), (0.9, 0.75))


def test_violators_are_pooled_as_far_back_as_needed() -> None:
    knots = fit(cases((0.0, 1, 3), (0.1, 2, 2), (0.2, 3, 1), (0.3, 0, 4), (0.9, 4, 0)))
    assert [score for score, _ in knots] == pytest.approx([0.0, 0.2, 0.9])
    assert [share for _, share in knots] == pytest.approx([0.25, 5 / 12, 1.0])
    (knot,) = fit(cases((0.1, 2, 0), (0.5, 0, 2)))
    assert list(knot) == pytest.approx([0.3, 0.5])


def test_lines_between_knots_and_level_beyond() -> None:
    knots = ((0.2, 0.1), (0.6, 0.5), (0.8, 0.9))
    assert calibrated(0.4, knots) == pytest.approx(0.3)
    assert calibrated(0.7, knots) == pytest.approx(0.7)
    assert calibrated(0.6, knots) == pytest.approx(0.5)
    assert (calibrated(-3.0, knots), calibrated(0.0, knots), calibrated(7.0, knots)) == (0.1, 0.1, 0.9)
    assert calibrated(0.3, ((0.5, 0.4),)) == calibrated(0.9, ((0.5, 0.4),)) == 0.4


def test_many_scores_make_a_small_monotone_table_that_tells_the_truth() -> None:
    rng = random.Random(7)  # noqa: S311 - the same cases each time
    scores = [rng.random() for _ in range(5000)]
    learnt = fit([(score, rng.random() < score**2) for score in scores], most=12)
    assert 6 <= len(learnt) <= 12
    assert all(left[0] < right[0] and left[1] < right[1] for left, right in pairwise(learnt))
    for score in (0.2, 0.5, 0.8):
        assert calibrated(score, learnt) == pytest.approx(score**2, abs=0.06)


def test_no_knot_rests_on_a_handful_and_equal_scores_stay_together() -> None:
    knots = fit(cases(*[(n / 1000, n > 900, n <= 900) for n in range(1000)]), most=5)
    assert len(knots) == 2
    assert list(knots[-1]) == pytest.approx([0.8995, 0.495])
    assert fit(cases((0.5, 30, 70), (0.6, 1, 0)), most=50)[0] == (0.5, 0.3)


def test_nothing_to_fit() -> None:
    with pytest.raises(ValueError, match="at least one case"):
        fit([])
    with pytest.raises(ValueError, match="one knot"):
        fit([(0.5, True)], most=0)


def test_to_json_and_back() -> None:
    knots = fit(cases((0.2, 1, 3), (0.5, 2, 2), (0.9, 3, 1)))
    assert read_knots(json.loads(json.dumps(as_rows(knots)))) == knots
    assert read_knots([[0, 0], [1, 1]]) == ((0.0, 0.0), (1.0, 1.0))


@pytest.mark.parametrize(
    "rows",
    [None, [], {}, [0.5], [[0.5]], [[0.5, 1.2]], [[0.5, "x"]], [[0.5, 0.5], [0.5, 0.6]], [[0.1, 0.5], [0.2, 0.4]]],
)
def test_what_is_no_table(rows: Json) -> None:
    with pytest.raises(ValueError, match="calibration"):
        read_knots(rows)
