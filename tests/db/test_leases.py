"""Who is at which item: leases, and the queues that they are taken from."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Review
from claims.querysets import ReviewQuerySet
from claims.services import leases, review
from tests.db.test_at_once import at_once
from tests.factories import article, editor, propose_all, proposed, reader, review_of
from tests.factories.articles import TEXT, attribution
from tracker.core.errors import Held, NotAllowed
from tracker.core.models import AuditEvent, User


def two_items() -> list[Review]:
    found = propose_all(
        article(),
        attribution(TEXT, ["We will rebuild the wall,"], cue="said", speaker="Ada Okafor"),
        attribution(TEXT, ["three winters"], cue="warned", confidence=0.3),
    )
    return [review_of(candidate) for candidate in found]


def taken(by: User, *, after: Review | None = None) -> int | None:
    """Return the number of the item that ``by`` gets next."""
    found = leases.take_next(everything(by), by=by, after=after.pk if after else None)
    return found.review if found else None


def everything(by: User) -> ReviewQuerySet:
    return Review.objects.in_queue("all", by)


def test_two_editors_get_two_items_and_a_third_gets_none(ada: User, ben: User) -> None:
    first, second = two_items()
    assert taken(ada) == first.pk
    assert taken(ben) == second.pk
    assert taken(editor("cleo")) is None


def test_one_gets_ones_own_item_again_and_the_next_after_it(ada: User) -> None:
    first, second = two_items()
    assert taken(ada) == first.pk
    assert taken(ada) == first.pk
    assert taken(ada, after=first) == second.pk
    assert taken(ada, after=second) == first.pk  # from the front again


def test_a_lease_ends_by_itself_by_release_and_by_decision(ada: User, ben: User) -> None:
    first, _ = two_items()
    leases.hold(first.pk, by=ada)
    assert leases.hold(first.pk, by=ben).holder == ada
    leases.release(first.pk, by=ben)  # not ben's to give back
    assert not leases.hold(first.pk, by=ben).mine
    leases.release(first.pk, by=ada)
    assert leases.hold(first.pk, by=ben).mine
    Review.objects.filter(pk=first.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert leases.hold(first.pk, by=ada).mine
    decided = review.reject(first.pk, "title", by=ada, expected_version=1)
    assert (decided.leased_by, decided.leased_until) == (None, None)
    assert leases.hold(first.pk, by=ben).holder is None  # it waits no more


def test_what_a_colleague_holds_is_not_decided_until_it_is_taken_over(ada: User, ben: User) -> None:
    first, _ = two_items()
    leases.hold(first.pk, by=ada)
    with pytest.raises(Held, match="ada is deciding this one until"):
        review.reject(first.pk, "title", by=ben, expected_version=1)
    assert leases.hold(first.pk, by=ben, over=True).mine
    review.reject(first.pk, "title", by=ben, expected_version=1)


def test_a_lease_stands_in_no_ledger(ada: User) -> None:
    item = review_of(proposed())
    before = AuditEvent.objects.count()
    leases.hold(item.pk, by=ada)
    assert AuditEvent.objects.count() == before
    item.refresh_from_db()
    assert item.record_version == 1


@pytest.mark.django_db
def test_someone_who_may_not_decide_takes_nothing() -> None:
    item = review_of(proposed())
    rhea = reader("rhea")
    with pytest.raises(NotAllowed):
        leases.take_next(Review.objects.pending(), by=rhea)
    with pytest.raises(NotAllowed):
        leases.hold(item.pk, by=rhea)


def test_the_queues_hold_what_their_names_say(ada: User, ben: User) -> None:
    first, second = two_items()

    def queue(name: str, by: User = ada) -> set[int]:
        return set(Review.objects.in_queue(name, by).values_list("pk", flat=True))

    assert queue("all") == queue("no such queue") == {first.pk, second.pk}
    assert queue("unsure") == queue("anonymous") == {second.pk}
    assert queue("number") == {second.pk}
    assert queue("negation") == queue("person") == set()
    leases.hold(second.pk, by=ada)
    assert queue("mine") == {second.pk}
    assert queue("mine", ben) == set()


@pytest.mark.django_db(transaction=True)
def test_four_editors_at_once_take_four_items() -> None:
    editors = [editor(f"editor{number}") for number in range(4)]
    for number in range(4):
        proposed(article(locator=f"https://harwickpost.example/{number}"))
    got = at_once(*[lambda by=by: taken(by) for by in editors])
    assert sorted(map(str, got)) == sorted(str(pk) for pk in Review.objects.values_list("pk", flat=True))
