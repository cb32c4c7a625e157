"""Edges move by character, word, sentence and paragraph from the keyboard, by mouse and by button; parts are added and
removed, shown joined with [...]; whatever the script of the article, what is kept is exactly what is shown."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from tests.admin.points.conftest import card_of, open_desk, said, select
from tests.factories import article, propose_all, proposed, review_of
from tests.factories.articles import TEXT, attribution
from tracker.core.models import User

pytestmark = pytest.mark.browser

NEW, FAMILY, FLAG, BRICK = "Ne\u0301", "👩‍👩‍👧‍👦", "🇳🇱", "🧱"
# Emoji beyond the first plane, a flag of two code points, a family of seven, Hebrew with points, Arabic, accents.
WILD = (
    "Harbour 🌊 wall\n\n"
    "Mara Ellison 4 March 2026\n\n"
    f"It rained 🌧{FLAG} on the quay {FAMILY} all day. “{NEW} wall {BRICK} will stand,” said שָׁלוֹם עליכם, and "
    "“السلام عليكم 🕊 to the levy,” she went on.\n\n"
    "Tomas Re\u0301yl 🦭 stayed at home.\n"
)
CLUSTERS = [FAMILY, FLAG, "e\u0301", "שָׁ", "וֹ"]
MIDST = """([words, from, to]) => {
  const leaves = [...document.querySelectorAll("[data-leaf]")].map((one) => one.firstChild);
  const leaf = leaves.find((node) => node.data.includes(words));
  const at = leaf.data.indexOf(words), range = document.createRange();
  range.setStart(leaf, at + from);
  range.setEnd(leaf, at + to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
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


@pytest.fixture
def wild(people: User) -> Review:
    """A candidate of an article in many scripts: the words “all day”."""
    version = article(WILD, locator="https://harwickpost.example/wild")
    return review_of(propose_all(version, attribution(WILD, ["all day"], speaker="Tomas"))[0])


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


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (f"{NEW} wall {BRICK} will stand,",) * 2,
        (BRICK,) * 2,
        (f"{FLAG} on the quay {FAMILY}",) * 2,
        ("שָׁלוֹם עליכם",) * 2,
        ("السلام عليكم 🕊 to the levy,",) * 2,
        ("will stand,", "Tomas Re\u0301yl 🦭"),  # over a paragraph's end
    ],
)
def test_selected_words_are_kept_exactly(
    desk: Page, live_server: LiveServer, wild: Review, first: str, last: str
) -> None:
    open_desk(desk, live_server, wild)
    desk.keyboard.press("e")
    desk.get_by_role("button", name="Remove passage 1").click()
    select(desk, first, last)
    desk.get_by_role("group", name="Select words in the article").get_by_role("button", name="content").click()
    chosen = WILD[WILD.index(first) : WILD.index(last) + len(last)]
    drawn = "".join(desk.locator(".or-near .m-content [data-leaf]").all_text_contents())
    assert re.sub(r"\s", "", drawn) == re.sub(r"\s", "", chosen)
    assert kept(desk) == [chosen]


@pytest.mark.parametrize(
    ("words", "start", "end", "whole"),
    [
        (FAMILY, 2, 5, FAMILY),  # UTF-16 units: in the midst of the family
        (FLAG, 2, 4, FLAG),  # the second half of the flag
        (NEW, 2, 3, "e\u0301"),  # the accent alone
        ("שָׁלוֹם", 2, 4, "שָׁל"),  # a point, and the next letter
    ],
)
def test_a_selection_that_cuts_a_character_takes_it_whole(
    desk: Page, live_server: LiveServer, wild: Review, words: str, start: int, end: int, whole: str
) -> None:
    open_desk(desk, live_server, wild)
    desk.keyboard.press("e")
    desk.get_by_role("button", name="Remove passage 1").click()
    desk.evaluate(MIDST, [words, start, end])
    desk.get_by_role("group", name="Select words in the article").get_by_role("button", name="content").click()
    assert kept(desk) == [whole]


# -- Characters as people see them ------------------------------------------------------------------------------------
@pytest.mark.parametrize(("key", "most"), [("ArrowLeft", 50), ("Shift+ArrowLeft", 12), ("PageUp", 3), ("Home", 1)])
def test_an_edge_going_back_never_stands_inside_a_character(
    desk: Page, live_server: LiveServer, wild: Review, key: str, most: int
) -> None:
    open_desk(desk, live_server, wild)
    start = edge(desk, "Beginning")
    assert_outside(walked(desk, start, key, most))


@pytest.mark.parametrize(("key", "most"), [("ArrowRight", 75), ("Shift+ArrowRight", 20), ("PageDown", 3), ("End", 1)])
def test_an_edge_going_on_never_stands_inside_a_character(
    desk: Page, live_server: LiveServer, wild: Review, key: str, most: int
) -> None:
    open_desk(desk, live_server, wild)
    end = edge(desk, "End")
    visited = walked(desk, end, key, most)
    assert_outside(visited)
    assert kept(desk) == [WILD[WILD.index("all day") : visited[-1]]]


def walked(page: Page, slider: Locator, key: str, most: int) -> list[int]:
    visited = []
    for _ in range(most):
        page.keyboard.press(key)
        visited.append(place(slider))
    assert len(set(visited)) > most * 2 // 3
    return visited


def assert_outside(visited: list[int]) -> None:
    """Hold places against the characters of several code points in WILD."""
    midst = {
        found.start() + inside
        for cluster in CLUSTERS
        for found in re.finditer(cluster, WILD)
        for inside in range(1, len(cluster))
    }
    assert len(midst) >= 6 + 1 + 2 + 1 + 1
    assert not midst & set(visited)


def test_numbers_can_be_typed_and_a_cut_character_is_made_whole(
    desk: Page, live_server: LiveServer, wild: Review
) -> None:
    open_desk(desk, live_server, wild)
    desk.keyboard.press("e")
    row = desk.locator("[data-part]").first
    family = WILD.index(FAMILY)
    row.get_by_label("First character of passage 1").fill(str(family + 3))
    row.get_by_label("End of passage 1").first.fill(str(family + len(FAMILY) + 8))
    row.get_by_label("End of passage 1").first.press("Tab")
    expect(said(desk)).to_contain_text("cannot be cut in two")
    expect(row.get_by_label("First character of passage 1")).to_have_value(str(family))
    expect(row.get_by_label("Words of passage 1")).to_have_value(f"{FAMILY} all day")
    assert kept(desk) == [f"{FAMILY} all day"]


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
