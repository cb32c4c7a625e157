"""Runs that fail, that are asked of another engine, that seem lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import ExtractionRun
from claims.services import extraction
from sources.models import Version
from tests.factories import article, reader, run_over
from tracker.core.actors import Agent
from tracker.core.errors import MoveNotPossible, NotAllowed
from tracker.core.models import AuditEvent, User

pytestmark = pytest.mark.django_db
BY = Agent("tests")


@pytest.fixture
def version() -> Version:
    return article()


def again(run: ExtractionRun) -> ExtractionRun:
    return ExtractionRun.objects.get(pk=run.pk)


def test_a_run_of_another_engine_is_left_to_its_own_workers(version: Version) -> None:
    run = run_over(version)
    extraction.perform(run.pk)
    assert (again(run).state, again(run).attempts) == ("queued", 0)


def test_a_run_whose_engine_never_comes_is_closed_with_the_reason(version: Version) -> None:
    run = run_over(version)
    ExtractionRun.objects.filter(pk=run.pk).update(queued_at=timezone.now() - timedelta(hours=2))
    extraction.perform(run.pk)
    assert again(run).state == "failed"
    assert "by-hand 1" in again(run).error


def test_a_run_that_takes_down_its_workers_is_given_up_and_can_be_tried_again(version: Version, ada: User) -> None:
    run = extraction.request(version, by=BY)
    ExtractionRun.objects.filter(pk=run.pk).update(attempts=extraction.MOST_ATTEMPTS, state="running")
    extraction.perform(run.pk)
    assert again(run).state == "failed"
    with pytest.raises(NotAllowed):
        extraction.retry(run.pk, by=reader())
    extraction.retry(run.pk, by=ada)
    assert (again(run).state, again(run).attempts, again(run).error) == ("queued", 0, "")
    extraction.perform(run.pk)
    assert again(run).state == "done"
    with pytest.raises(MoveNotPossible, match="begins from"):
        extraction.retry(run.pk, by=ada)
    verbs = [event.verb for event in AuditEvent.objects.about(run)]
    assert verbs == ["request", "fail", "retry", "begin", "finish"]


def test_the_sweeper_wakes_what_seems_lost_and_not_a_long_queue(version: Version) -> None:
    run = extraction.request(version, by=BY)
    assert extraction.sweep() == 0
    ExtractionRun.objects.filter(pk=run.pk).update(woken_at=timezone.now() - timedelta(seconds=30))
    assert extraction.sweep() == 0, "it only waits its turn"
    ExtractionRun.objects.filter(pk=run.pk).update(woken_at=timezone.now() - timedelta(seconds=90))
    assert extraction.sweep() == 1
    assert extraction.sweep() == 0, "it was woken just now"
    ExtractionRun.objects.filter(pk=run.pk).update(
        woken_at=timezone.now() - timedelta(seconds=30), state="running", attempts=1
    )
    assert extraction.sweep() == 1, "its worker may be gone"


def test_only_the_latest_version_is_pulled(version: Version) -> None:
    newer = article(version.text.replace("three winters", "four winters"))
    assert extraction.request_missing(by=BY) == 1
    assert ExtractionRun.objects.get().version == newer
    assert extraction.request_missing(by=BY) == 0
