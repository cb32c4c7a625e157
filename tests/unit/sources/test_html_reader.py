"""The HTML reader: the article and nothing but the article, each character as the page has it."""

import time
from datetime import date
from pathlib import Path

import pytest

from sources.readers import read
from sources.text.refusals import Refusal

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "tests" / "fixtures" / "sources" / "bridge.html").read_bytes()
CLOSING = "to close the\u00a0bridge over the river, said Carl Poe, who has been mayor since 2019."
SEEDS = sorted((ROOT / "seeds" / "articles").glob("*.html"))


def article(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def test_the_text_is_the_headline_and_the_paragraphs_of_the_article() -> None:
    reading = read(PAGE)
    assert reading.text.split("\n\n") == [
        "Bridge closes for good",
        f"The council voted on Tuesday {CLOSING}",
        "“We had no choice. The beams are rotten.”",
        "He listed three points:",
        "“The money is gone,” he said.",
        "“The engineer has left,” he said.",
        "What comes next",
        "“It is a sad day,” said Ann Moss.\n“We will miss it.”",
        "“Short.”",
        "“Yes.”",
        "“Yes.”",
        "“Yes, we will pay for all of it and more,” she said.",
        "“Yes, we will pay for all of it and more,” she said.",
        "Nobody answered. Emoji 😀 soft\u00adhyphen café cafe\u0301 l’\u202feau.",
        "“In a table,” he said in the long evening.",
    ]


def test_the_metadata_is_what_the_page_declares() -> None:
    reading = read(PAGE, media_type="text/html; charset=utf-8")
    assert reading.headline == "Bridge closes for good"
    assert reading.bylines == ("Ann Lee", "Bob Ray")
    assert reading.published_on == date(2026, 5, 12)
    assert reading.language == "en-GB"
    assert reading.outlet_name == "Harwick Courier"
    assert reading.canonical_url == "https://courier.example/bridge?utm_source=x"
    assert (reading.reader, reading.media_type) == ("html", "text/html")
    assert "trafilatura" in reading.reader_version


def test_blocks_tile_the_text_and_the_first_is_the_headline() -> None:
    reading = read(PAGE)
    assert reading.blocks[0] == (0, len("Bridge closes for good"), "headline")
    end = 0
    for block in reading.blocks:
        assert end <= block.start < block.end <= len(reading.text)
        assert not reading.text[end : block.start].strip()
        end = block.end
    assert end == len(reading.text)


def test_the_same_bytes_give_the_same_reading() -> None:
    assert read(PAGE) == read(PAGE)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>She said <i>“we <b>must</b> no</i>t wait”</p>", "She said “we must not wait”"),
        ("<p>She said <q>we <q>must</q> wait</q> to us</p>", "She said “we ‘must’ wait” to us"),
        ("<p>“One, two,<!-- a note --> three,” she said</p>", "“One, two, three,” she said"),
        ("<div>“Bare words in a div,” she said<p>“And in p,” she added</p></div>", "“Bare words in a div,” she said"),
        ("<dl><dt>Ann Moss</dt><dd>“We will go on,” she said to all</dd></dl>", "“We will go on,” she said to all"),
        ("<p>“a &lt; b &amp; c,” she said to everyone there</p>", "“a < b & c,” she said to everyone there"),
    ],
)
def test_words_inside_marks_stay_as_they_are(body: str, words: str) -> None:
    filler = "<p>The council met on Tuesday in the old town hall of Harwick to hear her.</p>"
    assert words in read(article(filler + body + filler)).text


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        (b"\x93We will pay all of it tomorrow,\x94 he said at the caf\xe9.", "iso-8859-1"),
        ("“We will pay all of it tomorrow,” he said at the café.".encode("koi8-u", "xmlcharrefreplace"), "koi8-u"),
    ],
)
def test_the_declared_charset_is_used(raw: bytes, declared: str) -> None:
    sentence = "“We will pay all of it tomorrow,” he said at the café."
    page = b"<html><head><meta charset=%s></head><body><article><p>%s</p></article></body></html>"
    assert read(page % (declared.encode(), raw)).text == sentence
    assert read(page % (b"utf-8", raw), media_type=f'text/html; charset="{declared}"').text == sentence


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b"<html><meta charset=utf-8><p>caf\xe9 in the evening, and all the other words", "bad-encoding"),
        (b"<html><meta charset=klingon><p>nuqneH", "unknown-charset"),
        (b"<html><body><nav><a href=/>Home</a></nav></body></html>", "html-no-article"),
        (b"<html><body><p>a\x00b and this is all of the text that there is", "binary"),
        (b"<html><body>" + b"<div>" * 100_000 + b"<p>hello", "html-too-complex"),
        (b"<html><body>" + b"<b>x</b>" * 60_000, "html-too-complex"),
        (b"<html><p " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">hello", "html-too-complex"),
        (b"<!--" * 100_000, "not-html"),
        (b"<" + b"a" * 1_000_000, "html-no-article"),
    ],
)
def test_bad_pages_are_refused_soon_and_with_a_reason(raw: bytes, code: str) -> None:
    began = time.process_time()
    with pytest.raises(Refusal) as refused:
        read(raw, media_type="text/html")
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert time.process_time() - began < 3


def test_a_huge_attribute_does_no_harm() -> None:
    sentence = "The council met on Tuesday in the old town hall."
    assert read(article(f'<p data-x="{"x" * 5_000_000}">{sentence}</p>')).text == sentence


def test_a_teaser_that_opens_like_a_paragraph_is_no_part_of_the_article() -> None:
    sentence = "The council met on Tuesday in the old town hall of Harwick to hear the engineer."
    teaser = "The council met on Tuesday in the old town ..."
    page = article(f"<p>{sentence}</p><p>{sentence} Again.</p>") + f"<div>{teaser}</div>".encode()
    assert read(page).text == f"{sentence}\n\n{sentence} Again."


def test_nothing_is_logged_about_a_bad_page(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refusal):
        read(b"<html><body><nav>Home</nav>", media_type="text/html")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seed_pages_keep_their_articles_and_lose_their_furniture(path: Path) -> None:
    reading = read(path.read_bytes(), filename=path.name)
    assert reading.headline
    assert reading.bylines
    assert reading.published_on
    assert "Privacy" not in reading.text
    assert "Read more" not in reading.text
