"""Chooses the reader for a file by what the server said, what it is called, and how it begins."""

import re
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from sources.readers import html, text
from sources.readers.reading import Reading
from sources.text.normalise import MAX_BYTES, check_size
from sources.text.refusals import Refusal


class ReadFunction(Protocol):
    """How every reader is called. ``charset`` is what the server declared; not every reader needs it."""

    def __call__(self, raw: bytes, *, charset: str | None = None, limit_bytes: int = MAX_BYTES) -> Reading: ...


class Reader(NamedTuple):
    """One format: what it is called, and the function that reads it."""

    name: str
    media_types: frozenset[str]
    suffixes: frozenset[str]
    read: ReadFunction


# A new format is one more row; the order is that of the look-up.
READERS: tuple[Reader, ...] = (
    Reader(
        html.NAME,
        frozenset({"text/html", "application/xhtml+xml"}),
        frozenset({".html", ".htm", ".xhtml"}),
        html.read,
    ),
    Reader(text.NAME, frozenset({"text/plain"}), frozenset({".txt", ".text"}), text.read),
)

# Types that say nothing: servers and browsers send them where they do not know.
_SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-unknown"})
_HTML_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,9}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def read(
    raw: bytes,
    *,
    media_type: str | None = None,
    filename: str | None = None,
    charset: str | None = None,
    limit_bytes: int = MAX_BYTES,
) -> Reading:
    """Return the reading of a file, by the reader that fits it.

    ``media_type`` may carry parameters (``text/html; charset=utf-8``); ``charset`` wins over them. The
    declared type decides first, then the ending of ``filename``, then the first bytes; a file known by its
    first bytes to be of a kind that no reader takes is refused whatever it is called. Raises Refusal:
    ``unknown-type`` and those of the readers.
    """
    check_size(raw, limit_bytes)
    for opening, what in _MAGIC:
        if raw.startswith(opening):
            raise _unknown(what)
    kind, declared = _split(media_type)
    reader = _by_media_type(kind) or _by_suffix(filename) or _by_opening(raw)
    return reader.read(raw, charset=charset or declared, limit_bytes=limit_bytes)


def _by_media_type(kind: str) -> Reader | None:
    if kind in _SAYS_NOTHING:
        return None
    for reader in READERS:
        if kind in reader.media_types:
            return reader
    raise _unknown(f"of the type {kind[:80]!r}")


def _by_suffix(filename: str | None) -> Reader | None:
    suffix = PurePosixPath(filename or "").suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def _by_opening(raw: bytes) -> Reader:
    name = html.NAME if _HTML_OPENING.match(raw.removeprefix(b"\xef\xbb\xbf")[:8192]) else text.NAME
    return next(reader for reader in READERS if reader.name == name)


def _split(media_type: str | None) -> tuple[str, str | None]:
    """Part ``text/html; charset=utf-8`` into its type and its charset."""
    kind, *parameters = (media_type or "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return kind.strip().lower(), value.strip().strip("\"'")
    return kind.strip().lower(), None


def _unknown(what: str) -> Refusal:
    known = ", ".join(sorted(suffix for reader in READERS for suffix in reader.suffixes))
    return Refusal("unknown-type", f"The file is {what}, which cannot be read yet. Send one of: {known}.")
