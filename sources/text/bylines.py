"""The lines that say who wrote an article and when it was published."""

import re
from datetime import date
from typing import NamedTuple

from sources.text.dates import find_date
from sources.text.names import is_name, read_names

_LONGEST = 160  # characters
_BY = re.compile(r"(?:(?:written|story|words|report|reported|reporting|text)\s)?by\b:?\s*(?=\S)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>(?:first |originally )?(?:published|posted|issued|dated?)"
    r"|(?:last )?(?:updated|modified|edited))"
    r"(?:\s(?:on|at))?\b\s?:?\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:^|[\s,|])(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s*$", re.IGNORECASE
)
# Words that may stand behind the date: a clock time, its zone, a second date.
_CLOCK = re.compile(
    r"(?:[T,|·•()\s–—-]|[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9.]+)?|[0-9]{1,2}(?=\s?[ap]\.?m)|[ap]\.?m\.?|Z\b|[+-][0-9:]+"
    r"|\b(?:at|on|of|last|first|updated|published|modified|GMT|UTC|[A-Z]{1,4}T|min|minute|read|[0-9]{1,2}(?=\s?min)):?)*",
    re.IGNORECASE,
)
_EDGES = " \t,;:|·•–—-\u00a0"


class Byline(NamedTuple):
    """What one line at the head of an article says. ``updated`` marks a date of change, not of
    publication.
    """

    names: tuple[str, ...]
    published_on: date | None
    updated: bool
    place: str | None


def read_byline(line: str, *, bare: bool = True) -> Byline | None:
    """Return what ``line`` says if the whole of it is a byline or a line with a date, else None.

    ``bare=False`` turns off the one shape that a headline can share: names and a date without "By" before
    them.
    """
    if len(line) > _LONGEST:
        return None
    line = " ".join(line.split())
    found = find_date(line)
    head, tail = (line[: found.start], line[found.end :]) if found else (line, "")
    if found and not _is_rest(tail):
        return None
    head, updated, labelled = _without_label(_WEEKDAY.sub("", head).strip(_EDGES))
    day = found.day if found else None
    by = _BY.match(head)
    if by:
        names = read_names(head[by.end() :])
        return Byline(names, day, updated, None) if names else None
    if not found:
        return None
    if not head:
        return Byline((), day, updated, None)
    if not bare and not labelled:
        return None
    return _names_or_place(head, day, updated)


def _names_or_place(head: str, day: date | None, updated: bool) -> Byline | None:
    """Read "Jordan Shilton 19 October 2016" and "Harwick, 12 May 2026"; a lone capitalised word is a
    place.
    """
    names = read_names(head)
    if names:
        return Byline(names, day, updated, None)
    if is_name(head, at_least=1):
        return Byline((), day, updated, head)
    return None


def _without_label(head: str) -> tuple[str, bool, bool]:
    """Take "Published:" or "Last updated on" off either end: the rest, whether of a change, whether any."""
    label = _LABEL.match(head)
    if label:
        rest = head[label.end() :].strip(_EDGES)
    else:
        label = re.search(rf"\s{_LABEL.pattern}$", head, re.IGNORECASE)
        rest = head[: label.start()].strip(_EDGES) if label else head
    if not label:
        return head, False, False
    updated = label["label"].lower().split()[-1] in {"updated", "modified", "edited"}
    return rest, updated, True


def _is_rest(tail: str) -> bool:
    """Tell whether only a time, a second date or a short item after a bar follows the date."""
    second = find_date(tail)
    if second:
        tail = tail[: second.start] + tail[second.end :]
    clock = _CLOCK.match(tail)
    rest = tail[clock.end() :] if clock else tail
    if not rest:
        return True
    return tail.lstrip()[:1] in {"|", "•", "·"} and len(rest) <= 40 and not rest.endswith((".", "?", "!"))
