"""Edges never cut a character in two, whatever the script of the article: emoji, flags, points, accents."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Review
from tests.admin.points.conftest import open_desk, said, select
from tests.admin.points.test_point_08_edges_and_parts import edge, kept, place
from tests.factories import article, propose_all, review_of
from tests.factories.articles import attribution
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


@pytest.fixture
def wild(people: User) -> Review:
    """A candidate of an article in many scripts: the words “all day”."""
    version = article(WILD, locator="https://harwickpost.example/wild")
    return review_of(propose_all(version, attribution(WILD, ["all day"], speaker="Tomas"))[0])


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
