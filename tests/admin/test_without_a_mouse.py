"""Unfold's frame from the keyboard: what it leaves to the mouse, static/tracker/frame.js hands to everyone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.admin.conftest import sign_in
from tests.admin.pages import go
from tests.factories import editor, proposed

pytestmark = pytest.mark.browser
QUEUE = "/admin/claims/review/"


@pytest.fixture
def at_the_queue(page: Page, live_server: LiveServer, transactional_db: None) -> Iterator[Page]:
    """Ada before the review queue, in which one candidate waits."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    editor("ada", first_name="Ada", last_name="Lindqvist")
    proposed()
    sign_in(page, live_server, "ada")
    go(page, live_server, QUEUE)
    yield page
    assert not troubles


def test_the_filters_open_close_and_narrow_the_list(at_the_queue: Page) -> None:
    opener = at_the_queue.get_by_role("button", name="Filters")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.press("Enter")
    first = at_the_queue.locator("#changelist-filter a").first
    expect(first).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    at_the_queue.keyboard.press("Escape")
    expect(first).not_to_be_visible()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    at_the_queue.keyboard.press(" ")
    expect(first).to_be_focused()
    at_the_queue.get_by_role("link", name="low, under 50 %").press("Enter")
    expect(at_the_queue.get_by_text("Nothing here matches.")).to_be_visible()


def test_the_menu_goes_and_comes_back(at_the_queue: Page) -> None:
    menu = at_the_queue.locator("#nav-sidebar")
    toggle = at_the_queue.locator("#header-inner").get_by_role("button", name="Menu")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.press("Enter")
    expect(menu).not_to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.press(" ")
    expect(menu).to_be_visible()


def test_the_theme_is_chosen_and_the_person_logs_out(at_the_queue: Page) -> None:
    person = at_the_queue.get_by_role("button", name=re.compile("Ada Lindqvist"))
    person.press("Enter")
    expect(person).to_have_attribute("aria-expanded", "true")
    dark = at_the_queue.get_by_role("button", name="Dark", exact=True)
    expect(dark).to_have_attribute("aria-pressed", "false")
    dark.press("Enter")
    expect(dark).to_have_attribute("aria-pressed", "true")
    expect(at_the_queue.locator("html")).to_have_class("dark")
    at_the_queue.get_by_role("button", name="Log out").press("Enter")
    expect(at_the_queue.get_by_role("link", name=re.compile("Log in"))).to_be_visible()


def test_the_first_key_skips_the_menu(at_the_queue: Page) -> None:
    at_the_queue.keyboard.press("Tab")
    skip = at_the_queue.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    skip.press("Enter")
    expect(at_the_queue.get_by_role("main")).to_be_focused()


def test_a_screen_reader_hears_words_and_no_names_of_icons(at_the_queue: Page) -> None:
    read_out = at_the_queue.locator("#page").aria_snapshot()
    assert re.search(r'link "Review queue 1"', read_out)
    assert re.search(r'link "First page"', read_out)
    # What a button holds is not read out beside its name.
    spoken = " ".join(re.findall(r'"[^"]*"|text: .*', read_out))
    assert not re.search(r"fact_check|dock_to_right|filter_list|format_quote|unfold_more", spoken)
