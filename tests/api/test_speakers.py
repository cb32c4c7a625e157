"""Speakers: found by any name, each with their quotations."""

from datetime import date

from django.db import connection
from rest_framework.test import APIClient

from claims.models import Quote, Speaker
from claims.services import speakers
from tests.api.records import quotes_by
from tracker.core.models import User


def test_added_changed_and_found_by_any_name(desk: APIClient) -> None:
    made = desk.post("/api/v1/speakers/", {"name": "  Ada   Okafor ", "description": "councillor", "wikidata_id": "Q7"})
    assert made.status_code == 201, made.data
    address = made.headers["Location"]
    assert made.data["names"] == [{"name": "Ada Okafor", "valid_from": None, "valid_to": None}]
    named = desk.post(f"{address}names/", {"name": "Ada Brandt", "valid_from": "2001-02-03"})
    assert named.status_code == 201, named.data
    changed = desk.put(address, {"name": "Dame Ada", "reason": "honours"}, headers={"if-match": named.headers["ETag"]})
    assert changed.status_code == 200, changed.data
    assert changed.data["description"] == ""
    for query in ("name=ADA brandt", "name=Ada Okafor", "q=brandt ada", "q=okaf"):
        assert [one["name"] for one in desk.get(f"/api/v1/speakers/?{query}").data["results"]] == ["Dame Ada"]
    for query in ("name=Ada", "q=ada nobody", "q=", "kind=group"):
        expected = 1 if query == "q=" else 0
        assert len(desk.get(f"/api/v1/speakers/?{query}").data["results"]) == expected


def test_names_are_part_of_the_tag(desk: APIClient, okafor: Speaker) -> None:
    address = f"/api/v1/speakers/{okafor.pk}/"
    tag = desk.get(address).headers["ETag"]
    desk.post(f"{address}names/", {"name": "A. Okafor"})
    assert desk.get(address, headers={"if-none-match": tag}).status_code == 200


def test_positions_are_added_shown_newest_first_and_part_of_the_tag(desk: APIClient, okafor: Speaker) -> None:
    address = f"/api/v1/speakers/{okafor.pk}/"
    first = desk.get(address)
    assert first.data["positions"] == []
    for body in (
        {"title": "author"},
        {"title": " councillor ", "valid_from": None, "valid_to": "2024-12-31"},
        {"title": "mayor of Harwick", "valid_from": "2025-01-01"},
    ):
        made = desk.post(f"{address}positions/", body)
        assert made.status_code == 201, made.data
        assert made.headers["Location"].endswith(address)
    assert desk.get(address, headers={"if-none-match": first.headers["ETag"]}).data["positions"] == [
        {"title": "mayor of Harwick", "valid_from": "2025-01-01", "valid_to": None},
        {"title": "author", "valid_from": None, "valid_to": None},
        {"title": "councillor", "valid_from": None, "valid_to": "2024-12-31"},
    ]


def test_refused_positions_point_at_the_field(desk: APIClient, okafor: Speaker) -> None:
    address = f"/api/v1/speakers/{okafor.pk}/positions/"
    desk.post(address, {"title": "mayor"})
    for body, pointer in (
        ({}, "/title"),
        ({"title": " "}, "/title"),
        ({"title": "x" * 201}, "/title"),
        ({"title": "x\x00"}, "/title"),
        ({"title": "MAYOR"}, "/title"),
        ({"title": "x", "valid_from": "soon"}, "/valid_from"),
        ({"title": "x", "valid_from": "2020-01-01", "valid_to": "2019-01-01"}, "/valid_to"),
    ):
        answer = desk.post(address, body)
        assert (answer.status_code, answer.data["errors"][0]["pointer"]) == (422, pointer)
    assert okafor.positions.count() == 1
    assert desk.post("/api/v1/speakers/999/positions/", {"title": "x"}).status_code == 404


def test_refusals_point_at_the_field(desk: APIClient, okafor: Speaker, ada: User) -> None:
    address = f"/api/v1/speakers/{okafor.pk}/"
    speakers.add("Someone", by=ada, wikidata_id="Q1")
    for body, pointer in (
        ({"name": ""}, "/name"),
        ({"name": "x" * 201}, "/name"),
        ({"name": "x\x00"}, "/name"),
        ({"name": "x", "kind": "robot"}, "/kind"),
        ({"name": "x", "wikidata_id": "76"}, "/wikidata_id"),
    ):
        assert desk.post("/api/v1/speakers/", body).data["errors"][0]["pointer"] == pointer
        answer = desk.put(address, body, headers={"if-match": '"1"'})
        assert (answer.status_code, answer.data["errors"][0]["pointer"]) == (422, pointer)
    taken = desk.patch(address, {"wikidata_id": "Q1"}, headers={"if-match": '"1"'})
    assert (taken.status_code, taken.data["errors"][0]["pointer"]) == (409, "/wikidata_id")
    names = {"name": "Old", "valid_from": "2020-01-01", "valid_to": "2019-01-01"}
    assert desk.post(f"{address}names/", names).data["errors"][0]["pointer"] == "/valid_to"
    assert desk.post(f"{address}names/", {"name": "ADA okafor"}).status_code == 422


def test_writes_need_permission_and_a_version(desk: APIClient, reading: APIClient, okafor: Speaker) -> None:
    address = f"/api/v1/speakers/{okafor.pk}/"
    assert reading.post("/api/v1/speakers/", {"name": "x"}).status_code == 403
    assert reading.patch(address, {"name": "x"}).status_code == 403
    assert reading.post(f"{address}names/", {"name": "x"}).status_code == 403
    assert reading.post(f"{address}positions/", {"title": "x"}).status_code == 403
    assert desk.patch(address, {"name": "x"}).status_code == 428
    assert desk.patch(address, {"name": "x"}, headers={"if-match": '"9"'}).status_code == 412


def test_quotes_come_newest_said_first_and_undated_last(desk: APIClient, ada: User, okafor: Speaker) -> None:
    dated = quotes_by(okafor, 3, by=ada)
    undated = quotes_by(okafor, 2, by=ada, dated=False)
    address: str | None = f"/api/v1/speakers/{okafor.pk}/quotes/?page_size=2"
    seen: list[int] = []
    while address and len(seen) < 50:
        page = desk.get(address).data
        seen += [quote["id"] for quote in page["results"]]
        address = page["next"]
    assert seen == [quote.pk for quote in (*reversed(dated), *reversed(undated))]


def test_quotes_leave_out_what_others_uttered_if_asked(desk: APIClient, ada: User, okafor: Speaker) -> None:
    [own] = quotes_by(okafor, 1, by=ada)
    [behalf] = quotes_by(okafor, 1, by=ada, on_behalf=True)
    address = f"/api/v1/speakers/{okafor.pk}/quotes/"

    def found(query: str) -> list[int]:
        return [quote["id"] for quote in desk.get(f"{address}?{query}").data["results"]]

    assert found("") == found("also_on_behalf=true") == [behalf.pk, own.pk]
    assert found("also_on_behalf=false") == [own.pk]
    assert found("said_from=2026-01-02") == []
    assert found("kind=mixed") == []


def test_unknown_speaker_has_no_quotes_page(desk: APIClient) -> None:
    assert desk.get("/api/v1/speakers/999/quotes/").status_code == 404


def test_look_up_by_speaker_can_use_the_index(ada: User, okafor: Speaker) -> None:
    quotes_by(okafor, 2, by=ada)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Quote.objects.by(okafor).on_record().filter(said_on__gte=date(2026, 1, 1)).newest_first().explain()
    assert "newest_of_a_speaker" in plan, plan
