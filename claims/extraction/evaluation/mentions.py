"""Whether a prediction points at the speaker where the gold does. Places are compared, not names."""

from claims.extraction.lexicon import word_set

from .words import Pairs, Words

_MOST_BESIDE = 15  # words that a right mention may have beyond the gold one
_PREPOSITIONS = word_set("of for in at from with on to by as about against near including")
_CLAUSES = word_set("who whom whose that which when where while and or")
_BREAKS = frozenset(",()[]—–;:")


def mention_right(words: Words, gold: Pairs, predicted: Pairs) -> bool:
    """True if both name nobody, if the prediction holds the gold's head word, or if the two overlap by more than half.

    Holding the head counts only with at most 15 words outside the gold mention.
    """
    if not gold or not predicted:
        return not gold and not predicted
    right, found = words.covered(gold), words.covered(predicted)
    if head(words, gold) in found and len(found - right) <= _MOST_BESIDE:
        return True
    return 2 * len(right & found) > len(right | found)


def head(words: Words, mention: Pairs) -> int | None:
    """The number of the last word before the first comma, bracket, preposition, pronoun or conjunction, if any word."""
    numbers = sorted(words.covered(mention))
    last: int | None = None
    for number in numbers:
        if last is not None and _ends_head(words, last, number):
            break
        last = number
    return last


def _ends_head(words: Words, left: int, right: int) -> bool:
    low = words.lower(right)
    return low in _PREPOSITIONS or low in _CLAUSES or not _BREAKS.isdisjoint(words.gap(left, right))
