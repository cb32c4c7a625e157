"""Two versions side by side in a real browser: wide, narrow and dark, and from change to change; pictures are kept."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from seeds.catalogue import SEEDS
from sources.models import Version
from tests.admin.conftest import sign_in
from tests.admin.pages import WAYS, go, window
from tests.admin.test_comparing import CHANGED, HOSTILE, address, on_record
from tests.admin.test_looks import PAINT, PICTURES
from tests.factories import article, editor, propose_all
from tests.factories.articles import attribution

WALL = [(SEEDS / "articles" / f"harwick-flood-wall-v{number}.txt").read_text(encoding="utf-8") for number in (1, 2)]


@pytest.fixture
def wall(transactional_db: None) -> tuple[Version, Version]:
    """The seed article and its correction, with a paragraph moved and one taken out; two quotations, one candidate."""
    ada = editor("ada", first_name="Ada", last_name="Lindqvist")
    ben = editor("ben", first_name="Ben", last_name="Abara")
    old = article(WALL[0], by=ada)
    found = propose_all(
        old,
        attribution(
            old.text,
            ["We will now raise the harbour levy,", "and nobody on Mere Street should be in any doubt about it."],
            speaker="Ines Calder",
        ),
        attribution(old.text, ["It is built to hold back a surge of 3.4 metres,"], speaker="Temperance Adeyemi-Clarke"),
        attribution(old.text, ["The one that came in 2024 was 2.9 metres"], speaker="Temperance Adeyemi-Clarke"),
    )
    on_record(ada, found[0], found[2])
    parts = WALL[1].split("\n\n")
    moved = [*parts[:6], *parts[7:10], parts[6], *parts[10:12], *parts[13:]]
    new = article("\n\n".join(moved), by=ben)
    return old, new


@pytest.mark.browser
@pytest.mark.parametrize("way", WAYS)
def test_the_page_is_fit_to_be_seen(
    wall: tuple[Version, Version], live_server: LiveServer, browser: Browser, way: str
) -> None:
    old, new = wall
    context = window(browser, way)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    sign_in(page, live_server, "ada")
    hostile = [
        article("Headline\n\n" + "\n\n".join(texts), locator="https://h.example/1") for texts in (HOSTILE, CHANGED)
    ]
    for name, pair in (("compare", (old, new)), ("compare-hostile", hostile)):
        go(page, live_server, address(*pair))
        page.screenshot(path=PICTURES / f"{name}-{way}.png", full_page=True)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        troubles += page.evaluate(PAINT)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            troubles.append(f"{name}: {wide} px too wide")
    context.close()
    assert not troubles


def columns(page: Page) -> list[bool]:
    """Which of the two sides of a changed paragraph are seen."""
    changed = page.locator(".cmp-is-changed").first
    return [changed.locator(f".cmp-{which}").is_visible() for which in ("old", "new")]


@pytest.mark.browser
def test_two_columns_where_there_is_room_and_one_below(
    wall: tuple[Version, Version], live_server: LiveServer, page: Page
) -> None:
    sign_in(page, live_server, "ada")
    go(page, live_server, address(*wall))
    for width, seen in ((1440, [True, True]), (1000, [True, True]), (800, [False, True]), (400, [False, True])):
        page.set_viewport_size({"width": width, "height": 900})
        assert columns(page) == seen, width
        taken_out = page.locator(".cmp-is-changed .cmp-new .cmp-gone").first
        assert taken_out.is_visible() is not seen[0]
    expect(page.locator(".cmp-is-removed .cmp-old")).to_be_visible()


@pytest.mark.browser
def test_from_change_to_change(wall: tuple[Version, Version], live_server: LiveServer, page: Page) -> None:
    sign_in(page, live_server, "ada")
    go(page, live_server, address(*wall))
    bar = page.get_by_role("navigation", name="Changes")
    forth, back = bar.get_by_role("link", name="Next change"), bar.get_by_role("link", name="Previous")
    for number in (1, 2, 3):
        forth.click()
        expect(page.locator(f"#change-{number}")).to_be_focused()
        expect(page.locator(f"#change-{number}")).to_be_in_viewport()
    back.click()
    expect(page.locator("#change-2")).to_be_focused()
    total = page.locator("[id^=change-]").count()
    for _ in range(2, total):
        forth.click()
    expect(page.locator(f"#change-{total}")).to_be_focused()
    expect(forth).to_have_attribute("aria-disabled", "true")
