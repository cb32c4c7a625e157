"""Articles brought in over the API, and read back to the byte."""

import base64
import hashlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.extraction import ENGINE
from claims.models import ExtractionRun
from claims.services.extraction import perform
from sources.models import Intake, Version
from tests.factories import article, proposed
from tests.factories.articles import TEXT
from tracker.core.models import User

ADDRESS = "/api/v1/documents/"


def test_text_is_captured_and_its_run_can_be_watched(desk: APIClient, ada: User) -> None:
    body = {"text": TEXT, "locator": "https://HarwickPost.example:443/wall", "outlet_name": "Harwick Post"}
    answer = desk.post(ADDRESS, body)
    assert answer.status_code == 202, answer.data
    assert answer.headers["Location"] == answer.data["run_url"]
    assert desk.get(answer.data["run_url"]).data["state"] == "queued"

    perform(answer.data["run"])

    run = desk.get(answer.data["run_url"]).data
    assert run["state"] == "done", run["error"]
    assert run["candidate_count"] == run["reviews"]["pending"] > 0
    assert run["fingerprint"] == ENGINE.fingerprint
    found = desk.get(f"/api/v1/candidates/?run={run['id']}").data["results"]
    assert "We will rebuild the wall, [...] and we will not raise the levy." in [one["text"] for one in found]

    version = Version.objects.get(pk=answer.data["version"])
    assert (version.got, version.got_by, bytes(version.raw).decode()) == ("api", ada, TEXT)
    assert version.document.locator == "https://harwickpost.example/wall"


def test_same_bytes_again_are_known(desk: APIClient) -> None:
    first = desk.post(ADDRESS, {"text": TEXT}).data
    again = desk.post(ADDRESS, {"text": TEXT})
    assert again.status_code == 200
    assert (again.data["outcome"], again.data["run"], again.data["version"]) == (
        "known",
        first["run"],
        first["version"],
    )
    assert (Version.objects.count(), ExtractionRun.objects.count(), Intake.objects.count()) == (1, 1, 2)


def test_file_is_taken_in_as_it_is(desk: APIClient) -> None:
    raw = b"A headline\r\n\r\n\xe2\x80\x9cIt is done,\xe2\x80\x9d said the mayor of Harwick, Ada Okafor.  \r\n"
    upload = SimpleUploadedFile("../wall.txt", raw, content_type="text/html")
    answer = desk.post(ADDRESS, {"file": upload, "outlet_domain": "harwickpost.example"}, format="multipart")
    assert answer.status_code == 202, answer.data
    version = Version.objects.get(pk=answer.data["version"])
    assert bytes(version.raw) == raw
    assert version.document.locator == f"urn:sha256:{hashlib.sha256(raw).hexdigest()}"
    assert Intake.objects.get().asked_for == "wall.txt"


@pytest.mark.parametrize(
    "body",
    [
        {"text": "   \n"},
        {"text": TEXT, "locator": "javascript:alert(1)"},
        {"text": TEXT, "locator": "file:///etc/passwd"},
        {"url": "http://127.0.0.1:1/"},
        {"url": "http://169.254.169.254/latest/meta-data/"},
        {"url": "ftp://harwickpost.example/x"},
        {"url": "file:///etc/passwd"},
        {"url": "no address"},
    ],
)
def test_refusal_says_why_and_is_kept(desk: APIClient, body: dict[str, str]) -> None:
    answer = desk.post(ADDRESS, body)
    assert answer.status_code == 422, answer.data
    intake = Intake.objects.get()
    assert (answer.data["intake"], answer.data["code"]) == (intake.pk, intake.refusal_code)
    assert answer.data["detail"] == intake.refusal != ""
    assert desk.get(answer.data["intake_url"]).data["outcome"] == "refused"
    assert not Version.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"%PDF-1.7 ..."])
def test_file_that_is_no_article_is_refused(desk: APIClient, raw: bytes) -> None:
    answer = desk.post(ADDRESS, {"file": SimpleUploadedFile("wall.txt", raw)}, format="multipart")
    assert answer.status_code == 422, answer.data
    assert Intake.objects.get().outcome == "refused"


def test_file_above_the_limit_is_refused_with_its_size(desk: APIClient, settings: Settings) -> None:
    settings.INTAKE_LIMIT_BYTES = 1000
    answer = desk.post(ADDRESS, {"file": SimpleUploadedFile("wall.txt", b"x" * 1001)}, format="multipart")
    assert (answer.status_code, answer.data["code"]) == (422, "too-large")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"text": TEXT, "url": "https://harwickpost.example/"}, ""),
        ({"url": "https://harwickpost.example/", "locator": "https://harwickpost.example/"}, "/locator"),
        ({"url": "https://harwickpost.example/", "media_type": "text/html"}, "/media_type"),
        ({"text": "a\x00b"}, "/text"),
        ({"text": TEXT, "headline": "x"}, "/headline"),
        ({"text": TEXT, "outlet_domain": "a b"}, "/outlet_domain"),
    ],
)
def test_body_that_cannot_be_meant_is_refused(desk: APIClient, body: dict[str, str], pointer: str) -> None:
    answer = desk.post(ADDRESS, body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.data["errors"]] == [pointer]
    assert not Intake.objects.exists()


def test_readers_bring_nothing_in(reading: APIClient) -> None:
    assert reading.post(ADDRESS, {"text": TEXT}).status_code == 403
    assert not Intake.objects.exists()


def test_bytes_come_as_a_file_to_keep_with_their_hash(reading: APIClient) -> None:
    version = article("<script>alert(1)</script> is what the mayor of Harwick wrote.\n")
    answer = reading.get(f"/api/v1/versions/{version.pk}/raw/")
    assert answer.content == bytes(version.raw)
    digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    tag = answer.headers["ETag"]
    assert reading.get(f"/api/v1/versions/{version.pk}/raw/", headers={"if-none-match": tag}).status_code == 304
    missing = reading.get("/api/v1/versions/999/raw/", headers={"accept": "application/octet-stream"})
    assert (missing.status_code, missing.headers["Content-Type"]) == (404, "application/problem+json")


def test_documents_and_their_versions(reading: APIClient) -> None:
    first = article()
    second = article(TEXT.replace("three winters", "two winters"))
    article("Another headline\n\nAnother paragraph of text.\n", locator="https://n.example/2")
    [found] = reading.get(f"{ADDRESS}?q=HARBOUR&outlet={first.document.outlet_id}").data["results"]
    assert (found["latest_version"], found["latest_number"]) == (second.pk, 2)
    assert found["published_on"] == "2026-03-04"
    for query, number in (
        ("locator=https://harwickpost.example/wall", 1),
        ("published_from=2026-03-04&published_to=2026-03-04", 1),
        ("published_from=2026-03-05", 0),
    ):
        assert len(reading.get(f"{ADDRESS}?{query}").data["results"]) == number
    detail = reading.get(found["url"]).data
    assert [one["number"] for one in detail["versions"]] == [2, 1]
    page = reading.get(f"{found['url']}versions/?page_size=1").data
    assert [one["number"] for one in page["results"]] == [2]
    assert [one["number"] for one in reading.get(page["next"]).data["results"]] == [1]
    text = reading.get(f"/api/v1/versions/{first.pk}/").data
    assert (text["text"], text["blocks"][0][2]) == (first.text, "headline")


def test_outlets_and_intakes_and_runs_are_listed(reading: APIClient) -> None:
    run = proposed().run
    [outlet] = reading.get("/api/v1/outlets/?q=harwick").data["results"]
    assert outlet["domain"] == "harwickpost.example"
    assert reading.get("/api/v1/intakes/?outcome=refused").data["results"] == []
    assert len(reading.get("/api/v1/intakes/?outcome=stored").data["results"]) == 1
    assert [one["id"] for one in reading.get("/api/v1/runs/?state=queued").data["results"]] == [run.pk]
    assert reading.get("/api/v1/runs/?state=done").data["results"] == []


def test_upload_without_a_name_is_no_server_error(desk: APIClient) -> None:
    nameless = BytesIO(b"text")
    assert desk.post(ADDRESS, {"file": nameless}, format="multipart").status_code < 500
