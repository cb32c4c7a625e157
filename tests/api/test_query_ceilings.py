"""Every list answers within a fixed number of statements, whatever the page holds."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from claims.models import Speaker
from claims.services import claims, speakers
from tests.api.records import claim_with, quotes_by, versions
from tests.factories import run_over
from tests.factories.articles import attribution, propose_all
from tracker.core.models import User

Fill = Callable[[int, User, Speaker], str]


def _quotes(number: int, ada: User, speaker: Speaker) -> str:
    quotes_by(speaker, number, by=ada)
    return "quotes/"


def _of_speaker(number: int, ada: User, speaker: Speaker) -> str:
    quotes_by(speaker, number, by=ada)
    return f"speakers/{speaker.pk}/quotes/"


def _of_claim(number: int, ada: User, speaker: Speaker) -> str:
    return f"claims/{claim_with(quotes_by(speaker, number, by=ada), by=ada).pk}/quotes/"


def _speakers(number: int, ada: User, speaker: Speaker) -> str:
    for place in range(number - 1):
        speakers.add_position(speakers.add(f"Name {place}", by=ada).pk, "clerk", by=ada)
    return "speakers/"


def _claims(number: int, ada: User, speaker: Speaker) -> str:
    for place in range(number):
        claims.open_claim(f"Claim {place}", by=ada)
    return "claims/"


def _candidates(number: int, ada: User, speaker: Speaker) -> str:
    for version in versions(number):
        propose_all(version, attribution(version.text, ["paragraph", "article"], cue="of"))
    return "candidates/"


def _runs(number: int, ada: User, speaker: Speaker) -> str:
    for version in versions(number):
        run_over(version)
    return "runs/"


def _documents(number: int, ada: User, speaker: Speaker) -> str:
    versions(number)
    return "documents/"


def _intakes(number: int, ada: User, speaker: Speaker) -> str:
    versions(number)
    return "intakes/"


@pytest.mark.parametrize(
    ("fill", "most"),
    [
        (_quotes, 7),
        (_of_speaker, 8),
        (_of_claim, 7),
        (_speakers, 4),
        (_claims, 2),
        (_candidates, 4),
        (_runs, 2),
        (_documents, 2),
        (_intakes, 2),
    ],
)
def test_lists(
    desk: APIClient,
    ada: User,
    okafor: Speaker,
    fill: Fill,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    address = fill(30, ada, okafor)
    with django_assert_max_num_queries(most):
        many = desk.get(f"/api/v1/{address}?page_size=100")
    assert len(many.data["results"]) == 30
    with CaptureQueriesContext(connection) as few:
        assert len(desk.get(f"/api/v1/{address}?page_size=3").data["results"]) == 3
    assert len(few) <= most
    assert not any('"text"' in sql and "sources_version" in sql and "sourcespan" not in sql for sql in _sql(few))


def test_provenance(
    desk: APIClient, ada: User, okafor: Speaker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    [quote] = quotes_by(okafor, 1, by=ada)
    with django_assert_max_num_queries(5):
        assert desk.get(f"/api/v1/quotes/{quote.pk}/provenance/").status_code == 200


def _sql(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in queries.captured_queries]
