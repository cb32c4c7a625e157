"""Three columns from 1280 px (queue, article, card), one below; whatever is scrolled, the article stays in sight."""

import pytest
from playwright.sync_api import FloatRect, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Review
from tests.admin.points.conftest import card_of, open_desk
from tests.factories import article, propose_all, review_of
from tests.factories.articles import attribution

pytestmark = pytest.mark.browser
OPEN_ALL = "for (const box of document.querySelectorAll('#card details')) box.open = true"
# Whether the middle of what has the focus can be seen, or lies behind something or out of the window.
FOCUS_SEEN = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return Boolean(top && (on.contains(top) || top.contains(on) || on.closest("label")?.contains(top)));
}"""

# What of the card runs over its edge; what is for the ear alone, or scrolls by itself, cannot.
OVER = """() => {
  const card = document.querySelector("#card"), edge = card.getBoundingClientRect().right;
  return [...card.querySelectorAll(":not(.or-hidden, .or-scroll *)")]
    .filter((element) => element.getBoundingClientRect().right > edge).map((element) => element.outerHTML.slice(0, 80));
}"""


# As in a browser that does not keep in place what is in sight when something above it grows (Safari).
UNANCHORED = """new MutationObserver((_, observer) => {
  if (!document.head) return;
  observer.disconnect();
  document.head.append(Object.assign(document.createElement("style"), { textContent: "* { overflow-anchor: none; }" }));
}).observe(document, { childList: true, subtree: true })"""


def box_of(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box


def tall(page: Page) -> None:
    """Open all that the card can open, and wait for what comes from the server."""
    page.evaluate(OPEN_ALL)
    expect(page.locator("#card [data-comment]")).to_be_visible()
    expect(page.locator("#card .or-history").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_from_1280_px_three_columns_scroll_by_themselves(
    desk: Page, live_server: LiveServer, three: list[Review], width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 720})
    open_desk(desk, live_server, three[0])
    tall(desk)
    queue, article, card = (box_of(desk, selector) for selector in ("#queue", "#article", "#card"))
    assert queue["y"] == article["y"] == card["y"]
    assert queue["x"] + queue["width"] <= article["x"]
    assert article["x"] + article["width"] <= card["x"]
    assert card["x"] + card["width"] <= width
    assert all(box["y"] + box["height"] <= 720 for box in (queue, article, card))
    assert article["width"] >= 500
    # However far the card is scrolled, the article does not move, and the buttons stay.
    desk.locator("#card").hover()
    desk.mouse.wheel(0, 5000)
    desk.wait_for_function("document.querySelector('#card').scrollTop > 200")
    assert box_of(desk, "#article") == article
    expect(desk.locator("#article .or-near .m-content")).to_be_in_viewport()
    assert desk.evaluate("document.scrollingElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize("width", [1279, 768, 320])
def test_below_there_is_one_column_and_the_article_stays_on_top(
    desk: Page, live_server: LiveServer, three: list[Review], width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    open_desk(desk, live_server, three[0])
    tall(desk)
    article, card, queue = (box_of(desk, selector) for selector in ("#article", "#card", "#queue"))
    assert article["x"] == card["x"] == queue["x"]
    assert article["y"] + article["height"] <= card["y"]
    assert card["y"] + card["height"] <= queue["y"]
    assert desk.evaluate("document.scrollingElement.scrollWidth") <= width
    assert desk.evaluate(OVER) == []
    desk.locator("#card .or-history").last.scroll_into_view_if_needed()
    desk.mouse.move(width / 2, 700)
    desk.mouse.wheel(0, 400)
    desk.wait_for_function("document.scrollingElement.scrollTop > 400")
    assert box_of(desk, "#article")["y"] >= 0
    expect(desk.locator("#article .or-near .m-content")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 900, 320])
def test_nothing_that_is_reached_by_tab_lies_behind_something_else(
    desk: Page, live_server: LiveServer, three: list[Review], width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    open_desk(desk, live_server, three[0])
    card = card_of(desk, three[0])
    tall(desk)
    hidden = []
    for key, first in (("Tab", card.get_by_label("named speaker")), ("Shift+Tab", card.locator("summary").last)):
        first.focus()
        for _ in range(70):
            desk.keyboard.press(key)
            if not desk.evaluate("document.activeElement.closest('#card') !== null"):
                break
            if not desk.evaluate(FOCUS_SEEN):
                hidden.append((key, desk.evaluate("document.activeElement.outerHTML")))
    assert hidden == []


@pytest.mark.parametrize("width", [1440, 800])
def test_the_passage_stands_in_the_middle_of_a_long_article(desk: Page, live_server: LiveServer, width: int) -> None:
    sentences = [f"The wall number {number} will stand, said the engineer" for number in range(40)]
    filler = " ".join(["and the rain went on"] * 30)
    text = "A long article\n\n" + "\n\n".join(f"{one} {filler}." for one in sentences) + "\n"
    found = [attribution(text, [one[: one.index(",")]], cue="said") for one in sentences]
    candidates = propose_all(article(text), *found)
    desk.add_init_script(UNANCHORED)
    desk.set_viewport_size({"width": width, "height": 900})
    for number in (30, 12):
        open_desk(desk, live_server, review_of(candidates[number]))
        desk.wait_for_timeout(300)  # what comes into sight is laid out now, and may move what is there
        pane, passage = box_of(desk, ".or-paper"), box_of(desk, ".or-near .m-content")
        off = passage["y"] + passage["height"] / 2 - pane["y"] - pane["height"] / 2
        assert abs(off) < 40
