"""A run followed in a real browser while a real worker does it: its progress, its end, and a worker that is killed."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import ExtractionRun
from claims.services.intake import take_in
from seeds.catalogue import articles
from sources.models import Version
from sources.services.capture import Delivery
from tests.admin.conftest import sign_in
from tests.factories import editor
from tests.tasks.conftest import Worker
from tracker.core.actors import Agent

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.django_db(transaction=True)]
LONG = 60  # copies of a seed article: some seconds of reading
PATIENCE = 120_000  # milliseconds, for a busy machine
LOST = "Waiting for a worker again: the last one was lost"
# What a page goes through: every state of its bar, everything that was said aloud, and that it was never loaded anew.
WATCH = """() => {
  window.seen = { bars: [], words: [], said: [] };
  const note = (list, value) => { if (value && list.at(-1) !== value) list.push(value); };
  const look = () => {
    note(window.seen.bars, document.querySelector(".or-run progress")?.getAttribute("value"));
    note(window.seen.words, document.querySelector(".or-run .or-state")?.textContent);
    note(window.seen.said, document.querySelector("#said")?.textContent);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
}"""


@pytest.fixture
def run(transactional_db: None) -> ExtractionRun:
    """A run over a long article, asked for while no worker is there."""
    editor("ada")
    page = next(found for found in articles() if found.path.suffix == ".txt").path.read_text(encoding="utf-8")
    raw = "\n\n".join([page] * LONG).encode()
    delivery = Delivery(raw=raw, got=Version.Got.FILE, asked_for="long.txt", filename="long.txt")
    run = take_in(delivery, by=Agent("tests")).run
    assert run is not None
    return run


def opened(page: Page, server: LiveServer, address: str) -> None:
    sign_in(page, server, "ada")
    page.goto(server.url + address)
    page.evaluate(WATCH)


def document(run: ExtractionRun) -> str:
    return f"/admin/sources/document/{run.version.document_id}/change/"


def test_the_page_of_a_document_follows_its_run(
    worker: Worker, run: ExtractionRun, page: Page, live_server: LiveServer
) -> None:
    opened(page, live_server, document(run))
    expect(page.locator(".or-run")).to_contain_text("Waiting for a worker: it comes next")
    expect(page.locator("#candidates")).to_contain_text("The engine is not through with it yet.")
    worker.start()
    expect(page.locator("#said")).to_contain_text("Done.", timeout=PATIENCE)
    expect(page.locator("#candidates .or-rows li").nth(9)).to_be_visible()
    run.refresh_from_db()
    seen = page.evaluate("window.seen")
    assert run.candidate_count
    assert run.candidate_count > 100
    assert seen["said"][0] == "Waiting for a worker: it comes next."
    assert seen["said"][1].startswith("Reading")
    assert seen["said"][2:] == [f"Done. {run.candidate_count} candidates."]
    between = [int(value) for value in seen["bars"] if 0 < int(value) < 100]
    assert len(between) >= 3, seen
    assert between == sorted(between)
    assert seen["words"][-1] == f"Done. {run.candidate_count} candidates."
    assert page.locator("[data-unfinished]").count() == 0
    expect(page.locator("#runs")).to_contain_text(f"{run.candidate_count} candidates")


def test_a_worker_killed_before_the_readers_eyes_is_told_and_made_good(
    worker: Worker, run: ExtractionRun, page: Page, live_server: LiveServer
) -> None:
    opened(page, live_server, document(run))
    worker.start()
    expect(page.locator(".or-run")).to_contain_text("Reading: ", timeout=PATIENCE)
    worker.kill()
    expect(page.locator(".or-run")).to_contain_text(LOST, timeout=PATIENCE)
    expect(page.locator("#said")).to_have_text(f"{LOST}.")
    assert page.locator(".or-run progress").get_attribute("value") == "0"
    worker.start()
    expect(page.locator(".or-run")).to_contain_text("Reading: ", timeout=PATIENCE)
    expect(page.locator("#said")).to_contain_text("Done.", timeout=PATIENCE)
    run.refresh_from_db()
    assert run.attempts >= 2
    said = page.evaluate("window.seen")["said"]
    assert said[-3] == f"{LOST}."
    assert said[-2].startswith("Reading")
    assert said[-1] == f"Done. {run.candidate_count} candidates."


def test_articles_just_added_and_the_page_of_a_run_are_followed_too(
    worker: Worker, run: ExtractionRun, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server, "ada")
    other = page.context.new_page()
    errors: list[str] = []
    for each in (page, other):
        each.on("pageerror", lambda error: errors.append(str(error)))
    other.goto(f"{live_server.url}/admin/claims/extractionrun/{run.pk}/change/")
    page.goto(f"{live_server.url}/admin/sources/intake/add/")
    page.locator("[name=text]").fill("Wall to be rebuilt\n\n“We will rebuild the wall,” said Ada Okafor.")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#taken .or-run")).to_contain_text("Waiting for a worker: 1 before it")
    expect(other.locator(".or-run")).to_contain_text("Waiting for a worker: it comes next")
    expect(other.locator("#facts")).to_contain_text("waiting for a worker")
    worker.start()
    expect(page.locator("#taken .or-run")).to_contain_text("Done. 1 candidate.", timeout=PATIENCE)
    expect(page.locator("#said")).to_have_text("Done. 1 candidate.")
    expect(other.locator(".or-run")).to_contain_text("Done. ", timeout=PATIENCE)
    run.refresh_from_db()
    expect(other.locator("#facts dt", has_text="Candidates").locator("+ dd")).to_have_text(str(run.candidate_count))
    assert other.locator("[data-unfinished]").count() == page.locator("[data-unfinished]").count() == 0
    assert not errors
