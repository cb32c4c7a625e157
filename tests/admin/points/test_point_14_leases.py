"""“Next” takes a lease: two editors get two items, the holder is shown, and a lease that ends loses no draft."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from tests.admin.points.conftest import PATIENCE, card_of, open_desk
from tests.admin.points.scenes import again, told, wood
from tracker.core.models import User

pytestmark = pytest.mark.browser
MINUTE = 60_000


def holder(item: Review) -> str:
    held = again(item)
    running = held.leased_until is not None and held.leased_until > timezone.now()
    return str(held.leased_by) if running else ""


def wait_until_held(page: Page, item: Review, by: str) -> None:
    """Wait until the database says that ``by`` holds ``item``: leases are given back on the way out."""
    for _ in range(PATIENCE // 100):
        if holder(item) == by:
            return
        page.wait_for_timeout(100)
    assert holder(item) == by


def shown(page: Page) -> int:
    return int(page.locator("#card").get_attribute("data-review") or 0)


def test_two_editors_who_press_next_get_two_items(desk: Page, bens: Page, live_server: LiveServer) -> None:
    first, second, third, fourth = wood(4)
    for page in (desk, bens):
        open_desk(page, live_server, first)
    expect(desk.locator("[data-lease]")).to_contain_text("yours until")
    expect(bens.locator("[data-lease]")).to_contain_text("Ada Lindqvist is at it until")
    desk.keyboard.press("s")
    bens.keyboard.press("s")
    for page in (desk, bens):
        page.wait_for_url(re.compile(rf"/({second.pk}|{third.pk}|{fourth.pk})/change/"))
        expect(page.locator("[data-lease]")).to_contain_text("yours until")
    assert shown(desk) != shown(bens)
    assert {holder(item) for item in (second, third)} == {"Ada Lindqvist", "Ben Osei"}


def test_the_holder_is_shown_and_may_be_relieved(desk: Page, bens: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    expect(desk.locator("[data-lease]")).to_contain_text("yours until")
    open_desk(bens, live_server, item)
    expect(bens.locator("[data-lease] b")).to_have_text("Ada Lindqvist")
    bens.get_by_label("nobody is named as the speaker").check()
    bens.keyboard.press("a")
    expect(bens.get_by_role("alert")).to_contain_text("Ada Lindqvist is deciding this one until")
    expect(bens.get_by_label("nobody is named as the speaker")).to_be_checked()
    assert again(item).state == "pending"
    bens.get_by_role("button", name="Take it over").click()
    expect(bens.locator("[data-lease]")).to_contain_text("yours until")
    wait_until_held(bens, item, "Ben Osei")
    bens.keyboard.press("a")
    expect(bens.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert again(item).decided_by == User.objects.get(username="ben")


def test_it_is_renewed_by_activity_alone(desk: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    desk.clock.install()
    open_desk(desk, live_server, item)
    expect(desk.locator("[data-lease]")).to_contain_text("yours until")  # the first answer is here, not on its way

    def nearly_out() -> None:
        Review.objects.filter(pk=item.pk).update(leased_until=timezone.now() + timedelta(minutes=1))

    def minutes_left() -> float:
        until = again(item).leased_until
        return (until - timezone.now()).total_seconds() / 60 if until else 0

    with desk.expect_response(re.compile("/hold/$")):
        desk.clock.fast_forward(MINUTE)  # who has just come is there
    nearly_out()
    desk.clock.fast_forward(2 * MINUTE)
    desk.wait_for_timeout(500)
    assert minutes_left() < 2
    desk.get_by_text("Note for the ledger").first.click()
    with desk.expect_response(re.compile("/hold/$")):
        desk.clock.fast_forward(MINUTE)
    assert minutes_left() > 9


def test_it_is_given_back_on_leaving(desk: Page, bens: Page, live_server: LiveServer) -> None:
    first, second = wood(2)
    open_desk(desk, live_server, first)
    wait_until_held(desk, first, "Ada Lindqvist")
    desk.keyboard.press("j")
    card_of(desk, second)
    wait_until_held(desk, first, "")
    wait_until_held(desk, second, "Ada Lindqvist")
    desk.goto(f"{live_server.url}/admin/claims/quote/")
    wait_until_held(desk, second, "")
    open_desk(bens, live_server, second)
    expect(bens.locator("[data-lease]")).to_contain_text("yours until")


def test_it_is_given_back_when_the_window_closes(desk: Page, bens: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    wait_until_held(desk, item, "Ada Lindqvist")
    desk.close(run_before_unload=True)
    wait_until_held(bens, item, "")


def test_one_that_has_ended_loses_no_draft(desk: Page, bens: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    expect(desk.locator("[data-lease]")).to_contain_text("yours until")
    desk.get_by_label("anonymous, described in the text").check()
    desk.get_by_label("Described in the article as").fill("a tired forester")
    Review.objects.filter(pk=item.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    open_desk(bens, live_server, item)
    expect(bens.locator("[data-lease]")).to_contain_text("yours until")
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(desk.get_by_role("alert")).to_contain_text("Ben Osei is deciding this one until")
    expect(desk.get_by_label("Described in the article as")).to_have_value("a tired forester")
    desk.reload()
    expect(desk.get_by_text(re.compile("Your draft of .* is back."))).to_be_visible()
    expect(desk.get_by_label("Described in the article as")).to_have_value("a tired forester")
    assert not Quote.objects.exists()
    desk.get_by_role("button", name="Take it over").click()
    expect(desk.locator("[data-lease]")).to_contain_text("yours until")
    desk.keyboard.press("a")
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert Quote.objects.get().described_as == "a tired forester"
    assert [(verb, who) for verb, who, _ in told(item)][1:] == [("accept", "Ada Lindqvist")]


def test_whom_it_was_taken_from_is_told(desk: Page, bens: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    desk.clock.install()
    open_desk(desk, live_server, item)
    expect(desk.locator("[data-lease]")).to_contain_text("yours until")
    open_desk(bens, live_server, item)
    bens.get_by_role("button", name="Take it over").click()
    expect(bens.locator("[data-lease]")).to_contain_text("yours until")
    desk.get_by_text("Note for the ledger").first.click()
    desk.clock.fast_forward(2 * MINUTE)
    expect(desk.locator("[data-live]")).to_have_text("Ben Osei has taken this one over. Your draft is kept.")
    expect(desk.locator("[data-lease] b")).to_have_text("Ben Osei")
