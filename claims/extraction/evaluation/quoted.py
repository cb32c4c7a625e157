"""Which characters of a text stand inside quotation marks, read as the measure reads them.

This is deliberately not the engine's own reading of marks (``claims.extraction.marks``): the types direct, mixed and
indirect must not depend on the engine that is measured.
"""

import re

_DOUBLE = re.compile(r"[“”\"\n]")
# A single mark opens before a Latin letter and closes after no further mark but apostrophes inside words.
_SINGLE = re.compile(r"(?<!\w)['‘](?=[A-Za-z])((?:\w['’](?=\w)|[^\n\"“”'‘’])+)['’](?!\w)")


def inside_marks(text: str) -> bytearray:
    """One byte for each code point of ``text``: 1 inside quotation marks, else 0.

    A double mark that is never closed reaches to the end of its line; two apostrophes count as one double mark.
    """
    text = text.replace("''", '" ')  # of the same length, so offsets stay
    inside = bytearray(len(text))
    opened: int | None = None
    for mark in _DOUBLE.finditer(text + "\n"):
        if opened is not None:  # whatever mark comes, what was open until here is inside
            inside[opened : mark.start()] = b"\1" * (mark.start() - opened)
        opens = mark[0] == "“" or (mark[0] == '"' and opened is None)
        opened = mark.end() if opens else None
    for pair in _SINGLE.finditer(text):
        inside[pair.start(1) : pair.end(1)] = b"\1" * len(pair[1])
    return inside
