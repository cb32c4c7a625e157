"""A new engine over a version that an older one has read: decisions stand, nothing is put before an editor twice."""

from dataclasses import replace

import pytest

from claims.extraction.attribution import EngineIdentity
from claims.models.choices import Attribution, Kind, PartRole
from claims.services import quotes, review
from claims.services.proposals import propose
from claims.services.standing import words_key
from claims.services.statements import Passage, Statement
from sources.models import Version
from sources.text.spans import Span
from tests.factories import article, propose_all, review_of, run_over
from tests.factories.articles import attribution
from tracker.core.models import AuditEvent, User

pytestmark = pytest.mark.django_db
NEWER = EngineIdentity("by-hand", "2")
NEWEST = EngineIdentity("by-hand", "3")


@pytest.fixture
def version() -> Version:
    return article()


def test_a_decided_candidate_is_settled_under_the_new_engine(version: Version, ada: User) -> None:
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said", speaker="Ada Okafor")
    decided = review_of(propose_all(version, found)[0])
    review.reject(decided.pk, "title", by=ada, expected_version=1)
    again = review_of(propose_all(version, replace(found, confidence=0.2), engine=NEWER)[0])
    assert (again.state, again.settled_by) == ("settled", decided)
    third = review_of(propose_all(version, found, engine=NEWEST)[0])
    assert (third.state, third.settled_by) == ("settled", decided)
    assert [event.verb for event in AuditEvent.objects.about(third)] == ["settle"]


def test_a_waiting_candidate_gives_way_to_the_new_one(version: Version) -> None:
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said", speaker="Ada Okafor")
    older = propose_all(version, found)[0]
    newer = propose_all(version, found, engine=NEWER)[0]
    assert review_of(newer).state == "pending"
    assert (review_of(older).state, review_of(older).settled_by) == ("superseded", review_of(newer))
    assert [event.verb for event in AuditEvent.objects.about(review_of(older))] == ["propose", "supersede"]


def test_other_words_wait_beside_the_older_ones(version: Version) -> None:
    first = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    second = attribution(version.text, ["three winters"], cue="warned", kind="mixed")
    older = propose_all(version, first)[0]
    newer = propose_all(version, second, engine=NEWER)[0]
    assert review_of(older).state == review_of(newer).state == "pending"


def test_words_that_an_editor_corrected_are_known_again(version: Version, ada: User) -> None:
    found = attribution(version.text, ["We will rebuild"], cue="said")
    item = review_of(propose_all(version, found)[0])
    longer = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    ruled = Statement(Kind.DIRECT, {PartRole.CONTENT: [Passage(longer.content[0])]}, Attribution.UNATTRIBUTED)
    review.accept(item.pk, ruled, by=ada, expected_version=1)
    again = review_of(propose_all(version, longer, engine=NEWER)[0])
    assert (again.state, again.settled_by) == ("settled", item)


def test_words_marked_by_hand_are_known_again(version: Version, ada: User) -> None:
    found = attribution(version.text, ["three winters"], cue="warned", kind="mixed")
    ruled = Statement(Kind.MIXED, {PartRole.CONTENT: [Passage(found.content[0])]}, Attribution.UNATTRIBUTED)
    quote = quotes.record(ruled, version=version, by=ada)
    again = review_of(propose_all(version, found, engine=NEWER)[0])
    assert (again.state, again.settled_by, again.settled_by_quote) == ("settled", None, quote)


def test_every_waiting_candidate_of_the_same_words_gives_way(version: Version) -> None:
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    twins = propose_all(version, found, replace(found, kind="mixed"))
    newer = review_of(propose_all(version, found, engine=NEWER)[0])
    assert [review_of(twin).settled_by for twin in twins] == [newer, newer]


def test_an_older_run_that_finishes_later_gives_way(version: Version) -> None:
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    older = run_over(version)
    newer = review_of(propose_all(version, found, engine=NEWER)[0])
    propose(older, [found])
    late = review_of(older.candidates.get())
    assert (late.state, late.settled_by) == ("superseded", newer)
    assert review_of(newer.candidate).state == "pending"


def test_the_same_candidate_twice_in_one_run_is_kept_once(version: Version) -> None:
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    assert len(propose_all(version, found, found)) == 1


def test_the_same_words_with_other_edges_are_known_again(version: Version, ada: User) -> None:
    loose = attribution(version.text, ["that the work could take “three winters”"], cue="warned", kind="mixed")
    tight = attribution(version.text, ["the work could take “three winters"], cue="warned", kind="mixed")
    decided = review_of(propose_all(version, loose)[0])
    review.reject(decided.pk, "title", by=ada, expected_version=1)
    again = review_of(propose_all(version, tight, engine=NEWER)[0])
    assert (again.state, again.settled_by) == ("settled", decided)


def test_a_passage_found_wrongly_cut_is_offered_again_with_other_edges(version: Version, ada: User) -> None:
    loose = attribution(version.text, ["that the work could take “three winters”"], cue="warned", kind="mixed")
    tight = attribution(version.text, ["the work could take “three winters”"], cue="warned", kind="mixed")
    decided = review_of(propose_all(version, loose)[0])
    review.reject(decided.pk, "wrong-span", by=ada, expected_version=1)
    assert review_of(propose_all(version, tight, engine=NEWER)[0]).state == "pending"
    assert review_of(propose_all(version, loose, engine=NEWEST)[0]).settled_by == decided


def test_twins_of_a_newer_run_take_the_place_of_one_that_waits(version: Version) -> None:
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    older = review_of(propose_all(version, found)[0])
    twins = propose_all(version, found, replace(found, kind="mixed"), engine=NEWER)
    assert [review_of(twin).state for twin in twins] == ["pending", "pending"]
    older.refresh_from_db()
    assert (older.state, older.settled_by) == ("superseded", review_of(twins[0]))


@pytest.mark.parametrize(
    ("text", "one", "other", "same"),
    [
        ("Reed said that he will go.", ["that he will go."], ["he will go"], True),
        ("Reed said: “He will go,” today", ["“He will go,”"], ["He will go"], True),
        ("Reed said: that “that is it”", ["that “that is it”"], ["“that is it”"], True),
        ("Reed said that was wrong.", ["that"], ["that was wrong"], False),
        ("Rates fell -5 percent.", ["-5 percent"], ["5 percent"], False),
        ("It cost $5.", ["$5"], ["5"], False),
        ("Reed: He will go?", ["He will go?"], ["He will go"], False),
        ("He *** lied", ["He", "lied"], ["He *** lied"], False),
    ],
)
def test_what_counts_as_the_same_words(text: str, one: list[str], other: list[str], same: bool) -> None:
    keys = [words_key(text, [Span(text.index(w), text.index(w) + len(w)) for w in words]) for words in (one, other)]
    assert (keys[0] == keys[1]) is same


def test_fewer_words_are_other_words(version: Version, ada: User) -> None:
    whole = attribution(version.text, ["that the work could take “three winters”"], cue="warned", kind="mixed")
    part = attribution(version.text, ["three winters"], cue="warned", kind="mixed")
    decided = review_of(propose_all(version, whole)[0])
    review.reject(decided.pk, "wrong-span", by=ada, expected_version=1)
    assert review_of(propose_all(version, part, engine=NEWER)[0]).state == "pending"
