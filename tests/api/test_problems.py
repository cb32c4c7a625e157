"""Every error is a problem (RFC 9457) that says what is wrong and what to do."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from tracker.core.api.problems import invalid_body

MEMBERS = {"type", "title", "status", "detail", "instance", "code", "errors"}


def test_problem_has_its_members(reading: APIClient) -> None:
    answer = reading.get("/api/v1/quotes/999/")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == MEMBERS
    assert answer.json()["type"] == "urn:on-record:problem:not-found"
    assert answer.json()["instance"] == "/api/v1/quotes/999/"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("get", "nothing/", {}, 404),
        ("post", "nothing/at/all", {}, 404),
        ("get", "quotes", {}, 404),
        ("get", "quotes/9999999999999999999999/", {}, 404),
        ("get", "quotes/999999999999999999/", {}, 404),
        ("get", "quotes/-1/", {}, 404),
        ("get", "quotes/%00/", {}, 404),
        ("delete", "quotes/", {}, 405),
        ("patch", "quotes/1/", {}, 405),
        ("options", "quotes/", {}, 405),
        ("get", "quotes/", {"accept": "text/html"}, 406),
        ("get", "quotes/?format=html", {}, 400),
        ("get", "quotes/?speker=3", {}, 400),
        ("get", "quotes/?speaker=x", {}, 400),
        ("get", "quotes/?speaker=-1", {}, 400),
        ("get", "quotes/?speaker=99999999999999999999", {}, 400),
        ("get", "quotes/?q=%00", {}, 400),
        ("get", "quotes/?said_from=2026-02-30", {}, 400),
        ("get", "quotes/?said_from=99999-01-01", {}, 400),
        ("get", "quotes/?kind=shouted", {}, 400),
        ("get", "quotes/?page_size=0", {}, 400),
        ("get", "quotes/?page_size=101", {}, 400),
        ("get", "quotes/?page_size=-5", {}, 400),
        ("get", "quotes/?page_size=²", {}, 400),
        ("get", "quotes/?cursor=x", {}, 400),
        ("get", "candidates/?min_confidence=nan", {}, 400),
        ("get", "candidates/?min_confidence=1e999", {}, 400),
        ("get", "speakers/1/quotes/?also_on_behalf=perhaps&state=gone", {}, 404),
    ],
)
def test_errors_of_reading(reading: APIClient, method: str, path: str, headers: dict[str, str], status: int) -> None:
    answer = getattr(reading, method)(f"/api/v1/{path}", headers=headers)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == MEMBERS
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b'{"text": NaN}', "application/json", 400),
        (b'{"text": "a", "text": "b"}', "application/json", 400),
        (b'{"text": ' + b"9" * 5000 + b"}", "application/json", 400),
        (b'{"text": ' + b"[" * 100_000, "application/json", 400),
        (b'{"text": ' + b"[" * 30 + b"]" * 30 + b"}", "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b'{"text": "\\u0000"}', "application/json", 422),
        (b'{"\\ud800": "a"}', "application/json", 400),
        (b'{"text": {}}', "application/json", 422),
        (b"", "application/json", 422),
        (b"text=a", "application/x-www-form-urlencoded", 415),
        (b"<text/>", "application/xml", 415),
        (b"{}", "application/json; charset=no-such", 422),
    ],
)
def test_errors_of_writing(desk: APIClient, body: bytes, content_type: str, status: int) -> None:
    answer = desk.generic("POST", "/api/v1/claims/", body, content_type)  # type: ignore[arg-type] # any bytes
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_body_above_the_limit_is_refused(desk: APIClient, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100  # type: ignore[attr-defined]
    assert desk.post("/api/v1/claims/", {"text": "x" * 100}).status_code == 413


def test_addresses_outside_the_version_are_problems_too(reading: APIClient) -> None:
    for path in ("/api/", "/api/v2/quotes/"):
        answer = reading.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


class BrokenView(APIView):
    """Fails as code fails."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        raise RuntimeError("secret inside")

    def post(self, request: Request) -> Response:
        raise OperationalError("the database is gone")


def test_unexpected_errors_tell_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    answer = BrokenView.as_view()(RequestFactory().get("/api/v1/broken/")).render()
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content
    assert "secret inside" in caplog.text
    busy = BrokenView.as_view()(RequestFactory().post("/api/v1/broken/"))
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")


def test_names_in_pointers_are_escaped() -> None:
    assert [error["pointer"] for error in invalid_body({"a/b~c": ["x"]}).errors] == ["/a~1b~0c"]
