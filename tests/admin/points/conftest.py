"""What the tests of the desk's points share: two editors, windows in which nothing may go wrong, and an article."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Candidate, Review
from sources.models import Version
from tests.factories import article, editor, propose_all, review_of
from tests.factories.articles import TEXT, attribution
from tracker.core.models import User

# The browser notes every refusal of the server as an error; the desk's part is to tell the person, which tests look at.
REFUSAL = re.compile(r"^Failed to load resource: the server responded with a status of (403|409|412|422|423) ")
# Milliseconds that a test waits for what ought to come at once: the machine may be busy with other tests.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
SELECT = """([from, to]) => {
  const find = (words) => {
    const leaves = [...document.querySelectorAll("[data-leaf]")].map((leaf) => leaf.firstChild);
    for (const node of leaves) if (node.data.includes(words)) return [node, node.data.indexOf(words)];
    throw new Error(`not on the page: ${words}`);
  };
  const [first, start] = find(from), [last, end] = find(to), range = document.createRange();
  range.setStart(first, start);
  range.setEnd(last, end + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def people(transactional_db: None) -> User:
    """Two editors, Ada and Ben; returns Ben, who is not at the desk."""
    editor("ada", first_name="Ada", last_name="Lindqvist")
    return editor("ben", first_name="Ben", last_name="Osei")


@pytest.fixture
def desk(page: Page, live_server: LiveServer, people: User) -> Iterator[Page]:
    """Ada, signed in; at the end no script may have failed, and nothing may stand in the browser's console."""
    with no_trouble(page):
        enter(page, live_server, User.objects.get(username="ada"))
        yield page


@pytest.fixture
def bens(browser: Browser, live_server: LiveServer, people: User) -> Iterator[Page]:
    """Ben, signed in, in a window of his own."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    with no_trouble(page):
        enter(page, live_server, people)
        yield page
    context.close()


def enter(page: Page, server: LiveServer, person: User) -> None:
    """Let ``person`` be signed in, without the way through the form, which other tests go."""
    client = Client()
    client.force_login(person)
    page.set_default_timeout(PATIENCE)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])


@contextmanager
def no_trouble(page: Page, *, but: str = "") -> Iterator[None]:
    """Fail at the end where a script of the page failed, or where the browser logged an error that is no refusal.

    ``but`` is a pattern of what may be logged besides.
    """
    troubles: list[str] = []

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSAL.match(message.text) and not (but and re.search(but, message.text)):
            troubles.append(message.text)

    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", logged)
    yield
    assert troubles == []


@pytest.fixture
def three(people: User) -> list[Review]:
    """Three candidates of one article, in reading order."""
    version = article()
    return [review_of(candidate) for candidate in three_voices(version)]


def three_voices(version: Version) -> list[Candidate]:
    """Return three candidates of the article TEXT, in reading order; of the first the engine knows why."""
    return propose_all(
        version,
        attribution(TEXT, ["We will rebuild the wall,"], cue="said", mention="she", speaker="Ada Okafor"),
        attribution(TEXT, ["we will not raise the levy."], cue="said", mention="she", speaker="Ada Okafor"),
        attribution(TEXT, ["three winters"], cue="warned", mention="Tomas Reyl", speaker="Tomas Reyl", kind="mixed"),
    )


def open_desk(page: Page, server: LiveServer, review: Review, *, queue: str = "") -> None:
    """Open the desk at ``review`` and wait until its scripts are there."""
    query = f"?queue={queue}" if queue else ""
    page.goto(f"{server.url}/admin/claims/review/{review.pk}/change/{query}")
    page.wait_for_selector("html[data-desk=ready]")


def card_of(page: Page, review: Review) -> Locator:
    """Return the card, once it shows ``review``."""
    card = page.locator(f"#card[data-review='{review.pk}']")
    expect(card).to_be_visible()
    return card


def row_of(page: Page, review: Review) -> Locator:
    """Return the option of ``review`` in the queue."""
    return page.locator(f"#item-r{review.pk}")


def select(page: Page, first: str, last: str = "") -> None:
    """Select words of the article, from the beginning of ``first`` to the end of ``last``, as a mouse would."""
    page.evaluate(SELECT, [first, last or first])


def said(page: Page) -> Locator:
    """Return the live region, which speaks to screen readers."""
    return page.locator("[data-live]")
