"""From the bytes of a page to its characters, by the encoding that the page or the server declares."""

import codecs
import re

from sources.text.refusals import Refusal

_META = re.compile(rb"<meta[^>]{0,1000}?charset\s{0,10}=\s{0,10}[\"']?\s{0,10}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096  # bytes; browsers look through the first 1024, some newsroom systems write it later
# What the WHATWG encoding standard makes of labels that pages use for their superset.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}


def decode_html(raw: bytes, charset: str | None = None) -> str:
    """Decode a page strictly: by its byte order mark, else ``charset`` (from the server), else its own
    declaration, else UTF-8.

    Raises Refusal ``unknown-charset`` or ``bad-encoding``, the latter with the byte that cannot be read: a
    replacement character inside a quotation would be a changed word.
    """
    codec = _by_mark(raw) or _codec(charset) or _declared(raw) or "utf-8-sig"
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        raise Refusal(
            "bad-encoding",
            f"The page cannot be read as {codec}: byte {error.start} (0x{raw[error.start]:02x}) does not fit. "
            "Save the page from a browser as UTF-8 and upload it.",
        ) from None


def _by_mark(raw: bytes) -> str | None:
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _declared(raw: bytes) -> str | None:
    found = _META.search(raw[:_META_WITHIN])
    if not found:
        return None
    codec = _codec(found[1].decode("ascii"))
    # The declaration was read as ASCII, so the page cannot be UTF-16, whatever it says.
    return "utf-8" if codec and codec.startswith(("utf-16", "utf-32")) else codec


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
        "".encode(info.name)  # hex, rot13 and their like are codecs, but not of text
    except (LookupError, ValueError):
        raise Refusal(
            "unknown-charset",
            f"The page says that it is written in {label!r}, which is not a known encoding. "
            "Save the page from a browser as UTF-8 and upload it.",
        ) from None
    return _SUPERSETS.get(info.name, info.name)
