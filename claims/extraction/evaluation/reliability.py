"""Whether confidence keeps its word: of all predictions made with 0.8, eight in ten should be right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .counting import Outcome

BINS: Final = 10
WANTED: Final = 0.9  # the precision that an editor may be promised


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions with a confidence in [low, high); the last bin holds its upper end too."""

    low: float
    high: float
    predictions: int
    mean_confidence: float
    share_right: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is left if only predictions of at least ``confidence`` are kept; all numbers but ``kept`` are in [0, 1]."""

    confidence: float
    kept: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold predictions, lowest first; the expected calibration error in [0, 1]; the threshold, if any."""

    bins: list[Bin]
    error: float
    threshold: Threshold | None


def reliability(outcomes: Sequence[Outcome], gold: int, wanted: float = WANTED) -> Reliability:
    """How well the confidences of ``outcomes`` agree with what was right; ``gold`` is the number of gold attributions.

    The error is the mean distance between confidence and share right, each bin weighted by its predictions.
    """
    bins = _bins(outcomes)
    gaps = (b.predictions * abs(b.mean_confidence - b.share_right) for b in bins)
    error = sum(gaps) / len(outcomes) if outcomes else 0.0
    return Reliability(bins, error, lowest_threshold(outcomes, gold, wanted))


def _bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    by_bin: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        number = max(0, min(BINS - 1, int(outcome.confidence * BINS)))
        by_bin.setdefault(number, []).append(outcome)
    return [
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            predictions=len(held),
            mean_confidence=sum(outcome.confidence for outcome in held) / len(held),
            share_right=sum(outcome.right for outcome in held) / len(held),
        )
        for number, held in sorted(by_bin.items())
    ]


def lowest_threshold(outcomes: Sequence[Outcome], gold: int, wanted: float = WANTED) -> Threshold | None:
    """The lowest confidence from which on at least the ``wanted`` share is right, or None if there is none.

    Only confidences that occur are tried. What is right was decided with all predictions present.
    """
    best: Threshold | None = None
    ordered = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    right = 0
    for kept, outcome in enumerate(ordered, 1):
        right += outcome.right
        last_of_its_confidence = kept == len(ordered) or ordered[kept].confidence < outcome.confidence
        if last_of_its_confidence and right >= wanted * kept:
            best = Threshold(outcome.confidence, kept, right / kept, right / gold if gold else 0.0)
    return best
