"""Around the passage: its paragraphs, its permalink, comments, the comparison of versions, and the full history."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Comment
from claims.services import review
from tests.admin.points.conftest import card_of, open_desk, row_of, select
from tests.admin.points.scenes import wood
from tests.factories import article, propose_all, review_of
from tests.factories.articles import attribution
from tracker.core.models import User

pytestmark = pytest.mark.browser
SEEN = """() => {
  const paper = document.querySelector(".or-paper").getBoundingClientRect();
  const top = Math.max(paper.top, 0), bottom = Math.min(paper.bottom, innerHeight);
  return [...document.querySelectorAll("[data-paragraph]")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.top >= top && box.bottom <= bottom;
  }).map((one) => one.textContent);
}"""


def assert_surrounded(page: Page, place: int) -> None:
    """Hold that the paragraph of the ``place``-th tree is in view, with two to either side."""
    seen = " ".join(page.evaluate(SEEN))
    for other in range(place - 2, place + 3):
        assert f" {other} is felled," in seen


def test_two_paragraphs_to_either_side_are_in_view(desk: Page, live_server: LiveServer, people: User) -> None:
    items = wood(40)
    open_desk(desk, live_server, items[19])
    assert_surrounded(desk, 20)
    desk.keyboard.press("j")
    card_of(desk, items[20])
    assert_surrounded(desk, 21)
    desk.keyboard.press("x")
    desk.keyboard.press("1")
    card_of(desk, items[21])
    assert_surrounded(desk, 22)
    row_of(desk, items[33]).click()
    card_of(desk, items[33])
    assert_surrounded(desk, 34)


def test_of_a_very_long_article_the_neighbourhood_is_there(desk: Page, live_server: LiveServer, people: User) -> None:
    items = wood(1)
    text = "\n\n".join([f"Paragraph {place} of many." for place in range(1500)])
    long = text + "\n\n“Alder 9 is felled,” said Ada Okafor.\n\n" + text
    version = article(long, locator="https://harwickpost.example/long")
    [candidate] = propose_all(version, attribution(long, ["Alder 9 is felled,"], cue="said"))
    open_desk(desk, live_server, items[0])
    desk.keyboard.press("s")
    card_of(desk, review_of(candidate))
    expect(desk.get_by_text("A very long article")).to_be_attached()
    seen = " ".join(desk.evaluate(SEEN))
    for words in ("Paragraph 1498 of", "Paragraph 1499 of", "Alder 9", "Paragraph 0 of", "Paragraph 1 of"):
        assert words in seen


@pytest.mark.parametrize("decided", [False, True])
def test_the_permalink_leads_to_the_passage(desk: Page, live_server: LiveServer, people: User, decided: bool) -> None:
    items = wood(30)
    if decided:
        review.reject(items[19].pk, "title", by=people, expected_version=1)
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_desk(desk, live_server, items[19])
    card = card_of(desk, items[19])
    card.get_by_text("The article", exact=True).click()
    card.get_by_role("link", name="Link to the passage").click()
    expect(desk.locator("[data-live]")).to_have_text("The link is copied.")
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/admin/sources/version/\d+/change/#char=\d+,\d+$", copied)
    desk.goto(copied)
    desk.wait_for_selector("html[data-desk=ready]")
    marked = desk.locator(".m-content [data-leaf]")
    expect(marked).to_have_text(["Damson 20 is felled,"])
    expect(marked).to_be_in_viewport()
    open_desk(desk, live_server, items[19])
    card.get_by_text("The article", exact=True).click()
    card.get_by_role("link", name="Link to this candidate").click()
    expect(desk.locator("[data-live]")).to_have_text("The link is copied.")
    assert urlsplit(desk.evaluate("navigator.clipboard.readText()")).path == urlsplit(desk.url).path


def test_comments_on_the_passage_and_on_selected_words(
    desk: Page, bens: Page, live_server: LiveServer, people: User
) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    desk.keyboard.press("m")
    box = desk.get_by_label(re.compile("^A comment for your colleagues"))
    expect(box).to_be_focused()
    desk.keyboard.type("Which alder?")
    desk.get_by_role("button", name="Comment", exact=True).click()
    expect(desk.locator(".or-comment")).to_contain_text("on “Alder 1 is felled,”")
    select(desk, "said", "Ada Okafor")
    desk.keyboard.press("m")
    expect(box).to_be_focused()
    desk.keyboard.type("Is she the councillor? <b>No</b>")
    desk.get_by_role("button", name="Comment", exact=True).click()
    expect(desk.locator(".or-comment")).to_have_count(2)
    assert [(one.text, one.span.text) for one in Comment.objects.order_by("pk")] == [
        ("Which alder?", "Alder 1 is felled,"),
        ("Is she the councillor? <b>No</b>", "said Ada Okafor"),
    ]

    open_desk(bens, live_server, item)
    seen = bens.locator(".or-comment", has_text="Is she the councillor? <b>No</b>")
    expect(seen).to_contain_text("Ada Lindqvist")
    seen.get_by_role("button", name="Dealt with").click()
    expect(bens.locator(".or-resolved")).to_contain_text("Is she the councillor?")
    expect(bens.get_by_role("button", name="Dealt with")).to_have_count(1)
    assert list(Comment.objects.order_by("pk").values_list("state", flat=True)) == ["open", "resolved"]
    desk.reload()
    expect(desk.locator(".or-resolved")).to_contain_text("Is she the councillor?")


def test_an_empty_comment_is_refused_and_a_stale_one_told(
    desk: Page, bens: Page, live_server: LiveServer, people: User
) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    desk.keyboard.press("m")
    desk.get_by_role("button", name="Comment", exact=True).click()
    expect(desk.get_by_role("alert")).to_contain_text("Write what you want to say.")
    desk.get_by_label(re.compile("^A comment for your colleagues")).fill("Which alder?")
    desk.get_by_role("button", name="Comment", exact=True).click()
    expect(desk.locator(".or-comment")).to_have_count(1)
    open_desk(bens, live_server, item)
    bens.get_by_role("button", name="Dealt with").click()
    expect(bens.locator(".or-resolved")).to_have_count(1)
    desk.get_by_role("button", name="Dealt with").click()
    expect(desk.get_by_role("alert")).to_contain_text("changed while you had it open")
    expect(desk.locator(".or-resolved")).to_have_count(1)


def test_a_newer_version_is_one_click_from_the_card(desk: Page, live_server: LiveServer, people: User) -> None:
    [item] = wood(1)
    article(item.version.text.replace("Alder 1", "Alder 2"), locator="https://harwickpost.example/wood")
    open_desk(desk, live_server, item)
    notice = desk.get_by_role("note", name="A newer version")
    expect(notice).to_contain_text("Its words do NOT stand in version 2")
    notice.get_by_role("link", name="Compare versions 1 and 2").click()
    desk.wait_for_url(re.compile("/compare/"))
    expect(desk.locator("[data-changes]")).to_have_attribute("data-changes", "1")


def test_the_full_history_is_read_when_it_is_opened(desk: Page, live_server: LiveServer, people: User) -> None:
    [item] = wood(1)
    review.reject(item.pk, "title", by=people, expected_version=1, note="Of a song.")
    review.reopen(item.pk, by=people, expected_version=2, reason="It is no song.")
    asked: list[str] = []

    def asks(request: Request) -> None:
        asked.append(request.url)

    desk.on("request", asks)
    open_desk(desk, live_server, item)
    assert not [url for url in asked if "/story/" in url]
    card_of(desk, item).get_by_text("History", exact=True).click()
    events = desk.locator(".or-history > li")
    expect(events).to_have_count(3)
    expect(events.nth(0)).to_contain_text("reopen")
    expect(events.nth(0)).to_contain_text("It is no song.")
    expect(events.nth(1)).to_contain_text("Ben Osei")
    expect(events.nth(2)).to_contain_text("propose")
    assert len([url for url in asked if "/story/" in url]) == 1
