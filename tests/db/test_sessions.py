"""Sessions: what Django's own store keeps is read, in one statement, and nothing that has ended or never was."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as StockStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import editor
from tracker.core.sessions import SessionStore

pytestmark = pytest.mark.django_db
QUEUE = "/admin/claims/review/"


def kept() -> str:
    """Return the key of a session that Django's own store has written."""
    session = StockStore()
    session["of"] = "Ada"
    session.create()
    assert session.session_key is not None
    return session.session_key


def end(key: str) -> None:
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(seconds=1))


def test_what_djangos_own_store_wrote_is_read_in_one_statement() -> None:
    session = SessionStore(kept())
    with CaptureQueriesContext(connection) as statements:
        assert session["of"] == "Ada"
        assert "of" in session
    assert len(statements) == 1
    assert session.session_key is not None


def test_djangos_own_store_reads_what_this_one_wrote() -> None:
    session = SessionStore()
    session["of"] = "Ben"
    session.create()
    assert StockStore(session.session_key)["of"] == "Ben"
    session["of"] = "Ada"
    session.save()
    assert StockStore(session.session_key)["of"] == "Ada"


@pytest.mark.parametrize("key", ["never-was-any", "x' OR session_key > '", "nul\0in-the-midst"])
def test_a_key_that_was_made_up_gives_an_empty_session_and_is_not_taken_up(key: str) -> None:
    kept()
    session = SessionStore(key)
    assert dict(session.items()) == {}
    assert session.session_key is None


def test_a_session_that_has_ended_is_empty() -> None:
    key = kept()
    end(key)
    session = SessionStore(key)
    assert dict(session.items()) == {}
    assert session.session_key is None


def test_a_session_whose_content_was_tampered_with_is_empty() -> None:
    key = kept()
    Session.objects.filter(session_key=key).update(session_data="eyJvZiI6IkFkYSJ9:forged:signature")
    assert dict(SessionStore(key).items()) == {}


def test_who_is_signed_in_stays_so_until_the_session_ends_or_is_ended() -> None:
    browser = Client()
    browser.force_login(editor())
    assert browser.get(QUEUE).status_code == 200
    end(browser.cookies["sessionid"].value)
    assert browser.get(QUEUE).status_code == 302
    browser.force_login(editor())
    key = browser.cookies["sessionid"].value
    assert browser.get(QUEUE).status_code == 200
    browser.post("/admin/logout/")
    assert not Session.objects.filter(session_key=key).exists()
    browser.cookies["sessionid"] = key
    assert browser.get(QUEUE).status_code == 302


def test_a_cookie_with_a_nul_byte_is_nobody() -> None:
    assert Client(headers={"cookie": 'sessionid="abcdefgh\\000ijkl"'}).get(QUEUE).status_code == 302
