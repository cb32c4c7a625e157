"""Keys are off in fields, can be changed and switched off by each editor, take nothing of the browser's, and stand on
their buttons (WCAG 2.1.4)."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import DeskPreference, Review
from claims.services import speakers
from claims.services.preferences import ACTIONS
from tests.admin.points.conftest import card_of, open_desk, said
from tests.admin.points.scenes import again
from tracker.core.models import User

pytestmark = pytest.mark.browser
KEYS = "/admin/claims/review/keys/"
EVERY_KEY = "".join(key for key, _ in ACTIONS.values())
FIELDS = {
    "the speaker picker": "#lookup",
    "a number of a passage": "[data-from]",
    "what a source is called": "[name=relayed_by]",
    "the note": "[name=note]",
    "the words of a passage": "[data-words]",
    "the note of a rejection": "[name=reject_note]",
    "a comment": "[data-comment-text]",
    "a choice": "[name=stance]",
    "the queues": "[data-queue-choice]",
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_in_a_field_keys_do_nothing_but_type(
    desk: Page, live_server: LiveServer, three: list[Review], field: str
) -> None:
    open_desk(desk, live_server, three[0])
    desk.get_by_label("nobody is named as the speaker").check()
    desk.evaluate("for (const box of document.querySelectorAll('#card details')) box.open = true")
    box = desk.locator(field).first
    shown = desk.locator("[data-pulled]").text_content()
    for key in EVERY_KEY + "1":
        box.focus()
        desk.keyboard.type(key)
    expect(box).to_be_focused()
    if field in {"#lookup", "[name=relayed_by]", "[name=note]", "[name=reject_note]", "[data-comment-text]"}:
        expect(box).to_have_value(f"{EVERY_KEY}1")
    elif field != "[data-from]":  # a number of a passage decides what is shown
        expect(desk.locator("[data-pulled]")).to_have_text(shown or "")
    expect(desk.get_by_role("dialog")).not_to_be_visible()
    card_of(desk, three[0])
    assert desk.url.endswith("/change/")
    assert {again(one).state for one in three} == {"pending"}


def test_a_queue_is_chosen_with_the_keys_without_being_taken_there_on_the_way(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    choice = desk.get_by_role("combobox", name="Queue")
    expect(desk.get_by_role("button", name="Go")).not_to_be_visible()
    choice.focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Go")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/review/")
    expect(desk.get_by_text("Nothing is left in this queue.")).to_be_visible()


@pytest.mark.parametrize("chord", ["Control", "Alt", "Meta"])
def test_with_ctrl_alt_or_meta_a_key_is_the_browsers(
    desk: Page, live_server: LiveServer, three: list[Review], chord: str
) -> None:
    open_desk(desk, live_server, three[0])
    desk.evaluate("addEventListener('keydown', (event) => { window.taken = event.defaultPrevented; })")
    for key in "xaj[?":
        desk.keyboard.press(f"{chord}+{key}")
        assert desk.evaluate("window.taken") is False
    desk.keyboard.press("Shift+A")  # “A” is another key than “a”
    expect(desk.get_by_label("nobody is quoted here")).not_to_be_visible()
    expect(desk.get_by_role("dialog")).not_to_be_visible()
    card_of(desk, three[0])
    desk.keyboard.press("x")
    assert desk.evaluate("window.taken") is True
    expect(desk.get_by_label("nobody is quoted here")).to_be_focused()


def test_a_bracket_that_stands_on_altgr_is_a_key(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '[', ctrlKey: true, altKey: true,"
        " modifierAltGraph: true, bubbles: true, cancelable: true}))"
    )
    expect(desk.locator("[data-pulled]")).to_have_text("“We will rebuild the wall”")


def test_every_key_stands_on_its_button(desk: Page, live_server: LiveServer, three: list[Review], people: User) -> None:
    speakers.add("Ada Okafor", by=people)
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("e")
    for action, (key, _) in ACTIONS.items():
        button = desk.locator(f"[data-act={action}]").first
        expect(button, action).to_have_attribute("aria-keyshortcuts", key)
        where = button if button.locator("kbd").count() else button.locator("xpath=ancestor::*[.//kbd][1]")
        expect(where.locator("kbd").first, action).to_have_text(key)
        expect(where.locator("kbd").first, action).to_be_visible()
    # The cap is for the eyes: it is no part of what the button is called.
    expect(desk.get_by_role("button", name="Accept and next", exact=True)).to_be_visible()


def test_a_key_is_changed_and_then_only_the_new_one_works(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    desk.goto(f"{live_server.url}{KEYS}")
    desk.get_by_label("Accept, and go on to the next").fill("g")
    desk.get_by_role("button", name="Keep these keys").click()
    expect(desk.get_by_text("Your keys are kept.")).to_be_visible()
    open_desk(desk, live_server, three[0])
    desk.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("a")
    desk.keyboard.press("[")  # the page has had the time to answer, had “a” still done something
    expect(desk.locator("[data-pulled]")).to_have_text("“We will rebuild the wall”")
    card_of(desk, three[0])
    accept = desk.locator("#card [data-act=accept]")
    expect(accept).to_have_attribute("aria-keyshortcuts", "g")
    expect(accept.locator("kbd")).to_have_text("g")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog").get_by_role("row", name="g accept, and go on to the next")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("g")
    card_of(desk, three[1])
    assert again(three[0]).state == "accepted"
    desk.goto(f"{live_server.url}{KEYS}")
    desk.get_by_role("button", name="Back to the defaults").click()
    expect(desk.get_by_label("Accept, and go on to the next")).to_have_value("a")
    assert DeskPreference.objects.get().keys == {}


def test_a_figure_is_a_reason_while_the_reasons_are_shown(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    desk.goto(f"{live_server.url}{KEYS}")
    desk.get_by_label("Leave it for later, and go on").fill("2")
    desk.get_by_role("button", name="Keep these keys").click()
    expect(desk.get_by_text("Your keys are kept.")).to_be_visible()
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("2")
    card_of(desk, three[1])
    desk.keyboard.press("x")
    desk.keyboard.press("2")
    card_of(desk, three[2])
    assert [again(one).reject_reason for one in three] == ["", "scare-quotes", ""]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("x", "The key “x” cannot do two things: “accept, and go on to the next” and “reject: choose the reason"),
        ("ab", "“ab” is no key for “accept, and go on to the next”. Give one letter, figure or sign."),
        ("F5", "“F5” is no key for “accept, and go on to the next”. Give one letter, figure or sign."),
    ],
)
def test_a_clash_and_a_long_key_are_refused_in_plain_words(
    desk: Page, live_server: LiveServer, people: User, key: str, told: str
) -> None:
    desk.goto(f"{live_server.url}{KEYS}")
    desk.get_by_label("Accept, and go on to the next").fill(key)
    desk.get_by_label("Show the keys").fill("h")
    desk.get_by_role("button", name="Keep these keys").click()
    expect(desk.get_by_role("alert")).to_contain_text(told)
    expect(desk.get_by_role("alert")).to_be_focused()
    expect(desk.locator("tr[data-fault]")).to_have_count(1)
    expect(desk.get_by_label("Accept, and go on to the next")).to_have_value(key)
    expect(desk.get_by_label("Show the keys")).to_have_value("h")
    assert not DeskPreference.objects.exists()


def test_switched_off_in_the_help_they_stay_off_for_this_editor_alone(
    desk: Page, bens: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("?")
    with desk.expect_response(lambda answer: answer.url.endswith(KEYS)):
        desk.get_by_label("Keys are on").uncheck()
    desk.get_by_role("button", name="Close").click()
    for _ in range(2):  # at once, and after the page is loaded again
        desk.keyboard.press("x")
        desk.keyboard.press("?")
        expect(desk.get_by_role("dialog")).not_to_be_visible()
        expect(desk.get_by_label("nobody is quoted here")).not_to_be_visible()
        accept = desk.get_by_role("button", name="Accept and next")
        expect(accept.locator("kbd")).not_to_be_visible()
        assert accept.get_attribute("aria-keyshortcuts") is None
        open_desk(desk, live_server, three[0])
    open_desk(bens, live_server, three[1])
    bens.keyboard.press("x")
    expect(bens.get_by_label("nobody is quoted here")).to_be_focused()
    # What a button does, it still does; and the keys come back where they went.
    desk.get_by_role("link", name=re.compile("^Keys")).click()
    desk.get_by_label("Keys are on").check()
    desk.keyboard.press("Escape")
    expect(desk.locator("#card [data-act=accept]")).to_have_attribute("aria-keyshortcuts", "a")
    desk.keyboard.press("x")
    expect(desk.get_by_label("nobody is quoted here")).to_be_focused()


def test_keys_can_be_switched_off_on_their_page_too(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    desk.goto(f"{live_server.url}{KEYS}")
    desk.get_by_label("Keys are on").uncheck()
    desk.get_by_role("button", name="Keep these keys").click()
    expect(desk.get_by_label("Keys are on")).not_to_be_checked()
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("j")
    expect(said(desk)).to_have_text("")
    card_of(desk, three[0])
