"""Verbs of extraction: ask for a run, perform it once, find the ones whose message was lost."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

import structlog
from celery import current_app
from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from claims.extraction import ENGINE, Attribution, extract
from claims.models import ExtractionRun
from claims.services.locking import locked, ready_for
from claims.services.progress import Teller
from claims.services.proposals import propose
from claims.workflow import move
from sources.models import Version
from sources.text.layout import Block, skipped
from tracker.core.actors import Actor, Agent
from tracker.core.ledger import Facts, record

PERFORM_TASK = "claims.perform_extraction"
SUBJECT = "claims.extractionrun"
MOST_ATTEMPTS = 5
WRONG_ENGINE_PATIENCE = timedelta(hours=1)
WAITING_SWEEPS = 6  # a run that waits its turn is taken for lost only after so many sweeps
MOST_WOKEN = 50  # at one sweep: a long queue must not be doubled
log = structlog.get_logger(__name__)


def request(version: Version, *, by: Actor) -> ExtractionRun:
    """Return the run of the present engine over ``version``, asked for now if there is none yet.

    The row is the work; a message wakes a worker once the transaction is through. Asking twice gives the same run.
    """
    with transaction.atomic():
        run, created = ExtractionRun.objects.get_or_create(
            version=version,
            fingerprint=ENGINE.fingerprint,
            defaults={
                "engine": ENGINE.name,
                "engine_version": ENGINE.version,
                "parameters": dict(ENGINE.parameters),
                "model_sha256": ENGINE.model_sha256 or "",
            },
        )
        if created:
            record(run, "request", by=by)
            _wake([run.pk])
        return run


def request_missing(*, by: Actor, most: int = 500) -> int:
    """Ask for a run over every document's latest version that the present engine has not read; return how many."""
    of_this_engine = ExtractionRun.objects.filter(version=OuterRef("pk"), fingerprint=ENGINE.fingerprint)
    newer = Version.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    unread = Version.objects.without_content().filter(~Exists(of_this_engine), ~Exists(newer)).order_by("pk")
    versions = list(unread[:most])
    for version in versions:
        request(version, by=by)
    return len(versions)


def retry(pk: int, *, by: Actor) -> ExtractionRun:
    """Put a failed run back to work with all its attempts before it. Raises NotAllowed, MoveNotPossible."""
    with transaction.atomic():
        run = locked(ExtractionRun.objects.all(), pk, expected_version=None)
        entry = ready_for(run, "retry", by=by)
        before = run.facts()
        run.state, run.attempts, run.error = entry.after, 0, ""
        run.finished_at = run.started_at = None
        run.woken_at = timezone.now()
        run.save()
        record(run, entry.verb, by=by, before=before)
        _wake([run.pk])
        return run


def perform(run_id: int) -> None:
    """Do the work of one run: read the version, keep the candidates, open their reviews. Calling it twice is harmless.

    The run's row is locked while it is worked on, and everything that it finds is written in one transaction: a
    worker killed midway leaves nothing behind, and the next one begins afresh.
    """
    if not _begin(run_id):
        return
    try:
        with transaction.atomic():
            run = _unfinished(run_id)
            if run is None:
                return
            before = run.facts()
            teller = Teller(run_id)
            found = _read(run.version, teller)
            teller.keeping()
            run.candidate_count = propose(run, found)
            _end(run, "finish", before)
    except OperationalError:
        raise  # The database is away. The run stays unfinished, and the sweeper wakes it when it is back.
    except Exception as error:
        # Whatever the engine stumbles over belongs on the run, for people to see.
        log.exception("extraction failed", run=run_id)
        _fail(
            run_id,
            f"The engine stopped with {type(error).__name__}: {error}. Please report it together with the article.",
        )


def sweep() -> int:
    """Wake the runs whose worker or message seems lost, the oldest first and a few at a time; return how many."""
    now = timezone.now()
    with transaction.atomic():
        lost = ExtractionRun.objects.seemingly_lost(
            now,
            begun=timedelta(seconds=settings.SWEEP_EVERY_SECONDS),
            waiting=timedelta(seconds=settings.SWEEP_EVERY_SECONDS * WAITING_SWEEPS),
        )
        ids = list(lost.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:MOST_WOKEN])
        ExtractionRun.objects.filter(pk__in=ids).update(woken_at=now)
        _wake(ids)
    return len(ids)


def _begin(run_id: int) -> bool:
    """Note that a worker has begun; give up on a run that has taken down worker after worker."""
    with transaction.atomic():
        run = _unfinished(run_id)
        if run is None:
            return False
        if run.fingerprint != ENGINE.fingerprint:
            # A newer or older engine than this worker's, as during an upgrade: its own workers will come for it.
            if timezone.now() - run.queued_at < WRONG_ENGINE_PATIENCE:
                return False
            problem = (
                f"This run was asked of {run.agent_name}, but the workers have {ENGINE.name} {ENGINE.version}. "
                "Nothing is missing if a run of that engine stands beside this one."
            )
        elif run.attempts >= MOST_ATTEMPTS:
            problem = (
                f"The worker was lost {MOST_ATTEMPTS} times over this article. Look at its memory, its time limit "
                "(EXTRACTION_TIME_LIMIT) and its log; then try again."
            )
        else:
            before = run.facts()
            run.state = move(SUBJECT, "begin", run.state).after
            run.attempts += 1
            run.started_at = timezone.now()
            run.save()
            record(run, "begin", by=Agent(run.agent_name), before=before)
            return True
    _fail(run_id, problem)
    return False


def _unfinished(run_id: int) -> ExtractionRun | None:
    """Return the run, locked, or None if it is done or another worker holds it."""
    runs = ExtractionRun.objects.unfinished().select_related("version__document__outlet").defer("version__raw")
    return runs.select_for_update(skip_locked=True, of=("self",)).filter(pk=run_id).first()


def _read(version: Version, teller: Teller) -> list[Attribution]:
    teller.reading(0)
    outlet = version.document.outlet
    return extract(
        version.text,
        dateline=version.published_on,
        skip=skipped(Block(*block) for block in version.blocks),
        authors=version.bylines,
        outlet=outlet.name if outlet else None,
        progress=teller.reading,
    )


def _fail(run_id: int, problem: str) -> None:
    with transaction.atomic():
        run = _unfinished(run_id)
        if run is not None:
            before = run.facts()
            run.error = problem.replace("\x00", "")
            _end(run, "fail", before, reason=run.error)


def _end(run: ExtractionRun, verb: str, before: Facts, *, reason: str = "") -> None:
    run.state = move(SUBJECT, verb, run.state).after
    run.finished_at = timezone.now()
    run.save()
    record(run, verb, by=Agent(run.agent_name), before=before, reason=reason)


def _wake(run_ids: Iterable[int]) -> None:
    """Send one message for each run once the transaction is through; a lost message is the sweeper's business."""
    for run_id in run_ids:
        transaction.on_commit(partial(_send, run_id), robust=True)


def _send(run_id: int) -> None:
    current_app.send_task(PERFORM_TASK, args=[run_id])
