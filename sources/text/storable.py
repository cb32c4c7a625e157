"""What of a text from outside can be kept at all."""

import re

# PostgreSQL keeps no NUL, and UTF-8 has no form for half of a surrogate pair; JSON and file names can bring both.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return ``text`` with U+FFFD in place of each NUL and lone surrogate, of the same length.

    For what is said about an article only. The article's own text is refused instead, since a replaced character
    would be a changed word.
    """
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
