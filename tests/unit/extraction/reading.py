"""Helpers to read what the rules answer in tests; the tagger has its own tests beside."""

from datetime import date

from claims.extraction import Attribution
from claims.extraction.engine import RULES

DATELINE = date(2024, 5, 16)  # a Thursday


def attributions(text: str) -> list[Attribution]:
    return RULES.extract(text, dateline=DATELINE)


def only(text: str) -> Attribution:
    found = attributions(text)
    assert len(found) == 1, [words(text, a) for a in found]
    return found[0]


def words(text: str, attribution: Attribution) -> list[str]:
    return [text[s:e] for s, e in attribution.content]


def speakers(attribution: Attribution) -> list[str]:
    return [speaker.name for speaker in attribution.speakers]


def by_words(text: str, start: str) -> Attribution:
    """The attribution whose content begins with ``start``."""
    found = [a for a in attributions(text) if words(text, a)[0].startswith(start)]
    assert len(found) == 1, [words(text, a) for a in attributions(text)]
    return found[0]
