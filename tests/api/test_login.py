"""Who gets in, and how."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from tests.api.conftest import client_of
from tests.factories import UserFactory
from tests.factories.people import PASSWORD
from tracker.api import LISTS
from tracker.core.models import User

TOKEN = "/api/v1/token/"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    """Forget the attempts to sign in that other tests made."""
    cache.clear()


@pytest.mark.parametrize("name", [*LISTS, "versions/1", "quotes/1/provenance", "versions/1/raw"])
@pytest.mark.django_db
def test_nothing_is_read_without_signing_in(name: str) -> None:
    answer = APIClient().get(f"/api/v1/{name}/")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Token"
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("header", ["Token", "Token x", "Token a b", "Token \xff", "Bearer x", "Token " + "x" * 5000])
@pytest.mark.django_db
def test_wrong_token_is_refused(header: str) -> None:
    assert APIClient().get("/api/v1/quotes/", headers={"authorization": header}).status_code == 401


def test_token_is_given_for_name_and_password_and_taken_back(ada: User) -> None:
    client = APIClient()
    answer = client.post(TOKEN, {"username": "ada", "password": PASSWORD})
    assert answer.status_code == 200, answer.data
    assert answer.headers["Cache-Control"] == "no-store"
    client.credentials(HTTP_AUTHORIZATION=f"Token {answer.data['token']}")
    assert client.get("/api/v1/quotes/").status_code == 200
    assert client.delete(TOKEN).status_code == 204
    assert client.get("/api/v1/quotes/").status_code == 401
    assert not Token.objects.exists()


@pytest.mark.parametrize("closed", [True, False])
def test_wrong_password_and_closed_login_are_told_alike(ada: User, closed: bool) -> None:
    ada.is_active = not closed
    ada.save()
    answer = APIClient().post(TOKEN, {"username": "ada", "password": PASSWORD if closed else "guess"})
    assert (answer.status_code, answer.data["code"]) == (400, "login-failed")


def test_guessing_is_slowed_down_whatever_address_the_guesser_claims(ada: User) -> None:
    client = APIClient()
    codes = [
        client.post(
            TOKEN, {"username": "ada", "password": "guess"}, headers={"x-forwarded-for": f"10.0.0.{place}"}
        ).status_code
        for place in range(11)
    ]
    assert codes == [400] * 10 + [429]
    answer = client.post(TOKEN, {"username": "ada", "password": PASSWORD})
    assert (answer.status_code, answer.data["code"]) == (429, "too-many-requests")
    assert int(answer.headers["Retry-After"]) > 0


def test_session_of_the_admin_reads_and_writes_with_csrf_only(ada: User, settings: Settings) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.get("/api/v1/claims/").status_code == 200
    refused = client.post("/api/v1/claims/", {"text": "A claim."}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")


def test_who_is_in_no_group_reads_but_does_not_write(db: None) -> None:
    client = client_of(UserFactory.create())
    assert client.get("/api/v1/quotes/").status_code == 200
    assert client.post("/api/v1/claims/", {"text": "A claim."}).status_code == 403


def test_answers_are_not_for_shared_caches(reading: APIClient) -> None:
    answer = reading.get("/api/v1/quotes/")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer.headers["Vary"]
