"""The place that opens a news report: "HARWICK, May 12 (Agency) -" or "LONDON (Reuters) —"."""

import re
from datetime import date
from typing import NamedTuple

from sources.text.dates import MONTH, find_date

_LONGEST = 120  # characters that a dateline takes at most
_WORD = r"[^\W\d_][^\W\d_.'’/-]*(?:[.'’/-][^\W\d_]*)*"
_DATELINE = re.compile(
    rf"""(?P<place>{_WORD}(?:\ {_WORD}){{0,3}}(?:,\ {_WORD}(?:\ {_WORD}){{0,3}})?)
        (?P<date>,?\ (?:(?i:{MONTH})\.?\ [0-9]{{1,2}}|[0-9]{{1,2}}\ (?i:{MONTH})\.?)(?:,?\ [0-9]{{4}})?)?
        (?P<agency>,?\ ?[(\[][^()\[\]\r\n]{{2,40}}[)\]])?
        \ ?(?:--|[-‒–—―])(?=\s|$|[“"‘'])""",
    re.VERBOSE,
)
_NOT_A_PLACE = frozenset(
    re.findall(
        r"\S+",
        """
    ADVERTISEMENT ANALYSIS BREAKING COMMENT CORRECTION EDITORIAL EXCLUSIVE FILE LIVE NOTE OPINION READ
    UPDATE UPDATED VIDEO WATCH
    """,
    )
)


class Dateline(NamedTuple):
    """What a dateline says; ``end`` is its length in code points, counted from the start of its paragraph."""

    place: str
    published_on: date | None
    end: int


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline at the start of ``paragraph``, or None.

    The place is kept as it is written, capitals included. A name in ordinary letters counts only where a date
    or an agency stands behind it, since "Ann Lee - who won -" has the same shape.
    """
    found = _DATELINE.match(paragraph[:_LONGEST])
    if not found:
        return None
    place = found["place"]
    first = re.split(r"[ ,/]", place, maxsplit=1)[0]
    in_capitals = len(first) > 1 and first.isupper()
    if not (in_capitals or ((found["date"] or found["agency"]) and place[0].isupper())):
        return None
    if first in _NOT_A_PLACE:
        return None
    day = find_date(found["date"] or "")
    return Dateline(place, day.day if day else None, found.end())
