"""Reading what a form sent. Anything may arrive: each reader gives a clean value or says what is wrong."""

from datetime import date

from django.http import QueryDict

from tracker.core.errors import InvalidInput

LARGEST = 2_147_483_647


def words(data: QueryDict, name: str, *, most: int = 2000) -> str:
    """Return the text of a field, trimmed; empty if it is missing."""
    return clean(data.get(name, ""), name, most=most)


def clean(value: str, name: str, *, most: int = 2000) -> str:
    """Return ``value`` trimmed and with the line ends of the stored text. Raises InvalidInput."""
    value = value.replace("\r\n", "\n").strip()
    label = name.replace("_", " ")
    if "\x00" in value:
        raise InvalidInput(f"The field “{label}” holds a character that no text has. Type it anew.", pointer=f"/{name}")
    if len(value) > most:
        raise InvalidInput(f"The field “{label}” takes {most} characters at most.", pointer=f"/{name}")
    return value


def number(value: str, name: str) -> int:
    """Return a whole number from 0 to LARGEST. Raises InvalidInput."""
    value = value.strip()
    if not (value.isascii() and value.isdecimal() and len(value) <= 10 and int(value) <= LARGEST):
        label = name.strip("/").replace("_", " ").replace("/", " ")
        raise InvalidInput(
            f"“{value[:20]}” is no whole number that can stand for {label}.", pointer=f"/{name.strip('/')}"
        )
    return int(value)


def numbers(data: QueryDict, name: str) -> list[int]:
    """Return the whole numbers of a repeated field, each once, in order."""
    return list(dict.fromkeys(number(value, name) for value in data.getlist(name)))


def day(data: QueryDict, name: str) -> date | None:
    """Return a date in the form 2026-03-04, or None if the field is empty. Raises InvalidInput."""
    value = words(data, name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InvalidInput(
            f"“{value[:20]}” is no date. Write year, month and day, such as 2026-03-04.", pointer=f"/{name}"
        ) from error


def version_seen(data: QueryDict, name: str = "expected_version") -> int:
    """Return the record version that the page showed. Raises InvalidInput where the form has lost it."""
    try:
        return number(data.get(name, ""), name)
    except InvalidInput as error:
        raise InvalidInput("The page has lost its place. Load it again and decide anew.") from error
