"""How far a figure would move with other articles of the same sort: the percentile bootstrap."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .counting import MEASURES, Count, Hits, add, total

DRAWS: Final = 1000
SEED: Final = 20161108


@dataclass(frozen=True, slots=True)
class Figure:
    """A share in [0, 1] with its 95 % interval; with fewer than two articles there is none."""

    value: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Figures:
    """F1 by measure, the share of matches with the right mention, and the hits they are computed from."""

    hits: dict[str, Hits]
    f1: dict[str, Figure]
    source_accuracy: Figure


def figures(counts: Sequence[Count]) -> Figures:
    """The figures over all articles; every draw takes as many articles as there are, with repetition."""
    hits = total(counts)
    rng = random.Random(SEED)  # noqa: S311 - nothing secret: the same draws each time
    numbers = range(len(counts))
    draws = [rng.choices(numbers, k=len(counts)) for _ in range(DRAWS if len(counts) > 1 else 0)]
    columns = {name: [count.hits[name] for count in counts] for name in MEASURES}
    drawn = {name: [add([column[n] for n in draw]) for draw in draws] for name, column in columns.items()}
    f1 = {name: Figure(hits[name].f1, interval([hit.f1 for hit in drawn[name]])) for name in MEASURES}
    shares = [_share(full, match) for full, match in zip(drawn["full"], drawn["match"], strict=True)]
    return Figures(hits, f1, Figure(_share(hits["full"], hits["match"]), interval(shares)))


def _share(full: Hits, match: Hits) -> float:
    return full.right_gold / match.right_gold if match.right_gold else 0.0


def interval(drawn: Sequence[float]) -> tuple[float, float] | None:
    """What remains of ``drawn`` when the lowest and the highest 2.5 % are left out; None without any draw."""
    ordered = sorted(drawn)
    if not ordered:
        return None
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1]
