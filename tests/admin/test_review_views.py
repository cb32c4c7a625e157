"""The queue and the desk, asked by a plain client."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from claims.models import Quote, Review, Speaker
from claims.services import review as review_verbs
from claims.services import speakers
from tests.factories import article, editor, propose_all, proposed, reader, review_of
from tests.factories.articles import TEXT, attribution
from tracker.core.models import User

QUEUE = reverse("admin:claims_review_changelist")


def desk(review: Review) -> str:
    return reverse("admin:claims_review_change", args=[review.pk])


def form(review: Review, **changed: Any) -> dict[str, Any]:
    """Return what the form of ``review`` sends when nothing is changed but ``changed``."""
    parts = sorted(review.candidate.parts.all(), key=lambda part: (part.role, part.position))
    sent = {
        "action": "accept",
        "expected_version": review.record_version,
        "kind": review.candidate.kind,
        "part_role": [part.role for part in parts],
        "part_start": [part.span.start for part in parts],
        "part_end": [part.span.end for part in parts],
        "part_text": [part.span.text for part in parts],
        "attribution": "unattributed",
        "said_on": "2026-03-03",
        "precision": "day",
    }
    return {name: value for name, value in {**sent, **changed}.items() if value is not None}


@pytest.fixture
def review(db: None) -> Review:
    return review_of(proposed())


def test_the_queue_shows_what_waits_with_its_speaker_and_article(as_ada: Client, review: Review) -> None:
    page = as_ada.get(QUEUE).content.decode()
    assert "“We will rebuild the wall, [...] and we will not raise the levy.”" in page
    assert "Ada Okafor" in page
    assert "Harwick Post" in page
    assert "Harbour wall to be rebuilt" in page


def test_the_queue_leaves_out_what_is_decided_unless_asked(as_ada: Client, ada: User, review: Review) -> None:
    review_verbs.reject(review.pk, "title", by=ada, expected_version=1)
    assert "We will rebuild" not in as_ada.get(QUEUE).content.decode()
    assert "Nothing waits for review." in as_ada.get(QUEUE).content.decode()
    assert "We will rebuild" in as_ada.get(QUEUE, {"state": "all"}).content.decode()
    assert "We will rebuild" in as_ada.get(QUEUE, {"state": "rejected"}).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "raise the levy"}, True),
        ({"q": "harbour WALL"}, True),
        ({"q": "cathedral"}, False),
        ({"confidence": "high"}, True),
        ({"confidence": "low"}, False),
        ({"kind": "direct"}, True),
        ({"kind": "indirect"}, False),
        ({"cue": "speech"}, True),
        ({"cue": "thought"}, False),
        ({"outlet": "99999999999999999999"}, True),
        ({"confidence": "'; DROP TABLE"}, True),
        ({"state": "\x00"}, True),
    ],
)
def test_filters_and_search(as_ada: Client, review: Review, query: dict[str, str], found: bool) -> None:
    answer = as_ada.get(QUEUE, query)
    assert answer.status_code == 200
    assert ("We will rebuild" in answer.content.decode()) is found


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("", ["We will rebuild", "raise the levy", "three winters"]),
        ("speech", ["raise the levy", "three winters", "We will rebuild"]),
        ("surest", ["three winters", "We will rebuild", "raise the levy"]),
        ("doubtful", ["raise the levy", "We will rebuild", "three winters"]),
        ("nonsense", ["We will rebuild", "raise the levy", "three winters"]),
    ],
)
def test_the_queue_in_the_order_asked_for(as_ada: Client, db: None, order: str, words: list[str]) -> None:
    propose_all(
        article(),
        replace(attribution(TEXT, ["We will rebuild"], confidence=0.6), cue_class="attitude"),
        attribution(TEXT, ["raise the levy"], confidence=0.5),
        attribution(TEXT, ["three winters"], confidence=0.9),
    )
    page = as_ada.get(QUEUE, {"order": order}).content.decode()
    assert sorted(words, key=page.index) == words


def test_the_queue_asks_the_database_as_often_for_many_as_for_few(
    as_ada: Client, db: None, django_assert_max_num_queries: Any
) -> None:
    version = article()
    propose_all(version, *(attribution(TEXT, [word]) for word in set(re.findall(r"\w{5,}", TEXT))))
    assert Review.objects.pending().count() > 10
    with django_assert_max_num_queries(16):
        as_ada.get(QUEUE)


def test_the_desk_shows_passage_context_reasons_and_history(as_ada: Client, review: Review) -> None:
    page = as_ada.get(desk(review)).content.decode()
    assert 'class="m m-content m-begins" data-name="content 1"' in page
    assert "Her deputy, Tomas Reyl" in page  # the paragraph after
    assert "The cue is “said”." in page
    assert "propose" in page
    assert review.version.text_sha256[:16] in page


def test_article_text_is_never_markup(as_ada: Client, db: None) -> None:
    hostile = TEXT.replace("three winters", "<script>alert(1)</script> <b>winters</b>")
    version = article(hostile, locator="https://harwickpost.example/hostile")
    found = propose_all(version, attribution(version.text, ["<script>alert(1)</script>"], speaker="<i>Eve</i>"))
    page = as_ada.get(desk(review_of(found[0]))).content.decode()
    assert "<script>alert(1)" not in page
    assert "<i>Eve" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_accepting_puts_it_on_record_and_goes_on(as_ada: Client, ada: User, review: Review) -> None:
    known = speakers.add("Ada Okafor", by=ada, description="councillor, Harwick")
    answer = as_ada.post(desk(review), form(review, attribution="named", speakers=[known.pk], note="heard it myself"))
    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    quote = Quote.objects.get()
    assert [row.speaker for row in quote.quote_speakers.all()] == [known]
    assert review_of(review.candidate).state == "accepted"
    assert "Accepted." in str(next(iter(get_messages(answer.wsgi_request))))


def test_accepting_with_a_new_speaker_makes_them_in_the_same_move(as_ada: Client, review: Review) -> None:
    new = {"new_name": "Ada Okafor", "new_kind": "person", "new_description": "councillor", "new_said": "0"}
    as_ada.post(desk(review), form(review, attribution="named", **new))
    assert [str(row) for row in Quote.objects.get().speakers.all()] == ["Ada Okafor (councillor)"]


def test_a_refused_statement_makes_no_speaker(as_ada: Client, review: Review) -> None:
    new = {"new_name": "Ada Okafor", "new_kind": "person", "new_description": "", "new_said": "0"}
    answer = as_ada.post(desk(review), form(review, attribution="named", said_on="2026-03-03", precision="", **new))
    assert answer.status_code == 422
    assert not Speaker.objects.exists()
    assert 'value="Ada Okafor"' in answer.content.decode()


def test_a_namesake_is_never_made_or_linked_silently(as_ada: Client, ada: User, review: Review) -> None:
    speakers.add("Ada Okafor", by=ada, description="footballer")
    page = as_ada.get(desk(review)).content.decode()
    assert "footballer" in page
    assert "data-said" in page
    assert "checked data-said" not in page
    new = {"new_name": "ada  okafor", "new_kind": "person", "new_description": "councillor", "new_said": "0"}
    answer = as_ada.post(desk(review), form(review, attribution="named", **new))
    assert answer.status_code == 422
    assert "on file already" in answer.content.decode()
    answer = as_ada.post(desk(review), form(review, attribution="named", new_namesake="0", **new))
    assert answer.status_code == 302
    assert Speaker.objects.count() == 2


def test_a_tampered_passage_is_refused(as_ada: Client, review: Review) -> None:
    sent = form(review)
    sent["part_text"] = [text.replace("not raise", "now raise") for text in sent["part_text"]]
    answer = as_ada.post(desk(review), sent)
    assert answer.status_code == 422
    assert "are not those of the capture" in answer.content.decode()
    assert not Quote.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": None},
        {"kind": "shouted"},
        {"attribution": None},
        {"attribution": "named"},
        {"attribution": "named", "speakers": ["999999999999999999999"]},
        {"attribution": "named", "speakers": ["2147483647"]},
        {"attribution": "named", "speakers": ["x"]},
        {"part_start": ["1"]},
        {"part_role": ["content"], "part_start": ["5"], "part_end": ["5"], "part_text": [""]},
        {"part_role": ["content"], "part_start": ["5"], "part_end": ["999999999999"], "part_text": [""]},
        {"part_role": ["content"], "part_start": ["-5"], "part_end": ["9"], "part_text": [""]},
        {"part_role": ["content"], "part_start": ["٣"], "part_end": ["9"], "part_text": [""]},
        {"part_role": ["editor"], "part_start": ["5"], "part_end": ["9"], "part_text": [""]},
        {"part_role": [], "part_start": [], "part_end": [], "part_text": []},
        {"said_on": "yesterday"},
        {"said_on": "2026-02-30"},
        {"precision": "minute"},
        {"relayed_by": "x" * 301},
        {"relayed_by": "a\x00b"},
        {"note": "a\x00b"},
        {"attribution": "anonymous", "described_as": "a\x00b"},
        {"attribution": "anonymous", "described_as": "y" * 4000},
        {"attribution": "named", "new_name": "\x00", "new_kind": "person", "new_description": "", "new_said": "0"},
        {"attribution": "named", "new_name": "Eve", "new_kind": "ghost", "new_description": "", "new_said": "0"},
        {"action": None},
        {"action": "delete"},
        {"action": "reject"},
        {"action": "reject", "reject_reason": "boring"},
        {"action": "reject", "reject_reason": "other"},
        {"action": "reopen"},
        {"expected_version": None},
        {"expected_version": "99999999999999999999"},
    ],
)
def test_hostile_forms_get_a_message_and_change_nothing(
    as_ada: Client, review: Review, changed: dict[str, Any]
) -> None:
    answer = as_ada.post(desk(review), form(review, **changed))
    assert answer.status_code in {409, 412, 422}, answer.status_code
    assert 'role="alert"' in answer.content.decode()
    assert not Quote.objects.exists()
    assert review_of(review.candidate).record_version == 1


@pytest.mark.parametrize("pk", ["999999999999999999999999", "x", "0", "%00", "-1"])
def test_unknown_candidates_are_not_found(as_ada: Client, review: Review, pk: str) -> None:
    assert as_ada.get(f"/admin/claims/review/{pk}/change/").status_code == 404


def test_the_second_editor_is_told_who_was_first_and_keeps_the_draft(as_ada: Client, review: Review) -> None:
    sent = form(review, note="my careful note", attribution="anonymous", described_as="a tired councillor")
    ben = editor("ben", first_name="Ben", last_name="Osei")
    review_verbs.reject(review.pk, "scare-quotes", by=ben, expected_version=1)
    answer = as_ada.post(desk(review), sent)
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "Ben Osei rejected it on" in page
    assert "my careful note" in page
    assert "a tired councillor" in page
    assert review_of(review.candidate).state == "rejected"


def test_a_draft_that_came_late_can_correct_what_the_colleague_put_on_record(
    as_ada: Client, ada: User, review: Review
) -> None:
    sent = form(review, attribution="anonymous", described_as="a tired councillor")
    ben = Client()
    ben.force_login(editor("ben"))
    assert ben.post(desk(review), form(review)).status_code == 302
    page = as_ada.post(desk(review), sent).content.decode()
    quote = Quote.objects.get()
    address = reverse("admin:claims_quote_change", args=[quote.pk])
    assert f'formaction="{address}"' in page
    assert quote.attribution == "unattributed"
    correction = {**sent, "action": "correct", "quote_version": quote.record_version, "reason": "He is described."}
    assert as_ada.post(address, correction).status_code == 302
    quote.refresh_from_db()
    assert (quote.attribution, quote.described_as) == ("anonymous", "a tired councillor")


def test_what_was_accepted_and_reopened_comes_back_as_the_editor_left_it(as_ada: Client, review: Review) -> None:
    as_ada.post(desk(review), form(review, attribution="anonymous", described_as="a tired councillor"))
    as_ada.post(desk(review), {"action": "reopen", "expected_version": 2, "reason": "Look again."})
    assert "a tired councillor" in as_ada.get(desk(review)).content.decode()


def test_rejecting_and_reopening(as_ada: Client, review: Review) -> None:
    as_ada.post(desk(review), form(review, action="reject", reject_reason="title"))
    assert review_of(review.candidate).state == "rejected"
    as_ada.post(desk(review), {"action": "reopen", "expected_version": 2, "reason": "It was a quotation after all."})
    assert review_of(review.candidate).state == "pending"


def test_a_reader_sees_and_cannot_decide(review: Review) -> None:
    client = Client()
    client.force_login(reader("rhea", is_staff=True))
    page = client.get(desk(review)).content.decode()
    assert "We will rebuild the wall" in page
    assert "Accept and next" not in page
    answer = client.post(desk(review), form(review))
    assert answer.status_code == 403
    assert "may not" in answer.content.decode()
    assert not Quote.objects.exists()


def test_someone_without_any_permission_sees_nothing(review: Review) -> None:
    client = Client()
    user = User.objects.create_user("nobody", is_staff=True)
    client.force_login(user)
    assert client.get(desk(review)).status_code == 404
    assert client.get(QUEUE).status_code == 403
    assert client.get(reverse("admin:claims_speaker_find"), {"q": "a"}).status_code == 403
