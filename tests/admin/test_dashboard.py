"""The figures of the first page in a browser: drawn, told as tables, in the dark, on a narrow window, without scripts.

The pictures go to var/screenshots, for people to look at.
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from claims.services import readings, review
from tests.admin import axe
from tests.admin.conftest import sign_in
from tests.admin.pages import window
from tests.factories import article, editor, propose_all, review_of
from tests.factories.articles import attribution
from tests.factories.days import days_ago
from tests.factories.history import GROVE, OLD, WORDS, accept, desk_history, ruled
from tracker.core.models import User

PICTURES = Path(__file__).resolve().parents[2] / "var" / "screenshots"
pytestmark = pytest.mark.browser
# How many colours a canvas shows, and how much of it is not empty; a hash tells whether it was drawn anew.
PAINTED = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  let inked = 0, hash = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3]) inked++;
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    seen.add(colour);
    hash = (hash * 31 + colour + data[i + 3]) | 0;
  }
  return { colours: seen.size, share: inked / (data.length / 4), hash };
}"""
TICKS = """() => [...document.querySelectorAll("#figures canvas")].flatMap((canvas) =>
  Object.values(Chart.getChart(canvas).scales).filter((scale) => scale.type === "linear")
    .flatMap((scale) => scale.ticks.map((tick) => tick.value)))"""


@pytest.fixture
def desk(transactional_db: None, settings: Settings) -> User:
    """Six days of work, and one decision read twice with a difference; returns Ada."""
    ada = editor("ada", first_name="Ada", last_name="Lindqvist", is_superuser=True)
    ben = editor("ben")
    desk_history(ada, ben)
    settings.SECOND_READING_PERCENT = 100
    version = article(GROVE.replace("Five", "More"), locator="https://harwickpost.example/more")
    found = [attribution(version.text, [words]) for words in WORDS]
    with days_ago(3):
        items = [review_of(candidate) for candidate in propose_all(version, *found, engine=OLD)]
        for item in items[:4]:
            accept(item, ada)
    readings.read_accepting(items[0].pk, ruled(items[0].candidate), by=ben, expected_version=2)
    readings.read_accepting(items[1].pk, ruled(items[1].candidate), by=ben, expected_version=2)
    readings.read_rejecting(items[2].pk, "title", by=ben, expected_version=2)
    review.reject(items[4].pk, "scare-quotes", by=ada, expected_version=1)
    return ada


@pytest.fixture
def first(desk: User, live_server: LiveServer, page: Page) -> Page:
    """The first page with its figures drawn."""
    sign_in(page, live_server, "ada")
    return drawn(page)


def drawn(page: Page) -> Page:
    """Bring the figures into sight and wait until they are there."""
    page.locator("#figures").scroll_into_view_if_needed()
    page.locator("#figures[data-drawn]:not([aria-busy])").wait_for()
    return page


def figure(page: Page, key: str) -> Locator:
    return page.locator(f"[data-plot={key}]")


def cells(table: Locator) -> list[list[str]]:
    rows: list[list[str]] = table.evaluate(
        "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return rows


def test_four_plots_are_drawn_from_the_json_and_told_as_tables(first: Page) -> None:
    told = first.evaluate("fetch('/admin/claims/review/figures/?days=30').then((answer) => answer.json())")
    assert list(told["plots"]) == ["queue", "decisions", "engines", "agreement"]
    for key, plot in told["plots"].items():
        canvas = figure(first, key).get_by_role("img", name=f"{plot['title']}: {plot['gist']}", exact=True)
        painted = canvas.evaluate(PAINTED)
        assert painted["colours"] > 20, key
        assert painted["share"] > 0.02, key
        expect(figure(first, key).locator("figcaption")).to_contain_text(plot["gist"])
        figure(first, key).get_by_text("Show as table").click()
        tables = figure(first, key).get_by_role("table")
        assert tables.count() == len(plot["tables"])
        for table, shown in zip(plot["tables"], tables.all(), strict=True):
            assert cells(shown) == table["rows"]
            assert shown.locator("caption").inner_text() == table["caption"]
            assert shown.locator("thead th").all_inner_texts() == table["columns"]
    days = cells(figure(first, "queue").get_by_role("table"))
    assert [int(count) for _, count in days] == [day["pending"] for day in reversed(told["plots"]["queue"]["series"])]
    assert (
        told["plots"]["agreement"]["gist"]
        == "3 read twice, 67\u00a0% without any difference; on accept or reject κ is 0.00"
    )
    first.locator("#figures").screenshot(path=PICTURES / "figures-tables.png")


def test_axes_count_in_whole_numbers_and_today_is_named(first: Page) -> None:
    ticks = first.evaluate(TICKS)
    assert ticks
    assert all(tick == int(tick) for tick in ticks)
    names = first.evaluate("Chart.getChart(document.querySelector('[data-plot=queue] canvas')).scales.x.ticks")
    assert names[-1]["label"] == "today"
    expect(figure(first, "queue")).to_contain_text("Today is not over")


def test_a_span_is_chosen_by_a_button_and_kept_in_the_address(first: Page) -> None:
    first.get_by_role("button", name="7 days").press("Enter")
    expect(first.get_by_role("button", name="7 days")).to_have_attribute("aria-pressed", "true")
    expect(first.locator("[data-told]")).to_have_text("Figures of the last 7 days, in the time zone UTC.")
    assert len(cells(figure(first, "queue").locator("table"))) == 7
    link = first.get_by_role("link", name="Errors of the engine as CSV")
    assert str(link.get_attribute("href")).endswith("errors.csv?days=7")
    first.reload()
    drawn(first)
    assert len(cells(figure(first, "queue").locator("table"))) == 7
    first.goto(first.url.replace("days=7", "days=%3Cb%3E"))
    drawn(first)
    assert len(cells(figure(first, "queue").locator("table"))) == 30
    with first.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".csv")
    assert "scare-quotes" in download.value.path().read_text("utf-8-sig")


def test_figures_are_asked_for_only_when_they_come_near(desk: User, live_server: LiveServer, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/figures/?" in request.url else None)
    page.set_viewport_size({"width": 900, "height": 300})
    sign_in(page, live_server, "ada")
    page.wait_for_load_state("networkidle")
    assert not asked
    drawn(page)
    assert len(asked) == 1


@pytest.mark.parametrize("way", ["wide", "narrow", "dark", "narrow-dark"])
def test_every_way_of_looking(desk: User, live_server: LiveServer, browser: Browser, way: str) -> None:
    context = window(browser, way)
    page = context.new_page()
    sign_in(page, live_server, "ada")
    drawn(page)
    assert page.locator("#figures").get_attribute("data-drawn") == ("dark" if "dark" in way else "light")
    page.locator("#figures").screenshot(path=PICTURES / f"figures-{way}.png")
    for summary in page.locator("#figures summary").all():
        summary.click()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    context.close()


@pytest.mark.skipif(not axe.SCRIPT.exists(), reason=axe.MISSING)
@pytest.mark.parametrize("way", ["wide", "dark"])
def test_the_figures_are_accessible(desk: User, live_server: LiveServer, browser: Browser, way: str) -> None:
    context = window(browser, way)
    page = context.new_page()
    sign_in(page, live_server, "ada")
    drawn(page)
    for summary in page.locator("#figures summary").all():
        summary.click()
    axe.assert_accessible(page, name="figures")
    page.goto(f"{live_server.url}/admin/claims/review/figures/tables/")
    axe.assert_accessible(page, name="figures as bare tables")
    context.close()


def test_the_plots_follow_the_switch_to_the_dark(first: Page) -> None:
    canvases = first.locator("#figures canvas")
    before = [canvas.evaluate(PAINTED)["hash"] for canvas in canvases.all()]
    first.keyboard.press("Control+e")  # from “as the system has it” to light
    first.keyboard.press("Control+e")
    first.locator("#figures[data-drawn=dark]").wait_for()
    after = [canvas.evaluate(PAINTED)["hash"] for canvas in canvases.all()]
    assert all(one != two for one, two in zip(before, after, strict=True))


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_want_no_motion(
    desk: User, live_server: LiveServer, browser: Browser, motion: Any
) -> None:
    context = browser.new_context(reduced_motion=motion)
    page = context.new_page()
    sign_in(page, live_server, "ada")
    drawn(page)
    animation = page.evaluate("Chart.getChart(document.querySelector('#figures canvas')).options.animation")
    assert animation is False if motion == "reduce" else 0 < animation["duration"] < 150
    context.close()


def test_without_javascript_the_tables_are_there(desk: User, live_server: LiveServer, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1100, "height": 900})
    page = context.new_page()
    sign_in(page, live_server, "ada")
    frame = page.frame_locator("iframe[title='The figures as tables']")
    expect(frame.get_by_role("heading", name="The last 30 days")).to_be_visible()
    assert frame.get_by_role("table").count() == 6
    frame.get_by_role("link", name="7 days").click()
    expect(frame.get_by_role("heading", name="The last 7 days")).to_be_visible()
    assert frame.get_by_role("row", name="so far").count() == 2
    expect(page.locator("#figures canvas").first).to_be_hidden()
    page.locator("#figures").screenshot(path=PICTURES / "figures-without-javascript.png")
    context.close()


def test_trouble_is_told_and_can_be_tried_again(desk: User, live_server: LiveServer, page: Page) -> None:
    def broken(route: Route) -> None:
        route.fulfill(status=503, content_type="text/html", body="<h1>down</h1>")

    page.route("**/figures/?*", broken)
    sign_in(page, live_server, "ada")
    page.locator("#figures").scroll_into_view_if_needed()
    expect(page.get_by_role("alert")).to_contain_text(
        "The figures could not be read. The server answered with error 503"
    )
    page.unroute("**/figures/?*")
    page.get_by_role("button", name="Try again").click()
    drawn(page)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_someone_who_was_signed_out_is_told_so(first: Page) -> None:
    first.context.clear_cookies()
    first.get_by_role("button", name="90 days").click()
    expect(first.get_by_role("alert")).to_contain_text("You are signed out. Load the page again to sign in.")


@pytest.fixture
def empty_house(transactional_db: None) -> User:
    """Nothing but Ada."""
    return editor("ada")


def test_an_empty_house_says_what_to_do_next(empty_house: User, live_server: LiveServer, page: Page) -> None:
    sign_in(page, live_server, "ada")
    drawn(page)
    assert page.locator("#figures canvas:visible").count() == 0
    for key, words, link in (
        ("queue", "Nothing waited in these 30 days.", "Add articles"),
        ("decisions", "Nobody decided anything in these 30 days.", "Begin to review"),
        ("engines", "Nobody decided anything in these 30 days.", "Begin to review"),
        ("agreement", "No decision was read by a second editor in these 30 days.", "Open the queue"),
    ):
        expect(figure(page, key)).to_contain_text(words)
        expect(figure(page, key).get_by_role("link", name=link)).to_be_visible()
    page.locator("#figures").screenshot(path=PICTURES / "figures-empty.png")
