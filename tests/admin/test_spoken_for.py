"""On whose behalf something was said: kept with every attribution, and never mistaken for the speaker."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.extraction.attribution import SpeakerGuess
from claims.models import Quote, Review
from claims.services import speakers
from tests.admin.conftest import sign_in
from tests.admin.test_review_views import desk, form
from tests.factories import article, editor, propose_all, review_of
from tests.factories.articles import attribution
from tracker.core.models import User

FENLAND = "Fenland Reinsurance"
TEXT = f"Claims settled\n\nMara Ellison 4 March 2026\n\n“All is paid,” said A spokeswoman for {FENLAND}.\n"
NEW = {"new_name": FENLAND, "new_kind": "organisation", "new_description": ""}


@pytest.fixture
def review(request: pytest.FixtureRequest) -> Review:
    """A spokeswoman's words, as the engine reads them: anonymous, on behalf of Fenland Reinsurance."""
    request.getfixturevalue("transactional_db" if request.node.get_closest_marker("browser") else "db")
    version = article(TEXT, locator="https://harwickpost.example/fenland")
    guess = SpeakerGuess(f"A spokeswoman for {FENLAND}", "anonymous", None, None, "described", FENLAND)
    found = attribution(version.text, ["All is paid,"], cue="said", mention=f"A spokeswoman for {FENLAND}")
    return review_of(propose_all(version, replace(found, speakers=(guess,)))[0])


def roles(quote: Quote) -> list[tuple[str, str]]:
    return [(row.speaker.name, row.role) for row in quote.quote_speakers.all()]


@pytest.mark.parametrize(
    "whose",
    [
        {"attribution": "anonymous", "described_as": "A spokeswoman"},
        {"attribution": "unknown"},
        {"attribution": "unattributed"},
    ],
)
def test_an_unnamed_speaker_speaks_on_behalf_of_someone(as_ada: Client, review: Review, whose: dict[str, Any]) -> None:
    answer = as_ada.post(desk(review), form(review, **whose, **NEW, new_behalf="0"))
    assert answer.status_code == 302
    quote = Quote.objects.get()
    assert roles(quote) == [(FENLAND, "behalf")]
    assert f", for {FENLAND}" in as_ada.get(f"/admin/claims/quote/{quote.pk}/change/").content.decode()


def test_a_principal_on_file_is_offered_and_never_ticked_by_itself(as_ada: Client, ada: User, review: Review) -> None:
    known = speakers.add(FENLAND, by=ada, kind="organisation")
    page = as_ada.get(desk(review)).content.decode()
    assert f'name="on_behalf_of" value="{known.pk}">' in page
    answer = as_ada.post(desk(review), form(review, attribution="named"))  # refused: the offer must still stand there
    assert f'name="on_behalf_of" value="{known.pk}">' in answer.content.decode()


@pytest.fixture
def at_the_desk(page: Page, live_server: LiveServer, review: Review) -> Page:
    editor("ada")
    sign_in(page, live_server, "ada")
    page.goto(live_server.url + desk(review))
    page.wait_for_selector("html[data-desk=ready]")
    return page


@pytest.mark.browser
def test_the_engines_principal_takes_one_click(at_the_desk: Page) -> None:
    expect(at_the_desk.get_by_label("anonymous, described in the text")).to_be_checked()
    expect(at_the_desk.get_by_label(f"Add {FENLAND} as a new speaker")).not_to_be_visible()
    at_the_desk.get_by_label(f"Add {FENLAND}, spoken for by the speaker").check()
    at_the_desk.keyboard.press("a")
    expect(at_the_desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert roles(Quote.objects.get()) == [(FENLAND, "behalf")]


@pytest.mark.browser
def test_a_new_principal_of_a_named_speaker_is_not_made_the_speaker(at_the_desk: Page) -> None:
    at_the_desk.get_by_label("named", exact=False).first.check()
    at_the_desk.get_by_label(f"Add {FENLAND}, spoken for by the speaker").check()
    rows = at_the_desk.locator(".or-new")
    last = rows.last
    last.get_by_label("Add someone else as a new speaker").check()
    last.get_by_label("Name", exact=True).fill("Jo Marsh")
    at_the_desk.get_by_role("button", name="Accept and next").click()
    expect(at_the_desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert sorted(roles(Quote.objects.get()), reverse=True) == [("Jo Marsh", "speaker"), (FENLAND, "behalf")]
