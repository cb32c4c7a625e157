"""An ended session, a lost right, a silent server, a spoiled draft: told plainly, and nothing typed is lost."""

import json
import re
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review
from claims.policies import READERS
from claims.services import review
from tests.admin.conftest import sign_in
from tests.admin.points.conftest import PATIENCE, card_of, enter, no_trouble, open_desk, row_of
from tests.admin.points.scenes import again, wood
from tracker.core.models import User

pytestmark = pytest.mark.browser
ENDED = "Your session has ended. Sign in again in another tab"
SILENT = "The server does not answer. What you typed is kept"
WORDS = "a tired forester"
LOGGED = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (404|502)|htmx:(sendError|afterRequest)|Status Error Code"


@pytest.fixture
def unlucky(page: Page, live_server: LiveServer, people: User) -> Iterator[Page]:
    """Ada, signed in; the browser may log that the server is gone or knows no such page, and no script may fail."""
    with no_trouble(page, but=LOGGED):
        enter(page, live_server, User.objects.get(username="ada"))
        yield page


def draft(page: Page) -> None:
    page.get_by_label("anonymous, described in the text").check()
    page.get_by_label("Described in the article as").fill(WORDS)


def press_accept(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Accept and next")).click()


def assert_kept(page: Page) -> None:
    expect(page.get_by_label("Described in the article as")).to_have_value(WORDS)
    assert not Quote.objects.exists()


def stored(page: Page, review: Review) -> str | None:
    """Return what the browser keeps of a draft."""
    ada = User.objects.get(username="ada")
    kept = page.evaluate("(name) => localStorage.getItem(name)", f"on-record.draft.{ada.pk}.{review.pk}")
    return None if kept is None else str(kept)


def test_a_session_that_ends_amid_a_draft(unlucky: Page, live_server: LiveServer) -> None:
    first, second = wood(2)
    open_desk(unlucky, live_server, first)
    draft(unlucky)
    Session.objects.all().delete()
    press_accept(unlucky)
    expect(unlucky.get_by_role("alert")).to_contain_text(ENDED)
    assert_kept(unlucky)
    with unlucky.context.expect_page() as opened:
        unlucky.get_by_role("alert").get_by_role("link", name="Open").click()
    other = opened.value
    other.set_default_timeout(PATIENCE)
    expect(other.get_by_label("Username")).to_be_visible()
    sign_in(other, live_server, "ada")
    press_accept(unlucky)
    card_of(unlucky, second)
    assert Quote.objects.get().described_as == WORDS
    assert stored(unlucky, first) is None


def test_without_the_right_to_decide(unlucky: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    ada = User.objects.get(username="ada")
    editors = list(ada.groups.all())
    open_desk(unlucky, live_server, item)
    draft(unlucky)
    ada.groups.set([Group.objects.get(name=READERS)])
    press_accept(unlucky)
    expect(unlucky.get_by_role("alert")).to_contain_text("Ask an administrator to add you to the group “Editors”.")
    assert_kept(unlucky)
    ada.groups.set(editors)
    press_accept(unlucky)
    expect(unlucky.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()
    assert Quote.objects.get().described_as == WORDS


def test_without_any_right(unlucky: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(unlucky, live_server, item)
    draft(unlucky)
    User.objects.get(username="ada").groups.clear()
    press_accept(unlucky)
    expect(unlucky.get_by_role("alert")).to_contain_text("This is not there any more, or you may not see it.")
    assert_kept(unlucky)


def test_a_server_that_is_gone(unlucky: Page, live_server: LiveServer) -> None:
    first, second = wood(2)
    open_desk(unlucky, live_server, first)
    draft(unlucky)
    unlucky.context.set_offline(True)
    press_accept(unlucky)
    expect(unlucky.get_by_role("alert")).to_contain_text(SILENT)
    assert_kept(unlucky)
    unlucky.context.set_offline(False)
    unlucky.reload()
    expect(unlucky.get_by_text(re.compile(r"Your draft of \d\d:\d\d.* is back\."))).to_be_visible()
    assert_kept(unlucky)
    press_accept(unlucky)
    card_of(unlucky, second)
    assert Quote.objects.get().described_as == WORDS
    assert stored(unlucky, first) is None


def test_what_was_typed_last_is_kept_too(unlucky: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(unlucky, live_server, item)
    draft(unlucky)
    unlucky.reload()  # at once
    expect(unlucky.get_by_text("is back.")).to_be_visible()
    assert_kept(unlucky)
    unlucky.get_by_role("button", name="Discard it").click()
    expect(unlucky.get_by_label("Described in the article as")).to_have_value("")
    unlucky.reload()
    unlucky.wait_for_selector("html[data-desk=ready]")
    unlucky.wait_for_timeout(500)
    expect(unlucky.get_by_text("is back.")).to_have_count(0)


def test_a_draft_of_what_has_changed_since_is_offered_not_put_in(
    unlucky: Page, live_server: LiveServer, people: User
) -> None:
    [item] = wood(1)
    open_desk(unlucky, live_server, item)
    draft(unlucky)
    unlucky.goto(f"{live_server.url}/admin/claims/review/")
    review.reject(item.pk, "title", by=people, expected_version=1)
    review.reopen(item.pk, by=people, expected_version=2, reason="A slip.")
    open_desk(unlucky, live_server, item)
    expect(unlucky.get_by_text("the candidate has changed since")).to_be_visible()
    expect(unlucky.get_by_label("Described in the article as")).to_have_value("")
    unlucky.get_by_role("button", name="Show it").click()
    expect(unlucky.get_by_label("Described in the article as")).to_have_value(WORDS)
    press_accept(unlucky)
    expect(unlucky.get_by_role("heading", name="Nothing waits for review.")).to_be_visible()


def test_the_decision_arrives_and_the_next_item_does_not(unlucky: Page, live_server: LiveServer) -> None:
    first, second = wood(2)
    open_desk(unlucky, live_server, first)

    def lost(route: Route) -> None:
        route.abort()

    unlucky.route("**/review/next/", lost)
    unlucky.keyboard.press("x")
    unlucky.keyboard.press("1")
    told = unlucky.get_by_text("Rejected. 1 left in this article. But the next one did not come.")
    expect(told.first).to_be_visible()
    expect(row_of(unlucky, first)).to_contain_text("rejected")
    unlucky.keyboard.press("a")  # decides nothing anew
    unlucky.unroute("**/review/next/", lost)
    unlucky.get_by_role("button", name="Go on").click()
    card_of(unlucky, second)
    assert again(first).state == "rejected"
    assert not Quote.objects.exists()


def test_a_proxy_that_answers_for_the_server(unlucky: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    open_desk(unlucky, live_server, item)
    draft(unlucky)
    unlucky.route("**/change/", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    press_accept(unlucky)
    expect(unlucky.get_by_role("alert")).to_contain_text("The server answered with an error (502).")
    expect(unlucky.get_by_text("Bad gateway")).to_have_count(0)
    assert_kept(unlucky)


NOW_MS = time.time() * 1000
DAY_MS = 86_400_000
HOSTILE = {
    "broken": "{broken",
    "nothing": "null",
    "number": "5",
    "list": '["seen", 1]',
    "shape": '{"seen": 1, "at": "yesterday", "fields": ["a"]}',
    "empty": json.dumps({"seen": "1", "at": NOW_MS, "fields": ""}),
    "foreign": json.dumps({"seen": "1", "at": 8.64e99, "fields": "%E0%A4%A&=&__proto__=1&constructor=2"}),
}


@pytest.mark.parametrize("draft_", HOSTILE.values(), ids=HOSTILE)
def test_a_spoiled_draft_does_no_harm(unlucky: Page, live_server: LiveServer, draft_: str) -> None:
    first, second = wood(2)
    ada = User.objects.get(username="ada")
    put = "([name, value]) => localStorage.setItem(name, value)"
    open_desk(unlucky, live_server, second)  # at the beginning it lets go of what is no draft
    unlucky.evaluate(put, [f"on-record.draft.{ada.pk}.{first.pk}", draft_])
    row_of(unlucky, first).click()
    card_of(unlucky, first)
    unlucky.get_by_label("nobody is named as the speaker").check()
    press_accept(unlucky)
    card_of(unlucky, second)
    [part] = Quote.objects.get().parts.filter(role="content")
    assert part.span.text == "Alder 1 is felled,"


def test_drafts_that_were_left_lying_for_months_are_let_go(unlucky: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    unlucky.goto(f"{live_server.url}/admin/")
    for name, days in (("on-record.draft.9.1", 89), ("on-record.draft.9.2", 91), ("another.thing", 91)):
        old = json.dumps({"seen": "1", "at": NOW_MS - days * DAY_MS, "fields": "expected_version=1"})
        unlucky.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, old])
    unlucky.evaluate("() => localStorage.setItem('on-record.draft.9.3', '{broken')")
    open_desk(unlucky, live_server, item)
    left = unlucky.evaluate("() => Object.keys(localStorage).sort()")
    assert [name for name in left if "draft" in name or "another" in name] == ["another.thing", "on-record.draft.9.1"]


def test_a_draft_that_someone_made_up_is_shown_as_text_and_refused(unlucky: Page, live_server: LiveServer) -> None:
    [item] = wood(1)
    ada = User.objects.get(username="ada")
    fields = (
        "expected_version=1&kind=shouted&attribution=someone&__proto__=x&part_role=content&part_start=-1&part_end=9e9"
        "&part_text=%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E&speakers=99999999999999999999&said_on=never"
        "&new_name=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E&new_kind=king&new_description=&note=%00"
    )
    unlucky.goto(f"{live_server.url}/admin/")
    unlucky.evaluate(
        "([name, value]) => localStorage.setItem(name, value)",
        [f"on-record.draft.{ada.pk}.{item.pk}", json.dumps({"seen": "1", "at": NOW_MS, "fields": fields})],
    )
    open_desk(unlucky, live_server, item)
    expect(unlucky.get_by_text("is back.")).to_be_visible()
    press_accept(unlucky)
    expect(unlucky.get_by_role("alert")).to_contain_text("Not done.")
    assert unlucky.evaluate("window.hacked") is None
    assert again(item).state == "pending"
    unlucky.reload()
    unlucky.get_by_role("button", name="Discard it").click()
    expect(unlucky.locator("[data-pulled]")).to_have_text("“Alder 1 is felled,”")


def test_a_browser_that_keeps_nothing(unlucky: Page, live_server: LiveServer) -> None:
    first, second = wood(2)
    unlucky.add_init_script(
        """for (const name of ["getItem", "setItem", "removeItem"]) {
          const real = Storage.prototype[name];
          Storage.prototype[name] = function (key, ...rest) {
            if (key.startsWith("on-record.")) throw new DOMException("Not allowed.", "SecurityError");
            return real.call(this, key, ...rest);
          };
        }"""
    )
    open_desk(unlucky, live_server, first)
    draft(unlucky)
    press_accept(unlucky)
    card_of(unlucky, second)
    assert Quote.objects.get().described_as == WORDS
