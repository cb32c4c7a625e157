"""Accept, reject, reopen: states, versions, permissions, and the ledger beside every change."""

from typing import Any

import pytest

from claims.models import Quote, Review, Speaker
from claims.models.choices import Attribution, Kind, PartRole
from claims.services import quotes, review, speakers
from claims.services.statements import Passage, Statement, parts_of
from sources.text.spans import Span
from tests.factories import article, proposed, reader, review_of
from tracker.core.errors import InvalidInput, MoveNotPossible, NotAllowed, StaleVersion
from tracker.core.models import AuditEvent, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> Review:
    return review_of(proposed())


@pytest.fixture
def okafor(ada: User) -> Speaker:
    return speakers.add("Ada Okafor", by=ada)


def statement(item: Review, *, by_speaker: Speaker | None = None, **changed: object) -> Statement:
    fields: dict[str, object] = {
        "kind": Kind(item.candidate.kind),
        "parts": parts_of(item.candidate),
        "attribution": Attribution.NAMED if by_speaker else Attribution.UNATTRIBUTED,
        "speakers": [by_speaker.pk] if by_speaker else [],
    }
    return Statement(**{**fields, **changed})  # type: ignore[arg-type]


def test_accepting_puts_the_words_on_record(item: Review, okafor: Speaker, ada: User) -> None:
    decided, quote = review.accept(item.pk, statement(item, by_speaker=okafor), by=ada, expected_version=1)
    assert decided.state == "accepted"
    assert decided.decided_by == ada
    assert decided.record_version == 2
    assert [part.span.text for part in quote.parts.filter(role="content").order_by("position")] == [
        "We will rebuild the wall,",
        "and we will not raise the levy.",
    ]
    assert list(quote.speakers.all()) == [okafor]
    for subject, verbs in ((decided, ["propose", "accept"]), (quote, ["record"])):
        events = list(AuditEvent.objects.about(subject))
        assert [event.verb for event in events] == verbs
        assert events[-1].editor == ada
        assert events[-1].after == subject.facts()


def test_a_second_decision_on_the_same_sight_is_refused(item: Review, okafor: Speaker, ada: User, ben: User) -> None:
    review.accept(item.pk, statement(item, by_speaker=okafor), by=ada, expected_version=1)
    with pytest.raises(StaleVersion, match="Nothing was overwritten"):
        review.reject(item.pk, "title", by=ben, expected_version=1)
    with pytest.raises(MoveNotPossible, match="accepted"):
        review.reject(item.pk, "title", by=ben, expected_version=2)
    assert review_of(item.candidate).decided_by == ada


def test_rejecting_keeps_the_reason(item: Review, ada: User) -> None:
    decided = review.reject(item.pk, "scare-quotes", by=ada, expected_version=1, note="A nickname.")
    assert (decided.state, decided.reject_reason, decided.note) == ("rejected", "scare-quotes", "A nickname.")
    assert AuditEvent.objects.about(decided).last().reason == "A nickname."  # type: ignore[union-attr]
    assert not Quote.objects.exists()


@pytest.mark.parametrize(("reason", "note", "pointer"), [("", "", "/reject_reason"), ("other", " ", "/note")])
def test_a_rejection_without_a_reason_is_refused(item: Review, ada: User, reason: str, note: str, pointer: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        review.reject(item.pk, reason, by=ada, expected_version=1, note=note)
    assert refused.value.pointer == pointer
    assert review_of(item.candidate).state == "pending"


def test_reopening_withdraws_and_accepting_again_restores(item: Review, okafor: Speaker, ada: User) -> None:
    _, quote = review.accept(item.pk, statement(item, by_speaker=okafor), by=ada, expected_version=1)
    review.reopen(item.pk, by=ada, expected_version=2, reason="The deputy said it.")
    quote.refresh_from_db()
    assert quote.state == "withdrawn"
    with pytest.raises(MoveNotPossible, match="Accept it in the review queue"):
        quotes.restore(quote.pk, by=ada, expected_version=2, reason="It was right.")
    reyl = speakers.add("Tomas Reyl", by=ada)
    _, again = review.accept(item.pk, statement(item, by_speaker=reyl), by=ada, expected_version=3)
    assert again.pk == quote.pk
    assert again.state == "on_record"
    assert list(again.speakers.all()) == [reyl]
    assert [event.verb for event in AuditEvent.objects.about(again)] == ["record", "withdraw", "restore"]


def test_a_reader_decides_nothing(item: Review) -> None:
    looker = reader("rhea")
    with pytest.raises(NotAllowed, match="decide_review"):
        review.accept(item.pk, statement(item), by=looker, expected_version=1)
    with pytest.raises(NotAllowed):
        review.reject(item.pk, "title", by=looker, expected_version=1)
    assert review_of(item.candidate).record_version == 1


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"parts": {}}, "/parts/content"),
        ({"parts": {PartRole.CONTENT: [Passage(Span(0, 10_000))]}}, "/parts/content/0"),
        ({"parts": {PartRole.CONTENT: [Passage(Span(-1, 5))]}}, "/parts/content/0"),
        ({"parts": {PartRole.CONTENT: [Passage(Span(0, 7), "harbour")]}}, "/parts/content/0"),
        ({"parts": {PartRole.CONTENT: [Passage(Span(0, 7)), Passage(Span(3, 9))]}}, "/parts/content/1"),
        ({"attribution": Attribution.NAMED}, "/speakers"),
        ({"attribution": Attribution.NAMED, "speakers": [987_654]}, "/speakers"),
        ({"attribution": Attribution.ANONYMOUS}, "/described_as"),
        ({"described_as": "a senior official"}, "/described_as"),
        ({"said_on_precision": "day"}, "/said_on_precision"),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused(
    item: Review, ada: User, changed: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        review.accept(item.pk, statement(item, **changed), by=ada, expected_version=1)
    assert refused.value.pointer == pointer
    assert review_of(item.candidate).state == "pending"
    assert not Quote.objects.exists()


def test_a_correction_keeps_what_stood_before(item: Review, okafor: Speaker, ada: User, ben: User) -> None:
    _, quote = review.accept(item.pk, statement(item, by_speaker=okafor), by=ada, expected_version=1)
    before = quote.facts()
    shorter = {PartRole.CONTENT: parts_of(item.candidate)[PartRole.CONTENT][:1]}
    quotes.correct(
        quote.pk, statement(item, by_speaker=okafor, parts=shorter), by=ben, expected_version=1, reason="Cut."
    )
    event = AuditEvent.objects.about(quote).last()
    assert event is not None
    assert event.before == before
    assert event.after is not None
    assert len([part for part in event.after["parts"] if part[0] == "content"]) == 1
    with pytest.raises(StaleVersion):
        quotes.withdraw(quote.pk, by=ada, expected_version=1, reason="Wrong.")
    with pytest.raises(InvalidInput, match="Say in a few words"):
        quotes.withdraw(quote.pk, by=ada, expected_version=2, reason=" ")


def test_two_speakers_and_a_principal(item: Review, okafor: Speaker, ada: User) -> None:
    reyl = speakers.add("Tomas Reyl", by=ada)
    council = speakers.add("Harwick Council", kind="organisation", by=ada)
    ruled = statement(item, by_speaker=okafor, speakers=[okafor.pk, reyl.pk], on_behalf_of=[council.pk])
    _, quote = review.accept(item.pk, ruled, by=ada, expected_version=1)
    assert Quote.objects.by(council).get() == quote
    assert Quote.objects.by(reyl).get() == quote
    assert not Quote.objects.by(council, also_on_behalf=False).exists()


def test_a_hand_made_quotation_needs_no_candidate(ada: User) -> None:
    version = article()
    start = version.text.index("three winters")
    ruled = Statement(
        Kind.MIXED, {PartRole.CONTENT: [Passage(Span(start, start + 13), "three winters")]}, Attribution.UNKNOWN
    )
    quote = quotes.record(ruled, version=version, by=ada, reason="The engine missed it.")
    assert quote.candidate is None
    assert quote.language == version.language
