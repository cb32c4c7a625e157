"""Taking in articles: versions, documents, refusals; nothing half-stored."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import ExtractionRun
from claims.services.intake import files_of, take_in, take_in_file, take_in_url
from sources.models import Document, Intake, Outlet, Version
from sources.services.capture import Delivery, OutletHint
from tests.factories import article
from tests.factories.articles import TEXT
from tracker.core.actors import Agent
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
    assert article(TEXT) == first
    assert Document.objects.count() == 1


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
