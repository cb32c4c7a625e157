"""From bytes to the text that offsets point into, changing as little as possible.

Nothing but the encoding and the line ends is touched: no Unicode normalisation and no stripping, for a
quotation must stay as it was published, to the code point.
"""

import codecs
import re

from sources.text.refusals import Refusal

MAX_BYTES = 10_000_000

# C0 controls other than tab, line feed, form feed and carriage return, and DEL: no text editor writes them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def check_size(raw: bytes, limit_bytes: int) -> None:
    """Raise Refusal if ``raw`` is empty (``empty``) or longer than ``limit_bytes`` (``too-large``)."""
    if not raw:
        raise Refusal("empty", "The file is empty. Choose a file that holds the article.")
    if len(raw) > limit_bytes:
        raise Refusal(
            "too-large",
            f"The file is {len(raw):,} bytes long and the limit is {limit_bytes:,} bytes. "
            "Send only the article, without pictures or other pages.",
        )


def decode_text(raw: bytes) -> str:
    """Decode UTF-8 ``raw`` strictly, drop a byte order mark at its start, and turn every line end into LF.

    Raises Refusal: ``not-utf8`` with the first offending byte, ``binary`` where control characters show that
    this is no text.
    """
    if raw.startswith(_WIDE_MARKS):
        raise Refusal("not-utf8", "The file is UTF-16 or UTF-32 text. Save it as UTF-8 and send it again.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The position counts from after a byte order mark, which the decoder has taken off before.
        at = error.start + (len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0)
        if b"\x00" in raw:
            raise _binary(raw.index(b"\x00")) from None
        raise Refusal(
            "not-utf8",
            f"The file is not UTF-8 text: byte {at} (0x{raw[at]:02x}) cannot be read. "
            "Save it as UTF-8 and send it again.",
        ) from None
    control = _CONTROL.search(text)
    if control:
        raise _binary(len(text[: control.start()].encode("utf-8")))
    return normalise_line_ends(text)


def normalise_line_ends(text: str) -> str:
    """Return ``text`` with CRLF and lone CR turned into LF, and nothing else changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_blank(text: str) -> None:
    """Raise Refusal ``blank`` if ``text`` holds nothing but white space."""
    if not text.strip():
        raise Refusal("blank", "The file holds only white space. Choose a file that holds the article.")


def _binary(at: int) -> Refusal:
    return Refusal(
        "binary",
        f"The file is not text: there is a control character near byte {at}. Send the article as plain text or HTML.",
    )
