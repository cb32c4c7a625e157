"""Extraction through the real broker and a real worker: it runs, it survives being killed, nothing comes twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from claims.extraction.engine import DEFAULT, RULES
from claims.models import Candidate, CandidatePart, ExtractionRun, Review
from claims.services import extraction, review
from claims.services.intake import take_in_file
from seeds.catalogue import articles
from seeds.seed_text import read_seed
from tests.factories import article, propose_all, review_of
from tests.tasks.conftest import Worker
from tracker.core.actors import Agent
from tracker.core.models import AuditEvent, User

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]
BY = Agent("tests")
LONG = 60  # copies of a seed article: some seconds of work, so that the kill comes in the midst of it


def state_of(run: ExtractionRun) -> str:
    return ExtractionRun.objects.values_list("state", flat=True).get(pk=run.pk)


def test_an_article_taken_in_is_extracted(worker: Worker, eventually: Callable[..., None]) -> None:
    worker.start()
    run = extraction.request(article(), by=BY)
    eventually(lambda: state_of(run) == "done", f"the run did not finish; see {worker.log.read_text()}")
    run.refresh_from_db()
    assert run.attempts == 1
    assert run.candidate_count == run.candidates.count() > 0
    assert [event.verb for event in AuditEvent.objects.about(run)] == ["request", "begin", "finish"]


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    worker: Worker, eventually: Callable[..., None], tmp_path: Path
) -> None:
    page = next(found for found in articles() if found.path.suffix == ".txt").path.read_text(encoding="utf-8")
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join([page] * LONG), encoding="utf-8")
    run = take_in_file(long, by=BY).run
    assert run is not None
    worker.start()
    eventually(lambda: state_of(run) == "running", "the worker never began")
    worker.kill()
    assert state_of(run) == "running"
    assert not Candidate.objects.filter(run=run).exists()
    worker.start()
    eventually(lambda: state_of(run) == "done", "the run did not finish after the kill", seconds=180)
    run.refresh_from_db()
    assert run.attempts >= 2
    found = Candidate.objects.filter(run=run)
    assert run.candidate_count == found.count() == found.values("parts_key").distinct().count()
    assert Review.objects.filter(candidate__run=run).count() == run.candidate_count
    assert CandidatePart.objects.filter(candidate__run=run, role="content").exists()
    assert AuditEvent.objects.about(run).filter(verb="finish").count() == 1


def test_a_lost_message_is_sent_again(worker: Worker, eventually: Callable[..., None]) -> None:
    run = extraction.request(article(), by=BY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgmq.purge_queue(queue_name) FROM pgmq.meta")
    worker.start()
    eventually(lambda: state_of(run) == "done", "the sweeper did not find the run")


def test_a_version_without_a_run_is_pulled(worker: Worker, eventually: Callable[..., None]) -> None:
    version = article()
    worker.start()
    eventually(
        lambda: ExtractionRun.objects.filter(version=version, state="done").exists(), "the sweeper did not pull it"
    )


def test_a_newer_engine_does_not_ask_again_what_an_editor_decided(
    worker: Worker, eventually: Callable[..., None], ada: User
) -> None:
    page = next(found for found in articles() if found.path.stem == "skerrow-fish-hall")
    version = article(read_seed(page).text)
    waiting = [review_of(each) for each in propose_all(version, *RULES.extract(version.text), engine=RULES.identity)]
    for item in waiting:
        review.reject(item.pk, "other", note="A test.", by=ada, expected_version=item.record_version)
    worker.start()
    run = extraction.request(version, by=BY)
    assert run.fingerprint == DEFAULT.identity.fingerprint != RULES.identity.fingerprint
    eventually(lambda: state_of(run) == "done", "the newer engine's run did not finish")
    settled = Review.objects.filter(candidate__run=run, state="settled")
    assert {item.settled_by for item in settled} <= set(waiting)
    direct = [item for item in waiting if item.candidate.kind == "direct"]
    again = settled.filter(settled_by__in=direct).count()
    assert again >= 0.8 * len(direct), f"{again} of {len(direct)} decided quotations were known again"
    assert {event.verb for item in settled for event in AuditEvent.objects.about(item)} == {"settle"}
    call_command("verify_ledger")


def test_a_second_delivery_changes_nothing(transactional_db: None) -> None:
    run = extraction.request(article(), by=BY)
    extraction.perform(run.pk)
    events = AuditEvent.objects.count()
    extraction.perform(run.pk)
    assert AuditEvent.objects.count() == events


def test_the_ledger_holds_after_all_that(worker: Worker, eventually: Callable[..., None]) -> None:
    worker.start()
    run = extraction.request(article(), by=BY)
    eventually(lambda: state_of(run) == "done", "the run did not finish")
    call_command("verify_ledger")
