"""Edges move by character, word, sentence and paragraph from the keyboard, by mouse and by button; parts are added and
removed, shown joined with [...]; what is kept is exactly what is shown."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from tests.admin.points.conftest import card_of, open_desk, said, select
from tests.factories import proposed, review_of
from tests.factories.articles import TEXT
from tracker.core.models import User

pytestmark = pytest.mark.browser

BOX = """([words, side]) => {
  const leaves = [...document.querySelectorAll("[data-leaf]")].map((one) => one.firstChild);
  const leaf = leaves.find((node) => node.data.includes(words));
  const at = leaf.data.indexOf(words), range = document.createRange();
  range.setStart(leaf, side === "start" ? at : at + words.length - 1);
  range.setEnd(leaf, side === "start" ? at + 1 : at + words.length);
  const box = range.getBoundingClientRect();
  return [side === "start" ? box.left + 1 : box.right - 1, box.top + box.height / 2];
}"""

# Where an edge of “We will rebuild the wall,” goes, as the card shows it.
MOVES = [
    ("End", "ArrowRight", "“We will rebuild the wall,””"),
    ("End", "ArrowLeft", "“We will rebuild the wall”"),
    ("End", "Shift+ArrowRight", "“We will rebuild the wall,” she”"),
    ("End", "ArrowDown", "“We will rebuild the wall,” she”"),
    ("End", "Shift+ArrowLeft", "“We will rebuild the wall”"),
    ("End", "ArrowUp", "“We will rebuild the wall”"),
    ("End", "PageDown", "“We will rebuild the wall,” she said, “and we will not raise the levy.””"),
    ("End", "End", "“We will rebuild the wall,” she said, “and we will not raise the levy.””"),
    ("Beginning", "ArrowLeft", "““We will rebuild the wall,”"),
    ("Beginning", "ArrowRight", "“e will rebuild the wall,”"),
    ("Beginning", "Shift+ArrowRight", "“will rebuild the wall,”"),
    ("Beginning", "Shift+ArrowLeft", "“Tuesday. “We will rebuild the wall,”"),
    ("Beginning", "PageUp", "““We will rebuild the wall,”"),
    ("Beginning", "Home", "“Councillor Ada Okafor opened the session on Tuesday. “We will rebuild the wall,”"),
]


def edge(page: Page, name: str, passage: int = 1) -> Locator:
    """Open the passages by their key, and return the slider “Beginning” or “End” of a passage, with the focus on it."""
    page.keyboard.press("e")
    slider = page.get_by_role("slider", name=f"{name} of passage {passage}", exact=True)
    slider.focus()
    return slider


def place(slider: Locator) -> int:
    return int(slider.get_attribute("aria-valuenow") or "")


def kept(page: Page) -> list[str]:
    """Accept what is on the card as nobody's, and return the content kept; every passage is the slice of the text."""
    page.get_by_label("nobody is named as the speaker").check()
    page.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(said(page)).to_contain_text("Accepted.")
    quote = Quote.objects.get()
    for part in quote.parts.all():
        assert part.span.text == quote.version.text[part.span.start : part.span.end]
    return [part.span.text for part in quote.parts.filter(role="content")]


def pulled(page: Page) -> Locator:
    """Return the content as the card shows it."""
    return page.locator("[data-pulled]")


# -- The keyboard -----------------------------------------------------------------------------------------------------
def test_each_key_moves_an_edge_by_its_unit(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    start, end = desk.locator("[data-from]").first, desk.locator("[data-to]").first
    begin, stop = start.input_value(), end.input_value()
    for name, key, shown in MOVES:
        slider = edge(desk, name)
        start.fill(begin)
        end.fill(stop)
        expect(pulled(desk)).to_have_text("“We will rebuild the wall,”")
        slider.press(key)
        expect(pulled(desk), key).to_have_text(shown)
        words = shown[1:-1].split()
        near = " ".join(words[-2:] if name == "End" else words[:2])
        expect(slider).to_have_attribute("aria-valuetext", near)
        expect(said(desk)).to_have_text(f"{'Ends' if name == 'End' else 'Begins'}: {near}")
        expect(slider).to_be_focused()
    assert kept(desk) == [MOVES[-1][2][1:-1]]


def test_an_edge_goes_on_into_the_next_paragraph_and_stops_where_the_article_does(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[2])
    slider = edge(desk, "End")
    desk.keyboard.press("End")
    desk.keyboard.press("End")
    expect(said(desk)).to_have_text("The paragraph ends here.")
    desk.keyboard.press("Shift+ArrowRight")
    expect(said(desk)).to_have_text("The article ends here.")
    assert place(slider) == len(TEXT.rstrip())
    start = edge(desk, "Beginning")
    desk.keyboard.press("Home")
    desk.keyboard.press("PageUp")
    assert TEXT[place(start) :].startswith("“We will rebuild")
    end = edge(desk, "End")
    for _ in range(30):
        desk.keyboard.press("Shift+ArrowLeft")
    expect(said(desk)).to_have_text("The passage would be empty.")
    assert place(end) > place(start)
    assert kept(desk) == ["“We"]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("[", "“We will rebuild the wall”"),
        ("]", "“We will rebuild the wall,” she”"),
        ("{", "“will rebuild the wall,”"),
        ("}", "“Tuesday. “We will rebuild the wall,”"),
    ],
)
def test_the_buttons_of_the_card_move_edges_by_the_word(
    desk: Page, live_server: LiveServer, three: list[Review], key: str, shown: str
) -> None:
    open_desk(desk, live_server, three[0])
    buttons = desk.get_by_role("group", name="Edges by the word")
    buttons.locator(f"button[aria-keyshortcuts='{key}']").click()
    expect(pulled(desk)).to_have_text(shown)
    assert kept(desk) == [shown[1:-1]]


# -- The mouse --------------------------------------------------------------------------------------------------------
def test_words_dragged_over_with_the_mouse_become_the_content(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    desk.mouse.move(*desk.evaluate(BOX, ["opened the session", "start"]))
    desk.mouse.down()
    desk.mouse.move(*desk.evaluate(BOX, ["opened the session", "end"]), steps=5)
    desk.mouse.up()
    tools = desk.get_by_role("toolbar", name="The selected words")
    tools.get_by_role("button", name="add a part").click()
    expect(tools).not_to_be_visible()
    expect(pulled(desk)).to_have_text("“opened the session [...] We will rebuild the wall,”")
    assert kept(desk) == ["opened the session", "We will rebuild the wall,"]


# -- Parts ------------------------------------------------------------------------------------------------------------
def test_a_part_is_added_and_placed_without_a_mouse(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.type("+")
    expect(pulled(desk)).to_have_text("“We will rebuild the wall, [...] said”")
    added = desk.get_by_role("slider", name="End of passage 2", exact=True)
    expect(added).to_be_focused()
    expect(said(desk)).to_have_text("One more part of the content: said")
    for _ in range(3):
        desk.keyboard.press("Shift+ArrowRight")
    desk.get_by_role("slider", name="Beginning of passage 2", exact=True).focus()
    desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("Shift+ArrowRight")
    expect(pulled(desk)).to_have_text("“We will rebuild the wall, [...] we will”")
    expect(desk.locator("[data-part-count]")).to_have_text("4")
    assert kept(desk) == ["We will rebuild the wall,", "we will"]


def test_selected_words_become_a_part_by_key_and_button_and_go_again(
    desk: Page, live_server: LiveServer, people: User
) -> None:
    review = review_of(proposed())
    open_desk(desk, live_server, review)
    expect(pulled(desk)).to_have_text("“We will rebuild the wall, [...] and we will not raise the levy.”")
    select(desk, "opened the session")
    desk.keyboard.type("+")
    three_parts = "“opened the session [...] We will rebuild the wall, [...] and we will not raise the levy.”"
    expect(pulled(desk)).to_have_text(three_parts)
    # The marks in the article are numbered anew, and so are the passages.
    expect(desk.locator(".or-near mark[data-name='content 3']")).to_be_visible()
    desk.get_by_role("button", name="Remove passage 2", exact=True).press("Enter")
    expect(pulled(desk)).to_have_text("“opened the session [...] and we will not raise the levy.”")
    expect(said(desk)).to_have_text("Passage removed.")
    expect(desk.get_by_role("button", name="Remove passage 2", exact=True)).to_be_focused()
    select(desk, "warned that")
    desk.get_by_role("button", name="Add a part").click()
    assert kept(desk) == ["opened the session", "and we will not raise the levy.", "warned that"]


def test_a_passage_given_again_takes_the_place_of_the_one_it_overlaps(
    desk: Page, live_server: LiveServer, people: User
) -> None:
    open_desk(desk, live_server, review_of(proposed()))
    desk.keyboard.press("e")
    card = card_of(desk, Review.objects.get())
    select(desk, "she")
    card.get_by_role("button", name="cue", exact=True).click()
    expect(said(desk)).to_have_text("Marked as cue: she")
    select(desk, "will not raise")
    card.get_by_role("button", name="content", exact=True).click()
    expect(pulled(desk)).to_have_text("“We will rebuild the wall, [...] will not raise”")
    assert kept(desk) == ["We will rebuild the wall,", "will not raise"]
    assert sorted(part.span.text for part in Quote.objects.get().parts.filter(role="cue")) == ["said", "she"]


def test_nothing_selected_is_told(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("e")
    desk.locator("#card").get_by_role("button", name="cue", exact=True).click()
    expect(said(desk)).to_have_text("Select words in the article first.")
