"""For everyone: without a mouse, at 200 % zoom, in the dark, under a screen reader, and without motion."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from claims.services import leases, review
from tests.admin import axe
from tests.admin.points.conftest import card_of, enter, no_trouble, open_desk, row_of, said, select
from tests.admin.points.scenes import again, told, wood
from tracker.core.models import User

pytestmark = pytest.mark.browser
MOST_TABS = 60
IN_SIGHT = """(one) => {
  const box = one.getBoundingClientRect();
  const x = box.left + Math.min(box.width / 2, 40), y = box.top + Math.min(box.height / 2, 12);
  const there = document.elementFromPoint(x, y);
  return Boolean(there) && (one.contains(there) || there.contains(one) || one.closest("label")?.contains(there));
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until ``wanted`` has the focus; whatever has it on the way can be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count():
            assert focus.evaluate(IN_SIGHT), f"out of sight: {focus.evaluate('(one) => one.outerHTML')[:200]}"
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} times Tab do not lead to {wanted}")


def test_a_decision_with_a_new_speaker_by_keys_alone(desk: Page, live_server: LiveServer, people: User) -> None:
    first, second = wood(2)
    open_desk(desk, live_server, first)
    expect(row_of(desk, first)).to_be_focused()
    desk.keyboard.press("p")
    expect(desk.get_by_role("combobox", name="Find a speaker by any name")).to_be_focused()
    desk.keyboard.press("Escape")
    tab_to(desk, desk.get_by_label("Add Ada Okafor as a new speaker"))
    desk.keyboard.press("Space")
    tab_to(desk, desk.get_by_label("What tells them from a namesake").first)
    desk.keyboard.type("councillor, a forester")
    tab_to(desk, desk.get_by_role("button", name=re.compile("^Accept and next")))
    desk.keyboard.press("Enter")
    card_of(desk, second)
    expect(row_of(desk, second)).to_be_focused()
    assert str(Quote.objects.get().speakers.get()) == "Ada Okafor (councillor, a forester)"


def test_the_queue_and_the_way_back_by_keys_alone(desk: Page, live_server: LiveServer, people: User) -> None:
    first, second, third = wood(3)
    open_desk(desk, live_server, first)
    for key in ("ArrowDown", "ArrowDown"):
        desk.keyboard.press(key)
    expect(row_of(desk, third)).to_be_focused()
    desk.keyboard.press("Enter")
    card = card_of(desk, third)
    tab_to(desk, card.locator("[data-reject] > summary"))
    desk.keyboard.press("Enter")
    desk.keyboard.press("3")
    card_of(desk, first)  # nothing comes after the third: from the front again
    tab_to(desk, card_of(desk, first).get_by_role("button", name=re.compile("^Skip")))
    desk.keyboard.press("Space")
    card_of(desk, second)
    assert again(third).reject_reason == "title"
    assert told(third)[-1][0] == "reject"


def test_at_200_percent_everything_is_there(browser: Browser, live_server: LiveServer, people: User) -> None:
    context = browser.new_context(
        viewport={"width": 720, "height": 450}, device_scale_factor=2, reduced_motion="reduce"
    )
    page = context.new_page()
    items = wood(12)
    with no_trouble(page):
        enter(page, live_server, User.objects.get(username="ada"))
        open_desk(page, live_server, items[5])
        sideways = "() => [...document.querySelectorAll('html, #main, .or-card, .or-paper, .or-queue')].filter("
        sideways += "(one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className || one.tagName)"
        assert page.evaluate(sideways) == []
        card = card_of(page, items[5])
        for fold in ("Passages", "When, and by what way", "Claim", "Comments", "The article", "History"):
            card.locator("summary", has_text=re.compile(f"^{fold}")).click()
        assert page.evaluate(sideways) == []
        expect(page.locator(".or-near .m-content").first).to_be_in_viewport()
        card.get_by_label("Add Ada Okafor as a new speaker").check()
        page.get_by_label("What tells them from a namesake").first.fill("councillor")
        expect(page.locator(".or-near .m-content").first).to_be_in_viewport()  # the article never leaves sight
        card.get_by_role("button", name=re.compile("^Accept and next")).click()
        card_of(page, items[6])
        expect(page.locator(".or-near .m-content").first).to_be_in_viewport()
        page.locator("[data-reject] > summary").click()
        page.get_by_label("the title of a work").check()
        page.get_by_role("button", name="Reject and next").click()
        card_of(page, items[7])
        row_of(page, items[11]).click()
        card_of(page, items[11])
        page.get_by_role("button", name=re.compile("^Undo")).click()
        card_of(page, items[6])
    context.close()


@pytest.mark.skipif(not axe.SCRIPT.exists(), reason=axe.MISSING)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_finds_its_way_in_every_state(
    browser: Browser, live_server: LiveServer, people: User, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    first, second = wood(2)
    with no_trouble(page):
        enter(page, live_server, User.objects.get(username="ada"))
        open_desk(page, live_server, first)
        expect(page.locator("[data-lease]")).to_contain_text("yours until")
        axe.assert_accessible(page, name="pending")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        axe.assert_accessible(page, name="help")
        page.keyboard.press("Escape")
        page.keyboard.press("x")
        axe.assert_accessible(page, name="reject menu")
        page.get_by_role("button", name="Reject and next").click()
        expect(page.get_by_role("alert")).to_be_focused()
        axe.assert_accessible(page, name="error")
        leases.hold(first.pk, by=people, over=True)
        page.keyboard.press("x")
        page.keyboard.press("3")
        expect(page.get_by_role("alert")).to_contain_text("Ben Osei is deciding this one")
        axe.assert_accessible(page, name="held by a colleague")
        review.reject(first.pk, "title", by=people, expected_version=1)
        page.get_by_role("button", name="Reject and next").click()
        expect(page.locator(".or-ways")).to_be_visible()
        axe.assert_accessible(page, name="stale")
        open_desk(page, live_server, second)
        select(page, "The wood is felled")
        page.keyboard.press("n")
        expect(page.locator("#card[data-marking]")).to_be_visible()
        axe.assert_accessible(page, name="marking by hand")
        page.get_by_role("button", name=re.compile("^Leave it")).click()
        card_of(page, second)
        page.keyboard.press("m")
        expect(page.get_by_label(re.compile("^A comment for your colleagues"))).to_be_focused()
        axe.assert_accessible(page, name="commenting")
        row_of(page, second).focus()
        page.keyboard.press("x")
        page.keyboard.press("1")
        expect(page.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
        axe.assert_accessible(page, name="done")
    context.close()


def test_a_screen_reader_is_told_where_one_is(desk: Page, live_server: LiveServer, people: User) -> None:
    first, second = wood(2)
    open_desk(desk, live_server, first)
    expect(desk.get_by_role("listbox", name="In this article")).to_be_visible()
    here = desk.locator("#queue").get_by_role("option", selected=True)
    expect(here).to_contain_text("Alder 1 is felled,")
    expect(here).to_contain_text("waiting")
    expect(desk.get_by_role("complementary", name="The candidate")).to_be_visible()
    expect(desk.get_by_role("article", name="The article as captured")).to_contain_text("content: Alder 1 is felled,")
    desk.keyboard.press("x")
    desk.keyboard.press("1")
    card_of(desk, second)
    expect(said(desk)).to_have_text("Rejected. 1 left in this article. “Birch 2 is felled,”")
    expect(said(desk)).to_have_attribute("aria-live", "polite")


def test_light_and_dark_are_those_of_the_rest_of_the_admin(desk: Page, live_server: LiveServer, people: User) -> None:
    [item] = wood(1)
    desk.goto(f"{live_server.url}/admin/")
    expect(desk.locator("html")).not_to_have_class(re.compile("dark"))
    desk.keyboard.press("Control+e")  # the admin's own key: light
    desk.keyboard.press("Control+e")  # and dark
    expect(desk.locator("html")).to_have_class(re.compile("dark"))
    open_desk(desk, live_server, item)
    expect(desk.locator("html")).to_have_class(re.compile("dark"))
    desk.keyboard.press("Control+e")
    expect(desk.locator("html")).to_have_class("light")
    desk.goto(f"{live_server.url}/admin/")
    expect(desk.locator("html")).to_have_class(re.compile("light"))


@pytest.mark.parametrize(("wish", "most"), [("reduce", 0.0), ("no-preference", 0.15)])
def test_nothing_moves_for_long_and_nothing_where_no_motion_is_wished(
    browser: Browser, live_server: LiveServer, people: User, wish: str, most: float
) -> None:
    context = browser.new_context(reduced_motion="reduce" if wish == "reduce" else "no-preference")
    page = context.new_page()
    items: list[Review] = wood(2)
    with no_trouble(page):
        enter(page, live_server, User.objects.get(username="ada"))
        open_desk(page, live_server, items[0])
        longest = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll(".or, .or *")].flatMap((one) => {
              const style = getComputedStyle(one);
              const times = `${style.transitionDuration}, ${style.animationDuration}`.split(",");
              return times.map((time) => time.includes("ms") ? parseFloat(time) / 1000 : parseFloat(time));
            }))"""
        )
        assert longest <= most
        assert (longest > 0) is (wish != "reduce")
    context.close()
