"""The fingerprints that a capture is known by."""

import hashlib


def sha256_of_bytes(raw: bytes) -> str:
    """Return the SHA-256 of ``raw`` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def sha256_of_text(text: str) -> str:
    """Return the SHA-256 of ``text`` written as UTF-8, as 64 lower-case hexadecimal digits.

    Raises UnicodeEncodeError if the text holds a lone surrogate; no text that was decoded from bytes does.
    """
    return sha256_of_bytes(text.encode("utf-8"))
