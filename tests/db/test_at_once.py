"""Editors and workers at the same time, in real threads over real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from claims.extraction.attribution import EngineIdentity
from claims.models import Quote, Review
from claims.models.choices import Attribution, Kind
from claims.services import extraction, quotes, review
from claims.services.proposals import propose
from claims.services.statements import Statement, parts_of
from claims.services.verification import checks
from tests.factories import article, editor, proposed, review_of, run_over
from tests.factories.articles import attribution
from tracker.core.actors import Agent
from tracker.core.errors import DomainError
from tracker.core.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Begin all works at the same moment; return what each returned, or the error that refused it."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(10)
            return work()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(begin, works))


def refused(results: list[object]) -> list[DomainError]:
    return [result for result in results if isinstance(result, DomainError)]


def ruled(item: Review) -> Statement:
    return Statement(Kind(item.candidate.kind), parts_of(item.candidate), Attribution.UNATTRIBUTED)


def assert_the_house_holds() -> None:
    assert [str(fault) for check in checks() for fault in check.faults()] == []


def test_two_editors_cannot_both_decide() -> None:
    ada, ben = editor("ada"), editor("ben")
    item = review_of(proposed())
    results = at_once(
        lambda: review.accept(item.pk, ruled(item), by=ada, expected_version=1),
        lambda: review.reject(item.pk, "title", by=ben, expected_version=1),
    )
    assert len(refused(results)) == 1
    assert AuditEvent.objects.about(item).count() == 2
    assert Quote.objects.count() == (review_of(item.candidate).state == "accepted")
    assert_the_house_holds()


@pytest.mark.parametrize("round_", range(5))
def test_restoring_and_reopening_do_not_contradict_each_other(round_: int) -> None:
    ada, ben = editor("ada"), editor("ben")
    item = review_of(proposed())
    _, quote = review.accept(item.pk, ruled(item), by=ada, expected_version=1)
    quotes.withdraw(quote.pk, by=ada, expected_version=1, reason="A doubt.")
    at_once(
        lambda: quotes.restore(quote.pk, by=ben, expected_version=2, reason="No doubt."),
        lambda: review.reopen(item.pk, by=ada, expected_version=2, reason="Look again."),
    )
    assert_the_house_holds()


@pytest.mark.parametrize("round_", range(5))
def test_deciding_while_a_newer_engine_proposes(round_: int) -> None:
    ada = editor("ada")
    version = article()
    item = review_of(proposed(version))
    run = run_over(version, EngineIdentity("by-hand", "2"))
    found = [
        attribution(version.text, ["We will rebuild the wall,", "and we will not raise the levy."], cue="said"),
        attribution(version.text, ["three winters"], cue="warned", kind="mixed"),
    ]
    results = at_once(
        lambda: review.accept(item.pk, ruled(item), by=ada, expected_version=1), lambda: propose(run, found)
    )
    states = set(
        Review.objects.filter(candidate__content_key=item.candidate.content_key).values_list("state", flat=True)
    )
    assert states == ({"superseded", "pending"} if refused(results) else {"accepted", "settled"})


def test_two_engines_at_once_put_the_same_words_once() -> None:
    version = article()
    found = attribution(version.text, ["We will rebuild the wall,"], cue="said")
    runs = [run_over(version, EngineIdentity("by-hand", str(number))) for number in (2, 3)]
    at_once(lambda: propose(runs[0], [found]), lambda: propose(runs[1], [found]))
    assert sorted(Review.objects.values_list("state", flat=True)) == ["pending", "superseded"]
    assert Review.objects.get(state="pending").candidate.run == runs[1]


def test_four_workers_on_one_run_do_it_once() -> None:
    run = extraction.request(article(), by=Agent("tests"))
    at_once(*[lambda: extraction.perform(run.pk)] * 4)
    run.refresh_from_db()
    assert run.state == "done"
    assert run.candidates.count() == run.candidate_count
    assert AuditEvent.objects.about(run).filter(verb="finish").count() == 1
    assert_the_house_holds()
