"""Reads when something was said: "yesterday", "on Monday", "12 October", "last week", against the dateline."""

from datetime import MAXYEAR, date, timedelta

from .attribution import SaidOn
from .lexicon import MONTHS, WEEKDAYS, word_set
from .tokens import Doc

_NOT_AFTER = word_set("until by before since for through until'")
_UNITS = word_set("week month year")
_PARTS_OF_DAY = word_set("morning afternoon evening night lunchtime")
_COUNTS = {
    word: number
    for number, words in enumerate(
        ["a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
    for word in words.split()
}


def find_date(doc: Doc, a: int, b: int, dateline: date | None) -> SaidOn | None:
    """The last date told in tokens [a, b), or None; relative ones need ``dateline``."""
    found: SaidOn | None = None
    i = a
    while i < b:
        at = date_at(doc, i, b, dateline)
        if at is None:
            i += 1
            continue
        said_on, i = at
        found = said_on
    return found


def date_at(doc: Doc, i: int, hi: int, dateline: date | None) -> tuple[SaidOn, int] | None:
    """The date whose words start at token ``i``, and the token after them."""
    word = doc.low[i]
    before = doc.low[i - 1] if i else ""
    if before in _NOT_AFTER:
        return None
    if word in MONTHS and doc.cap[i]:
        return _month_first(doc, i, hi, dateline)
    if word.isdecimal() and len(word) <= 2 and word.isascii():
        return _day_first(doc, i, hi, dateline)
    if before in ("in", "during") and (year := _number(word, 1500, 2200)) is not None and len(word) == 4:
        return SaidOn(date(year, 1, 1), "year", doc.span(i, i + 1)), i + 1
    return None if dateline is None else _relative(doc, i, hi, dateline)


def _relative(doc: Doc, i: int, hi: int, dateline: date) -> tuple[SaidOn, int] | None:
    """ "yesterday", "on Monday", "two days ago", "last week": a date told against the dateline."""
    word = doc.low[i]
    before = doc.low[i - 1] if i else ""
    if (ago := _ago(doc, i, hi, dateline)) is not None:
        return ago
    if word in ("this", "last") and i + 1 < hi and doc.low[i + 1] in _PARTS_OF_DAY:
        return _said(doc, i, i + 2, dateline, -1 if word == "last" else 0)
    if word in ("today", "tonight") and doc.cap[i] and not _opens(doc, i):
        return None  # a programme's or a newspaper's name
    if word in ("yesterday", "today", "tonight"):
        return _said(doc, i, i + 1, dateline, -1 if word == "yesterday" else 0)
    if word in WEEKDAYS and doc.cap[i]:
        back = (dateline.weekday() - WEEKDAYS[word]) % 7
        if before == "last" and back == 0:
            back = 7
        if before == "next":
            return None
        return _said(doc, i, i + 1, dateline, -back)
    if word in ("last", "this") and i + 1 < hi and doc.low[i + 1] in _UNITS:
        return _period(doc, i, dateline)
    if word == "earlier" and i + 2 < hi and doc.low[i + 1] == "this" and doc.low[i + 2] in _UNITS:
        return _period(doc, i + 1, dateline)
    return None


def _opens(doc: Doc, i: int) -> bool:
    return i == doc.sentences[doc.sentence[i]][0] or not doc.low[i - 1][0].isalnum()


def _ago(doc: Doc, i: int, hi: int, dateline: date) -> tuple[SaidOn, int] | None:
    """ "two days ago" to the day, "a week ago", "three months ago", "a year ago" to the week, month or year."""
    if i + 2 >= hi or doc.low[i + 2] != "ago":
        return None
    count = _COUNTS.get(doc.low[i]) or _number(doc.low[i], 1, 99)
    unit = doc.low[i + 1].removesuffix("s")
    if count is None or unit not in ("day", *_UNITS):
        return None
    span = doc.span(i, i + 3)
    try:
        if unit == "day":
            return SaidOn(dateline - timedelta(days=count), "day", span), i + 3
        if unit == "week":
            day = dateline - timedelta(weeks=count)
            return SaidOn(day - timedelta(days=day.weekday()), "week", span), i + 3
        if unit == "month":
            months = dateline.year * 12 + dateline.month - 1 - count
            return SaidOn(date(months // 12, months % 12 + 1, 1), "month", span), i + 3
        return SaidOn(date(dateline.year - count, 1, 1), "year", span), i + 3
    except (OverflowError, ValueError):
        return None


def _said(doc: Doc, i: int, j: int, dateline: date, days: int) -> tuple[SaidOn, int] | None:
    try:
        return SaidOn(dateline + timedelta(days=days), "day", doc.span(i, j)), j
    except OverflowError:
        return None


def _period(doc: Doc, i: int, dateline: date) -> tuple[SaidOn, int] | None:
    last = doc.low[i] == "last"
    unit = doc.low[i + 1]
    span = doc.span(i, i + 2)
    try:
        if unit == "week":
            monday = dateline - timedelta(days=dateline.weekday() + (7 if last else 0))
            return SaidOn(monday, "week", span), i + 2
        if unit == "month":
            day = dateline.replace(day=1)
            return SaidOn((day - timedelta(days=1)).replace(day=1) if last else day, "month", span), i + 2
        return SaidOn(date(dateline.year - (1 if last else 0), 1, 1), "year", span), i + 2
    except (OverflowError, ValueError):
        return None


def _number(word: str, low: int, high: int) -> int | None:
    digits = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 4):
        return None
    value = int(digits)
    return value if low <= value <= high else None


def _year_at(doc: Doc, i: int, hi: int) -> tuple[int | None, int]:
    k = i + 1 if i < hi and doc.low[i] == "," else i
    if k < hi and len(doc.low[k]) == 4:
        year = _number(doc.low[k], 1000, MAXYEAR)
        if year is not None:
            return year, k + 1
    return None, i


def _nearest_year(month: int, day: int, dateline: date | None) -> int | None:
    """The year that puts the day nearest before the dateline; a few days ahead are allowed for a late edition."""
    if dateline is None:
        return None
    try:
        this_year = date(dateline.year, month, day)
    except ValueError:
        return dateline.year
    return dateline.year if this_year <= dateline else max(1, dateline.year - 1)


def _make(year: int | None, month: int, day: int | None, doc: Doc, i: int, j: int) -> tuple[SaidOn, int] | None:
    if year is None:
        return None
    try:
        if day is None:
            return SaidOn(date(year, month, 1), "month", doc.span(i, j)), j
        return SaidOn(date(year, month, day), "day", doc.span(i, j)), j
    except ValueError:
        return None


def _month_first(doc: Doc, i: int, hi: int, dateline: date | None) -> tuple[SaidOn, int] | None:
    month = MONTHS[doc.low[i]]
    k = i + 1
    if k < hi and doc.low[k] == ".":
        k += 1
    day = _number(doc.low[k], 1, 31) if k < hi else None
    if day is not None:
        year, end = _year_at(doc, k + 1, hi)
        return _make(year or _nearest_year(month, day, dateline), month, day, doc, i, end)
    year, end = _year_at(doc, k, hi)
    if year is None:
        end = i + 1
    if year is None and (
        doc.low[i] in ("may", "march", "mar", "sun") or (i and doc.low[i - 1] not in ("in", "last", "this"))
    ):
        return None
    return _make(year or _nearest_year(month, 1, dateline), month, None, doc, i, end)


def _day_first(doc: Doc, i: int, hi: int, dateline: date | None) -> tuple[SaidOn, int] | None:
    day = _number(doc.low[i], 1, 31)
    k = i + 1
    if k < hi and doc.low[k] == "of":
        k += 1
    if day is None or k >= hi or doc.low[k] not in MONTHS or not doc.cap[k]:
        return None
    month = MONTHS[doc.low[k]]
    year, end = _year_at(doc, k + 1, hi)
    return _make(year or _nearest_year(month, day, dateline), month, day, doc, i, end)
