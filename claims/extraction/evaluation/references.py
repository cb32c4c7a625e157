"""What others reach on PolNeAR, in per cent: the columns beside which our own figures stand.

``peer`` is the best other system, BBC's Citron, trained anew on PolNeAR's train and measured on dev; ``human`` is a
second annotator measured against the first, on the articles that several people read. Nobody's figure is given where
none was measured.
"""

from typing import Final, NamedTuple


class Reference(NamedTuple):
    """F1 in per cent, or None where it was not measured."""

    peer: float | None
    human: float | None


REFERENCES: Final[dict[str, Reference]] = {
    "full": Reference(52.5, 74.8),
    "exact": Reference(40.9, 68.8),
    "full_direct": Reference(71.6, 97.2),
    "full_mixed": Reference(58.7, 88.7),
    "full_indirect": Reference(44, 66),
    "full_speech": Reference(None, 93),
    "match": Reference(58.7, 79.6),
}
