"""Links that open an article at the words: W3C text fragments. A convenience for the reader, never evidence."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, urlsplit

_LONGEST_EXACT: Final = 300  # characters; browsers want start,end for more, and links stay short
_WORDS: Final = 6  # at either end of a passage given as start,end


def text_fragment_link(locator: str, passages: Sequence[str]) -> str | None:
    """Return the address that makes a browser scroll to ``passages``, each a directive of its own.

    None where the locator is no web address: a file or a hash has no place to scroll to. A passage with a line break
    inside may run over several blocks of the page, and a directive's text must lie inside one, so it is given as
    start,end.
    """
    if urlsplit(locator).scheme not in {"http", "https"}:
        return None
    directives = [directive for passage in passages if (directive := _directive(passage))]
    if not directives:
        return None
    return f"{locator}{'' if '#' in locator else '#'}:~:{'&'.join(directives)}"


def _directive(passage: str) -> str:
    lines = [words for line in passage.splitlines() if (words := line.split())]
    if not lines:
        return ""
    if len(lines) == 1 and len(" ".join(lines[0])) <= _LONGEST_EXACT:
        return f"text={_encoded(lines[0])}"
    first, last = lines[0], lines[-1]
    if len(lines) == 1 and len(first) < 2 * _WORDS:  # a long run without spaces: nothing to cut it at
        half = max(len(first) // 2, 1)
        first, last = first[:half], first[half:] or first
    return f"text={_encoded(first[:_WORDS])},{_encoded(last[-_WORDS:])}"


def _encoded(words: Sequence[str]) -> str:
    """Percent-encode all but letters and digits of ASCII; “-”, “,” and “&” are the syntax of the directive."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
