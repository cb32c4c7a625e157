"""The shape of the tagger, known to those who train it and those who run it."""

import numpy as np
from numpy.typing import NDArray

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
PAIR_TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
PAIR = 192  # width of the look from a cue
PAIR_HIDDEN = 96

_NEAR = 16  # pieces told apart one by one
_FAR = 8  # then by doubling halves, on each side
BUCKETS = 2 * (_NEAR + _FAR) + 1


def distance_buckets(offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the signed distances to a cue, in pieces (0: within it): one by one near it, by powers of sqrt(2) afar."""
    size = np.abs(offsets)
    far = _NEAR + 1 + np.floor(2 * np.log2(np.maximum(size, _NEAR + 1) / (_NEAR + 1))).astype(np.int64)
    bucket = np.where(size <= _NEAR, size, np.minimum(far, _NEAR + _FAR))
    return np.where(offsets < 0, bucket + _NEAR + _FAR, bucket)
