"""What a reader makes of one capture, whatever its format was."""

from dataclasses import dataclass
from datetime import date

from sources.text.layout import Block


@dataclass(frozen=True)
class Reading:
    """The text of one capture and what it says about itself.

    ``text`` is the normalised text that every offset points into; ``blocks`` are its parts, in code points,
    half-open. ``language`` is a BCP 47 tag as the page declares it. ``canonical_url`` is what the page says
    of itself: a hint, never proof of where it came from. ``reader`` and ``reader_version`` say what would
    have to be run to get the same text again.
    """

    text: str
    headline: str | None
    bylines: tuple[str, ...]
    published_on: date | None
    dateline_place: str | None
    language: str | None
    outlet_name: str | None
    canonical_url: str | None
    blocks: tuple[Block, ...]
    reader: str
    reader_version: str
    media_type: str
