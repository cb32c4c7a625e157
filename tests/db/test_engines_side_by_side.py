"""A new engine over a version that an older one has read: decisions stand, nothing is put before an editor twice."""

from dataclasses import replace

import pytest

from claims.extraction.attribution import EngineIdentity
from claims.models.choices import Attribution, Kind, PartRole
from claims.services import quotes, review
from claims.services.proposals import propose
from claims.services.statements import Passage, Statement
from sources.models import Version
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
