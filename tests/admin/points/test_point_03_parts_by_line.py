"""Parts are told apart by colour, by line and by a label, in greyscale too; every mark has a name for the ear."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Review
from tests.admin.points.conftest import open_desk, select

pytestmark = pytest.mark.browser
ROLES = {
    "content": "content",
    "cue": "cue",
    "mention": "speaker",
    "relayer": "relayed by",
    "date": "date",
    "occasion": "occasion",
}
# How a mark is drawn, without any colour: what is left is what a greyscale print shows.
LINES = """(mark) => {
  const style = getComputedStyle(mark);
  const drawn = (line, width) => (line === "none" || parseFloat(width) === 0 ? "" : `${line} ${width}`);
  return {
    ground: style.backgroundColor !== "rgba(0, 0, 0, 0)",
    under: drawn(style.borderBottomStyle, style.borderBottomWidth),
    round: drawn(style.outlineStyle, style.outlineWidth),
  };
}"""
COLOURS = """(mark) => {
  const style = getComputedStyle(mark);
  return [style.backgroundColor, style.borderBottomColor, style.outlineColor].join(" ");
}"""


@pytest.fixture
def marked(desk: Page, live_server: LiveServer, three: list[Review]) -> Page:
    """The desk with a passage of every role: content, cue and mention by the engine, the others by the editor."""
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("e")
    tools = desk.get_by_role("group", name="Select words in the article")
    for words, role in (("Her deputy", "relayed by"), ("Tuesday", "date"), ("the session", "occasion")):
        select(desk, words)
        tools.get_by_role("button", name=role, exact=True).click()
    return desk


def looks(page: Page, script: str) -> dict[str, Any]:
    return {role: page.locator(f".or-near mark.m-{role}").first.evaluate(script) for role in ROLES}


def test_each_role_has_a_line_of_its_own(marked: Page) -> None:
    lines = looks(marked, LINES)
    nothing = {"ground": False, "under": "", "round": ""}
    assert lines == {
        "content": nothing | {"ground": True},
        "cue": nothing | {"under": "solid 3px"},
        "mention": nothing | {"round": "solid 2px"},
        "relayer": nothing | {"round": "dashed 2px"},
        "date": nothing | {"under": "dotted 3px"},
        "occasion": nothing | {"under": "double 3px"},
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_role_has_a_hue_of_its_own(marked: Page, theme: str) -> None:
    marked.evaluate("(dark) => document.documentElement.classList.toggle('dark', dark)", theme == "dark")
    hues = looks(marked, COLOURS)
    assert len(set(hues.values())) == len(ROLES)


def test_each_role_is_labelled_for_the_eye_and_named_once_for_the_ear(marked: Page) -> None:
    heard = marked.locator(".or-near").aria_snapshot()
    for role, name in ROLES.items():
        mark = marked.locator(f".or-near mark.m-{role}").first
        assert mark.evaluate("(mark) => getComputedStyle(mark, '::before').content").startswith(f'"{name}"')
        expect(mark.locator(".or-hidden")).to_have_text(f"{name}: ")
        assert re.search(rf'mark: "?{name}: ', heard), heard
    # No mark without a name: also those of the other candidates.
    assert re.search(r'mark: "?candidate, waiting: three winters', heard)
    nameless = [line for line in heard.splitlines() if "mark:" in line and not re.search(r'mark: "?[a-z ,]+: ', line)]
    assert nameless == []


def test_several_of_a_role_are_numbered(marked: Page) -> None:
    select(marked, "opened")
    marked.get_by_role("group", name="Select words in the article").get_by_role("button", name="cue").click()
    expect(marked.locator(".or-near mark.m-cue").nth(0)).to_have_attribute("data-name", "cue 1")
    expect(marked.locator(".or-near mark.m-cue").nth(1)).to_have_attribute("data-name", "cue 2")


def test_the_legend_shows_what_the_marks_mean(marked: Page) -> None:
    marked.get_by_text("What the marks mean").click()
    for role, name in ROLES.items():
        example = marked.locator(f".or-legend mark.m-{role}")
        expect(example).to_have_text(name)
        assert example.evaluate(LINES) == marked.locator(f".or-near mark.m-{role}").first.evaluate(LINES)
