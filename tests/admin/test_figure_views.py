"""The addresses of the figures: who may, what is refused, what the JSON, the bare tables and the error report hold."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from claims.models import Review
from claims.services import review
from tests.factories import UserFactory, editor, proposed, review_of
from tests.factories.history import accept, desk_history
from tracker.core.models import User

JSON = "/admin/claims/review/figures/"
TABLES = "/admin/claims/review/figures/tables/"
ERRORS = "/admin/claims/review/errors.csv"


def report(client: Client, days: int = 30) -> list[dict[str, str]]:
    answer = client.get(ERRORS, {"days": days})
    assert answer.streaming
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"), newline="")))


def test_the_json_holds_what_is_drawn_and_the_same_as_tables(as_ada: Client, ada: User, ben: User) -> None:
    desk_history(ada, ben)
    told = as_ada.get(JSON, {"days": 7}).json()
    assert (told["days"], told["time_zone"]) == (7, "UTC")
    queue, decisions, engines, agreement = told["plots"].values()
    assert queue["gist"] == "2 waiting, 2 more than a week ago"
    assert [day["pending"] for day in queue["series"]] == [0, 4, 2, 2, 2, 3, 2]
    assert [day["unfinished"] for day in queue["series"]] == [False] * 6 + [True]
    assert [row[1] for row in queue["tables"][0]["rows"]] == ["2", "3", "2", "2", "2", "4", "0"]
    assert queue["tables"][0]["rows"][0][0].endswith(", so far")
    assert decisions["gist"] == "5 decisions in 7 days: 3 accepted, 2 rejected; 2 put back"
    assert decisions["tables"][1]["rows"] == [["ada", "2", "1", "1"], ["ben", "1", "1", "1"]]
    assert engines["gist"] == "by-hand 2: 0\u00a0% of 1 accepted (0 to 79\u00a0%), mostly rejected as “wrong span”"
    assert engines["series"][1]["reasons"] == {"title": 1, "wrong span": 0}
    assert engines["tables"][0]["rows"][1] == ["by-hand 1", "2", "1", "50\u00a0%", "9 to 91\u00a0%"]
    assert agreement["empty"].startswith("No decision was read by a second editor in these 7 days.")
    assert agreement["links"][0]["address"] == "/admin/claims/review/"


def test_thirty_days_are_usual(as_ada: Client) -> None:
    assert as_ada.get(JSON).json()["days"] == 30


@pytest.mark.parametrize("days", ["", "0", "8", "-7", "7.0", "٧", "7 ", "1e9", "\x00", "<script>", "9" * 5000])
def test_other_spans_are_refused_kindly(as_ada: Client, days: str) -> None:
    refused = as_ada.get(JSON, {"days": days})
    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "application/json")
    assert json.loads(refused.content)["detail"].startswith("Figures are kept for 7, 30 or 90 days.")
    refused = as_ada.get(ERRORS, {"days": days})
    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
    page = as_ada.get(TABLES, {"days": days})
    assert "The last 30 days" in page.content.decode()
    assert as_ada.get("/admin/", {"days": days}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", [JSON, TABLES, ERRORS])
def test_who_may_look(address: str) -> None:
    client = Client()
    assert client.get(address).status_code == 302, "nobody is signed in"
    person = UserFactory.create(is_staff=True)
    client.force_login(person)
    assert client.get(address).status_code == 403
    assert b"data-figures" not in client.get("/admin/").content
    person.user_permissions.add(Permission.objects.get(codename="view_review"))
    assert client.get(address).status_code == 200
    assert b"data-figures" in client.get("/admin/").content
    assert client.post(address).status_code == 405


def test_the_tables_may_stand_in_a_frame_of_this_site_only(as_ada: Client) -> None:
    assert as_ada.get(TABLES).headers["X-Frame-Options"] == "SAMEORIGIN"
    assert as_ada.get(JSON).headers["X-Frame-Options"] == "DENY"


def test_names_are_text_in_the_tables(as_ada: Client, ada: User) -> None:
    accept(review_of(proposed()), editor("eve", first_name="<script>alert(1)</script>"))
    page = as_ada.get(TABLES).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_error_report_holds_every_standing_rejection(as_ada: Client, ada: User, ben: User) -> None:
    told = desk_history(ada, ben)
    rows = {row["reason"]: row for row in report(as_ada)}
    assert set(rows) == {"title", "wrong-span"}
    cut = rows["wrong-span"]
    assert cut == {
        "engine": "by-hand",
        "version": "2",
        "reason": "wrong-span",
        "note": "'=1+1 words too many",
        "kind": "direct",
        "cue class": "speech",
        "confidence": "0.900",
        "outlet": "Harwick Post",
        "headline": "Five trees",
        "content": "Damson is ripe",
        "context": "“Damson is ripe,” said the forester.",
        "editor": "ben",
        "decided at": cut["decided at"],
        "address": f"http://testserver/admin/claims/review/{told['D'].pk}/change/",
    }
    assert cut["decided at"].endswith("+00:00")
    assert [row["reason"] for row in report(as_ada, days=7)] == ["title", "wrong-span"]
    review.reopen(told["b"].pk, by=ada, expected_version=2, reason="It is a quotation after all.")
    assert [row["reason"] for row in report(as_ada)] == ["wrong-span"]


def test_the_error_report_begins_with_its_columns_where_nothing_was_rejected(as_ada: Client) -> None:
    answer = as_ada.get(ERRORS)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="engine-errors-')
    assert answer.getvalue().decode("utf-8-sig").startswith("engine,version,reason,note,")
    assert not report(as_ada)
    assert not Review.objects.exists()


def test_the_first_page_counts_no_figures_itself(as_ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.admin.figures.figures", None)  # counting would fail
    assert as_ada.get("/admin/").status_code == 200
