"""Intervals, reliability and thresholds."""

import pytest

from claims.extraction.evaluation.counting import MEASURES, Count, Hits, Outcome
from claims.extraction.evaluation.intervals import figures, interval
from claims.extraction.evaluation.reliability import Bin, Threshold, lowest_threshold, reliability


def article(right: int, of: int = 10) -> Count:
    hits = {name: Hits(right, of, right, of) for name in MEASURES}
    hits["match"] = Hits(of, of, of, of)
    return Count(hits, [], 0)


def test_intervals_hold_the_value_and_come_out_the_same_each_time() -> None:
    counts = [article(right) for right in (2, 5, 5, 6, 7, 9)]
    measured = figures(counts)
    full = measured.f1["full"]
    assert full.value == pytest.approx(34 / 60)
    assert full.interval is not None
    low, high = full.interval
    assert 0.2 < low < full.value - 0.05
    assert full.value + 0.05 < high < 0.9
    assert measured.source_accuracy.value == pytest.approx(34 / 60)
    assert measured.source_accuracy.interval == pytest.approx(full.interval)
    assert figures(counts) == measured


def test_articles_that_are_alike_leave_no_doubt() -> None:
    assert figures([article(5)] * 4).f1["exact"].interval == (0.5, 0.5)


def test_an_interval_leaves_out_two_and_a_half_per_cent_at_each_end() -> None:
    assert interval([float(n) for n in reversed(range(1000))]) == (25.0, 974.0)
    assert interval([]) is None


def test_one_article_or_none_has_no_interval() -> None:
    assert figures([article(5)]).f1["full"].interval is None
    nothing = figures([])
    assert nothing.f1["full"].value == 0.0
    assert nothing.source_accuracy.interval is None


def outcomes(*groups: tuple[float, int, int]) -> list[Outcome]:
    """From (confidence, right, wrong)."""
    return [Outcome(c, right) for c, yes, no in groups for right in [True] * yes + [False] * no]


def test_bins_and_calibration_error() -> None:
    measured = reliability(outcomes((0.0, 0, 1), (0.82, 3, 1), (0.88, 4, 0), (1.0, 3, 0)), gold=20)
    assert measured.bins == [
        Bin(0.0, 0.1, 1, 0.0, 0.0),
        Bin(0.8, 0.9, 8, (4 * 0.82 + 4 * 0.88) / 8, 7 / 8),
        Bin(0.9, 1.0, 3, 1.0, 1.0),
    ]
    assert measured.error == pytest.approx(8 * 0.025 / 12)
    assert measured.threshold == Threshold(0.82, 11, 10 / 11, 0.5)


def test_the_threshold_is_the_lowest_and_keeps_whole_confidences() -> None:
    found = lowest_threshold(outcomes((0.95, 1, 1), (0.9, 17, 0), (0.5, 1, 9)), gold=30)
    assert found == Threshold(0.9, 19, 18 / 19, 18 / 30)
    equal = outcomes((0.9, 9, 0), (0.7, 1, 3))  # with one of the four at 0.7 it would still hold
    assert lowest_threshold(equal, gold=10) == Threshold(0.9, 9, 1.0, 0.9)
    assert lowest_threshold(outcomes((0.6, 9, 1)), gold=9) == Threshold(0.6, 10, 0.9, 1.0)
    assert lowest_threshold(outcomes((0.9, 1, 1)), gold=5) is None
    assert lowest_threshold([], gold=5) is None


def test_no_predictions() -> None:
    assert reliability([], gold=3).error == 0.0
    assert reliability([], gold=3).bins == []
