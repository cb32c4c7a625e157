"""Ways to the desk and beside it, in a real browser; the desk itself is shown point by point in tests/admin/points."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Speaker
from claims.services import speakers
from sources.models import Document
from tests.admin.conftest import sign_in
from tests.admin.points.conftest import no_trouble, open_desk
from tests.factories import article, editor, proposed, reader, review_of
from tests.factories.articles import TEXT
from tracker.core.models import User

pytestmark = pytest.mark.browser
TYPED = "Harbour 🌊 wall\n\nMara Ellison 4 March 2026\n\n“Ne\u0301 wall 🧱 will stand,” said שָׁלוֹם عليكم.\n"


@pytest.fixture
def people(transactional_db: None) -> User:
    """Two editors; returns the one who is not at the desk."""
    editor("ada", first_name="Ada", last_name="Lindqvist")
    return editor("ben", first_name="Ben", last_name="Osei")


@pytest.fixture
def desk(page: Page, live_server: LiveServer, people: User) -> Iterator[Page]:
    """Ada, signed in through the form."""
    with no_trouble(page):
        sign_in(page, live_server, "ada")
        yield page


def test_from_the_queue_a_candidate_is_accepted_with_a_new_speaker(desk: Page, live_server: LiveServer) -> None:
    review = review_of(proposed())
    desk.get_by_role("link", name=re.compile("Review queue")).first.click()
    desk.get_by_role("link", name=re.compile("We will rebuild the wall")).click()
    desk.wait_for_selector("html[data-desk=ready]")
    expect(desk.get_by_text("The cue is “said”.")).to_be_visible()
    desk.get_by_label("Add Ada Okafor as a new speaker").check()
    desk.get_by_label("What tells them from a namesake").first.fill("councillor, Harwick")
    desk.get_by_role("button", name="Accept and next").click()
    expect(desk.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert f"/review/{review.pk}/" in desk.url  # the page stays, with what is left of it
    quote = Quote.objects.get()
    assert str(quote.speakers.get()) == "Ada Okafor (councillor, Harwick)"
    assert review_of(review.candidate).state == "accepted"


def test_a_reader_cannot_decide(page: Page, live_server: LiveServer, transactional_db: None) -> None:
    reader("rhea", is_staff=True)
    review = review_of(proposed())
    sign_in(page, live_server, "rhea")
    open_desk(page, live_server, review)
    expect(page.get_by_text("Deciding takes a member of the group Editors.")).to_be_visible()
    assert page.get_by_role("button", name=re.compile("Accept|Reject|Reopen")).count() == 0


def test_an_article_is_added_by_text(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/admin/")
    desk.get_by_role("link", name="Add articles").first.click()
    desk.get_by_label(re.compile("^Headline first")).fill(TYPED)
    desk.get_by_role("button", name="Add", exact=True).click()
    expect(desk.get_by_text("1 of 1 taken in.").first).to_be_visible()
    assert Document.objects.get().versions.get().text == TYPED


def test_a_quotation_is_marked_on_a_page_of_its_own(desk: Page, live_server: LiveServer) -> None:
    version = article()
    start = TEXT.index("the work could take")
    mark = f"{live_server.url}/admin/claims/quote/mark/{version.pk}/?start={start}&end={start + 19}"
    desk.goto(mark)
    desk.wait_for_selector("html[data-desk=ready]")
    expect(desk.locator("[data-pulled]")).to_have_text("the work could take")
    desk.get_by_role("button", name="Put on record").click()
    expect(desk.get_by_role("alert")).to_have_count(1)
    expect(desk.get_by_role("alert")).to_contain_text("Say whose words these are.")
    desk.get_by_label("nobody is named as the speaker").check()
    desk.get_by_role("button", name="Put on record").click()
    expect(desk.get_by_text("On record, marked by hand.").first).to_be_visible()
    assert [part.span.text for part in Quote.objects.get().parts.all()] == ["the work could take"]
    desk.goto(mark)
    desk.get_by_role("link", name="Leave it").click()
    desk.wait_for_url(re.compile(f"/version/{version.pk}/change/"))
    assert Quote.objects.count() == 1


def test_without_javascript_a_candidate_can_be_decided(browser: Browser, live_server: LiveServer, people: User) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    known = speakers.add("Mara Voss", by=people)
    review = review_of(proposed())
    sign_in(page, live_server, "ada")
    page.goto(f"{live_server.url}/admin/claims/review/{review.pk}/change/")
    page.get_by_role("button", name="Accept and next").click()
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("Choose who said this")
    page.locator("[name=lookup]").fill("voss")
    page.get_by_role("button", name="Look up").click()
    page.locator(f"[name=speakers][value='{known.pk}']").check()
    page.get_by_role("button", name="Accept and next").click()
    expect(page.get_by_text("Nothing waits for review.")).to_be_attached()
    context.close()
    assert Quote.objects.get().speakers.get() == known
    assert Speaker.objects.count() == 1
