"""Clients who are signed in by token, as programs are."""

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from claims.models import Candidate, Speaker
from claims.services import speakers
from tests.factories import proposed, reader
from tracker.core.models import User


def client_of(user: User) -> APIClient:
    """Return a client with the token of ``user``."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.get_or_create(user=user)[0].key}")
    return client


@pytest.fixture
def desk(ada: User) -> APIClient:
    """An editor's client."""
    return client_of(ada)


@pytest.fixture
def reading(db: None) -> APIClient:
    """A client that may only read."""
    return client_of(reader("rita"))


@pytest.fixture
def candidate(db: None) -> Candidate:
    """The two-part quotation, waiting for an editor."""
    return proposed()


@pytest.fixture
def okafor(ada: User) -> Speaker:
    """The speaker of the candidate."""
    return speakers.add("Ada Okafor", by=ada, description="councillor of Harwick")
