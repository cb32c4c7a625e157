"""Reads the article out of a web page.

The text of a page is its headline, then the article's paragraphs, list items, quotations and table cells,
parted by blank lines; a line break inside a paragraph is one LF. The headline comes first because newsrooms
quote in headlines, and a span must be able to point there. Menus, comments, captions and footers are left out
by trafilatura; the characters themselves are the page's own (see ``html_lines``).
"""

import logging
import re
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from sources.readers.html_decoding import decode_html
from sources.readers.html_lines import Line, article_lines, page_lines
from sources.readers.html_metadata import Metadata, read_metadata
from sources.readers.html_parsing import parse_html
from sources.readers.reading import Reading
from sources.text.layout import find_layout
from sources.text.normalise import MAX_BYTES, check_size, refuse_blank
from sources.text.refusals import Refusal

NAME = "html"
# The first part is this reader's own: raise it when the same bytes would give another text or other blocks.
VERSION = f"2+trafilatura-{trafilatura.__version__}+lxml-{etree.__version__}"

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")

# trafilatura and its helpers log what they dislike about a page; the reading or the refusal says it here.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def read(raw: bytes, *, charset: str | None = None, limit_bytes: int = MAX_BYTES) -> Reading:
    """Return the reading of a page; ``charset`` is what the server said, if it said anything.

    Raises Refusal: ``empty``, ``too-large``, ``unknown-charset``, ``bad-encoding``, ``blank``, ``not-html``,
    ``html-too-complex``, ``html-no-article``, ``binary``.
    """
    check_size(raw, limit_bytes)
    page = decode_html(raw, charset)
    refuse_blank(page)
    if "\x00" in page:
        raise Refusal("binary", "The file is not a page: it holds NUL characters. Check that it is HTML.")
    tree = parse_html(page)
    metadata = read_metadata(tree)
    everything = page_lines(tree.body)
    chosen = article_lines(everything, _main_lines(tree))
    if not chosen:
        raise Refusal(
            "html-no-article",
            "No article text was found in this page. If a browser shows one, the page builds it by script or "
            "behind a wall: save the text of the article as a text file and upload that.",
        )
    headline = _headline(everything, chosen, metadata)
    text = _text(headline, chosen)
    if _CONTROL.search(text):
        raise Refusal("binary", "The page holds control characters amid its text. Save it as plain text instead.")
    return _reading(text, headline, metadata)


def _main_lines(tree: HtmlElement) -> list[Line]:
    """Return what trafilatura takes for the article; empty where it finds none."""
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    except (etree.LxmlError, RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        # Its rules meet pages that they did not foresee. Such a page has no article that could be trusted.
        return []
    body = getattr(found, "body", None)
    return [] if body is None else page_lines(body)


def _headline(everything: list[Line], chosen: list[Line], metadata: Metadata) -> str | None:
    """Return the headline as the page shows it (h1), else as its metadata gives it."""
    shown = [line.text for line in everything if line.heading]
    if metadata.headline:
        for text in shown:
            if text.casefold() == metadata.headline.casefold():
                return text
    among = [line.text for line in chosen if line.heading]
    return next(iter([*among, *shown]), None) or metadata.headline


def _text(headline: str | None, chosen: list[Line]) -> str:
    body = [line for line in chosen if line.text != headline]
    parts = [] if headline is None else [headline, "\n\n"]
    for i, line in enumerate(body):
        if i:
            parts.append("\n" if line.glued else "\n\n")
        parts.append(line.text)
    return "".join(parts).rstrip("\n")


def _reading(text: str, headline: str | None, metadata: Metadata) -> Reading:
    layout = find_layout(text)
    blocks = list(layout.blocks)
    if headline is not None:
        blocks[0] = blocks[0]._replace(kind="headline")
    return Reading(
        text=text,
        headline=headline,
        bylines=metadata.bylines or layout.bylines,
        published_on=metadata.published_on or layout.published_on,
        dateline_place=layout.dateline_place,
        language=metadata.language,
        outlet_name=metadata.outlet_name,
        canonical_url=metadata.canonical_url,
        blocks=tuple(blocks),
        reader=NAME,
        reader_version=VERSION,
        media_type="text/html",
    )
