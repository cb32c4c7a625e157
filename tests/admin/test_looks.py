"""Every page in a real browser, wide, narrow and dark: nothing runs over, all text has contrast; pictures are kept.

The pictures go to var/screenshots, for people to look at.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from claims.services import extraction, speakers
from claims.services import review as review_verbs
from claims.services.intake import take_in
from claims.services.statements import Statement, parts_of
from seeds.catalogue import articles
from sources.models import Version
from sources.services.capture import Delivery, OutletHint
from tests.admin.conftest import sign_in
from tests.factories import editor
from tracker.core.ledger import history
from tracker.core.models import User

PICTURES = Path(__file__).resolve().parents[2] / "var" / "screenshots"
WAYS = {
    "wide": {"width": 1440, "height": 1000, "dark": False},
    "narrow": {"width": 400, "height": 860, "dark": False},
    "dark": {"width": 1440, "height": 1000, "dark": True},
    "narrow-dark": {"width": 400, "height": 860, "dark": True},
}
PAINT = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const linear = (v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = (c) => c.slice(0, 3).map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const c = rgba(getComputedStyle(e).backgroundColor);
      if (c[3] > 250) return c;
    }
    return rgba(document.documentElement.classList.contains("dark") ? "#191815" : "#fff");
  };
  const bad = [];
  for (const element of document.querySelectorAll(".or *")) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest(".or-hidden, .or-live, [disabled], .material-symbols-outlined")) continue;
    if (![...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const ink = light(rgba(getComputedStyle(element).color)), paper = light(ground(element));
    const ratio = (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)} ${element.className} ${element.textContent.trim().slice(0, 40)}`);
  }
  return bad;
}"""


@pytest.fixture
def house(transactional_db: None) -> User:
    """Three seed articles read by the engine, and one quotation on record; returns the editor."""
    ada = editor("ada", first_name="Ada", last_name="Lindqvist")
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
    review_verbs.accept(review.pk, statement, by=ada, expected_version=1, note="Checked against the recording.")
    return ada


@pytest.mark.browser
@pytest.mark.parametrize("way", WAYS)
def test_pages_are_fit_to_be_seen(house: User, live_server: LiveServer, browser: Browser, way: str) -> None:
    size = WAYS[way]
    context = browser.new_context(
        viewport={"width": int(size["width"]), "height": int(size["height"])},
        color_scheme="dark" if size["dark"] else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    sign_in(page, live_server, "ada")
    by_the_mayor = Review.objects.pending().filter(candidate__speakers__contains=[{"name": "Ines Calder"}])
    pending = by_the_mayor.filter(candidate__kind="direct").in_reading_order()[0]
    quote = Quote.objects.get()
    addresses = {
        "dashboard": "/admin/",
        "queue": "/admin/claims/review/",
        "candidate": f"/admin/claims/review/{pending.pk}/change/",
        "decided": f"/admin/claims/review/{quote.candidate.review.pk}/change/",  # type: ignore[union-attr]
        "quotes": "/admin/claims/quote/",
        "quote": f"/admin/claims/quote/{quote.pk}/change/",
        "speaker": f"/admin/claims/speaker/{quote.speakers.get().pk}/change/",
        "claim": "/admin/claims/claim/add/",
        "document": f"/admin/sources/document/{quote.version.document_id}/change/",
        "version": f"/admin/sources/version/{quote.version_id}/change/",
        "add": "/admin/sources/intake/add/",
        "event": f"/admin/core/auditevent/{_event(quote)}/change/",
    }
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / f"{name}-{way}.png")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            troubles.append(f"{name}: {wide} px too wide")
        troubles += [f"{name}: {bad}" for bad in page.evaluate(PAINT)]
    context.close()
    assert not troubles


def _event(quote: Quote) -> int:
    return history(quote)[0].pk
