"""Nothing is accepted unless every part is the very text and a speaker, or none on purpose, is set; the draft stays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from tests.admin.points.conftest import card_of, open_desk, said
from tests.admin.points.scenes import again
from tests.factories import proposed, review_of
from tests.factories.articles import TEXT
from tracker.core.models import User

pytestmark = pytest.mark.browser
NOTE = "My careful note."


@pytest.fixture
def at_two_parts(desk: Page, live_server: LiveServer, people: User) -> Page:
    """The desk at the quotation in two parts, nobody named as its speaker, with a note."""
    open_desk(desk, live_server, review_of(proposed()))
    desk.get_by_label("nobody is named as the speaker").check()
    desk.get_by_text("Note for the ledger").first.click()
    desk.get_by_label("Note for the ledger").fill(NOTE)
    desk.keyboard.press("Tab")
    desk.locator("#queue [tabindex='0']").focus()
    return desk


def refused(page: Page, told: str) -> None:
    """Press “Accept”: it is refused with words of ``told``, the focus is there, and what was typed is kept."""
    page.get_by_role("button", name="Accept and next").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Not done.")
    expect(alert).to_contain_text(told)
    expect(alert).to_be_focused()
    expect(alert).to_be_in_viewport()
    assert not re.search(r"Traceback|constraint|Error|pointer|/parts", alert.text_content() or "")
    expect(page.get_by_label("Note for the ledger")).to_have_value(NOTE)
    assert not Quote.objects.exists()
    assert again(Review.objects.get()).state == "pending"


def accepted(page: Page) -> list[str]:
    """Accept what is on the card, and return its content."""
    page.get_by_role("button", name="Accept and next").click()
    expect(said(page)).to_contain_text("Accepted.")
    quote = Quote.objects.get()
    assert again(Review.objects.get()).note == NOTE
    return [part.span.text for part in quote.parts.filter(role="content")]


def test_without_a_speaker(at_two_parts: Page) -> None:
    at_two_parts.get_by_label("named speaker").check()
    refused(
        at_two_parts, "Choose who said this, or say that the speaker is anonymous, unknown or that nobody is named."
    )
    expect(at_two_parts.locator("fieldset[data-fault]")).to_contain_text("Whose words")
    # The keys go on from there; that nobody is named is a choice that must be made.
    at_two_parts.get_by_label("nobody is named as the speaker").check()
    assert accepted(at_two_parts) == ["We will rebuild the wall,", "and we will not raise the levy."]
    assert Quote.objects.get().attribution == "unattributed"


def test_nothing_said_about_whose_words_they_are(at_two_parts: Page) -> None:
    at_two_parts.evaluate("document.querySelector('[name=attribution]:checked').checked = false")
    refused(at_two_parts, "Say whose words these are.")


def test_an_anonymous_speaker_without_a_description(at_two_parts: Page) -> None:
    at_two_parts.get_by_label("anonymous, described in the text").check()
    refused(at_two_parts, "Keep how the article describes the anonymous speaker, such as “a senior official”.")
    at_two_parts.get_by_label("Described in the article as").fill("a councillor")
    accepted(at_two_parts)


TAMPERED: dict[str, tuple[str, str]] = {
    "other words": (
        "document.querySelector('[data-words]').value = 'We will never rebuild the wall,'",
        "are not those of the capture, which reads “We will rebuild the wall,”. Mark the passage again",
    ),
    "a character less": (
        "document.querySelector('[data-words]').value = 'We will rebuild the wall'",
        "are not those of the capture, which reads “We will rebuild the wall,”. Mark the passage again",
    ),
    "beyond the text": (
        "document.querySelectorAll('[data-to]')[1].value = '99999'",
        "Mark the passage again in the article.",
    ),
    "no number": ("document.querySelector('[data-from]').value = 'ten'", "is no whole number that can stand for"),
    "the end before the beginning": (
        "document.querySelector('[data-to]').value = '3'",
        "Mark the passage again in the article.",
    ),
    "a role that is none": (
        "document.querySelector('[data-role]').innerHTML = '<option value=verse selected></option>'",
        "Say what each passage is",
    ),
}


@pytest.mark.parametrize(("tamper", "told"), TAMPERED.values(), ids=TAMPERED)
def test_a_passage_that_is_not_the_text(at_two_parts: Page, tamper: str, told: str) -> None:
    at_two_parts.evaluate(tamper)
    refused(at_two_parts, told)
    expect(at_two_parts.locator("[data-passages][open]")).to_be_visible()


def test_parts_that_overlap(at_two_parts: Page) -> None:
    card = card_of(at_two_parts, Review.objects.get())
    at_two_parts.keyboard.press("e")
    end = card.get_by_label("End of passage 1", exact=True).first
    end.fill(str(TEXT.index("and we will not") + 8))
    refused(at_two_parts, "The passages marked as content overlap or stand out of order.")
    # The draft is as it was, and mended it is accepted.
    card.get_by_label("End of passage 1", exact=True).first.fill(str(TEXT.index(" she said")))
    assert accepted(at_two_parts) == ["We will rebuild the wall,”", "and we will not raise the levy."]


def test_without_content(at_two_parts: Page) -> None:
    at_two_parts.keyboard.press("e")
    remove: Callable[[], None] = at_two_parts.get_by_role("button", name="Remove passage 1", exact=True).click
    remove()
    remove()
    refused(at_two_parts, "Mark at least one passage as the content of the quotation.")
    expect(at_two_parts.locator("[data-pulled]")).to_have_text("")


def test_a_claim_that_there_is_not(at_two_parts: Page) -> None:
    at_two_parts.locator("[data-claim] > summary").click()
    at_two_parts.get_by_label("Claim no.").fill("4711")
    refused(at_two_parts, "There is no claim with number 4711.")
    expect(at_two_parts.get_by_label("Claim no.")).to_have_value("4711")
