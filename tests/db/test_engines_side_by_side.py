"""A new engine over a version that an older one has read: decisions stand, nothing is put before an editor twice."""

from dataclasses import replace

import pytest

from claims.extraction.attribution import EngineIdentity
from claims.services import review
from sources.models import Version
from tests.factories import article, propose_all, review_of
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


def test_the_same_candidate_twice_in_one_run_is_kept_once(version: Version) -> None:
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    assert len(propose_all(version, found, found)) == 1
