"""From a raw score to the share that is right at such a score: a monotone table of knots, and lines between them.

The fit is isotonic regression by pooling adjacent violators, over groups of equal or neighbouring scores so that the
table stays small and no knot rests on a handful of cases.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from claims.extraction.attribution import Json

Knots = tuple[tuple[float, float], ...]  # (raw score, share right), scores rising, shares in [0, 1] never falling


@dataclass(slots=True)
class _Pool:
    """Cases taken together: how many, the sum of their scores, and how many of them are right."""

    cases: int = 0
    scores: float = 0.0
    right: int = 0

    @property
    def share(self) -> float:
        return self.right / self.cases

    @property
    def knot(self) -> tuple[float, float]:
        return self.scores / self.cases, self.share

    def take(self, other: "_Pool") -> None:
        self.cases += other.cases
        self.scores += other.scores
        self.right += other.right


def fit(cases: Iterable[tuple[float, bool]], most: int = 20) -> Knots:
    """At most ``most`` knots from (raw score, right) cases, whose mean of shares is the share of all cases.

    Raises ValueError if there are no cases or ``most`` is less than 1.
    """
    pools = _grouped(sorted(cases), most)
    monotone: list[_Pool] = []
    for pool in pools:
        while monotone and monotone[-1].share >= pool.share:
            before = monotone.pop()
            before.take(pool)
            pool = before  # noqa: PLW2901 - the pool grows leftwards until it stands above its neighbour
        monotone.append(pool)
    return tuple(pool.knot for pool in monotone)


def _grouped(ordered: Sequence[tuple[float, bool]], most: int) -> list[_Pool]:
    """Neighbouring cases in at most ``most`` groups of about equal size; equal scores are never parted."""
    if not ordered or most < 1:
        raise ValueError("A calibration needs at least one case and one knot.")
    size = len(ordered) / most
    pools = [_Pool()]
    for score, same in groupby(ordered, key=lambda case: case[0]):
        outcomes = [right for _, right in same]
        if pools[-1].cases >= size:
            pools.append(_Pool())
        pools[-1].take(_Pool(len(outcomes), score * len(outcomes), sum(outcomes)))
    return pools


def calibrated(score: float, knots: Knots) -> float:
    """The share right at ``score``: on the line between the knots around it, level beyond the first and the last.

    ``knots`` are as ``fit`` or ``read_knots`` gives them.
    """
    if score <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if score <= right:
            return low + (high - low) * (score - left) / (right - left)
    return knots[-1][1]


def as_rows(knots: Knots) -> list[Json]:
    """``knots`` as JSON has them: [[raw score, share right], ...]."""
    return [[score, share] for score, share in knots]


def read_knots(rows: Json) -> Knots:
    """The knots that ``as_rows`` wrote. Raises ValueError if ``rows`` is not a monotone table."""
    if not isinstance(rows, list) or not rows:
        raise ValueError("A calibration is a list of at least one [score, share].")
    knots = tuple(_knot(row) for row in rows)
    for (left, low), (right, high) in pairwise(knots):
        if not (left < right and low <= high):
            raise ValueError("In a calibration the scores rise and the shares never fall.")
    return knots


def _knot(row: Json) -> tuple[float, float]:
    match row:
        case [int() | float() as score, int() | float() as share] if 0 <= share <= 1:
            return float(score), float(share)
    raise ValueError(f"A calibration holds pairs of a score and a share between 0 and 1, not {row!r}.")
