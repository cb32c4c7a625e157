"""Several at once: filtered, ticked, listed again as they stand, decided one by one; never “all that match”."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import BulkDecision, Quote, Review
from claims.services import leases, review, speakers
from tests.admin.points.scenes import again, told, wood
from tracker.core.models import User

pytestmark = pytest.mark.browser
LIST = "/admin/claims/review/"


def tick(page: Page, *items: Review) -> None:
    for item in items:
        page.get_by_label(f"Candidate {item.pk}", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Decide the ticked ones at once").click()


def listed(page: Page) -> list[str]:
    found = page.locator("[name=listed]").evaluate_all("(fields) => fields.map((field) => field.value)")
    return list(map(str, found))


def states(items: list[Review]) -> list[str]:
    return [again(item).state for item in items]


def test_what_is_ticked_in_the_filtered_list_is_listed_again_and_only_that_is_decided(
    desk: Page, live_server: LiveServer
) -> None:
    items = [*wood(4), *wood(2, name="fen", speaker="Tomas Reyl")]
    desk.goto(f"{live_server.url}{LIST}?q=The+wood")
    expect(desk.locator(".or-tick")).to_have_count(4)
    tick(desk, items[0], items[2])
    assert listed(desk) == [f"{items[0].pk}:1", f"{items[2].pk}:1"]
    expect(desk.get_by_role("heading", name="Decide 2 candidates at once").last).to_be_visible()
    desk.get_by_label("the title of a work").check()
    desk.get_by_role("button", name="Reject those ticked").click()
    expect(desk.get_by_text("Rejected: 2 of 2.").first).to_be_visible()
    assert states(items) == ["rejected", "pending", "rejected", "pending", "pending", "pending"]
    assert BulkDecision.objects.get().items.count() == 2


def test_a_colleague_who_is_first_is_told_item_by_item(desk: Page, live_server: LiveServer, people: User) -> None:
    items = wood(4)
    desk.goto(live_server.url + LIST)
    tick(desk, *items)
    review.reject(items[1].pk, "duplicate", by=people, expected_version=1)
    leases.hold(items[2].pk, by=people)
    desk.get_by_role("checkbox", name=re.compile("Damson 4")).uncheck()
    expect(desk.locator("[data-live]")).to_have_text("3 ticked.")
    desk.get_by_label("scare quotes").check()
    desk.get_by_role("button", name="Reject those ticked").click()
    expect(desk.get_by_text("Rejected: 1 of 3.").first).to_be_visible()
    refused = desk.locator("li", has_text="Not done.")
    expect(refused).to_have_count(2)
    expect(refused.filter(has_text="Birch 2")).to_contain_text("changed while you had it open")
    expect(refused.filter(has_text="Cedar 3")).to_contain_text("Ben Osei is deciding this one")
    assert states(items) == ["rejected", "rejected", "pending", "pending"]
    assert again(items[1]).decided_by == people
    assert [verb for verb, _, _ in told(items[1])] == ["propose", "reject"]


def test_all_are_accepted_as_the_words_of_the_speaker_chosen(desk: Page, live_server: LiveServer, people: User) -> None:
    items = wood(3)
    speakers.add("Ada Okafor", by=people, description="footballer")
    okafor = speakers.add("Ada Okafor", by=people, description="councillor")
    desk.goto(live_server.url + LIST)
    tick(desk, *items)
    desk.get_by_role("button", name="Accept those ticked").click()
    expect(desk.get_by_role("alert")).to_contain_text("Choose who said all of these")
    assert listed(desk) == [f"{item.pk}:1" for item in items]
    desk.get_by_role("radio", name=re.compile("Ada Okafor councillor")).check()
    desk.get_by_role("button", name="Accept those ticked").click()
    expect(desk.get_by_text("Accepted: 3 of 3.").first).to_be_visible()
    assert [quote.speakers.get() for quote in Quote.objects.all()] == [okafor] * 3
    assert states(items) == ["accepted"] * 3


def test_nothing_ticked_is_told(desk: Page, live_server: LiveServer) -> None:
    wood(1)
    desk.goto(live_server.url + LIST)
    tick(desk)
    expect(desk.get_by_text("Nothing is ticked. Tick the candidates that you mean.").first).to_be_visible()
