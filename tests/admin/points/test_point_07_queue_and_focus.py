"""The queue is a listbox with one tab stop; a decision leads the focus to the next item, and what is left is said."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Review
from tests.admin.points.conftest import card_of, open_desk, row_of, said
from tests.admin.points.scenes import again, wood

pytestmark = pytest.mark.browser
# In which part of the page the focus is.
WHERE = """() => {
  const on = document.activeElement;
  return on.closest(".or-bar") ? "bar" : on.closest("#queue") ? "queue" : on.closest("#article") ? "article"
    : on.closest("#card") ? "card" : "";
}"""


def test_the_queue_is_a_listbox_with_one_tab_stop(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[1])
    listbox = desk.get_by_role("listbox", name="In this article")
    expect(listbox.get_by_role("option")).to_have_count(3)
    expect(listbox.locator("[tabindex='0']")).to_have_count(1)
    expect(listbox.get_by_role("option", selected=True)).to_have_text(re.compile("we will not raise the levy"))
    expect(row_of(desk, three[1])).to_be_focused()  # where the desk begins
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Reviewed, nothing more here")).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    expect(row_of(desk, three[1])).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    expect(desk.get_by_role("button", name="On", exact=True)).to_be_focused()


def test_arrows_home_and_end_move_and_enter_takes(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    for key, at in (
        ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 2), ("ArrowUp", 1), ("Home", 0), ("ArrowUp", 0), ("End", 2),
    ):  # fmt: skip
        desk.keyboard.press(key)
        expect(row_of(desk, three[at])).to_be_focused()
        expect(desk.locator("#queue [role=option][tabindex='0']")).to_have_count(1)
        card_of(desk, three[0])  # moving about decides nothing, and shows nothing else
    desk.keyboard.press("Enter")
    card_of(desk, three[2])
    expect(row_of(desk, three[2])).to_be_focused()
    expect(row_of(desk, three[2])).to_have_attribute("aria-selected", "true")
    expect(row_of(desk, three[0])).to_have_attribute("aria-selected", "false")
    assert desk.url.endswith(f"/review/{three[2].pk}/change/")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press(" ")
    card_of(desk, three[1])
    row_of(desk, three[0]).click()
    card_of(desk, three[0])
    desk.go_back()
    card_of(desk, three[1])


def test_after_each_decision_the_focus_is_on_the_next_and_what_is_left_is_said(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    [elsewhere] = wood(1)
    open_desk(desk, live_server, three[0])
    desk.get_by_label("nobody is named as the speaker").check()
    desk.get_by_role("button", name="Accept and next").click()
    expect(said(desk)).to_have_text("Accepted. 2 left in this article. “we will not raise the levy.”")
    assert said(desk).get_attribute("role") == "status"
    expect(row_of(desk, three[1])).to_be_focused()
    expect(row_of(desk, three[0])).to_contain_text("accepted")
    expect(desk.locator("[data-left]")).to_have_text("2")

    desk.keyboard.press("x")
    desk.keyboard.press("1")
    expect(said(desk)).to_have_text("Rejected. 1 left in this article. three winters")
    expect(row_of(desk, three[2])).to_be_focused()
    expect(row_of(desk, three[1])).to_contain_text("rejected")

    # The next article comes with its queue, and the focus goes along.
    desk.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("a")
    expect(said(desk)).to_have_text("Accepted. 0 left in this article. “Alder 1 is felled,”")
    expect(row_of(desk, elsewhere)).to_be_focused()
    expect(desk.locator("#queue [role=option]")).to_have_count(1)
    expect(desk.get_by_role("article", name="The article as captured")).to_contain_text("The wood is felled")

    with desk.expect_response("**/next/"):
        desk.keyboard.press("s")  # the only one that waits: it comes again
    card_of(desk, elsewhere)
    expect(row_of(desk, elsewhere)).to_be_focused()
    desk.keyboard.press("x")
    desk.keyboard.press("1")
    expect(desk.locator("#card")).to_be_focused()
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    expect(said(desk)).to_have_text("Rejected. 0 left in this article. Nothing waits for review.")
    assert [again(one).state for one in (*three, elsewhere)] == ["accepted", "rejected", "accepted", "rejected"]


def test_keys_of_a_card_that_came_with_another_article_do_once_what_they_say(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    [elsewhere] = wood(1)
    open_desk(desk, live_server, three[2])
    desk.keyboard.press("s")
    card_of(desk, elsewhere)
    desk.keyboard.press("[")
    expect(desk.locator("[data-pulled]")).to_have_text("“Alder 1 is felled”")
    desk.keyboard.press("e")
    desk.keyboard.press("ArrowLeft")
    expect(desk.locator("[data-pulled]")).to_have_text("“Alder 1 is felle”")
    drawn = "".join(desk.locator(".or-near .m-content [data-leaf]").all_text_contents())
    assert drawn == "Alder 1 is felle"


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_goes_through_bar_queue_article_and_card_and_out_again(
    desk: Page, live_server: LiveServer, three: list[Review], key: str
) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("p")
    before: list[str] = []
    for _ in range(90):
        desk.keyboard.press(key)
        where = desk.evaluate(WHERE)
        if not before or before[-1] != where:
            before.append(where)
        if len(before) > 1 and before[0] == "card" and before.count("card") > 1 and "article" in before:
            break
    order = [area for area in before if area in {"bar", "queue", "article", "card"}]
    assert order == (
        ["card", "bar", "queue", "article", "card"] if key == "Tab" else ["card", "article", "queue", "bar", "card"]
    )
