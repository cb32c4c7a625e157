"""What the admin's tests share: people who are signed in, and the system's Chromium."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from claims.models import Review
from claims.services import claims as claim_verbs
from claims.services import extraction, speakers
from claims.services import review as review_verbs
from claims.services.intake import take_in
from claims.services.statements import Statement, parts_of
from seeds.catalogue import articles
from sources.models import Version
from sources.services.capture import Delivery, OutletHint
from tests.factories import editor
from tests.factories.people import PASSWORD
from tracker.core.models import User

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright's loop runs in the test's own thread, where the test also asks the database what came of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests, with the reason, where there is no browser."""
    if CHROMIUM is None:
        reason = "no Chromium: none of chromium, chromium-browser, google-chrome is on the path"
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """One person's window. (The plugin's own fixture asks pytest-base-url, which pytest 9 warns about.)"""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def as_ada(ada: User) -> Client:
    """A client signed in as the editor Ada."""
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def house(transactional_db: None) -> User:
    """Two seed articles read by the engine, a quotation on record and a claim; returns Ada, who may see every page."""
    ada = editor("ada", first_name="Ada", last_name="Lindqvist", is_superuser=True)
    for seed in articles():
        if seed.path.name not in {"harwick-flood-wall-v1.txt", "skerrow-fish-hall.txt"}:
            continue
        delivery = Delivery(
            raw=seed.path.read_bytes(),
            got=Version.Got.SEED,
            asked_for=seed.path.name,
            locator=seed.url,
            filename=seed.path.name,
            outlet=OutletHint(name=seed.outlet_name, domain=seed.outlet_domain),
        )
        run = take_in(delivery, by=ada).run
        assert run is not None
        extraction.perform(run.pk)
    review = Review.objects.filter(candidate__kind="direct").order_by("pk")[0]
    speaker = speakers.add("Ines Calder", by=ada, description="mayor of Harwick since 2025")
    speakers.add("Ines Calder", by=ada, description="oboist, born 1961")
    statement = Statement(kind="direct", parts=parts_of(review.candidate), attribution="named", speakers=[speaker.pk])  # type: ignore[arg-type]
    note = "Checked against the recording."
    _, quote = review_verbs.accept(review.pk, statement, by=ada, expected_version=1, note=note)
    claim = claim_verbs.open_claim("The wall at Harwick will be rebuilt.", by=ada)
    claim_verbs.link(claim.pk, quote.pk, by=ada, stance="asserts")
    return ada


def sign_in(page: Page, server: LiveServer, username: str) -> None:
    """Sign in through the form."""
    page.set_default_timeout(10_000)
    page.goto(f"{server.url}/admin/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{server.url}/admin/")
