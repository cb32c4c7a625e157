"""An editor decides candidates over the API."""

import pytest
from rest_framework.test import APIClient

from claims.models import Candidate, Quote, Review, Speaker
from tracker.core.models import AuditEvent


def url(candidate: Candidate, verb: str = "") -> str:
    return f"/api/v1/candidates/{candidate.pk}/{verb}{'/' if verb else ''}"


def accepted(desk: APIClient, candidate: Candidate, speaker: Speaker) -> Quote:
    answer = desk.post(url(candidate, "accept"), {"speakers": [speaker.pk]}, headers={"if-match": '"1"'})
    assert answer.status_code == 200, answer.data
    return Quote.objects.get(candidate=candidate)


def test_candidate_shows_words_places_and_review(reading: APIClient, candidate: Candidate) -> None:
    answer = reading.get(url(candidate)).data
    text = candidate.version.text
    assert [part["role"] for part in answer["parts"]] == ["date", "content", "mention", "cue", "content"]
    assert all(text[part["start"] : part["end"]] == part["text"] for part in answer["parts"])
    assert answer["text"] == "We will rebuild the wall, [...] and we will not raise the levy."
    assert answer["speakers"][0]["name"] == "Ada Okafor"
    assert answer["review"] == {
        "id": candidate.review.pk,
        "state": "pending",
        "record_version": 1,
        "decided_by": None,
        "decided_at": None,
        "reject_reason": "",
        "note": "",
        "settled_by": None,
        "settled_by_quote": None,
    }
    assert answer["quote"] is None
    assert answer["version"]["document"]["outlet"]["name"] == "Harwick Post"


def test_accept_puts_the_candidate_on_record_as_it_is(desk: APIClient, candidate: Candidate, okafor: Speaker) -> None:
    answer = desk.post(
        url(candidate, "accept"),
        {"speakers": [okafor.pk], "note": "checked against the recording"},
        headers={"if-match": desk.get(url(candidate)).headers["ETag"]},
    )
    assert answer.status_code == 200, answer.data
    assert answer.data["review"]["state"] == "accepted"
    assert answer.data["review"]["decided_by"] == "ada"
    quote = desk.get(f"/api/v1/quotes/{answer.data['quote']}/").data
    assert quote["said_on"] == "2026-03-03"
    assert quote["said_on_precision"] == "day"
    assert quote["attribution"] == "named"
    assert [part["text"] for part in quote["parts"] if part["role"] == "content"] == [
        "We will rebuild the wall,",
        "and we will not raise the levy.",
    ]


def test_accept_takes_the_editors_own_parts_kind_and_date(
    desk: APIClient, candidate: Candidate, okafor: Speaker
) -> None:
    start = candidate.version.text.index("We will rebuild")
    words = {"start": start, "end": start + 24, "text": "We will rebuild the wall"}
    body = {
        "kind": "mixed",
        "parts": {"content": [words]},
        "speakers": [okafor.pk],
        "said_on": None,
        "relayed_by": "Radio Harwick",
    }
    answer = desk.post(url(candidate, "accept"), body, headers={"if-match": '"1"'})
    assert answer.status_code == 200, answer.data
    quote = desk.get(f"/api/v1/quotes/{answer.data['quote']}/").data
    assert (quote["kind"], quote["said_on"], quote["relayed_by"]) == ("mixed", None, "Radio Harwick")
    assert quote["text"] == quote["display"] == "We will rebuild the wall"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/speakers"),
        ({"speakers": [10**12]}, "/speakers"),
        ({"speakers": [10**30]}, "/speakers/0"),
        ({"attribution": "anonymous"}, "/described_as"),
        ({"attribution": "unknown", "said_on": "2026-03-03"}, "/said_on_precision"),
        ({"attribution": "unknown", "said_on": "yesterday"}, "/said_on"),
        ({"attribution": "unknown", "parts": {"content": []}}, "/parts/content"),
        ({"attribution": "unknown", "parts": {"content": [{"start": 5, "end": 5}]}}, "/parts/content/0"),
        ({"attribution": "unknown", "parts": {"content": [{"start": 5, "end": 10**8}]}}, "/parts/content/0"),
        ({"attribution": "unknown", "parts": {"content": [{"start": -1, "end": 4}]}}, "/parts/content/0/start"),
        ({"attribution": "unknown", "parts": {"contents": []}}, "/parts/contents"),
        (
            {"attribution": "unknown", "parts": {"content": [{"start": 0, "end": 3, "text": "the"}]}},
            "/parts/content/0",
        ),
        ({"attribution": "unknown", "said_no": "2026-03-03"}, "/said_no"),
        ({"attribution": "unknown", "note": "a\x00b"}, "/note"),
        ({"attribution": "unknown", "kind": "shouted"}, "/kind"),
    ],
)
def test_accept_refuses_what_cannot_be_right_and_points_at_it(
    desk: APIClient, candidate: Candidate, body: dict[str, object], pointer: str
) -> None:
    answer = desk.post(url(candidate, "accept"), body, headers={"if-match": '"1"'})
    assert answer.status_code == 422, answer.data
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in answer.data["errors"]] == [pointer]
    assert not Quote.objects.exists()
    assert Review.objects.get(candidate=candidate).record_version == 1


def test_reject_needs_a_known_reason(desk: APIClient, candidate: Candidate) -> None:
    headers = {"if-match": '"1"'}
    assert desk.post(url(candidate, "reject"), {}, headers=headers).data["errors"][0]["pointer"] == "/reason"
    assert desk.post(url(candidate, "reject"), {"reason": "other"}, headers=headers).status_code == 422
    answer = desk.post(url(candidate, "reject"), {"reason": "scare-quotes"}, headers=headers)
    assert answer.status_code == 200, answer.data
    assert answer.data["review"]["state"] == "rejected"
    assert answer.data["review"]["reject_reason"] == "scare-quotes"


def test_reopen_withdraws_the_quotation(desk: APIClient, candidate: Candidate, okafor: Speaker) -> None:
    quote = accepted(desk, candidate, okafor)
    answer = desk.post(url(candidate, "reopen"), {"reason": "wrong person"}, headers={"if-match": '"2"'})
    assert answer.status_code == 200, answer.data
    assert answer.data["review"]["state"] == "pending"
    quote.refresh_from_db()
    assert quote.state == "withdrawn"


def test_what_was_reopened_can_be_accepted_anew_as_the_same_quotation(
    desk: APIClient, candidate: Candidate, okafor: Speaker
) -> None:
    quote = accepted(desk, candidate, okafor)
    desk.post(url(candidate, "reopen"), {"reason": "wrong date"}, headers={"if-match": '"2"'})
    body = {"speakers": [okafor.pk], "said_on": "2026-03-01", "said_on_precision": "month"}
    answer = desk.post(url(candidate, "accept"), body, headers={"if-match": '"3"'})
    assert answer.status_code == 200, answer.data
    assert answer.data["quote"] == quote.pk
    shown = desk.get(f"/api/v1/quotes/{quote.pk}/").data
    assert (shown["state"], shown["said_on"], shown["record_version"]) == ("on_record", "2026-03-01", 3)


def test_second_decision_is_not_possible(desk: APIClient, candidate: Candidate, okafor: Speaker) -> None:
    accepted(desk, candidate, okafor)
    answer = desk.post(url(candidate, "reject"), {"reason": "duplicate"}, headers={"if-match": '"2"'})
    assert answer.status_code == 409
    assert answer.data["code"] == "move-not-possible"


def test_stale_decision_is_answered_with_what_is_there_now(
    desk: APIClient, candidate: Candidate, okafor: Speaker
) -> None:
    accepted(desk, candidate, okafor)
    answer = desk.post(url(candidate, "reject"), {"reason": "duplicate"}, headers={"if-match": '"1"'})
    assert answer.status_code == 412
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.data["current"]["review"]["state"] == "accepted"
    assert answer.headers["ETag"] == desk.get(url(candidate)).headers["ETag"]
    assert AuditEvent.objects.filter(subject_type="claims.review", verb="reject").count() == 0


@pytest.mark.parametrize("verb", ["accept", "reject", "reopen"])
def test_no_verb_decides_about_what_was_not_seen(
    desk: APIClient, candidate: Candidate, okafor: Speaker, verb: str
) -> None:
    body = {"accept": {"speakers": [okafor.pk]}, "reject": {"reason": "title"}, "reopen": {"reason": "again"}}[verb]
    for tag in ('"0"', '"2"'):
        assert desk.post(url(candidate, verb), body, headers={"if-match": tag}).status_code == 412
    assert Review.objects.get(candidate=candidate).record_version == 1


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        (None, 428),
        ("*", 400),
        ("7", 400),
        ('W/"1"', 400),
        ('"1", "2"', 400),
        ('"one"', 400),
        ('"٣"', 400),
        ('"0"', 412),
    ],
)
def test_decision_says_which_version_it_saw(
    desk: APIClient, candidate: Candidate, tag: str | None, status: int
) -> None:
    headers = {} if tag is None else {"if-match": tag}
    answer = desk.post(url(candidate, "reject"), {"reason": "duplicate"}, headers=headers)
    assert answer.status_code == status, answer.data
    assert Review.objects.get(candidate=candidate).state == "pending"


@pytest.mark.parametrize("verb", ["accept", "reject", "reopen"])
def test_readers_decide_nothing(reading: APIClient, candidate: Candidate, verb: str) -> None:
    answer = reading.post(url(candidate, verb), {}, headers={"if-match": '"1"'})
    assert answer.status_code == 403
    assert "claims.decide_review" in answer.data["detail"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=pending", 1),
        ("state=accepted", 0),
        ("kind=direct&cue_class=speech", 1),
        ("kind=indirect", 0),
        ("min_confidence=0.9", 1),
        ("min_confidence=0.91", 0),
        ("speaker=Ada%20Okafor", 1),
        ("speaker=Okafor", 0),
        ("version=999999", 0),
    ],
)
def test_filters(reading: APIClient, candidate: Candidate, query: str, found: int) -> None:
    assert len(reading.get(f"/api/v1/candidates/?{query}").data["results"]) == found
