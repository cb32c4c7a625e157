"""What an editor sees after a move: dates as known, later events, what became of additions, the buttons in sight."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from claims.models import ExtractionRun, Quote
from claims.templatetags.dates import known_to
from sources.models import Intake
from tests.admin.conftest import sign_in
from tests.admin.test_other_pages import ADD, page_of
from tests.admin.test_review_views import desk, form
from tests.factories import editor, proposed, review_of
from tests.factories.articles import TEXT


@pytest.mark.parametrize(
    ("day", "precision", "written"),
    [
        (date(2025, 12, 1), "day", "1 Dec 2025"),
        (date(2025, 12, 1), "week", "week of 1 Dec 2025"),
        (date(2025, 12, 1), "month", "December 2025"),
        ("2025-12-01", "year", "2025"),
        ("yesterday", "day", "yesterday"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(day: Any, precision: str, written: str) -> None:
    assert known_to(day, precision) == written


def test_a_quotation_shows_its_month_its_relayer_and_what_happened_later(as_ada: Client, db: None) -> None:
    review = review_of(proposed())
    new = {"new_name": "Ada Okafor", "new_kind": "person", "new_description": "", "new_said": "0"}
    sent = form(review, attribution="named", said_on="2025-12-01", precision="month", **new)
    assert as_ada.post(desk(review), sent).status_code == 302
    quote = Quote.objects.get()
    speaker = quote.speakers.get()
    correction = {
        **form(review, attribution="named", said_on="2025-12-01", precision="month", speakers=[speaker.pk]),
        "action": "correct",
        "quote_version": 1,
        "reason": "It was told to another.",
        "relayed_by": "The Ferry Gazette",
    }
    assert as_ada.post(page_of(quote), correction).status_code == 302
    for verb, seen in (("withdraw", 2), ("restore", 3)):
        as_ada.post(page_of(quote), {"action": verb, "quote_version": seen, "reason": f"To {verb} it."})
    for address in (page_of(quote), page_of(speaker), "/admin/claims/quote/"):
        page = as_ada.get(address).content.decode()
        assert "December 2025" in page, address
        assert "1 Dec 2025" not in page, address
    page = as_ada.get(page_of(quote)).content.decode()
    chain = page[page.index("Where it comes from") : page.index("As it stands")]
    places = [chain.index(f"<b>{word}</b> by ") for word in ("Accepted", "Corrected", "Withdrawn", "Restored")]
    assert places == sorted(places)
    assert "To withdraw it." in chain
    assert 'relayed by <span dir="auto">The Ferry Gazette</span>' in page


def test_another_reason_is_said_in_the_menu(as_ada: Client, db: None) -> None:
    review = review_of(proposed())
    answer = as_ada.post(desk(review), form(review, action="reject", reject_reason="other"))
    assert answer.status_code == 422
    menu = answer.content.decode().split("data-reject open")[1].split("</details>")[0]
    assert 'name="reject_note"' in menu
    assert "data-fault" in menu
    sent = form(review, action="reject", reject_reason="other", reject_note="An advertisement.", note="Seen in print.")
    assert as_ada.post(desk(review), sent).status_code == 302
    assert review_of(review.candidate).note == "Seen in print.\nAn advertisement."


def test_loading_the_result_again_adds_nothing_and_follows_the_run(as_ada: Client, db: None) -> None:
    answer = as_ada.post(ADD, {"text": TEXT})
    assert (answer.status_code, answer["Location"]) == (302, f"{ADD}?taken={Intake.objects.get().pk}")
    page = as_ada.get(answer["Location"]).content.decode()
    assert "Harbour wall to be rebuilt" in page
    assert "data-unfinished" in page
    run = ExtractionRun.objects.get()
    run.state, run.finished_at = "done", run.queued_at
    run.started_at, run.candidate_count = run.queued_at, 0
    run.save()
    page = as_ada.get(answer["Location"]).content.decode()
    assert run.get_state_display() in page
    assert "data-unfinished" not in page
    assert Intake.objects.count() == 1


@pytest.mark.parametrize("listed", ["x", "999999999999999999", "-1", "\x00", "1,,2", "0", "2147483647"])
def test_hostile_numbers_show_nothing(as_ada: Client, db: None, listed: str) -> None:
    answer = as_ada.get(ADD, {"taken": listed})
    assert answer.status_code == 200
    assert "What came of it" not in answer.content.decode()


@pytest.mark.browser
def test_after_a_decision_the_buttons_stay_in_sight(
    page: Page, live_server: LiveServer, transactional_db: None
) -> None:
    editor("ada")
    first = review_of(proposed())
    page.set_viewport_size({"width": 1400, "height": 950})
    sign_in(page, live_server, "ada")
    page.goto(live_server.url + desk(first))
    page.wait_for_selector("html[data-desk=ready]")
    page.evaluate(
        """() => { const strip = document.querySelector("[data-messages]");
        strip.append(Object.assign(document.createElement("p"), { className: "or-message", textContent: "Accepted." }));
        strip.append(Object.assign(document.createElement("p"), { className: "or-message", textContent: "Again." }));
        }"""
    )
    page.wait_for_timeout(200)
    box = page.get_by_role("button", name="Accept and next").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 950
