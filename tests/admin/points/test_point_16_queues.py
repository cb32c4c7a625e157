"""The queues: by risk, mine, to be read again, where two differ; and the two lists of quotations beside them."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, SecondReading
from claims.models.choices import Attribution, Kind, Queue
from claims.services import leases, quotes, readings, remarks, review, speakers
from claims.services.statements import Statement, parts_of
from sources.text.spans import Span
from tests.admin.points.conftest import card_of, open_desk, row_of, said
from tests.admin.points.scenes import RISKS, again, risky, told, wood
from tests.factories import article
from tracker.core.models import User

pytestmark = pytest.mark.browser
LAST = "That was the last one of this article."


@pytest.fixture
def ada(people: User) -> User:
    return User.objects.get(username="ada")


def choose(page: Page, queue: str) -> None:
    with page.expect_navigation():
        page.get_by_role("combobox", name="Queue", exact=True).select_option(queue)


@pytest.mark.parametrize("risk", ["unsure", "negation", "number", "anonymous", "person"])
def test_a_queue_by_risk_holds_what_its_name_says_and_keeps_the_editor(
    desk: Page, live_server: LiveServer, people: User, risk: str
) -> None:
    place = [row[3] for row in RISKS].index(risk)
    pier, quay = risky("pier"), risky("quay")
    first, second = pier[place], pier[place + len(RISKS)]
    open_desk(desk, live_server, pier[0])
    choose(desk, risk)
    card_of(desk, first)
    desk.keyboard.press("j")
    card_of(desk, second)
    expect(row_of(desk, second)).to_be_focused()
    desk.keyboard.press("j")
    expect(said(desk)).to_have_text(LAST)
    desk.keyboard.press("k")
    card_of(desk, first)
    desk.keyboard.press("s")
    card_of(desk, second)
    desk.keyboard.press("s")
    card_of(desk, quay[place])
    desk.wait_for_url(re.compile(rf"/{quay[place].pk}/change/\?queue={risk}$"))
    expect(desk.get_by_role("combobox", name="Queue", exact=True)).to_have_value(risk)
    desk.keyboard.press("x")
    desk.keyboard.press("1")
    card_of(desk, quay[place + len(RISKS)])
    assert again(quay[place]).state == "rejected"


def test_an_empty_queue_says_what_to_do_next(desk: Page, live_server: LiveServer, people: User) -> None:
    [item] = wood(1)  # “Alder 1”: of the queue of numbers, and of no other
    open_desk(desk, live_server, item)
    choose(desk, Queue.NEGATION)
    expect(desk.get_by_text("Nothing is left in this queue.").first).to_be_visible()
    open_desk(desk, live_server, item, queue=Queue.NUMBER)
    desk.keyboard.press("s")
    expect(said(desk)).to_have_text("Nothing else waits in this queue.")
    card_of(desk, item)
    desk.keyboard.press("x")
    desk.keyboard.press("1")
    expect(desk.get_by_role("heading", name="Nothing is left in this queue.")).to_be_visible()
    expect(desk.get_by_role("link", name="Go on with everything that waits")).to_be_visible()


def test_mine_is_what_i_hold_and_what_i_have_commented_on(
    desk: Page, live_server: LiveServer, people: User, ada: User
) -> None:
    first, second, third = wood(3)
    remarks.comment(third.version_id, Span(third.start, third.start + 5), "Which tree?", by=ada, review=third)
    leases.hold(second.pk, by=people)
    desk.goto(f"{live_server.url}/admin/claims/review/begin/?queue=mine")
    card_of(desk, third)
    leases.hold(first.pk, by=ada)
    desk.goto(f"{live_server.url}/admin/claims/review/begin/?queue=mine")
    card_of(desk, first)
    desk.wait_for_selector("html[data-desk=ready]")
    desk.keyboard.press("j")
    card_of(desk, third)


def test_a_second_reading_is_blind_and_agrees(
    desk: Page, live_server: LiveServer, people: User, ada: User, settings: object
) -> None:
    settings.SECOND_READING_PERCENT = 100  # type: ignore[attr-defined]
    okafor = speakers.add("Ada Okafor", by=people, description="councillor")
    first, second, third = wood(3)
    ruled = Statement(Kind.MIXED, parts_of(first.candidate), Attribution.NAMED, speakers=[okafor.pk])
    review.accept(first.pk, ruled, by=people, expected_version=1, note="Heard on the tape.")
    review.reject(second.pk, "title", by=people, expected_version=1, note="Of a song.")
    review.reject(third.pk, "title", by=ada, expected_version=1)  # nobody reads their own a second time
    remarks.comment(first.version_id, Span(0, 5), "Surely the mayor.", by=people, review=first)
    open_desk(desk, live_server, third)
    choose(desk, Queue.SECOND)
    card = card_of(desk, first)
    secrets = (
        "Ben Osei",
        "Surely the mayor",
        "Comments",
        "Heard on the tape",
        "Of a song",
        "accepted it",
        "rejected it",
        "1 on record",
        "Last:",
    )
    for secret in secrets:
        expect(desk.locator(".or-three")).not_to_contain_text(secret)
    for item in (first, second):
        expect(row_of(desk, item)).to_contain_text("waiting")
        expect(row_of(desk, item)).to_contain_text("Ada Okafor")
        expect(row_of(desk, item)).to_have_class(re.compile("s-pending"))
    expect(row_of(desk, third)).to_have_class(re.compile("or-aside"))
    expect(card.get_by_role("radio", name="direct", exact=True)).to_be_checked()  # as the machine found it
    expect(card.locator("[name=speakers]:checked")).to_have_count(0)
    expect(card.get_by_text("History")).to_have_count(0)
    assert "record_version" not in card.inner_html().replace("expected_version", "")
    desk.wait_for_timeout(300)
    expect(card.locator("[data-lease]")).to_contain_text("yours until")
    card.get_by_label("Find a speaker by any name").fill("okafor")
    found = card.get_by_role("option", name=re.compile("Ada Okafor"))
    expect(found.first).to_contain_text("councillor")
    for secret in ("on record", "Last:"):
        expect(card.get_by_role("listbox")).not_to_contain_text(secret)
    card.get_by_label("Find a speaker by any name").fill("")
    card.locator(f"[name=speakers][value='{okafor.pk}']").check()
    card.get_by_role("radio", name="mixed").check()
    desk.keyboard.press("a")
    card_of(desk, second)
    reading = SecondReading.objects.get()
    assert (reading.review, reading.state, reading.by) == (first, "agreed", ada)
    assert again(first).state == "accepted"
    assert [verb for verb, _, _ in told(first)] == ["propose", "accept"]


def test_who_differs_disputes_and_the_decision_may_stand(
    desk: Page, bens: Page, live_server: LiveServer, people: User, settings: object
) -> None:
    settings.SECOND_READING_PERCENT = 100  # type: ignore[attr-defined]
    [item] = wood(1)
    review.reject(item.pk, "title", by=people, expected_version=1)
    open_desk(desk, live_server, item, queue=Queue.SECOND)
    card = card_of(desk, item)
    card.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("a")
    expect(desk.get_by_role("heading", name="Nothing is left in this queue.")).to_be_visible()
    expect(row_of(desk, item)).to_contain_text("disputed")
    open_desk(bens, live_server, item)
    choose(bens, Queue.DISAGREEMENT)
    card = card_of(bens, item)
    expect(card).to_contain_text("Ada Lindqvist would accept it.")
    expect(card).to_contain_text("The two readings differ in: verdict.")
    expect(card.locator("[data-lease]")).to_contain_text("yours until")
    card.get_by_role("button", name="Let it stand").click()
    expect(bens.get_by_role("alert")).to_contain_text("Say in a few words why you settle this")
    bens.get_by_label("Why the decision stands as it is").fill("It is the name of a song.")
    bens.get_by_role("button", name="Let it stand").click()
    expect(said(bens)).to_contain_text("Settled. The decision stands.")
    expect(row_of(bens, item)).to_contain_text("rejected")
    expect(bens.get_by_role("button", name="Let it stand")).to_have_count(0)
    assert SecondReading.objects.get().state == "settled"
    assert again(item).state == "rejected"


def test_a_dispute_is_settled_by_reopening_too(
    bens: Page, live_server: LiveServer, people: User, ada: User, settings: object
) -> None:
    settings.SECOND_READING_PERCENT = 100  # type: ignore[attr-defined]
    [item] = wood(1)
    review.reject(item.pk, "title", by=people, expected_version=1)
    readings.read_accepting(
        item.pk,
        Statement(Kind.DIRECT, parts_of(item.candidate), Attribution.UNATTRIBUTED),
        by=ada,
        expected_version=2,
        note="A tree, no song.",
    )
    open_desk(bens, live_server, item, queue=Queue.DISAGREEMENT)
    expect(bens.get_by_text("A tree, no song.")).to_be_visible()
    bens.get_by_label("Why it is taken up again").fill("Ada is right.")
    bens.get_by_role("button", name="Reopen", exact=True).click()
    expect(said(bens)).to_contain_text("Reopened.")
    expect(card_of(bens, item).get_by_role("button", name=re.compile("^Accept and next"))).to_be_visible()
    expect(row_of(bens, item)).to_contain_text("waiting")
    assert SecondReading.objects.get().state == "settled"
    assert again(item).state == "pending"


def test_the_lists_of_quotations_beside_the_queues(
    desk: Page, live_server: LiveServer, people: User, ada: User
) -> None:
    gone, kept = wood(2)
    open_desk(desk, live_server, gone)
    choose(desk, "anchor")
    expect(desk.get_by_role("heading", name="No quotation stands on an older capture.")).to_be_visible()
    desk.get_by_role("link", name="Go on with what waits").click()
    desk.wait_for_selector("html[data-desk=ready]")
    choose(desk, "withdrawn")
    expect(desk.get_by_role("heading", name="Nothing is withdrawn.")).to_be_visible()

    for item in (gone, kept):
        statement = Statement(Kind.DIRECT, parts_of(item.candidate), Attribution.UNATTRIBUTED)
        review.accept(item.pk, statement, by=people, expected_version=1)
    taken = Quote.objects.get(candidate=gone.candidate)
    quotes.withdraw(taken.pk, by=people, expected_version=1, reason="Misheard.")
    [other] = wood(1, name="fen")
    open_desk(desk, live_server, other)
    choose(desk, "withdrawn")
    expect(desk.locator("#result_list tbody tr")).to_have_count(1)
    expect(desk.locator("#result_list")).to_contain_text("Alder 1")
    article(again(kept).version.text.replace("Birch 2", "Birch 3"), locator="https://harwickpost.example/wood")
    open_desk(desk, live_server, other)
    choose(desk, "anchor")
    expect(desk.locator("#result_list tbody tr")).to_have_count(1)
    expect(desk.locator("#result_list")).to_contain_text("Birch 2")
    expect(desk.locator("#result_list")).to_contain_text("v1 of 2")
