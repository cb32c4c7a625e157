"""Taking back: by key across articles, a bulk as a whole, marks and clearances; refused where somebody built on it."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Clearance, Quote
from claims.models.choices import Attribution, Kind, PartRole
from claims.services import bulk, quotes, review, speakers
from claims.services.statements import Passage, Statement
from sources.text.spans import Span
from tests.admin.points.conftest import card_of, open_desk, row_of, said, select
from tests.admin.points.scenes import again, told, wood
from tracker.core.models import User

pytestmark = pytest.mark.browser


def test_by_key_across_two_articles(desk: Page, live_server: LiveServer) -> None:
    [oak], [reed, rush] = wood(1), wood(2, name="fen")
    open_desk(desk, live_server, oak)
    for item in (oak, reed):
        card_of(desk, item)
        desk.keyboard.press("x")
        desk.keyboard.press("3")
    card_of(desk, rush)
    desk.keyboard.press("u")
    card_of(desk, reed)
    expect(row_of(desk, reed)).to_be_focused()
    expect(row_of(desk, reed)).to_contain_text("waiting")
    expect(said(desk)).to_contain_text("Taken back: rejected.")
    desk.keyboard.press("u")
    card_of(desk, oak)
    expect(row_of(desk, oak)).to_be_focused()
    expect(desk.locator("#article")).to_contain_text("The wood is felled")
    desk.wait_for_url(re.compile(f"/{oak.pk}/change/"))
    for item in (oak, reed):
        assert [verb for verb, _, _ in told(item)] == ["propose", "reject", "undo"]
        assert again(item).state == "pending"
    desk.keyboard.press("u")
    expect(desk.get_by_role("alert")).to_contain_text("There is no decision of yours left to take back.")


def test_what_was_accepted_comes_back_as_it_had_been_accepted(
    desk: Page, live_server: LiveServer, people: User
) -> None:
    [first, _] = wood(2)
    okafor = speakers.add("Ada Okafor", by=people, description="councillor")
    open_desk(desk, live_server, first)
    card = card_of(desk, first)
    card.locator(f"[name=speakers][value='{okafor.pk}']").check()
    card.get_by_role("radio", name="mixed").check()
    for _ in ("the comma", "felled", "is"):
        desk.keyboard.press("[")
    expect(card.locator("[data-pulled]")).to_have_text("Alder 1")
    desk.keyboard.press("a")
    expect(card).to_have_count(0)
    desk.keyboard.press("u")
    card = card_of(desk, first)
    expect(card.locator(".or-card-head .or-state")).to_have_text("waiting for an editor")
    expect(card.locator("[data-pulled]")).to_have_text("Alder 1")
    expect(card.locator(f"[name=speakers][value='{okafor.pk}']")).to_be_checked()
    expect(card.get_by_role("radio", name="mixed")).to_be_checked()
    expect(row_of(desk, first)).to_be_focused()
    assert Quote.objects.get().state == "withdrawn"
    desk.keyboard.press("a")
    expect(card).to_have_count(0)
    assert Quote.objects.get().state == "on_record"
    assert [verb for verb, _, _ in told(first)] == ["propose", "accept", "undo", "accept"]


def test_a_bulk_is_taken_back_as_a_whole(desk: Page, live_server: LiveServer, people: User) -> None:
    items = wood(3)
    ada = User.objects.get(username="ada")
    done = bulk.reject([bulk.Listed(item.pk, 1) for item in items], "title", by=ada)
    review.reopen(items[1].pk, by=people, expected_version=2, reason="No title at all.")
    desk.goto(f"{live_server.url}/admin/claims/review/decisions/")
    desk.get_by_role("link", name="one of several at once").first.click()
    desk.get_by_role("button", name="Take all of it back").click()
    expect(desk.get_by_text("Taken back: 2 of 3.").first).to_be_visible()
    expect(desk.get_by_text(re.compile(f"Candidate {items[1].pk}: .*Ben Osei: reopen")).first).to_be_visible()
    assert [again(item).state for item in items] == ["pending"] * 3
    assert told(items[1])[-1][0] == "reopen"
    desk.goto(f"{live_server.url}/admin/claims/review/bulk/{done.pk}/")
    expect(desk.get_by_text("waiting for an editor")).to_have_count(3)


def test_a_mark_by_hand_and_a_clearance(desk: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    select(desk, "The wood is felled")
    desk.keyboard.press("n")
    card = desk.locator("#card[data-marking]")
    card.get_by_label("nobody is named as the speaker").check()
    card.get_by_role("button", name="Put on record").click()
    card_of(desk, item)
    quote = Quote.objects.get()
    row = desk.locator(f"#item-q{quote.pk}")
    expect(row).to_contain_text("accepted")
    desk.keyboard.press("x")
    desk.keyboard.press("1")
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    desk.get_by_role("button", name="Reviewed, nothing more here").click()
    expect(desk.locator("[data-clearance]")).to_contain_text("Kept: you read it all")
    desk.keyboard.press("u")
    expect(said(desk)).to_contain_text("Taken back: cleared.")
    expect(desk.get_by_role("button", name="Reviewed, nothing more here")).to_be_visible()
    assert Clearance.objects.get().state == "withdrawn"
    desk.keyboard.press("u")
    card_of(desk, item)
    expect(said(desk)).to_contain_text("Taken back: rejected.")
    desk.keyboard.press("u")
    expect(said(desk)).to_contain_text("Taken back: marked by hand.")
    expect(row).to_contain_text("withdrawn")
    quote.refresh_from_db()
    assert quote.state == "withdrawn"
    card_of(desk, item)


def test_what_a_colleague_built_on_is_refused_with_what_came_after(
    desk: Page, live_server: LiveServer, people: User
) -> None:
    [first, _] = wood(2)
    open_desk(desk, live_server, first)
    desk.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("a")
    expect(row_of(desk, first)).to_contain_text("accepted")
    quote = Quote.objects.get()
    okafor = speakers.add("Ada Okafor", by=people)
    words = Passage(Span(first.start, first.start + 7), "Alder 1")
    ruled = Statement(Kind.MIXED, {PartRole.CONTENT: [words]}, Attribution.NAMED, speakers=[okafor.pk])
    quotes.correct(quote.pk, ruled, by=people, expected_version=1, reason="She is meant.")
    desk.keyboard.press("u")
    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("it was built on. Ben Osei: correct")
    assert again(first).state == "accepted"
    with desk.context.expect_page() as opened:
        alert.get_by_role("link", name="Open").click()
    steps = opened.value
    steps.get_by_text("Built on since: it cannot be taken back").click()
    expect(steps.get_by_text("She is meant.")).to_be_visible()
    told = steps.locator(".or-history li li")
    expect(told.filter(has_text="kind:")).to_have_text("kind: direct → mixed")
    expect(told.filter(has_text="speakers:")).to_have_text("speakers: nothing → Ada Okafor")
    expect(told.filter(has_text="parts:")).to_contain_text(
        "parts: content “Alder 1 is felled,” · cue “said” · speaker “Ada Okafor” → content “Alder 1”"
    )
    expect(steps.get_by_role("button", name=re.compile("^Take back"))).to_have_count(0)
