"""Whether words taken from one version of an article stand in another one."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_IN_WORDS: Final = frozenset("'’‐‑-")  # “can’t”, “anti-war”
_IN_FIGURES: Final = frozenset(".,:/")  # “10,000”, “5.30”
_SPACE: Final = re.compile(r"\s+")


def stand_in(passages: Sequence[str], text: str) -> bool:
    """Tell whether every one of ``passages`` stands in ``text``, the same words in the same order, none cut short.

    Letters, case and punctuation must be the same; only the white space between words may differ, since a page set
    anew breaks its lines elsewhere. A passage must end where a word ends: “We can” does not stand in “We cannot” or
    “We can’t”. No passage at all stands nowhere. It judges the words alone, not what is said around them.
    """
    page, end = _spaced(text), 0
    for passage in passages:
        words = _spaced(passage).strip()
        start = page.find(words, end) if words else -1
        while start >= 0 and not _whole(page, start, start + len(words)):
            start = page.find(words, start + 1)
        if start < 0:
            return False
        end = start + len(words)
    return bool(passages)


def _spaced(text: str) -> str:
    return _SPACE.sub(" ", text)


def _whole(page: str, start: int, end: int) -> bool:
    """Tell whether neither edge of the slice cuts through a word or a figure."""
    accented = end < len(page) and unicodedata.combining(page[end])
    before, after = page[max(0, start - 2) : start][::-1], page[end : end + 2]
    return not accented and not _goes_on(page[start], before) and not _goes_on(page[end - 1], after)


def _goes_on(edge: str, beyond: str) -> bool:
    """Tell whether the word or figure of the character ``edge`` goes on in ``beyond``, the nearest first."""
    near, far = beyond[:1], beyond[1:2]
    if edge in _IN_FIGURES:
        return near.isdigit()
    if not _of_word(edge):
        return False
    return (
        _of_word(near)
        or (near in _IN_WORDS and _of_word(far))
        or (edge.isdigit() and near in _IN_FIGURES and far.isdigit())
    )


def _of_word(character: str) -> bool:
    return character.isalnum() or (character != "" and unicodedata.combining(character) > 0)
