"""How far runs have come: told by the worker amid its one transaction, read by whoever waits.

A run is written in one transaction, so that no row can tell of its progress. The worker tells it in the name of its
database connection (``application_name``), which other sessions see at once in ``pg_stat_activity``: nothing is
stored, nothing has to be tidied up, and an operator reads it there too. The name is set for the transaction only: it
goes with its end, whether that is a commit, an error, or a killed worker.

Whose name counts is no matter of trust: the session that holds the lock on the run's row, which PostgreSQL notes in
the row's ``xmax``. Without such a session nobody works on the run.
"""

import re
import time
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from claims.models import ExtractionRun
from claims.workflow import RunState
from tracker.core.models import AuditEvent

TOLD_EVERY = 0.2  # seconds
# Between a worker's first transaction, which notes that it has begun, and its second, which holds the row.
TAKING_HOLD = timedelta(seconds=3)
MOST_COUNTED = 1000  # runs before one that waits

_NAME = re.compile(r"on-record run ([0-9]{1,19}) (?:reading ([0-9]{1,3})%|keeping)", re.ASCII)
_HOLDERS = """
    SELECT run.id, holder.application_name
    FROM claims_extractionrun AS run JOIN pg_stat_activity AS holder ON holder.backend_xid = run.xmax
    WHERE run.id = ANY(%s)
"""


class Phase(StrEnum):
    """What is being done with a run."""

    WAITING = "waiting"
    LOST = "lost"  # waiting too, since the worker that had begun is gone
    READING = "reading"
    KEEPING = "keeping"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_last(self) -> bool:
        """Is there nothing more to come?"""
        return self in (Phase.DONE, Phase.FAILED)


@dataclass(frozen=True)
class Stage:
    """Where a run stands: ``percent`` of the reading where the worker tells it, ``seconds`` it has waited or is at it.

    ``before`` counts the runs before one that waits, MOST_COUNTED at most.
    """

    run: ExtractionRun
    phase: Phase
    percent: int | None = None
    seconds: int | None = None
    before: int | None = None


class Teller:
    """Tells of one run's progress from inside its transaction, a few times a second at most.

    A database that is away is told as by any statement: OperationalError.
    """

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._told = -1
        self._next = 0.0

    def reading(self, share: float) -> None:
        """Tell that ``share`` of the text, from 0 to 1, is read."""
        percent, now = int(share * 100), time.monotonic()
        if percent > self._told and now >= self._next:
            self._told, self._next = percent, now + TOLD_EVERY
            self._name_connection(f"reading {percent}%")

    def keeping(self) -> None:
        """Tell that the text is read, and what was found is being kept."""
        self._name_connection("keeping")

    def _name_connection(self, doing: str) -> None:
        with connection.cursor() as cursor:
            # The third argument: for this transaction only.
            cursor.execute("SELECT set_config('application_name', %s, true)", [f"on-record run {self._run_id} {doing}"])


def stages(run_ids: Sequence[int]) -> list[Stage]:
    """Return where the runs with these numbers stand, in the order given, in four statements at most.

    Numbers that no run has are left out. Captured texts stay in the database.
    """
    # Who holds the rows is asked before the rows: a run that ends in between is done, and never taken for lost.
    holders = _holders(run_ids)
    runs = (
        ExtractionRun.objects.select_related("version__document")
        .defer("version__raw", "version__text", "version__blocks", "parameters")
        .in_bulk(run_ids)
    )
    queue = _Queue([pk for pk, run in runs.items() if run.state == RunState.QUEUED.value])
    now = timezone.now()
    return [_stage(runs[pk], holders.get(pk), queue, now) for pk in run_ids if pk in runs]


def _stage(run: ExtractionRun, holder: "Holder | None", queue: "_Queue", now: datetime) -> Stage:
    if run.finished_at is not None:
        return Stage(run, Phase.DONE if run.state == RunState.DONE.value else Phase.FAILED)
    if run.started_at is None or run.state == RunState.QUEUED.value:
        return Stage(run, Phase.WAITING, seconds=_seconds(queue.since(run), now), before=queue.before(run))
    if holder is not None:
        phase = Phase.KEEPING if holder.keeping else Phase.READING
        return Stage(run, phase, holder.percent, _seconds(run.started_at, now))
    if now - run.started_at < TAKING_HOLD:
        return Stage(run, Phase.READING, seconds=_seconds(run.started_at, now))
    return Stage(run, Phase.LOST)


def _seconds(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds()))


@dataclass(frozen=True)
class Holder:
    """A session that works on a run; without ``percent`` where it does not tell, as when a pooler names it anew."""

    keeping: bool = False
    percent: int | None = None


def _holders(run_ids: Collection[int]) -> dict[int, Holder]:
    if not run_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, [list(run_ids)])
        return {pk: told_by(name or "", pk) for pk, name in cursor.fetchall()}


def told_by(name: str, run_id: int) -> Holder:
    """Return what a connection's name tells of the run; nothing where it is not of this form, or of another run."""
    told = _NAME.fullmatch(name)
    if told is None or int(told[1]) != run_id:
        return Holder()
    if told[2] is None:
        return Holder(keeping=True)
    return Holder(percent=int(told[2])) if int(told[2]) <= 100 else Holder()


class _Queue:
    """Since when runs wait, and how many wait before them; the order is that of their first messages, about."""

    def __init__(self, waiting: Collection[int]) -> None:
        self._asked: dict[int, datetime] = {}
        self._queued: list[datetime] = []
        if waiting:
            # A run that was tried again waits since then; its row tells only when it was asked for first.
            asked = AuditEvent.objects.filter(
                subject_type=ExtractionRun._meta.label_lower, subject_id__in=waiting, verb__in=["request", "retry"]
            )
            self._asked = dict(asked.order_by().values_list("subject_id").annotate(Max("at")))
            queued = ExtractionRun.objects.filter(state=RunState.QUEUED.value).order_by("queued_at")
            self._queued = list(queued.values_list("queued_at", flat=True)[:MOST_COUNTED])

    def since(self, run: ExtractionRun) -> datetime:
        return self._asked.get(run.pk, run.queued_at)

    def before(self, run: ExtractionRun) -> int:
        since = self.since(run)
        earlier = bisect_left(self._queued, since)
        return max(0, earlier - (run.queued_at < since))  # itself is no other
