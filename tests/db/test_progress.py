"""Progress told by a worker amid its transaction and read by others: at once, strictly, and gone with the worker."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import ExtractionRun
from claims.services import extraction
from claims.services.progress import TAKING_HOLD, TOLD_EVERY, Phase, Stage, Teller, stages, told_by
from tests.factories import article
from tests.factories.articles import TEXT
from tracker.core.actors import Agent
from tracker.core.models import User

pytestmark = pytest.mark.django_db(transaction=True)
BY = Agent("tests")
PATIENCE = 30


def asked(text: str = TEXT, address: str = "wall") -> ExtractionRun:
    return extraction.request(article(text, locator=f"https://harwickpost.example/{address}"), by=BY)


def begun(run: ExtractionRun, *, ago: timedelta = timedelta(minutes=1)) -> ExtractionRun:
    run.state, run.attempts, run.started_at = "running", 1, timezone.now() - ago
    run.save()
    return run


def stage(run: ExtractionRun) -> Stage:
    return stages([run.pk])[0]


def in_a_thread(work: Callable[[], Any]) -> "Future[Any]":
    def begin() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with_one = ThreadPoolExecutor(1)
    future = with_one.submit(begin)
    with_one.shutdown(wait=False)
    return future


@contextmanager
def held(run: ExtractionRun, tell: Callable[[Teller], None]) -> Iterator[None]:
    """Hold the run in another session as a worker does, with ``tell`` done; at the end that session is cut off."""
    told, over = Event(), Event()

    def work() -> None:
        with transaction.atomic():
            ExtractionRun.objects.select_for_update().get(pk=run.pk)
            tell(Teller(run.pk))
            told.set()
            assert over.wait(PATIENCE)
            connection.close()  # as when the worker is killed: nothing is committed

    worker = in_a_thread(work)
    try:
        assert told.wait(PATIENCE), worker.exception()
        yield
    finally:
        over.set()
        worker.exception(PATIENCE)


def named(name: str) -> Callable[[Teller], None]:
    def tell(teller: Teller) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, true)", [name])

    return tell


def test_what_a_worker_tells_is_seen_amid_its_transaction_and_goes_with_it() -> None:
    run = begun(asked())
    assert stage(run).phase is Phase.LOST
    with held(run, lambda teller: teller.reading(0.456)):
        now = stage(run)
        assert (now.phase, now.percent) == (Phase.READING, 45)
        assert now.seconds is not None
        assert 60 <= now.seconds < 90
    ends = monotonic() + PATIENCE  # PostgreSQL takes a moment to notice that the worker is gone
    while stage(run).phase is not Phase.LOST:
        assert monotonic() < ends


def test_keeping_is_told_too() -> None:
    run = begun(asked())
    with held(run, lambda teller: teller.keeping()):
        assert (stage(run).phase, stage(run).percent) == (Phase.KEEPING, None)


@pytest.mark.parametrize(
    "name",
    [
        "on-record run {other} reading 99%",
        "on-record run {run} reading 101%",
        "on-record run {run} reading 999%",
        "on-record run {run} reading -5%",
        "on-record run {run} reading 5",
        "on-record run {run} reading 4.5%",
        "on-record run {run} reading 45% ",
        " on-record run {run} reading 45%",
        "on-record run {run} reading ٤٥%",
        "on-record run {run} done",
        "on-record run x reading 45%",
        "on-record run 99999999999999999999 reading 45%",
        "pgbouncer",
        "",
    ],
)
def test_names_that_are_none_of_ours_tell_nothing(name: str) -> None:
    run = begun(asked())
    with held(run, named(name.format(run=run.pk, other=run.pk + 1))):
        assert (stage(run).phase, stage(run).percent) == (Phase.READING, None)


def test_a_name_counts_only_where_the_run_is_held() -> None:
    run, other = begun(asked()), begun(asked(TEXT.replace("wall", "quay"), "quay"))
    with held(other, named(f"on-record run {run.pk} reading 45%")):
        assert stage(run).phase is Phase.LOST
        assert stage(other).percent is None


def test_names_are_parsed_whole() -> None:
    assert told_by("on-record run 7 reading 0%", 7).percent == 0
    assert told_by("on-record run 7 reading 100%", 7).percent == 100
    assert told_by("on-record run 7 keeping", 7).keeping
    assert not told_by("on-record run 7 keeping", 70).keeping
    assert told_by("on-record run 7 reading 45%\n", 7).percent is None
    assert len(f"on-record run {2**63 - 1} reading 100%") < 64  # PostgreSQL cuts longer names off


def test_a_worker_tells_five_times_a_second_at_most_and_only_what_is_new() -> None:
    run = begun(asked())
    teller = Teller(run.pk)
    with transaction.atomic(), CaptureQueriesContext(connection) as statements:
        ends = monotonic() + 3.5 * TOLD_EVERY
        while monotonic() < ends:
            teller.reading((monotonic() - ends + 3.5 * TOLD_EVERY) / (3.5 * TOLD_EVERY))
        teller.reading(0.01)
    assert 2 <= len(statements) <= 4


def test_the_connections_own_name_comes_back() -> None:
    run = asked()
    with connection.cursor() as cursor:
        cursor.execute("SHOW application_name")
        before = cursor.fetchone()
        extraction.perform(run.pk)
        cursor.execute("SHOW application_name")
        assert cursor.fetchone() == before


def test_a_run_is_followed_from_the_queue_to_its_end() -> None:
    run = asked("\n\n".join(f"{TEXT}\nParagraph {number}." for number in range(300)))
    assert (stage(run).phase, stage(run).before) == (Phase.WAITING, 0)
    worker = in_a_thread(lambda: extraction.perform(run.pk))
    seen: list[Stage] = []
    while not worker.done():
        seen.append(stage(run))
        sleep(0.01)
    assert worker.exception() is None
    seen.append(stage(run))
    percents = [each.percent for each in seen if each.percent is not None]
    assert len(set(percents)) >= 3
    assert percents == sorted(percents)
    phases = [each.phase for each in seen]
    order = [Phase.WAITING, Phase.READING, Phase.KEEPING, Phase.DONE]
    assert [after for before, after in pairwise([None, *phases]) if before is not after] in (order, order[1:])
    assert seen[-1].run.candidate_count


def test_a_run_that_ends_while_it_is_asked_about_is_never_taken_for_lost() -> None:
    run = asked()
    worker = in_a_thread(lambda: extraction.perform(run.pk))
    phases = set()
    while not worker.done():
        phases.add(stage(run).phase)
    assert Phase.LOST not in phases


def test_those_who_wait_are_told_how_many_come_before_them(ada: User) -> None:
    first, second, third = (asked(f"{TEXT}\n{name}", name) for name in ("one", "two", "three"))
    assert [each.before for each in stages([first.pk, second.pk, third.pk])] == [0, 1, 2]
    ExtractionRun.objects.filter(pk=first.pk).update(queued_at=timezone.now() - timedelta(hours=3))
    extraction._fail(first.pk, "A test.")
    assert stage(third).before == 1
    extraction.retry(first.pk, by=ada)
    again = stage(first)
    assert (again.phase, again.before) == (Phase.WAITING, 2)
    assert again.seconds is not None
    assert again.seconds < 60, "it waits since it was tried again"


def test_a_worker_that_has_just_begun_is_not_lost() -> None:
    run = begun(asked(), ago=timedelta(0))
    assert (stage(run).phase, stage(run).percent) == (Phase.READING, None)
    run = begun(run, ago=TAKING_HOLD + timedelta(seconds=1))
    assert stage(run).phase is Phase.LOST


def test_many_runs_cost_no_more_statements_than_one() -> None:
    runs = [asked(f"{TEXT}\n{number}", str(number)) for number in range(6)]
    begun(runs[0])
    with CaptureQueriesContext(connection) as statements:
        found = stages([run.pk for run in runs] + [2**31 - 1])
    assert len(statements) == 4
    assert [each.run.pk for each in found] == [run.pk for run in runs]
    assert "text" in found[0].run.version.get_deferred_fields()
    with CaptureQueriesContext(connection) as statements:
        assert stages([]) == []
    assert len(statements) == 0
