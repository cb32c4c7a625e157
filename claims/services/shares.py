"""How sure a share is, and how far two readers agree beyond chance. Pure arithmetic."""

from collections.abc import Mapping
from math import sqrt
from typing import Final

_Z: Final = 1.959964  # the normal distribution's quantile for 95 %, both sides


def wilson(hits: int, of: int) -> tuple[float, float] | None:
    """Return the 95 % score interval of a share, both ends in [0, 1]; None where nothing was counted.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, Journal of the American
    Statistical Association 22 (1927), 209-212. Unlike share ± 2 standard errors it holds for few cases and for shares
    near 0 and 1: of 3 out of 3 it says 0.44 to 1, not “certainly all”. Raises ValueError unless 0 <= hits <= of.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"{hits} hits of {of} are no share.")
    if of == 0:
        return None
    share, z2 = hits / of, _Z * _Z
    middle = share + z2 / (2 * of)
    reach = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    # At the ends the formula gives 0 and 1 but for rounding.
    low = 0.0 if hits == 0 else (middle - reach) / (1 + z2 / of)
    high = 1.0 if hits == of else (middle + reach) / (1 + z2 / of)
    return low, high


def kappa(pairs: Mapping[tuple[str, str], int]) -> float | None:
    """Return Cohen's kappa of two readers, from how often each pair (first's verdict, second's verdict) occurred.

    J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20 (1960),
    37-46: (observed agreement - agreement by chance) / (1 - agreement by chance), where chance is what two readers
    with these same shares of verdicts would agree in without looking. 1 is always, 0 no better than chance, below 0
    worse. None where it is not defined: nothing was read twice, or both gave one and the same verdict throughout.
    """
    total = sum(pairs.values())
    verdicts = {verdict for pair in pairs for verdict in pair}
    if not total:
        return None
    agreed = sum(count for (first, second), count in pairs.items() if first == second)
    # In whole numbers, so that "by chance always" is told exactly: chance = expected / total ** 2.
    expected = sum(
        sum(count for (first, _), count in pairs.items() if first == verdict)
        * sum(count for (_, second), count in pairs.items() if second == verdict)
        for verdict in verdicts
    )
    if expected == total * total:
        return None
    return (agreed * total - expected) / (total * total - expected)
