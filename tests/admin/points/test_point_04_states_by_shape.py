"""States are told by shape: waiting is dotted, accepted solid, disputed striped, to be anchored anew hatched."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from claims.models import Review
from claims.services import quotes, readings
from claims.services import review as verbs
from tests.admin.points.conftest import card_of, open_desk, row_of
from tests.admin.points.scenes import again, wood
from tests.factories import article
from tests.factories.history import accept
from tracker.core.models import User

pytestmark = pytest.mark.browser
# The line and the ground of an element, without any colour: what is left is shape.
SHAPE = """(element) => {
  const style = getComputedStyle(element);
  const plain = (value) => value.replace(/rgba?\\([^)]*\\)/g, "");
  return [
    style.textDecorationLine === "none" ? "" : style.textDecorationStyle,
    style.borderBottomWidth === "0px" ? "" : style.borderBottomStyle,
    style.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : "filled",
    style.backgroundImage === "none" ? "" : plain(style.backgroundImage),
  ].filter(Boolean).join(" | ");
}"""
WORDS = {
    "pending": "candidate, waiting: ",
    "accepted": "quotation, accepted: ",
    "disputed": "quotation, disputed: ",
    "withdrawn": "quotation, withdrawn: ",
    "anchor": "quotation, to be anchored anew: ",
}


@pytest.fixture
def states(people: User, settings: Settings) -> dict[str, Review]:
    """An article with a candidate of every state; the desk is opened at “here”."""
    settings.SECOND_READING_PERCENT = 100
    ada = User.objects.get(username="ada")
    found = dict(zip(("here", "pending", "accepted", "disputed", "withdrawn", "rejected"), wood(6), strict=True))
    for name in ("accepted", "disputed", "withdrawn"):
        accept(found[name], ada)
    seen = again(found["disputed"]).record_version
    readings.read_rejecting(found["disputed"].pk, "title", by=people, expected_version=seen)
    withdrawn = found["withdrawn"].candidate.quote
    quotes.withdraw(withdrawn.pk, by=_chief(ada), expected_version=withdrawn.record_version, reason="It was a song.")
    verbs.reject(found["rejected"].pk, "title", by=ada, expected_version=1)
    return found


def _chief(ada: User) -> User:
    ada.is_superuser = True
    ada.save()
    return User.objects.get(pk=ada.pk)


def mark_of(page: Page, item: Review) -> Locator:
    return page.locator(f".or-near mark[data-items='r{item.pk}']")


def shapes(page: Page, states: dict[str, Review]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the shape of each state in the article, and in the queue."""
    in_article = {name: mark_of(page, item).evaluate(SHAPE) for name, item in states.items()}
    in_queue = {name: row_of(page, item).locator(".or-shape").evaluate(SHAPE) for name, item in states.items()}
    return in_article, in_queue


def test_in_the_article_and_in_the_queue_each_state_has_a_shape_and_a_word(
    desk: Page, live_server: LiveServer, states: dict[str, Review]
) -> None:
    open_desk(desk, live_server, states["here"])
    shown = {name: item for name, item in states.items() if name not in {"here", "rejected"}}
    article_, queue = shapes(desk, shown)
    assert article_["pending"] == "dotted"
    assert article_["accepted"] == "solid"
    assert article_["withdrawn"] == "wavy"
    assert article_["disputed"].count("repeating-linear-gradient") == 1
    assert queue["pending"] == "dotted"
    assert queue["accepted"] == "solid | filled"
    assert queue["withdrawn"] == "solid"
    assert queue["disputed"].count("repeating-linear-gradient") == 1
    assert len(set(article_.values())) == len(set(queue.values())) == 4
    for name, item in shown.items():
        expect(mark_of(desk, item)).to_have_text(re.compile(f"^{WORDS[name]}"))
        expect(row_of(desk, item)).to_contain_text("waiting" if name == "pending" else name)
    # What was rejected leaves no mark, and is struck in the queue.
    expect(mark_of(desk, states["rejected"])).to_have_count(0)
    rejected = row_of(desk, states["rejected"])
    expect(rejected).to_contain_text("rejected")
    assert "line-through" in rejected.locator(".or-item-words").evaluate("(e) => getComputedStyle(e).textDecoration")
    crossed = rejected.locator(".or-shape").evaluate(SHAPE)
    assert crossed not in queue.values()


def test_of_an_older_capture_what_is_on_record_is_hatched(
    desk: Page, live_server: LiveServer, states: dict[str, Review]
) -> None:
    version = states["here"].version
    article(version.text.replace("Alder 1 is felled", "Alder 1 still stands"), locator=version.document.locator)
    open_desk(desk, live_server, states["here"])
    before = {name: states[name] for name in ("pending", "disputed", "withdrawn", "accepted")}
    article_, queue = shapes(desk, before)
    assert article_["accepted"].count("repeating-linear-gradient") == 2
    assert queue["accepted"].count("repeating-linear-gradient") == 2
    assert len(set(article_.values())) == len(set(queue.values())) == 4
    expect(mark_of(desk, states["accepted"])).to_have_text(re.compile(f"^{WORDS['anchor']}"))
    expect(row_of(desk, states["accepted"])).to_contain_text("older capture")


def test_a_state_changes_where_it_is_shown_as_soon_as_it_is_decided(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    desk.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("a")
    card_of(desk, three[1])
    assert mark_of(desk, three[0]).evaluate(SHAPE) == "solid"
    assert row_of(desk, three[0]).locator(".or-shape").evaluate(SHAPE) == "solid | filled"
    expect(desk.locator(f"[data-tick='r{three[0].pk}']")).to_have_class(re.compile("s-accepted"))


def test_the_card_says_the_state_of_its_own_item(
    desk: Page, live_server: LiveServer, states: dict[str, Review]
) -> None:
    for name, words in {
        "here": "waiting for an editor",
        "accepted": "accepted",
        "rejected": "rejected",
        "disputed": "Ben Osei would reject it.",
        "withdrawn": "The quotation was withdrawn from the record since.",
    }.items():
        open_desk(desk, live_server, states[name])
        expect(card_of(desk, states[name])).to_contain_text(words)


def test_the_legend_shows_every_state(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.get_by_text("What the marks mean").click()
    drawn = {desk.locator(f".or-legend mark.s-{state}").evaluate(SHAPE) for state in WORDS}
    assert len(drawn) == len(WORDS)
