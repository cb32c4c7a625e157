"""The text reader, the choice of a reader, and what both refuse."""

import pickle

import pytest

from sources.readers import read
from sources.text.hashing import sha256_of_bytes, sha256_of_text
from sources.text.normalise import decode_text
from sources.text.refusals import Refusal


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("  cafe\u0301 \u00ad\u00a0😀\ufeff \t\f".encode(), "  cafe\u0301 \u00ad\u00a0😀\ufeff \t\f"),
    ],
)
def test_nothing_but_encoding_and_line_ends_changes(raw: bytes, text: str) -> None:
    assert decode_text(raw) == text
    if text.strip():
        assert read(raw, filename="a.txt").text == text


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"", "empty", "empty"),
        (b" \r\n\t ", "blank", "white space"),
        (b"caf\xe9 au lait", "not-utf8", "byte 3 (0xe9)"),
        (b"\xef\xbb\xbfcaf\xe9", "not-utf8", "byte 6 (0xe9)"),
        ("hello".encode("utf-16"), "not-utf8", "UTF-16"),
        (b"hel\x00lo", "binary", "byte 3"),
        ("é".encode() + b"\x1b[31m", "binary", "byte 2"),
        (b"\x00\xff\x80", "binary", "byte 0"),
        (b"x" * 101, "too-large", "101 bytes long and the limit is 100 bytes"),
        (b"%PDF-1.7 ...", "unknown-type", "a PDF"),
        (b"PK\x03\x04", "unknown-type", ".txt"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(raw: bytes, code: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(raw, filename="article.txt", limit_bytes=100)
    assert refused.value.code == code
    assert words in refused.value.message
    assert str(refused.value) == refused.value.message


def test_an_unknown_media_type_is_refused() -> None:
    with pytest.raises(Refusal, match="application/pdf"):
        read(b"hello", media_type="application/pdf")


@pytest.mark.parametrize(
    ("media_type", "filename", "reader"),
    [
        (None, None, "html"),
        ("text/plain", "a.html", "text"),
        ("application/octet-stream", "a.HTM", "html"),
        ("application/octet-stream", None, "html"),
        (None, "a.txt", "text"),
        ("application/xhtml+xml", None, "html"),
    ],
)
def test_the_reader_is_chosen_by_type_then_name_then_content(
    media_type: str | None, filename: str | None, reader: str
) -> None:
    page = b"\n<!-- made by hand --><!DOCTYPE html><html><p>The council met on Tuesday in the old town hall."
    assert read(page, media_type=media_type, filename=filename).reader == reader


def test_hashes_are_of_the_bytes_and_of_the_text_as_utf8() -> None:
    digest = "850f7dc43910ff890f8879c0ed26fe697c93a067ad93a7d50f466a7028a9bf4e"
    assert sha256_of_text("café") == sha256_of_bytes("café".encode()) == digest


def test_a_refusal_survives_being_sent_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(Refusal("empty", "It is empty.")))  # noqa: S301 - our own bytes
    assert (copy.code, copy.message) == ("empty", "It is empty.")
