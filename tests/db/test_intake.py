"""Taking in articles: versions, documents, refusals; nothing half-stored."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import ExtractionRun
from claims.services.intake import files_of, take_in, take_in_file, take_in_url
from sources.models import Document, Intake, Outlet, Version
from sources.services.capture import Delivery, OutletHint, refuse
from sources.text.refusals import Refusal
from tests.factories import article, editor, reader
from tests.factories.articles import TEXT
from tracker.core.actors import Agent
from tracker.core.errors import NotAllowed
from tracker.core.models import AuditEvent

pytestmark = pytest.mark.django_db
BY = Agent("tests")
LIMIT = 10_000_000


def delivery(raw: bytes, *, locator: str = "") -> Delivery:
    return Delivery(raw=raw, got=Version.Got.API, asked_for="article", locator=locator)


def test_a_capture_keeps_bytes_text_and_what_the_article_says_of_itself() -> None:
    came = take_in(delivery(TEXT.encode(), locator="https://post.example/a"), by=BY)
    version = Version.objects.get()
    assert bytes(version.raw) == TEXT.encode()
    assert version.text == TEXT
    assert (version.headline, version.bylines) == ("Harbour wall to be rebuilt", ["Mara Ellison"])
    assert str(version.published_on) == "2026-03-04"
    assert version.document.outlet == Outlet.objects.get(domain="post.example")
    assert came.intake.outcome == "stored"
    assert came.run == ExtractionRun.objects.get(version=version)
    assert [event.verb for event in AuditEvent.objects.about(version)] == ["capture"]


def test_line_ends_and_the_byte_order_mark_are_all_that_changes() -> None:
    raw = b"\xef\xbb\xbf" + "Head\r\n\r\n“Café 🙂”, she said.\rEnd\r\n".encode()
    version = take_in(delivery(raw), by=BY).intake.version
    assert version is not None
    assert version.text == "Head\n\n“Café 🙂”, she said.\nEnd\n"
    assert bytes(version.raw) == raw


def test_the_same_bytes_again_are_known() -> None:
    first = take_in(delivery(TEXT.encode(), locator="https://post.example/a"), by=BY)
    again = take_in(delivery(TEXT.encode(), locator="https://post.example/a"), by=BY)
    assert again.intake.outcome == "known"
    assert again.intake.version == first.intake.version
    assert again.run == first.run
    assert Version.objects.count() == ExtractionRun.objects.count() == 1


def test_other_bytes_with_the_same_text_are_known() -> None:
    take_in(delivery(TEXT.encode(), locator="https://post.example/a"), by=BY)
    again = take_in(delivery(TEXT.replace("\n", "\r\n").encode(), locator="https://post.example/a"), by=BY)
    assert again.intake.outcome == "known"
    assert Version.objects.count() == 1


def test_changed_text_is_a_new_version_and_the_old_one_stays() -> None:
    first = article()
    second = article(TEXT.replace("will not raise", "will now raise"))
    assert second.document == first.document
    assert (first.number, second.number) == (1, 2)
    assert Document.objects.count() == 1


def test_a_wording_that_comes_back_is_seen_again_and_does_not_become_the_latest() -> None:
    first, second = article(), article(TEXT.replace("will not raise", "will now raise"))
    assert article(TEXT) == first
    assert list(first.intakes.order_by("pk").values_list("outcome", flat=True)) == ["stored", "known"]
    assert Version.objects.count() == 2
    assert vars(Document.objects.with_latest().get())["latest_id"] == second.pk


def test_the_same_text_at_another_address_is_another_document() -> None:
    assert article().document != article(locator="https://gazette.example/copy").document


def test_bytes_without_an_address_are_known_by_their_hash() -> None:
    first = take_in(delivery(TEXT.encode()), by=BY).intake.version
    again = take_in(delivery(TEXT.encode()), by=BY).intake
    assert first is not None
    assert first.document.locator == f"urn:sha256:{first.raw_sha256}"
    assert again.outcome == "known"


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b" \n\t \n", "blank", ""),
        ("“Grüße”".encode("latin-1", "replace") + b"\xff\xfe\xfa", "not-utf8", "UTF-8"),
        (b"Text\x00with a null", "binary", ""),
        (b"%PDF-1.7 ...", "unknown-type", ""),
        (b"a" * (LIMIT + 1), "too-large", "10"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(raw: bytes, code: str, says: str) -> None:
    intake = take_in(delivery(raw), by=BY).intake
    assert intake.outcome == "refused"
    assert intake.refusal_code == code
    assert says in intake.refusal
    assert intake.refusal.endswith((".", "text."))
    assert not Document.objects.exists()
    assert not Outlet.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/", "ftp://post.example/a", "file:///etc/passwd", "http://["],
)
def test_addresses_that_are_not_public_are_refused(url: str) -> None:
    intake = take_in_url(url, by=BY).intake
    assert intake.outcome == "refused"
    assert intake.asked_for == url
    assert not Document.objects.exists()


def test_names_from_hostile_articles_fit_their_fields() -> None:
    long = "N" * 5000
    came = take_in(
        Delivery(
            raw=f"{long}\n\nBy {long[:900]}\n\n“Yes,” he said.\n".encode(),
            got=Version.Got.API,
            asked_for=long,
            locator="https://post.example/long",
            filename=long,
            got_from=long,
            outlet=OutletHint(name=long, domain="d" * 300, language="x" * 90),
        ),
        by=BY,
    )
    assert came.intake.version is not None or came.intake.refusal


def test_a_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.HTML").write_text("a")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert [path.name for path in files_of(tmp_path)] == ["b.txt", "a.HTML"]


def test_one_broken_file_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xfa broken")
    (tmp_path / "c.txt").write_text(TEXT.replace("Harbour", "Sea"))
    (tmp_path / "d.txt").write_text("")
    with (tmp_path / "e.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    with pytest.raises(CommandError, match="3 refused"):
        call_command("ingest", str(tmp_path), stdout=StringIO())
    assert Version.objects.count() == 2
    refused = Intake.objects.filter(outcome="refused").order_by("pk")
    assert [Path(intake.asked_for).name for intake in refused] == ["b.txt", "d.txt", "e.txt"]
    assert "50.0 MB" in refused.get(refusal_code="too-large").refusal


@pytest.mark.parametrize("path", ["no/such/file.txt", "/dev/null", "."])
def test_what_is_not_a_file_is_refused(path: str) -> None:
    assert take_in_file(Path(path), by=BY).intake.refusal_code in {"not-a-file", "not-readable"}


def test_an_unknown_editor_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no user called nobody"):
        call_command("ingest", str(tmp_path), editor="nobody")


PAGE = """<!doctype html><html lang="en\\ud800"><head><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "The wall\\u0000 \\ud800 stands", "author": [{"name": "Ada\\u0000 Lee\\udfff"}],
 "publisher": {"name": "Harwick\\u0000 Post\\ud800"}}</script></head><body><article>
<p>The council voted on Tuesday to build. “We will rebuild the wall,” she said.</p></article></body></html>"""


def test_what_a_page_says_of_itself_is_kept_without_what_cannot_be_stored() -> None:
    intake = take_in(Delivery(raw=PAGE.encode(), got=Version.Got.URL, asked_for="a", filename="a.html"), by=BY).intake
    assert intake.version is not None, intake.refusal
    assert intake.version.headline == "The wall� � stands"
    assert intake.version.bylines == ["Ada� Lee�"]
    assert Outlet.objects.get().name == "Harwick� Post�"
    assert intake.version.text.endswith("“We will rebuild the wall,” she said.")


def test_what_a_server_or_a_sender_says_is_kept_without_what_cannot_be_stored() -> None:
    bad = "a\x00b\ud800c"
    came = take_in(
        Delivery(
            raw=TEXT.encode(),
            got=Version.Got.URL,
            asked_for=bad,
            locator="https://post.example/a",
            got_from=bad,
            filename=bad,
            http_headers={"X-Note": bad, bad: "1"},
            outlet=OutletHint(name=bad, domain=bad, language=bad),
        ),
        by=BY,
    )
    assert came.intake.asked_for == "a�b�c"
    assert came.intake.version is not None
    assert came.intake.version.got_from == "a�b�c"
    assert came.intake.version.http_headers == {"X-Note": "a�b�c", "a�b�c": "1"}


def test_a_refusal_is_kept_whatever_it_quotes() -> None:
    intake = refuse("\x00\ud800", Version.Got.API, Refusal("not-a-file", "\x00\udfff is not a file."), by=BY)
    intake.refresh_from_db()
    assert (intake.asked_for, intake.refusal) == ("��", "�� is not a file.")
    assert take_in_file(Path("no\x00where"), by=BY).intake.refusal_code == "not-a-file"


@pytest.mark.parametrize(
    "locator",
    [
        "https://[bad/",
        "https://post.example/" + "a" * 2000,
        "https://post.example/" + "漢" * 1900,
        "https://ada:secret@post.example/",
        "urn:x:" + "漢" * 1900,
        "urn:x:\x00",
        "urn:x:\ud800",
        "no address",
    ],
)
def test_a_locator_that_cannot_be_kept_is_refused(locator: str) -> None:
    intake = take_in(delivery(TEXT.encode(), locator=locator), by=BY).intake
    assert intake.outcome == "refused"
    assert intake.raw_sha256
    assert not Document.objects.exists()


def test_the_longest_locator_is_kept() -> None:
    chance = "".join(chr(33 + i * i * 7 % 94) for i in range(1994))
    assert take_in(delivery(TEXT.encode(), locator=f"urn:x:{chance}"), by=BY).intake.version is not None


def test_one_address_in_two_forms_is_one_document() -> None:
    first = take_in(delivery(TEXT.encode(), locator="https://Post.example:443/wall?utm_source=x#top"), by=BY)
    again = take_in(delivery(TEXT.encode(), locator="https://post.example/wall"), by=BY)
    assert again.intake.outcome == "known"
    assert again.intake.version == first.intake.version
    assert Document.objects.get().locator == "https://post.example/wall"


def test_files_with_names_that_cannot_be_stored_stop_nothing(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(3):
        deep /= "漢" * 80
    deep.mkdir(parents=True)
    for folder, name in ((tmp_path, b"b\xff.txt"), (deep, b"deep.txt"), (tmp_path, b"z.txt")):
        (folder / os.fsdecode(name)).write_text(f"{TEXT}\n{name!r} ends.\n")
    out = StringIO()
    with pytest.raises(CommandError, match="2 refused"):
        call_command("ingest", str(tmp_path), "x" * 300, stdout=out)
    assert Version.objects.count() == 2
    assert set(Intake.objects.values_list("refusal_code", flat=True)) == {"", "locator-invalid", "not-readable"}
    assert Intake.objects.get(asked_for__endswith="b�.txt").version is not None


def test_only_editors_take_in_articles(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    nobody = reader("rhea")
    with pytest.raises(NotAllowed, match="take in articles"):
        take_in(delivery(TEXT.encode()), by=nobody)
    with pytest.raises(NotAllowed):
        take_in_file(file, by=nobody)
    with pytest.raises(NotAllowed):
        take_in_url("http://127.0.0.1/", by=nobody)
    with pytest.raises(CommandError, match="may not take in articles"):
        call_command("ingest", str(file), editor="rhea", stdout=StringIO())
    assert not Intake.objects.exists()
    assert take_in_file(file, by=editor("ada")).intake.version is not None
