"""Every page of the admin by name, and how people look at them: the tests of looks and of accessibility go through all.

A page that is added to the admin is added to `addresses`.
"""

from typing import Any

from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim, Quote, Review
from sources.models import Intake
from tracker.core.ledger import history
from tracker.core.models import User

WAYS = {
    "wide": {"width": 1440, "height": 1000, "dark": False},
    "narrow": {"width": 400, "height": 860, "dark": False},
    "dark": {"width": 1440, "height": 1000, "dark": True},
    "narrow-dark": {"width": 400, "height": 860, "dark": True},
}


def addresses() -> dict[str, str]:
    """Return the path of every page by its name, for what the fixture `house` has put on file."""
    quote, claim = Quote.objects.get(), Claim.objects.get()
    decided = quote.candidate.review  # type: ignore[union-attr]
    return {
        "dashboard": "/admin/",
        "queue": _list("claims_review"),
        "candidate": page_of(pending_by_the_mayor()),
        "decided": page_of(decided),
        "decisions": reverse("admin:claims_review_steps"),
        "keys": reverse("admin:claims_review_keys"),
        "comments": reverse("admin:claims_review_comments", args=[pending_by_the_mayor().pk]),
        "mark": reverse("admin:claims_quote_mark", args=[quote.version_id]) + "?start=40&end=60",
        "quotes": _list("claims_quote"),
        "quote": page_of(quote),
        "speakers": _list("claims_speaker"),
        "speaker": page_of(quote.speakers.get()),
        "speaker-add": "/admin/claims/speaker/add/",
        "claims": _list("claims_claim"),
        "claim": page_of(claim),
        "claim-add": "/admin/claims/claim/add/",
        "documents": _list("sources_document"),
        "document": page_of(quote.version.document),
        "versions": _list("sources_version"),
        "version": page_of(quote.version),
        "intakes": _list("sources_intake"),
        "intake": page_of(Intake.objects.all()[0]),
        "add": "/admin/sources/intake/add/",
        "runs": _list("claims_extractionrun"),
        "run": page_of(quote.candidate.run),  # type: ignore[union-attr]
        "ledger": _list("core_auditevent"),
        "event": page_of(history(quote)[0]),
        "people": _list("core_user"),
        "person": page_of(User.objects.all()[0]),
        "person-add": "/admin/core/user/add/",
    }


def pending_by_the_mayor() -> Review:
    """Return a direct quotation that waits, by someone who has a namesake on file."""
    by_the_mayor = Review.objects.pending().filter(candidate__speakers__contains=[{"name": "Ines Calder"}])
    return by_the_mayor.filter(candidate__kind="direct").in_reading_order()[0]


def page_of(row: Any) -> str:
    """Return the path of the page of one row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def window(browser: Browser, way: str) -> BrowserContext:
    """Open a window in one of WAYS."""
    size = WAYS[way]
    return browser.new_context(
        viewport={"width": int(size["width"]), "height": int(size["height"])},
        color_scheme="dark" if size["dark"] else "light",
        reduced_motion="reduce",
    )


def go(page: Page, server: LiveServer, address: str) -> None:
    """Open an address that answers well, and wait until it stands: frame, fonts, and the desk where there is one."""
    answer = page.goto(server.url + address)
    assert answer is not None
    assert answer.ok, f"{address} answered {answer.status}"
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_selector("html:not([x-cloak])")
    if page.locator("form[data-desk]").count():
        page.wait_for_selector("html[data-desk=ready]")


def _list(name: str) -> str:
    return reverse(f"admin:{name}_changelist")
