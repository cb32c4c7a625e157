"""Words that people or programs send, before they reach the database."""

from tracker.core.errors import InvalidInput


def fitting(words: str, *, pointer: str, most: int = 2000) -> str:
    """Return ``words`` without the white space around them.

    Raises InvalidInput, with the JSON pointer of the field, for more than ``most`` characters and for characters that
    no text holds: NUL, and surrogates without their other half.
    """
    words = words.strip()
    if len(words) > most:
        raise InvalidInput(f"This takes {most} characters at most; there are {len(words)}.", pointer=pointer)
    if any(character == "\x00" or "\ud800" <= character <= "\udfff" for character in words):
        raise InvalidInput("This holds characters that are no text. Type it anew.", pointer=pointer)
    return words
