"""What the speaker picker is answered, and whom the desk offers, asked by a plain client."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.admin.choices import speaker_choices
from claims.admin.draft import Draft, NewSpeaker, from_candidate
from claims.extraction.attribution import SpeakerGuess
from claims.models import Candidate, Speaker
from claims.services import speakers
from tests.db.crowds import quotations_of, speakers_at_large
from tests.factories import article, propose_all, reader
from tests.factories.articles import TEXT, attribution
from tracker.core.models import User

FIND = reverse("admin:claims_speaker_find")
NEW = reverse("admin:claims_speaker_new")
DAY = date(2026, 3, 4)


@pytest.fixture
def okafor(ada: User) -> Speaker:
    """A mayor with a namesake, another name and a quotation."""
    speaker = speakers.add("Ada Okafor", by=ada, description="born 1961", wikidata_id="Q7")
    speakers.add_name(speaker.pk, "Ada Brandt", by=ada)
    speakers.add_position(speaker.pk, "mayor of Harwick", by=ada, valid_from=date(2025, 1, 1))
    speakers.add_position(speaker.pk, "councillor", by=ada, valid_to=date(2024, 12, 31))
    speakers.add("ada brandt", by=ada)
    quotations_of(speaker, 1)
    return speaker


def found(client: Client, **asked: str) -> list[dict[str, Any]]:
    results = client.get(FIND, asked).json()["results"]
    assert isinstance(results, list)
    return results


def names(client: Client, typed: str) -> list[str]:
    return [one["name"] for one in found(client, q=typed)]


def test_each_fact_stands_in_a_field_of_its_own(as_ada: Client, okafor: Speaker) -> None:
    [one] = found(as_ada, q="okafor", on="2026-03-04")
    assert one == {
        "id": okafor.pk,
        "name": "Ada Okafor",
        "kind": "person",
        "description": "born 1961",
        "position": "mayor of Harwick since 2025",
        "past": False,
        "last": {
            "words": f"“We heard number 0 of {okafor.pk}.”",
            "said_on": None,
            "when": "",
            "outlet": "Harwick Post",
        },
        "count": "1",
        "wikidata_id": "Q7",
        "namesake": True,
        "other_names": ["Ada Brandt"],
        "detail": f"born 1961 · person · also Ada Brandt · 1 on record · no. {okafor.pk}",
    }


@pytest.mark.parametrize(
    ("on", "position"),
    [
        ("2024-12-31", "councillor, to 2024"),
        ("2025-01-01", "mayor of Harwick since 2025"),
        ("yesterday", "mayor of Harwick since 2025"),
        ("2026-02-30", "mayor of Harwick since 2025"),
        ("\x00", "mayor of Harwick since 2025"),
        ("", "mayor of Harwick since 2025"),
    ],
)
def test_the_position_is_that_of_the_day_asked_for(as_ada: Client, okafor: Speaker, on: str, position: str) -> None:
    assert found(as_ada, q="okafor", on=on)[0]["position"] == position


def test_the_best_matches_come_first(as_ada: Client, ada: User) -> None:
    for name in ("Delaney Moran", "Lane", "Ann Lanely", "Lane Abbott", "Mary-Lane Ode", "Lanek"):
        speakers.add(name, by=ada)
    speakers.add_name(speakers.add("Zoe Young", by=ada).pk, "lane", by=ada)
    assert names(as_ada, "LANE") == [
        "Lane", "Zoe Young", "Lane Abbott", "Lanek", "Ann Lanely", "Mary-Lane Ode", "Delaney Moran",
    ]  # fmt: skip
    assert names(as_ada, "an lan")[0] == "Ann Lanely"
    assert names(as_ada, "ode lane mary-") == ["Mary-Lane Ode"]


@pytest.mark.parametrize(
    "typed", ["", "  ", "\x00", "%", "_", "\\", "(", "[", "*", ".", "'; DROP TABLE", "x" * 5000, "zq " * 900]
)
def test_what_stands_in_no_name_finds_nobody(as_ada: Client, okafor: Speaker, typed: str) -> None:
    assert found(as_ada, q=typed) == []


@pytest.mark.parametrize("typed", ["J. (“Bo”) [x]*", "(“bo”)", "[x", "]*", "j."])
def test_marks_stand_for_themselves(as_ada: Client, ada: User, typed: str) -> None:
    speakers.add("J. (“Bo”) [x]*", by=ada)
    speakers.add("Jan Box", by=ada)
    assert names(as_ada, typed) == ["J. (“Bo”) [x]*"]


def test_three_statements_for_twelve_as_for_one(as_ada: Client, ada: User, okafor: Speaker) -> None:
    signing_in = len(statements(as_ada, "zzz")) - 1
    few = len(statements(as_ada, "okafor")) - signing_in
    for place in range(30):
        one = speakers.add(f"Okafor {place}", by=ada)
        speakers.add_position(one.pk, "clerk", by=ada)
        quotations_of(one, 2)
    assert len(found(as_ada, q="okafor")) == 12
    assert few == len(statements(as_ada, "okafor")) - signing_in == 3


def statements(client: Client, typed: str) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as queries:
        client.get(FIND, {"q": typed})
    return queries.captured_queries


# -- Made on the spot --------------------------------------------------------------------------------------------------
def test_a_new_speaker_comes_back_with_the_same_fields(as_ada: Client, okafor: Speaker) -> None:
    sent = {"name": " Ben  Osei ", "kind": "person", "description": "born 1970", "position": "clerk of Harwick"}
    answer = as_ada.post(NEW, sent)
    assert answer.status_code == 201
    made = answer.json()
    assert made.keys() == found(as_ada, q="okafor")[0].keys()
    assert (made["name"], made["description"], made["position"], made["count"]) == (
        "Ben Osei",
        "born 1970",
        "clerk of Harwick",
        "0",
    )
    assert (made["last"], made["namesake"]) == (None, False)
    assert found(as_ada, q="osei") == [made]


def test_a_namesake_is_made_only_where_it_is_said(as_ada: Client, okafor: Speaker) -> None:
    sent = {"name": "ADA  brandt", "kind": "person"}
    answer = as_ada.post(NEW, sent)
    assert answer.status_code == 409
    assert {one["id"] for one in answer.json()["namesakes"]} == {one["id"] for one in found(as_ada, q="ada brandt")}
    assert len(answer.json()["namesakes"]) == 2
    answer = as_ada.post(NEW, {**sent, "namesake": "yes"})
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/description")
    assert Speaker.objects.count() == 2
    answer = as_ada.post(NEW, {**sent, "namesake": "yes", "position": "pilot"})
    assert answer.status_code == 201
    assert answer.json()["namesake"] is True
    assert as_ada.post(NEW, {"name": "Nobody Else", "namesake": "yes"}).status_code == 201


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({}, "/name"),
        ({"name": " "}, "/name"),
        ({"name": "x\x00"}, "/name"),
        ({"name": "x" * 201}, "/name"),
        ({"name": "x", "kind": "ghost"}, "/kind"),
        ({"name": "x", "description": "y" * 301}, "/description"),
        ({"name": "x", "position": "y" * 201}, "/position"),
        ({"name": "x", "position": "y\x00"}, "/position"),
    ],
)
def test_what_is_no_speaker_is_refused_with_its_field(
    as_ada: Client, okafor: Speaker, sent: dict[str, str], pointer: str
) -> None:
    answer = as_ada.post(NEW, sent)
    assert (answer.status_code, answer.json()["pointer"]) == (422, pointer)
    assert answer.json()["message"]
    assert Speaker.objects.count() == 2


def test_it_takes_a_permission_a_post_and_the_token_of_the_page(as_ada: Client, ada: User, okafor: Speaker) -> None:
    assert as_ada.get(NEW).status_code == 405
    rita = Client()
    rita.force_login(reader("rita", is_staff=True))
    answer = rita.post(NEW, {"name": "Ben Osei"})
    assert (answer.status_code, answer.json()["pointer"]) == (403, "")
    assert Client().post(NEW, {"name": "Ben Osei"}).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert strict.post(NEW, {"name": "Ben Osei"}).status_code == 403
    assert Speaker.objects.count() == 2


# -- Whom the desk offers ----------------------------------------------------------------------------------------------
def candidate_of(*guesses: SpeakerGuess, alternatives: tuple[str, ...] = ()) -> Candidate:
    found = attribution(TEXT, ["We will rebuild the wall,"])
    return propose_all(article(), replace(found, speakers=guesses, alternatives=alternatives))[0]


def guess(name: str, kind: Any = "person", on_behalf_of: str | None = None) -> SpeakerGuess:
    return SpeakerGuess(name, kind, None, None, "named", on_behalf_of)


def test_one_statement_whatever_there_is_to_look_up(
    ada: User, okafor: Speaker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = speakers_at_large(30)
    council = speakers.add("Harwick Council", by=ada, kind="organisation")
    candidate = candidate_of(guess("ADA OKAFOR", on_behalf_of="Harwick  Council"))
    draft = Draft(
        speakers=[people[1].pk, people[0].pk],
        on_behalf_of=[people[2].pk, people[1].pk, 2_000_000_000],
        new=[NewSpeaker(people[3].name), NewSpeaker("  "), NewSpeaker("Nobody \x00 Known")],
        lookup="brandt",
    )
    with django_assert_num_queries(1):
        choices = speaker_choices(draft, candidate, on=DAY)
        assert [choice.speaker for choice in choices[:6]] == [*people[1::-1], people[2], okafor, council, people[3]]
        assert [choice.speaker.name for choice in choices[6:]] == ["ada brandt"]
        assert [(choice.said, choice.behalf) for choice in choices[:3]] == [(True, True), (True, False), (False, True)]
        meant = choices[3]
        assert (meant.position, meant.quotes, meant.namesake, meant.wikidata_id, meant.sole) == (
            "mayor of Harwick since 2025",
            "1",
            True,
            "Q7",
            True,
        )
        assert meant.last is not None
        assert meant.last.words == f"“We heard number 0 of {okafor.pk}.”"
    with django_assert_num_queries(1):
        speaker_choices(Draft(lookup="brandt"), None, on=None)
    with django_assert_num_queries(0):
        assert speaker_choices(Draft(new=[NewSpeaker(" ")], lookup="  "), None, on=DAY) == []
    assert len([choice for choice in choices if choice.sole]) == 1


@pytest.mark.parametrize(
    ("guesses", "alternatives", "sole"),
    [
        ([guess("Ada Okafor")], (), ["Ada Okafor (born 1961)"]),
        ([guess("Ada Brandt")], (), []),  # two go by that name
        ([guess("Ada Okafor"), guess("Tomas Reyl")], (), []),
        ([guess("Ada Okafor", "anonymous")], (), []),
        ([guess("Ada Okafor", "unknown")], (), []),
        ([], ("Ada Okafor", "Tomas Reyl"), []),
        ([guess("Tomas Reyl", on_behalf_of="Ada Okafor")], (), []),
        ([guess("Tomas Reyl")], (), []),
    ],
)
def test_one_is_offered_alone_only_where_the_article_names_one_and_one_is_on_file(
    okafor: Speaker, guesses: list[SpeakerGuess], alternatives: tuple[str, ...], sole: list[str]
) -> None:
    candidate = candidate_of(*guesses, alternatives=alternatives)
    choices = speaker_choices(from_candidate(candidate), candidate, on=DAY)
    assert [str(choice.speaker) for choice in choices if choice.sole] == sole
    assert not any(choice.said or choice.behalf for choice in choices)


def test_a_common_name_does_not_crowd_out_another(ada: User) -> None:
    for place in range(20):
        speakers.add("Ada Okafor", by=ada, description=f"number {place}")
    reyl = speakers.add("Tomas Reyl", by=ada)
    candidate = candidate_of(guess("Ada Okafor"), guess("Tomas Reyl"))
    choices = speaker_choices(from_candidate(candidate), candidate, on=DAY)
    assert len(choices) == 13
    assert choices[-1].speaker == reyl
