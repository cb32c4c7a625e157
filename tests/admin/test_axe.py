"""Every page of the admin, light and dark, under the rules of axe-core."""

import re

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from claims.services import leases
from claims.services import review as review_verbs
from tests.admin import axe
from tests.admin.conftest import sign_in
from tests.admin.pages import addresses, go, page_of, pending_by_the_mayor, window
from tests.factories import editor
from tracker.core.models import User

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not axe.SCRIPT.exists(), reason=axe.MISSING)]
UNFOLD_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.mark.parametrize("way", ["wide", "narrow", "dark"])
def test_every_page_is_accessible(house: User, live_server: LiveServer, browser: Browser, way: str) -> None:
    context = window(browser, way)
    page = context.new_page()
    sign_in(page, live_server, "ada")
    troubles = []
    for name, address in addresses().items():
        go(page, live_server, address)
        page.evaluate(UNFOLD_ALL)
        troubles += axe.faults(page, name=name)
    context.close()
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("way", ["wide", "dark"])
def test_every_moment_is_accessible(house: User, live_server: LiveServer, browser: Browser, way: str) -> None:
    context = window(browser, way)
    page = context.new_page()
    go(page, live_server, "/admin/login/")
    axe.assert_accessible(page, name="login")
    page.locator("[name=username]").fill("ada")
    page.locator("[name=password]").fill("not it")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Please enter the correct username")).to_be_visible()
    axe.assert_accessible(page, name="login refused")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.get_by_role("button", name="Dark", exact=True)).to_be_visible()
    axe.assert_accessible(page, name="login, choosing light or dark")

    sign_in(page, live_server, "ada")
    page.get_by_role("button", name=re.compile("Ada")).click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    axe.assert_accessible(page, name="dashboard, the person's own menu open")
    go(page, live_server, "/admin/claims/review/?q=words-that-nobody-said")
    axe.assert_accessible(page, name="queue without a match")
    go(page, live_server, "/admin/claims/review/")
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_text("By confidence")).to_be_visible()
    axe.assert_accessible(page, name="queue, filters open")
    go(page, live_server, "/admin/claims/speaker/add/")
    page.get_by_role("button", name="Add", exact=True).click()
    axe.assert_accessible(page, name="speaker refused")
    go(page, live_server, "/admin/sources/intake/add/")
    page.get_by_label("One address to a line").fill("ftp://harwickpost.example/wall")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("refused", exact=True)).to_be_visible()
    axe.assert_accessible(page, name="add, with a refusal")
    context.close()


@pytest.mark.parametrize("way", ["wide", "dark"])
def test_a_colleague_at_the_same_candidate_is_told_accessibly(
    house: User, live_server: LiveServer, browser: Browser, way: str
) -> None:
    context = window(browser, way)
    page = context.new_page()
    sign_in(page, live_server, "ada")
    review, ben = pending_by_the_mayor(), editor("ben")
    go(page, live_server, page_of(review))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    axe.assert_accessible(page, name="candidate, with the list of keys")

    leases.hold(review.pk, by=ben, over=True)
    go(page, live_server, page_of(review))
    axe.assert_accessible(page, name="candidate, held by someone else")
    review_verbs.reject(review.pk, "title", by=ben, expected_version=review.record_version)
    page.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe.assert_accessible(page, name="candidate, decided by someone else meanwhile")
    context.close()
