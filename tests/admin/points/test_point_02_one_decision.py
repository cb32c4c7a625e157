"""One decision at a time: the card shows the candidate, who found it and how surely, and why it was proposed."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Candidate, Review
from claims.services import extraction
from tests.admin.points.conftest import card_of, open_desk
from tests.factories import article, review_of
from tracker.core.models import User

pytestmark = pytest.mark.browser


def test_the_card_tells_what_was_found_by_whom_how_surely_and_why(
    desk: Page, live_server: LiveServer, people: User
) -> None:
    version = article()
    run = extraction.request(version, by=people)
    extraction.perform(run.pk)
    run.refresh_from_db()
    candidate = Candidate.objects.filter(run=run, kind="direct").order_by("start")[0]
    open_desk(desk, live_server, review_of(candidate))
    card = card_of(desk, review_of(candidate))
    expect(card.locator("[data-pulled]")).to_contain_text("We will rebuild the wall,")
    expect(card).to_contain_text(f"{run.engine} {run.engine_version}")
    expect(card).to_contain_text(f"confidence {round(candidate.confidence * 100)} %")
    why = card.get_by_role("list", name="Why the engine proposes it")
    assert candidate.speakers[0]["name"] == "Ada Okafor"
    expect(why).to_contain_text("Speaker, as the engine reads it: Ada Okafor")
    # The engine's own sentences tell of cue and mention.
    for reason in candidate.reasons:
        expect(why).to_contain_text(reason)
    assert "“said”" in " ".join(candidate.reasons)
    assert "“she”" in " ".join(candidate.reasons)


def test_there_is_one_candidate_on_the_card_and_one_decision(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    card = card_of(desk, three[0])
    expect(card.locator("[data-pulled]")).to_have_text("“We will rebuild the wall,”")
    expect(card.get_by_role("button", name="Accept and next")).to_have_count(1)
    expect(card).not_to_contain_text("three winters")
    expect(card.get_by_role("list", name="Why the engine proposes it")).to_contain_text("The cue is “said”.")
    desk.keyboard.press("j")
    card_of(desk, three[1])
    desk.keyboard.press("j")
    card = card_of(desk, three[2])
    expect(desk.get_by_role("complementary")).to_have_count(1)
    expect(card.locator("[data-pulled]")).to_have_text("three winters")  # mixed: without marks of its own
    expect(card).not_to_contain_text("We will rebuild")
    why = card.get_by_role("list", name="Why the engine proposes it")
    expect(why).to_contain_text("Speaker, as the engine reads it: Tomas Reyl")
    expect(why).to_contain_text("The cue is “warned”.")
