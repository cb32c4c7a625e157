"""The desk beside a worker that is killed: decisions go on, and what the next worker finds comes to the same desk."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import ExtractionRun, Review
from claims.services import extraction
from seeds.catalogue import articles
from seeds.seed_text import read_seed
from tests.admin.points.conftest import card_of, enter, no_trouble, open_desk
from tests.admin.points.scenes import again, wood
from tests.factories import article, editor
from tests.tasks.conftest import Worker
from tracker.core.actors import Agent

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.django_db(transaction=True)]
LONG = 40  # copies of a seed article: some seconds of reading, so that the kill comes in the midst of it


def test_the_desk_goes_on_when_the_worker_is_killed(
    page: Page, live_server: LiveServer, worker: Worker, eventually: Callable[..., None]
) -> None:
    first, second = wood(2)
    with no_trouble(page):
        enter(page, live_server, editor("ada"))
        open_desk(page, live_server, first)
        seed = read_seed(next(found for found in articles() if found.path.suffix == ".txt"))
        run = extraction.request(article("\n\n".join([seed.text] * LONG)), by=Agent("tests"))
        worker.start()
        eventually(lambda: ExtractionRun.objects.get(pk=run.pk).state == "running", "the worker never began")
        worker.kill()
        page.keyboard.press("x")
        page.keyboard.press("1")
        card_of(page, second)
        assert again(first).state == "rejected"
        page.keyboard.press("x")
        page.keyboard.press("1")
        expect(page.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
        worker.start()
        eventually(
            lambda: ExtractionRun.objects.get(pk=run.pk).state == "done", "the sweeper did not find it", seconds=180
        )
        page.keyboard.press("s")
        found = Review.objects.pending().filter(version=run.version).in_reading_order()[0]
        card_of(page, found)
        page.wait_for_url(re.compile(f"/{found.pk}/change/"))
        page.keyboard.press("x")
        page.keyboard.press("1")
        expect(page.locator(f"#item-r{found.pk}")).to_contain_text("rejected")
        assert again(found).state == "rejected"
