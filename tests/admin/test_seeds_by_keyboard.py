"""An editor clears the whole seed set without touching the mouse; afterwards the ledger is gone through."""

from collections import Counter

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from claims.services import extraction
from claims.services.verification import checks
from seeds.loading import load
from tests.admin.points.conftest import PATIENCE, enter, no_trouble
from tests.factories import editor
from tracker.core.models import AuditEvent

# What an editor sees on the card: whose it is, who attributes it to whom, and who is on file.
CARD = """() => {
  const card = document.getElementById("card"), whose = card.querySelector("[name=attribution]:checked");
  return {
    review: card.dataset.review ?? "", done: card.hasAttribute("data-done"),
    alert: card.querySelector("[role=alert]")?.textContent ?? "",
    attribution: whose?.value ?? "", sole: Boolean(card.querySelector("[data-act=sole]")),
    known: card.querySelectorAll("[name=speakers]").length, name: card.querySelector("[name=new_name]")?.value ?? "",
  };
}"""
MOVED_ON = """(review) => {
  const card = document.getElementById("card");
  if (card.hasAttribute("data-done") || card.querySelector("[role=alert]")) return true;
  return Boolean(card.dataset.review) && card.dataset.review !== review;
}"""
EVERY = 9  # so many-th candidate is rejected, each time for another reason


@pytest.mark.browser
def test_the_whole_seed_set_is_cleared_by_keyboard_alone(
    page: Page, live_server: LiveServer, transactional_db: None
) -> None:
    ada = editor("ada", first_name="Ada", last_name="Lindqvist")
    for _, taken in load():
        assert taken.run is not None
        extraction.perform(taken.run.pk)
    waiting = Review.objects.pending().count()
    assert waiting > 100
    page.add_init_script("window.touched = 0; addEventListener('pointerdown', () => { window.touched += 1; }, true)")
    with no_trouble(page):
        enter(page, live_server, ada)
        page.goto(f"{live_server.url}/admin/claims/review/begin/")
        page.wait_for_selector("html[data-desk=ready]")
        decided = _clear(page)
        assert page.evaluate("window.touched") == 0
    assert not Review.objects.pending().exists()
    assert sum(decided.values()) == waiting
    _ledger_tells_of(decided, ada.pk)
    assert [str(fault) for check in checks() for fault in check.faults()] == []


def _clear(page: Page) -> Counter[str]:
    """Decide candidate after candidate until nothing waits; return how many were accepted and rejected."""
    decided: Counter[str] = Counter()
    while not (card := page.evaluate(CARD))["done"]:
        verb = _decide(page, card, sum(decided.values()))
        page.wait_for_function(MOVED_ON, arg=card["review"], timeout=PATIENCE)
        after = page.evaluate(CARD)
        assert not after["alert"], (card, after["alert"])
        decided[verb] += 1
    return decided


def _decide(page: Page, card: dict[str, object], number: int) -> str:
    if number % EVERY == 0 or not card["attribution"]:
        page.keyboard.press("x")
        page.keyboard.press(str(number // EVERY % 5 + 1))
        return "reject"
    if card["attribution"] == "named":
        _choose_speaker(page, card)
    page.keyboard.press("a")
    return "accept"


def _choose_speaker(page: Page, card: dict[str, object]) -> None:
    if card["sole"]:
        page.keyboard.press("o")
        return
    page.keyboard.press("p")
    if card["known"]:  # the box before the field is the last speaker's “on behalf of”, the one before it the speaker
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
    else:
        page.keyboard.press("Tab")
    page.keyboard.press("Space")


def _ledger_tells_of(decided: Counter[str], ada: int) -> None:
    told = AuditEvent.objects.filter(subject_type="claims.review", editor=ada)
    assert Counter(told.values_list("verb", flat=True)) == decided
    recorded = AuditEvent.objects.filter(subject_type="claims.quote", editor=ada, verb="record")
    assert recorded.count() == Quote.objects.count() == decided["accept"]
    for quote in Quote.objects.select_related("version").prefetch_related("parts__span"):
        for part in quote.parts.all():
            assert part.span.text == part.span.span.of(quote.version.text)
