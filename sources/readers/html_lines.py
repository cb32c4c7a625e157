"""The lines of a page as a browser shows them, and which of them belong to the article.

trafilatura decides what is the article. It rewrites what it extracts, though (it drops a paragraph that
repeats another, trims white space between marks), so its text only points: each line is taken from the page
itself.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_INLINE = frozenset(
    re.findall(
        r"\S+",
        """
        a abbr acronym b bdi bdo big cite code data del dfn em font hi i ins kbd label mark nobr q ref rp rt
        ruby s samp small span strike strong sub sup time tt u var wbr
        """,
    )
)
# Elements whose text is not on the page.
_UNSEEN = frozenset(
    re.findall(
        r"\S+",
        """
        title script style template noscript iframe object embed svg math canvas audio video textarea select
        button input datalist dialog
        """,
    )
)
_SPACE = re.compile(r"[ \t\n\r\f]+")  # what HTML calls white space; a no-break space stays as it is
# White space, controls, soft hyphens, and the zero-width and direction marks.
_UNSTABLE = re.compile("[\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_LONG = 25  # characters after squeezing, from which on a line hardly stands on a page twice by chance
_ENDS = 20  # characters compared where trafilatura has cut a line differently


class Line(NamedTuple):
    """One line of a page. ``glued``: only a line break (br) parts it from the line before."""

    text: str
    glued: bool
    heading: bool


def page_lines(tree: etree._Element) -> list[Line]:
    """Return the lines of a page or of trafilatura's result, in order, white space collapsed as browsers do."""
    lines: list[Line] = []
    words: list[str] = []
    state = {"glued": False, "heading": False}

    def close(*, by_break: bool) -> None:
        text = _SPACE.sub(" ", "".join(words)).strip(" ")
        words.clear()
        if text:
            lines.append(Line(text, state["glued"], state["heading"]))
            state["glued"] = by_break
        else:
            state["glued"] = False

    for kind, value in _events(tree):
        if kind == "text":
            words.append(value)
        elif kind == "break":
            close(by_break=True)
        else:
            close(by_break=False)
            state["heading"] = value == "h1"
    close(by_break=False)
    return lines


def _events(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """Walk a tree in document order without recursion: a page may be nested deeper than Python's stack."""
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _UNSEEN or element.get("hidden") is not None:
                walk.skip_subtree()
                continue
            if tag in {"br", "lb"}:
                yield "break", tag
            elif tag and tag not in _INLINE:
                yield "block", tag
            if tag and element.text:
                yield "text", element.text
        else:
            if tag and tag not in _UNSEEN and tag not in _INLINE and tag not in {"br", "lb"}:
                yield "block", ""
            if element.tail and element is not tree:
                yield "text", element.tail


def article_lines(page: list[Line], main: list[Line]) -> list[Line]:
    """Return the lines of ``page`` that trafilatura's result ``main`` shows to be the article, in page order.

    A long line counts where it stands in ``main``, or where it begins or ends like one in ``main`` that stands
    nowhere on the page as it is. A short one ("Yes.") counts only among or next to the long ones, since a menu may
    hold the same word. Without a single long line there is no article.
    """
    wanted = {_squeeze(line.text) for line in main}
    squeezed = [_squeeze(line.text) for line in page]
    missed = {text for text in wanted.difference(squeezed) if len(text) >= _LONG}
    openings = {text[:_ENDS] for text in missed}
    endings = {text[-_ENDS:] for text in missed}
    known = [text in wanted for text in squeezed]
    longs = [
        i
        for i, text in enumerate(squeezed)
        if len(text) >= _LONG and (known[i] or text[:_ENDS] in openings or text[-_ENDS:] in endings)
    ]
    if not longs:
        return []
    first, last = longs[0], longs[-1]
    while first and known[first - 1]:
        first -= 1
    while last + 1 < len(page) and known[last + 1]:
        last += 1
    taken = set(longs)
    return [line for i, line in enumerate(page) if i in taken or (first <= i <= last and known[i])]


def _squeeze(text: str) -> str:
    """Return ``text`` without what extractors change: white space, invisible characters, the Unicode form."""
    return _UNSTABLE.sub("", unicodedata.normalize("NFC", text))
