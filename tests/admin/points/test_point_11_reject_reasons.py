"""Rejecting asks why, by mouse or by number; the reason stands in the ledger and in the engine's error report."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Review
from tests.admin.points.conftest import card_of, open_desk, said
from tests.admin.points.scenes import again, told, wood

pytestmark = pytest.mark.browser
REASONS = Review.RejectReason.choices
NOTE = "The trees are not the mayor’s."


def assert_rejected(page: Page, server: LiveServer, items: list[Review]) -> None:
    """Hold the record, the ledger and the error report to the reasons in their order; the last is told in a note."""
    assert [again(item).reject_reason for item in items] == [reason for reason, _ in REASONS]
    for item, (reason, words) in zip(items, REASONS, strict=True):
        because = NOTE if reason == "other" else words
        assert told(item)[-1] == ("reject", "Ada Lindqvist", because)
    answer = page.request.get(f"{server.url}/admin/claims/review/errors.csv")
    report = list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"), newline="")))
    assert sorted(row["reason"] for row in report) == sorted(reason for reason, _ in REASONS)
    assert [row["note"] for row in report if row["note"]] == [NOTE]


def test_by_mouse(desk: Page, live_server: LiveServer) -> None:
    items = wood(len(REASONS))
    open_desk(desk, live_server, items[0])
    for item, (reason, words) in zip(items, REASONS, strict=True):
        card = card_of(desk, item)
        card.locator("[data-reject] > summary").click()
        card.get_by_label(words).check()
        if reason == "other":
            card.get_by_label("Say what, where it is something else").fill(NOTE)
        card.get_by_role("button", name="Reject and next").click()
        expect(said(desk)).to_contain_text("Rejected.")
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert_rejected(desk, live_server, items)


def test_by_number(desk: Page, live_server: LiveServer) -> None:
    items = wood(len(REASONS))
    open_desk(desk, live_server, items[0])
    for number, (item, (reason, _)) in enumerate(zip(items, REASONS, strict=True), 1):
        card_of(desk, item)
        desk.keyboard.press("x")
        desk.keyboard.press(str(number))
        if reason == "other":
            expect(desk.get_by_label("Say what, where it is something else")).to_be_focused()
            desk.keyboard.type(NOTE)
            desk.keyboard.press("Tab")
            desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert_rejected(desk, live_server, items)


def test_something_else_needs_words_and_no_reason_is_none(desk: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    desk.keyboard.press("x")
    desk.get_by_role("button", name="Reject and next").click()
    expect(desk.get_by_role("alert")).to_contain_text("Choose one of the reasons")
    desk.get_by_label("something else (say what)").check()
    desk.get_by_role("button", name="Reject and next").click()
    expect(desk.get_by_role("alert")).to_contain_text("Say in a few words what the other reason is.")
    expect(desk.get_by_label("something else (say what)")).to_be_checked()
    assert again(item).state == "pending"
    desk.get_by_label("Say what, where it is something else").fill(NOTE)
    desk.get_by_role("button", name="Reject and next").click()
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert (again(item).reject_reason, again(item).note) == ("other", NOTE)


def test_a_number_does_nothing_while_the_reasons_are_not_shown(desk: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(desk, live_server, item)
    desk.keyboard.press("1")
    desk.keyboard.press("x")
    desk.keyboard.press("7")
    expect(desk.get_by_role("button", name="Reject and next")).to_be_visible()
    assert again(item).state == "pending"
