"""Taking back: by the opposite move, across articles, and never what somebody has built on."""

import pytest

from claims.models import Quote, Review
from claims.models.choices import Attribution, Kind, PartRole
from claims.services import bulk, claims, quotes, readings, remarks, review, speakers, undo
from claims.services.statements import Passage, Statement, parts_of
from claims.services.verification import checks
from sources.text.spans import Span
from tests.factories import article, propose_all, proposed, review_of
from tests.factories.articles import TEXT, attribution
from tracker.core.errors import BuiltOn, InvalidInput, MoveNotPossible, NotAllowed
from tracker.core.models import AuditEvent, User


def unattributed(item: Review) -> Statement:
    return Statement(Kind(item.candidate.kind), parts_of(item.candidate), Attribution.UNATTRIBUTED)


def accepted(by: User, locator: str = "https://harwickpost.example/wall") -> Review:
    item = review_of(proposed(article(locator=locator)))
    return review.accept(item.pk, unattributed(item), by=by, expected_version=1)[0]


def undo_last(by: User) -> undo.Step:
    step = undo.last_open(by)
    assert step is not None
    return undo.undo(step.event.pk, by=by)


def assert_the_house_holds() -> None:
    assert [str(fault) for check in checks() for fault in check.faults()] == []


def test_decisions_are_taken_back_one_after_the_other_across_articles(ada: User) -> None:
    first, second = accepted(ada), accepted(ada, "https://harwickpost.example/other")
    assert undo_last(ada).subject == second
    assert undo_last(ada).subject == first
    assert undo.last_open(ada) is None
    assert set(Review.objects.values_list("state", flat=True)) == {"pending"}
    assert set(Quote.objects.values_list("state", flat=True)) == {"withdrawn"}
    verbs = list(AuditEvent.objects.about(first).values_list("verb", flat=True))
    assert verbs == ["propose", "accept", "undo"]
    assert_the_house_holds()


def test_a_rejection_a_mark_by_hand_and_a_clearance_are_taken_back(ada: User) -> None:
    version = article()
    item = review_of(proposed(version))
    review.reject(item.pk, "title", by=ada, expected_version=1)
    remarks.clear(version.pk, by=ada)
    start = TEXT.index("three winters")
    passage = Passage(Span(start, start + 13), "three winters")
    quotes.record(Statement(Kind.MIXED, {PartRole.CONTENT: [passage]}, Attribution.UNKNOWN), version=version, by=ada)
    assert [undo_last(ada).event.subject_type for _ in range(3)] == [
        "claims.quote",
        "claims.clearance",
        "claims.review",
    ]
    assert review_of(item.candidate).state == "pending"
    assert Quote.objects.get().state == "withdrawn"
    assert_the_house_holds()


def test_what_was_built_on_is_refused_with_what_came_after(ada: User, ben: User) -> None:
    item = accepted(ada)
    quote = Quote.objects.get()
    ruled = Statement(Kind.DIRECT, parts_of(quote), Attribution.UNKNOWN)
    quotes.correct(quote.pk, ruled, by=ben, expected_version=1, reason="A speaker is meant.")
    with pytest.raises(BuiltOn, match="ben: correct"):
        undo_last(ada)
    assert review_of(item.candidate).state == "accepted"


def test_a_colleagues_link_to_a_claim_is_built_on_and_ones_own_is_taken_off(ada: User, ben: User) -> None:
    accepted(ada)
    claim = claims.open_claim("The wall will be rebuilt.", by=ada)
    claims.link(claim.pk, Quote.objects.get().pk, by=ben)
    with pytest.raises(BuiltOn, match="ben: linked to the claim “The wall will be rebuilt"):
        undo_last(ada)
    claims.unlink(claim.pk, Quote.objects.get().pk, by=ben, reason="A slip.")
    claims.link(claim.pk, Quote.objects.get().pk, by=ada)
    undo_last(ada)
    assert not claim.claim_quotes.exists()
    assert_the_house_holds()


def test_nobody_takes_back_a_colleagues_decision_or_one_twice(ada: User, ben: User) -> None:
    item = accepted(ada)
    event = AuditEvent.objects.about(item).get(verb="accept")
    with pytest.raises(NotAllowed, match="no decision of yours"):
        undo.undo(event.pk, by=ben)
    undo.undo(event.pk, by=ada)
    with pytest.raises(MoveNotPossible, match="taken back already"):
        undo.undo(event.pk, by=ada)


def test_only_the_last_fifty_can_be_taken_back(ada: User) -> None:
    words = [f"said {number}" for number in range(undo.MOST + 1)]
    text = "The list\n\n" + ". ".join(words) + ".\n"
    found = propose_all(article(text), *(attribution(text, [f"{one}."]) for one in words))
    for candidate in found:
        review.reject(candidate.review.pk, "title", by=ada, expected_version=1)
    first = AuditEvent.objects.about(found[0].review).get(verb="reject")
    with pytest.raises(MoveNotPossible, match="last 50"):
        undo.undo(first.pk, by=ada)


def test_a_bulk_is_taken_back_item_by_item(ada: User, ben: User) -> None:
    found = propose_all(
        article(),
        attribution(TEXT, ["We will rebuild the wall,"], cue="said"),
        attribution(TEXT, ["three winters"], cue="warned"),
    )
    items = [review_of(candidate) for candidate in found]
    done = bulk.reject([bulk.Listed(item.pk, 1) for item in items], "title", by=ada)
    review.reopen(items[1].pk, by=ben, expected_version=2, reason="No title.")
    outcome = {item.review_id: why for item, why in undo.undo_bulk(done.pk, by=ada)}
    assert outcome[items[0].pk] == ""
    assert "ben: reopen" in outcome[items[1].pk]
    with pytest.raises(NotAllowed):
        undo.undo_bulk(done.pk, by=ben)


def test_a_bulk_tells_conflicts_item_by_item(ada: User, ben: User) -> None:
    okafor = speakers.add("Ada Okafor", by=ada)
    found = propose_all(
        article(),
        attribution(TEXT, ["We will rebuild the wall,"], cue="said", speaker="Ada Okafor"),
        attribution(TEXT, ["three winters"], cue="warned", speaker="Ada Okafor"),
    )
    items = [review_of(candidate) for candidate in found]
    review.reject(items[1].pk, "title", by=ben, expected_version=1)
    whose = bulk.Attributed(Attribution.NAMED, speakers=[okafor.pk])
    done = bulk.accept([bulk.Listed(item.pk, 1) for item in items], whose, by=ada)
    assert list(done.items.values_list("review", "decided_version")) == [(items[0].pk, 2), (items[1].pk, None)]
    assert "changed while you had it open" in done.items.get(decided_version=None).refusal
    assert Quote.objects.get().speakers.get() == okafor
    assert_the_house_holds()
    for wrong, words in (([], "Nothing is ticked"), ([bulk.Listed(999, 1)], "no candidate with number 999")):
        with pytest.raises(InvalidInput, match=words):
            bulk.reject(wrong, "title", by=ada)


def test_a_second_reading_that_agrees_and_one_that_does_not(ada: User, ben: User, settings: object) -> None:
    settings.SECOND_READING_PERCENT = 100  # type: ignore[attr-defined]
    item = accepted(ada)
    assert item.awaits_reading
    with pytest.raises(NotAllowed, match="You decided this one"):
        readings.read_rejecting(item.pk, "title", by=ada, expected_version=2)
    agreed = readings.read_accepting(item.pk, unattributed(item), by=ben, expected_version=2)
    assert (agreed.state, agreed.differs_in) == ("agreed", [])
    with pytest.raises(MoveNotPossible, match="No second reading"):
        readings.read_rejecting(item.pk, "title", by=ben, expected_version=2)

    other = accepted(ada, "https://harwickpost.example/other")
    disputed = readings.read_rejecting(other.pk, "title", by=ben, expected_version=2)
    assert (disputed.state, disputed.differs_in) == ("disputed", ["verdict"])
    assert list(Review.objects.in_queue("disagreement", ada)) == [other]
    with pytest.raises(BuiltOn, match="ben: dispute"):
        undo_last(ada)
    review.reopen(other.pk, by=ada, expected_version=2, reason="Ben is right.")
    disputed.refresh_from_db()
    assert disputed.state == "settled"
    assert_the_house_holds()


def test_the_first_decision_may_stand_with_a_reason(ada: User, ben: User, settings: object) -> None:
    settings.SECOND_READING_PERCENT = 100  # type: ignore[attr-defined]
    item = accepted(ada)
    ruled = Statement(Kind.MIXED, parts_of(item.candidate), Attribution.UNKNOWN)
    disputed = readings.read_accepting(item.pk, ruled, by=ben, expected_version=2)
    assert disputed.differs_in == ["kind", "attribution"]
    with pytest.raises(InvalidInput, match="Say in a few words"):
        readings.settle(disputed.pk, by=ada, expected_version=1, reason=" ")
    assert readings.settle(disputed.pk, by=ada, expected_version=1, reason="The marks are whole.").state == "settled"
    assert_the_house_holds()


def test_a_comment_is_kept_on_its_passage_and_resolved(ada: User, ben: User) -> None:
    version = article()
    said = remarks.comment(version.pk, Span(0, 12), " Which wall? ", by=ada)
    assert (said.text, said.span.text) == ("Which wall?", "Harbour wall")
    assert remarks.resolve(said.pk, by=ben, expected_version=1).state == "resolved"
    for span, words, wrong in ((Span(0, 10_000), "Why?", "again in the article"), (Span(0, 5), " ", "Write what")):
        with pytest.raises(InvalidInput, match=wrong):
            remarks.comment(version.pk, span, words, by=ada)
    assert_the_house_holds()


def test_an_article_is_cleared_once_and_only_when_nothing_waits(ada: User, ben: User) -> None:
    version = article()
    item = review_of(proposed(version))
    with pytest.raises(MoveNotPossible, match="still wait: 1"):
        remarks.clear(version.pk, by=ada)
    review.reject(item.pk, "title", by=ada, expected_version=1)
    remarks.clear(version.pk, by=ada)
    with pytest.raises(MoveNotPossible, match="said so of this article already"):
        remarks.clear(version.pk, by=ben)
    assert_the_house_holds()
