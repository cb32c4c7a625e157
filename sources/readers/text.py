"""Reads plain-text articles."""

from sources.readers.reading import Reading
from sources.text.layout import find_layout
from sources.text.normalise import MAX_BYTES, check_size, decode_text, refuse_blank

NAME = "text"
VERSION = "2"  # raise it when the same bytes would give another text or other blocks


def read(raw: bytes, *, charset: str | None = None, limit_bytes: int = MAX_BYTES) -> Reading:
    """Return the reading of a UTF-8 text file.

    Raises Refusal: ``empty``, ``too-large``, ``not-utf8``, ``binary``, ``blank``.
    """
    check_size(raw, limit_bytes)
    text = decode_text(raw)
    refuse_blank(text)
    layout = find_layout(text)
    return Reading(
        text=text,
        headline=layout.headline,
        bylines=layout.bylines,
        published_on=layout.published_on,
        dateline_place=layout.dateline_place,
        language=None,
        outlet_name=None,
        canonical_url=None,
        blocks=layout.blocks,
        reader=NAME,
        reader_version=VERSION,
        media_type="text/plain",
    )
