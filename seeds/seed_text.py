"""Reads a seed article into the text to which its gold refers."""

from dataclasses import dataclass
from datetime import date

from seeds.catalogue import SeedArticle
from sources.readers import html
from sources.text.layout import Block, find_layout, skipped
from sources.text.spans import Span


@dataclass(frozen=True, slots=True)
class SeedText:
    """The text of a seed article, and what its layout tells. Offsets are code points of ``text``."""

    text: str
    headline: str | None
    bylines: tuple[str, ...]
    published_on: date | None
    blocks: tuple[Block, ...]

    def skipped(self) -> tuple[Span, ...]:
        """Return the spans that hold no candidates: bylines, captions and boilerplate."""
        return skipped(self.blocks)


def read_seed(article: SeedArticle) -> SeedText:
    """Return the text of ``article`` as its gold counts it.

    A text file is decoded with its line ends untouched, as the gold of the acceptance article does; a page is
    what the HTML reader makes of it. Raises OSError, UnicodeDecodeError or the reader's Refusal.
    """
    raw = article.path.read_bytes()
    if article.media_type == "text/html":
        page = html.read(raw)
        return SeedText(page.text, page.headline, page.bylines, page.published_on, page.blocks)
    text = raw.decode("utf-8")
    layout = find_layout(text)
    return SeedText(text, layout.headline, layout.bylines, layout.published_on, layout.blocks)
