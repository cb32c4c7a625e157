"""Where a colleague was first: base, theirs and yours side by side, and nothing is overwritten."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from claims.services import leases, review, speakers
from tests.admin.points.conftest import card_of, open_desk
from tests.admin.points.scenes import again, told, wood
from tracker.core.ledger import history
from tracker.core.models import User

pytestmark = pytest.mark.browser


@pytest.fixture
def item(people: User) -> Review:
    return wood(1)[0]


def both_at_it(desk: Page, bens: Page, server: LiveServer, item: Review) -> None:
    """Open the item for both; Ben, who comes later, takes it over, as he may."""
    open_desk(desk, server, item)
    expect(desk.locator("[data-lease]")).to_contain_text("yours until")
    open_desk(bens, server, item)
    bens.get_by_role("button", name="Take it over").click()
    expect(bens.locator("[data-lease]")).to_contain_text("yours until")


def draft(page: Page) -> None:
    page.get_by_label("anonymous, described in the text").check()
    page.get_by_label("Described in the article as").fill("a tired forester")
    page.get_by_role("radio", name="mixed").check()


def row(page: Page, fact: str) -> Locator:
    return page.locator(".or-ways tr", has=page.locator("th", has_text=re.compile(f"^{fact}")))


def cells(page: Page, fact: str) -> list[str]:
    return row(page, fact).locator("td").all_inner_texts()


def test_an_acceptance_is_shown_beside_the_draft_and_corrected_to_it(
    desk: Page, bens: Page, live_server: LiveServer, item: Review, people: User
) -> None:
    okafor = speakers.add("Ada Okafor", by=people, description="councillor")
    both_at_it(desk, bens, live_server, item)
    draft(desk)
    bens.locator(f"[name=speakers][value='{okafor.pk}']").check()
    bens.get_by_role("radio", name="indirect").check()
    bens.keyboard.press("a")
    expect(bens.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()

    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(desk.get_by_role("alert")).to_contain_text("changed while you had it open")
    expect(desk.get_by_text(re.compile("Ben Osei accepted it on"))).to_be_visible()
    assert cells(desk, "decision") == ["waiting", "accepted", "your draft"]
    assert cells(desk, "kind") == ["direct", "indirect", "mixed"]
    assert cells(desk, "speaker") == ["Ada Okafor", "Ada Okafor", "a tired forester"]
    expect(row(desk, "kind")).to_have_class("or-conflict")
    expect(row(desk, "kind")).to_contain_text("both changed")
    expect(row(desk, "attribution")).not_to_have_class("or-conflict")
    expect(row(desk, "content")).to_have_count(0)  # alike in all three
    expect(desk.get_by_label("Described in the article as")).to_have_value("a tired forester")
    quote = Quote.objects.get()
    assert (quote.kind, quote.record_version) == ("indirect", 1)

    desk.get_by_label("Why the record should be corrected").fill("The forester spoke.")
    desk.get_by_role("button", name="Correct the quotation to my draft").click()
    expect(desk.get_by_text("Corrected. What it said before stands in its history.").first).to_be_visible()
    quote.refresh_from_db()
    assert (quote.kind, quote.described_as, quote.record_version) == ("mixed", "a tired forester", 2)
    events = [(event.verb, str(event.actor)) for event in history(quote)]
    assert events == [("record", "Ben Osei"), ("correct", "Ada Lindqvist")]
    assert [verb for verb, _, _ in told(item)] == ["propose", "accept"]


def test_a_rejection_is_reopened_with_the_draft(
    desk: Page, bens: Page, live_server: LiveServer, item: Review, people: User
) -> None:
    both_at_it(desk, bens, live_server, item)
    draft(desk)
    bens.keyboard.press("x")
    bens.keyboard.press("3")
    expect(bens.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()

    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(desk.get_by_text(re.compile("Ben Osei rejected it on"))).to_be_visible()
    assert cells(desk, "decision") == ["waiting", "rejected: the title of a work", "your draft"]
    assert again(item).decided_by == people
    assert not Quote.objects.exists()

    desk.get_by_role("button", name="Reopen with my draft").click()
    expect(desk.get_by_role("alert")).to_contain_text("Say in a few words why you reopen this")
    expect(desk.get_by_label("Described in the article as")).to_have_value("a tired forester")
    desk.get_by_label("Why it is taken up again").fill("The forester is quoted.")
    desk.get_by_role("button", name="Reopen with my draft").click()
    card = card_of(desk, item)
    expect(card.get_by_role("button", name=re.compile("^Accept and next"))).to_be_visible()
    expect(desk.get_by_label("Described in the article as")).to_have_value("a tired forester")
    desk.keyboard.press("a")
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert Quote.objects.get().described_as == "a tired forester"
    assert [(verb, who) for verb, who, _ in told(item)][1:] == [
        ("reject", "Ben Osei"),
        ("reopen", "Ada Lindqvist"),
        ("accept", "Ada Lindqvist"),
    ]


def test_a_rejection_meets_a_colleagues_acceptance(
    desk: Page, bens: Page, live_server: LiveServer, item: Review
) -> None:
    both_at_it(desk, bens, live_server, item)
    bens.get_by_label("nobody is named as the speaker").check()
    bens.keyboard.press("a")
    expect(bens.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    desk.keyboard.press("x")
    desk.keyboard.press("2")
    expect(desk.get_by_role("alert")).to_contain_text("changed while you had it open")
    expect(desk.get_by_text(re.compile("Ben Osei accepted it on"))).to_be_visible()
    assert again(item).state == "accepted"
    desk.get_by_role("button", name="Next", exact=True).click()
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()


def test_taken_up_again_meanwhile_it_can_be_decided_at_once(
    desk: Page, live_server: LiveServer, item: Review, people: User
) -> None:
    open_desk(desk, live_server, item)
    draft(desk)
    leases.hold(item.pk, by=people, over=True)
    review.reject(item.pk, "title", by=people, expected_version=1)
    review.reopen(item.pk, by=people, expected_version=2, reason="A slip of mine.")
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(desk.get_by_role("alert")).to_contain_text("changed while you had it open")
    expect(desk.get_by_text("It is now: waiting for an editor.")).to_be_visible()
    desk.keyboard.press("a")
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert Quote.objects.get().described_as == "a tired forester"


def test_reopening_without_a_reason_is_refused_and_the_record_stays_in_sight(
    desk: Page, live_server: LiveServer, item: Review, people: User
) -> None:
    review.reject(item.pk, "title", by=people, expected_version=1)
    open_desk(desk, live_server, item)
    desk.get_by_role("button", name="Reopen", exact=True).click()
    expect(desk.get_by_role("alert")).to_contain_text("Say in a few words why you reopen this")
    expect(desk.locator("form[data-desk]")).to_have_count(0)
    expect(desk.locator("[data-pulled]")).to_have_text("“Alder 1 is felled,”")
    expect(desk.locator(".or-near .m-content [data-leaf]")).to_have_text("Alder 1 is felled,")
    desk.get_by_label("Why it is taken up again").fill("It is a tree.")
    desk.get_by_role("button", name="Reopen", exact=True).click()
    expect(desk.get_by_role("button", name=re.compile("^Accept and next"))).to_be_visible()
    assert again(item).state == "pending"
