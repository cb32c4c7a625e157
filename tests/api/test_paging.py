"""Pages neither skip nor repeat."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Speaker
from claims.services import speakers
from tests.api.records import quotes_by
from tracker.core.models import User


def test_every_row_comes_once_though_rows_come_in_between(desk: APIClient, ada: User) -> None:
    for place in range(7):
        speakers.add(f"Name {place % 3}", by=ada)
    address: str | None = "/api/v1/speakers/?page_size=3"
    seen: list[int] = []
    while address and len(seen) < 50:
        page = desk.get(address).data
        seen += [one["id"] for one in page["results"]]
        address = page["next"]
        speakers.add("Name 0", by=ada)  # before the place where the reader stands
    expected = list(Speaker.objects.order_by("name", "id").values_list("pk", flat=True))
    assert len(seen) == len(set(seen))
    assert [pk for pk in expected if pk in seen] == seen
    assert {speaker.pk for speaker in Speaker.objects.exclude(name="Name 0")} <= set(seen)


def test_newest_first_is_stable_too(desk: APIClient, ada: User, okafor: Speaker) -> None:
    quotes = quotes_by(okafor, 5, by=ada)
    first = desk.get("/api/v1/quotes/?page_size=2").data
    quotes_by(speakers.add("Another", by=ada), 1, by=ada)
    second = desk.get(first["next"]).data
    third = desk.get(second["next"]).data
    found = [one["id"] for page in (first, second, third) for one in page["results"]]
    assert found == [quote.pk for quote in reversed(quotes)]
    assert third["next"] is None


def test_cursor_of_another_list_is_refused(desk: APIClient, ada: User) -> None:
    for place in range(2):
        speakers.add(f"Name {place}", by=ada)
    cursor = desk.get("/api/v1/speakers/?page_size=1").data["next"].split("cursor=")[1].split("&")[0]
    assert desk.get(f"/api/v1/speakers/?cursor={cursor}").status_code == 200
    assert desk.get(f"/api/v1/quotes/?cursor={cursor}").status_code == 400
    assert desk.get(f"/api/v1/speakers/?cursor={cursor[:-2]}").status_code == 400


def test_next_page_keeps_the_filters(desk: APIClient, ada: User) -> None:
    for place in range(3):
        speakers.add(f"Name {place}", by=ada)
        speakers.add(f"House {place}", by=ada, kind="organisation")
    page = desk.get("/api/v1/speakers/?kind=person&page_size=2").data
    assert [one["name"] for one in desk.get(page["next"]).data["results"]] == ["Name 2"]


def test_newest_first_walks_the_index(desk: APIClient, ada: User, okafor: Speaker) -> None:
    quotes_by(okafor, 3, by=ada)
    address = desk.get("/api/v1/quotes/?page_size=1").data["next"]
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    [page] = [
        query["sql"] for query in queries.captured_queries if "ORDER BY" in query["sql"] and "LIMIT" in query["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {page}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan Backward using claims_quote_pkey" in plan, plan
    assert "Sort" not in plan, plan
