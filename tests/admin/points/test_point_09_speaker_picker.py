"""The speaker picker finds by any name and tells people apart: role on the article's day, last words, number, namesake;
it makes new speakers on the spot, and nobody, an anonymous voice or an organisation can be chosen as well."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review, Speaker
from claims.services import speakers
from tests.admin.points.conftest import card_of, open_desk, said
from tests.db.crowds import quotations_of
from tracker.core.models import User

pytestmark = pytest.mark.browser


@pytest.fixture
def okafor(people: User) -> Speaker:
    """The mayor on the article's day, 4 March 2026, and not since; with another name, a quotation and a namesake."""
    speaker = speakers.add("Ada Okafor", by=people, description="born 1961", wikidata_id="Q7")
    speakers.add_name(speaker.pk, "Ada Brandt-Sørensen", by=people)
    speakers.add_position(
        speaker.pk, "mayor of Harwick", by=people, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30)
    )
    speakers.add("Ada Okafor", by=people, description="footballer")
    quotations_of(speaker, 1)
    return speaker


def look_up(page: Page, typed: str) -> Locator:
    """Type into the picker, reached by its key, and return what it offers."""
    page.keyboard.press("p")
    box = page.get_by_role("combobox", name="Find a speaker by any name")
    expect(box).to_be_focused()
    page.keyboard.type(typed)
    expect(box).to_have_attribute("aria-expanded", "true")
    return page.locator("#lookup-list").get_by_role("option")


def accept(page: Page) -> Quote:
    """Accept what is on the card, and return what is on record then."""
    page.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(said(page)).to_contain_text("Accepted.")
    return Quote.objects.exclude(candidate=None).latest("pk")


def test_an_option_tells_who_it_is(desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker) -> None:
    open_desk(desk, live_server, three[0])
    first = look_up(desk, "brandt").first
    expect(first).to_contain_text("Ada Okafor")
    expect(first).to_contain_text("mayor of Harwick in 2026")  # as of today it would be “until 2026”
    expect(first.locator(".or-past")).to_have_count(0)
    expect(first).to_contain_text("also Ada Brandt-Sørensen")
    expect(first).to_contain_text("1 on record")
    expect(first).to_contain_text("Q7")
    expect(first).to_contain_text("has a namesake")
    expect(first).to_contain_text(f"Last: “We heard number 0 of {okafor.pk}.”, Harwick Post")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(desk.locator("#lookup")).to_have_attribute("aria-activedescendant", "lookup-list-0")
    expect(said(desk)).to_have_text("1 found.")


@pytest.mark.parametrize("typed", ["Ada Okafor", "sørensen bra"])
def test_any_name_and_enter_choose(
    desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker, typed: str
) -> None:
    open_desk(desk, live_server, three[0])
    look_up(desk, typed)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    expect(desk.locator(f"[name=speakers][value='{okafor.pk}']")).to_be_checked()
    expect(desk.locator(f"[name=speakers][value='{okafor.pk}']")).to_be_focused()
    expect(said(desk)).to_have_text("Ada Okafor chosen as the speaker.")
    assert list(accept(desk).speakers.all()) == [okafor]


def test_an_option_is_chosen_by_mouse(
    desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker
) -> None:
    open_desk(desk, live_server, three[2])
    look_up(desk, "okafor").filter(has_text="footballer").click()
    chosen = desk.locator("[data-chosen] li", has_text="footballer")
    expect(chosen.get_by_role("checkbox", name=re.compile("Ada Okafor"))).to_be_checked()
    expect(chosen).to_contain_text("has a namesake")
    assert accept(desk).speakers.get().description == "footballer"


def test_a_name_alone_chooses_nobody_and_one_click_does(
    desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker
) -> None:
    open_desk(desk, live_server, three[0])
    offered = desk.get_by_role("list", name="Speakers on file").get_by_role("listitem")
    expect(offered).to_have_count(2)
    expect(desk.locator("[name=speakers]:checked")).to_have_count(0)
    mayor = offered.filter(has_text="mayor of Harwick in 2026")
    for fact in ("has a namesake", "1 on record", "Q7", f"Last: “We heard number 0 of {okafor.pk}.”"):
        expect(mayor).to_contain_text(fact)
    mayor.get_by_role("checkbox", name=re.compile("Ada Okafor")).check()
    assert list(accept(desk).speakers.all()) == [okafor]


def test_escape_closes_the_list_and_chooses_nobody(
    desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker
) -> None:
    open_desk(desk, live_server, three[2])
    options = look_up(desk, "okafor")
    desk.keyboard.press("Escape")
    expect(options.first).not_to_be_visible()
    expect(desk.locator("#lookup")).to_have_value("okafor")
    expect(desk.locator("[name=speakers]:checked")).to_have_count(0)


@pytest.mark.parametrize(("steps", "kind"), [(0, "person"), (1, "organisation")])
def test_whoever_is_not_found_is_made_by_enter(
    desk: Page, live_server: LiveServer, three: list[Review], steps: int, kind: str
) -> None:
    open_desk(desk, live_server, three[0])
    options = look_up(desk, "Zelda  Quist")
    expect(options).to_have_text(["Add Zelda Quist as a new speaker", "Add Zelda Quist as a new organisation"])
    expect(said(desk)).to_have_text("Nobody found by that name. Add Zelda Quist as a new speaker: Enter.")
    for _ in range(steps):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(said(desk)).to_have_text("Zelda Quist added, and chosen as the speaker.")
    made = Speaker.objects.get()
    assert (made.name, made.kind) == ("Zelda Quist", kind)
    assert Review.objects.get(pk=three[0].pk).state == "pending"
    assert accept(desk).speakers.get() == made


def test_a_namesake_is_shown_and_the_new_one_described_first(
    desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker
) -> None:
    open_desk(desk, live_server, three[0])
    look_up(desk, "Ada Okafor").filter(has_text="as a new speaker").click()
    panel = desk.get_by_role("group", name="Someone of this name is on file")
    expect(panel).to_contain_text("Ada Okafor is on file already.")
    expect(panel.get_by_role("listitem")).to_have_count(2)
    expect(panel).to_contain_text("mayor of Harwick in 2026")
    described = panel.get_by_label("What tells the new Ada Okafor apart")
    expect(described).to_be_focused()
    desk.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("Describe them first")
    assert Speaker.objects.count() == 2
    desk.keyboard.type("oboist")
    desk.keyboard.press("Enter")
    expect(said(desk)).to_have_text("Ada Okafor added, and chosen as the speaker.")
    expect(panel).not_to_be_visible()
    made = Speaker.objects.get(description="oboist")
    assert Review.objects.get(pk=three[0].pk).state == "pending"
    assert list(accept(desk).speakers.all()) == [made]


def test_the_namesake_may_be_the_right_one_after_all(
    desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker
) -> None:
    open_desk(desk, live_server, three[0])
    add = look_up(desk, "Ada Okafor").filter(has_text="as a new speaker")
    add.click()
    expect(desk.get_by_label("What tells the new Ada Okafor apart")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator("#lookup")).to_be_focused()
    desk.keyboard.type("Ada Okafor")
    add.click()
    desk.get_by_role("button", name="Choose Ada Okafor, mayor of Harwick in 2026").click()
    assert Speaker.objects.count() == 2
    assert list(accept(desk).speakers.all()) == [okafor]


def test_a_name_that_cannot_be_is_refused_in_words_and_kept(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    look_up(desk, "x" * 201)
    desk.keyboard.press("Enter")
    expect(said(desk)).to_contain_text("200 characters at most")
    expect(desk.locator("#lookup")).to_have_value("x" * 201)
    assert not Speaker.objects.exists()


@pytest.mark.parametrize("label", ["a speaker is meant, but the text does not settle who", "nobody is named as the"])
def test_nobody_can_be_the_speaker(
    desk: Page, live_server: LiveServer, three: list[Review], okafor: Speaker, label: str
) -> None:
    open_desk(desk, live_server, three[0])
    card = card_of(desk, three[0])
    mayor = card.locator("[data-chosen] li", has_text="mayor of Harwick")
    mayor.get_by_role("checkbox", name=re.compile("Ada Okafor")).check()
    card.get_by_label(label).check()
    # Who was ticked before must not come along.
    expect(card.locator("[name=speakers]").first).not_to_be_visible()
    quote = accept(desk)
    assert quote.attribution == {"a": "unknown", "n": "unattributed"}[label[0]]
    assert not quote.quote_speakers.exists()


def test_an_anonymous_voice_is_described_and_speaks_for_an_organisation(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    card = card_of(desk, three[0])
    expect(card.get_by_label("Described in the article as")).not_to_be_visible()
    card.get_by_label("anonymous, described in the text").check()
    card.get_by_label("Described in the article as").fill("a senior official")
    card.get_by_label("anonymous, described in the text").focus()
    look_up(desk, "Fenland Reinsurance")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(said(desk)).to_have_text("Fenland Reinsurance added, and chosen as the one spoken for.")
    quote = accept(desk)
    assert (quote.attribution, quote.described_as) == ("anonymous", "a senior official")
    assert [(row.speaker.kind, row.role) for row in quote.quote_speakers.all()] == [("organisation", "behalf")]


def test_markup_in_names_stays_words(desk: Page, live_server: LiveServer, three: list[Review], people: User) -> None:
    speakers.add("<img src=x onerror=alert(1)>", by=people, description="<b>bold</b>")
    open_desk(desk, live_server, three[0])
    first = look_up(desk, "img").first
    expect(first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(first).to_contain_text("<b>bold</b>")
    expect(first.locator("img")).to_have_count(0)
