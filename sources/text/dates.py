"""Full dates as English-language news writes them."""

import re
from datetime import date
from typing import NamedTuple

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    rf"""\b(?:
        (?P<year0>[0-9]{{4}})-(?P<month0>[0-9]{{2}})-(?P<day0>[0-9]{{2}})(?![0-9])
      | (?P<day1>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month1>{MONTH})\.?,?\s(?P<year1>[0-9]{{4}})\b
      | (?P<month2>{MONTH})\.?\s(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>[0-9]{{4}})\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


class FoundDate(NamedTuple):
    """A date and where its words stand, half-open, in the text searched."""

    day: date
    start: int
    end: int


def find_date(text: str) -> FoundDate | None:
    """Return the first full date in ``text``: ISO, day month year or month day year; None where there is
    none.

    A date without its year and a numeric one such as 05/12/2026, which two countries read differently, are
    left out.
    """
    for found in _DATE.finditer(text):
        for form in "012":
            if found[f"day{form}"]:
                day = _date(found[f"year{form}"], found[f"month{form}"], found[f"day{form}"])
                if day:
                    return FoundDate(day, found.start(), found.end())
    return None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:  # 31 June and the like: words that only look like a date
        return None
