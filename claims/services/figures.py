"""Counting what the desk does, for the first page: the queue, decisions, the engines, and how far two editors agree.

Reading only. It stands among the services beside `verification`, which it shares the one moment with: models and
querysets know single rows, while this draws on the ledger, the reviews and the second readings together.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Max, Prefetch, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from claims.models import Review, SecondReading
from claims.services.shares import kappa, wilson
from claims.services.verification import one_moment
from claims.workflow import MOVES, ReviewState
from sources.models import Version
from tracker.core.models import AuditEvent, User

SUBJECT: Final = "claims.review"
VERDICT: Final = "verdict"  # how a second reading says that it differs in the very decision
_QUEUE: Final = ReviewState.PENDING.value
_SUPERSEDE: Final = "supersede"
COMES: Final = {entry.verb for entry in MOVES if entry.subject == SUBJECT and entry.after == _QUEUE}
LEAVES: Final = {entry.verb for entry in MOVES if entry.subject == SUBJECT and _QUEUE in entry.before}
PUT_BACK: Final = {entry.verb for entry in MOVES if entry.subject == SUBJECT and "accepted" in entry.before}


@dataclass
class Work:
    """How often something was decided or put back into the queue, by reopening or by undo; each event counts."""

    accepted: int = 0
    rejected: int = 0
    put_back: int = 0

    def add(self, verb: str, count: int) -> None:
        """Count ``count`` events of the ledger more; verbs that are nobody's decision count for nothing."""
        self.accepted += count * (verb == "accept")
        self.rejected += count * (verb == "reject")
        self.put_back += count * (verb in PUT_BACK)

    @property
    def decided(self) -> int:
        """Acceptances and rejections together."""
        return self.accepted + self.rejected


@dataclass
class Day:
    """One day in the site's time zone. ``pending`` is what waited when it ended; of today, what waits now."""

    day: date
    pending: int = 0
    work: Work = field(default_factory=Work)


@dataclass(frozen=True)
class EngineShare:
    """What came of one version of an engine: how many of its candidates were accepted, and why others were not."""

    engine: str
    version: str
    accepted: int
    reasons: Mapping[str, int]  # by Review.RejectReason

    @property
    def decided(self) -> int:
        """How many were decided."""
        return self.accepted + sum(self.reasons.values())

    @property
    def share(self) -> float:
        """The share accepted, in [0, 1]."""
        return self.accepted / self.decided

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share; see :func:`claims.services.shares.wilson`."""
        return wilson(self.accepted, self.decided) or (0.0, 1.0)


@dataclass(frozen=True)
class Agreement:
    """How far second readers came to what first readers had decided, at the time of the reading.

    ``agreed`` counts those without any difference. Two rejections agree whatever their reasons. ``kappa`` is about
    accepting or rejecting alone; see :func:`claims.services.shares.kappa`. ``differs`` counts by the fact's name.
    """

    read_twice: int
    agreed: int
    same_verdict: int
    kappa: float | None
    differs: Mapping[str, int]


@dataclass(frozen=True)
class Figures:
    """All figures of a span. ``before`` is what waited when the day before the first one ended."""

    days: list[Day]
    before: int
    editors: list[tuple[str, Work]]
    engines: list[EngineShare]
    agreement: Agreement


def span_of(days: int) -> tuple[list[date], datetime]:
    """Return the last ``days`` days in the site's time zone, today the last, and the moment when the first began."""
    zone = timezone.get_default_timezone()
    first = timezone.localdate(timezone=zone) - timedelta(days=days - 1)
    return [first + timedelta(days=number) for number in range(days)], datetime.combine(first, time.min, tzinfo=zone)


def rejected_in(days: int) -> QuerySet[Review]:
    """Return the rejections of the last ``days`` days that stand, in reading order, as the error report needs them.

    Read them with ``iterator(chunk_size=...)``: every article comes once for each chunk.
    """
    captures = Version.objects.select_related("document__outlet").defer("raw", "blocks")
    return (
        Review.objects.filter(state=ReviewState.REJECTED.value, decided_at__gte=span_of(days)[1])
        .select_related("candidate__run", "decided_by")
        .prefetch_related(Prefetch("version", captures), "candidate__parts__span")
        .in_reading_order()
    )


def figures(days: int) -> Figures:
    """Return the figures of the last ``days`` days, today included, in the site's time zone (TIME_ZONE).

    Five statements, whose cost grows with the span and not with the history: the ledger is read by its index on kind,
    verb and time. Numbers of days and editors count events; those of engines count decisions of the span that stand.
    """
    dates, start = span_of(days)
    with one_moment():
        row = [Day(day) for day in dates]
        before, by_editor = _walk_back(row, start)
        people = User.objects.in_bulk([pk for pk in by_editor if pk is not None])
        return Figures(
            days=row,
            before=before,
            editors=sorted(((str(people[pk]), by_editor[pk]) for pk in people), key=_busiest_first),
            engines=_engines(start),
            agreement=_agreement(start),
        )


def events_since(start: datetime) -> QuerySet[AuditEvent, tuple[date, str, int | None, int]]:
    """Return (day, verb, editor or None for software, how many) of what moved reviews since ``start``.

    A candidate that was superseded before it ever waited moves nothing. That is asked of superseded ones alone: of the
    others nothing is wanted that could not stand in the index.
    """
    moved = AuditEvent.objects.filter(subject_type=SUBJECT, at__gte=start)
    others = moved.filter(verb__in=sorted((COMES | LEAVES) - {_SUPERSEDE}))
    return _counted(others).union(_counted(moved.filter(verb=_SUPERSEDE, before__isnull=False)), all=True)


def _counted(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent, tuple[date, str, int | None, int]]:
    return (
        events.annotate(day=TruncDate("at", tzinfo=timezone.get_default_timezone()))
        .order_by()
        .values_list("day", "verb", "editor")
        .annotate(count=Count("*"))
    )


def _walk_back(days: list[Day], start: datetime) -> tuple[int, dict[int | None, Work]]:
    """Fill ``days`` from today's queue backwards; return what waited before them, and the work by editor."""
    by_day = {day.day: day.work for day in days}
    by_editor: dict[int | None, Work] = {}
    grown: Counter[date] = Counter()
    for at, verb, editor, count in events_since(start):
        grown[at] += count if verb in COMES else -count
        if at in by_day:  # not so just after midnight, when tomorrow's first event may have come already
            by_day[at].add(verb, count)
            by_editor.setdefault(editor, Work()).add(verb, count)
    waiting = Review.objects.pending().count()
    for day in reversed(days):
        day.pending = waiting
        waiting -= grown[day.day]
    return waiting, by_editor


def _busiest_first(row: tuple[str, Work]) -> tuple[int, str]:
    name, work = row
    return -work.decided, name


def _engines(start: datetime) -> list[EngineShare]:
    """Return the shares by engine version, the one with the newest run first.

    Of a newer engine's candidates those whose words were decided already are settled without an editor, and count for
    neither version: the shares tell how often the desk took what it was shown, not which engine reads better.
    """
    rows = (
        Review.objects.filter(state__in=["accepted", "rejected"], decided_at__gte=start)
        .order_by()
        .values_list("candidate__run__engine", "candidate__run__engine_version", "reject_reason")
        .annotate(count=Count("*"), newest=Max("candidate__run"))
    )
    accepted: Counter[tuple[str, str]] = Counter()
    reasons: dict[tuple[str, str], Counter[str]] = {}
    newest: Counter[tuple[str, str]] = Counter()
    for engine, version, reason, count, run in rows:
        key = (engine, version)
        newest[key] = max(newest[key], run)
        rejected = reasons.setdefault(key, Counter())
        if reason:
            rejected[reason] += count
        else:
            accepted[key] += count
    return [EngineShare(*key, accepted[key], reasons[key]) for key, _ in newest.most_common()]


def _agreement(start: datetime) -> Agreement:
    rows = (
        SecondReading.objects.filter(at__gte=start)
        .order_by()
        .values_list("verdict", "differs_in")
        .annotate(count=Count("*"))
    )
    pairs: Counter[tuple[str, str]] = Counter()
    differs: Counter[str] = Counter()
    agreed = 0
    other = {"accept": "reject", "reject": "accept"}
    for second, facts, count in rows:
        pairs[other[second] if VERDICT in facts else second, second] += count
        agreed += 0 if facts else count
        differs.update(dict.fromkeys(facts, count))
    same = sum(count for (first, second), count in pairs.items() if first == second)
    return Agreement(pairs.total(), agreed, same, kappa(pairs), dict(differs.most_common()))
