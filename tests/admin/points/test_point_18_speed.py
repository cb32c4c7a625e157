"""From decision to decision without a page load: the next item comes by itself, another article with it."""

from statistics import median

import pytest
from playwright.sync_api import Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from tests.admin.points.conftest import card_of, open_desk, row_of
from tests.admin.points.scenes import again, wood
from tracker.core.models import User

pytestmark = pytest.mark.browser


def decide(page: Page) -> None:
    page.keyboard.press("x")
    page.keyboard.press("1")


def test_ten_decisions_on_one_page(desk: Page, live_server: LiveServer, people: User) -> None:
    items = wood(11)
    loaded: list[str] = []
    decisions: list[Response] = []
    open_desk(desk, live_server, items[0])
    desk.evaluate("window.marker = document.querySelector('[data-article]')")
    desk.on("request", lambda request: loaded.append(request.url) if request.resource_type == "document" else None)
    desk.on("response", lambda answer: decisions.append(answer) if answer.status == 204 else None)
    for item in items[:10]:
        card_of(desk, item)
        decide(desk)
    card_of(desk, items[10])
    expect(row_of(desk, items[10])).to_be_focused()
    assert {again(item).state for item in items[:10]} == {"rejected"}
    assert desk.evaluate("window.marker === document.querySelector('[data-article]')")  # nor did the article come anew
    assert loaded == []
    assert desk.url == f"{live_server.url}/admin/claims/review/{items[10].pk}/change/"
    answered = [answer for answer in decisions if answer.url.endswith("/change/")]
    assert len(answered) == 10
    took = [answer.request.timing["responseStart"] - answer.request.timing["requestStart"] for answer in answered]
    assert median(took) < 1000, took


def test_the_article_comes_only_with_the_first_of_another(desk: Page, live_server: LiveServer, people: User) -> None:
    items = wood(30)
    before, last = items[-2:]
    [reed, rush] = wood(2, name="fen")
    open_desk(desk, live_server, before)
    desk.evaluate("window.marker = 'still here'")
    sent: list[tuple[int, str]] = []
    for item in (last, reed, rush):
        with desk.expect_response("**/review/next/") as answer:
            decide(desk)
        text = answer.value.text()
        sent.append((item.pk, text))
        card_of(desk, item)
    assert [text.count("data-article") for _, text in sent] == [0, 1, 0]
    assert [text.count('id="queue"') for _, text in sent] == [0, 1, 0]
    expect(desk.locator("#article")).to_contain_text("The fen is felled")
    expect(row_of(desk, rush)).to_be_focused()
    expect(row_of(desk, reed)).to_contain_text("rejected")
    assert desk.evaluate("window.marker") == "still here"
    decide(desk)
    card_of(desk, items[0])  # from the front again
    expect(desk.locator("#article")).to_contain_text("The wood is felled")
