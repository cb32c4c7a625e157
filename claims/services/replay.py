"""Walking every row's events again, and comparing where they end with what the row states."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Max, Model

from claims import workflow
from claims.models import (
    BulkDecision,
    Claim,
    ClaimQuote,
    Clearance,
    Comment,
    ExtractionRun,
    Quote,
    Review,
    SecondReading,
    Speaker,
    SpeakerName,
    SpeakerPosition,
)
from sources.models import Document, Outlet, Version
from tracker.core.models import AuditEvent

BATCH = 500
# Every model whose rows change only with an event. Of those in the workflow table the states are derived anew.
RECORDED: Final[tuple[type[Model], ...]] = (
    Outlet,
    Document,
    Version,
    ExtractionRun,
    Review,
    Quote,
    Speaker,
    SpeakerName,
    SpeakerPosition,
    Claim,
    ClaimQuote,
    SecondReading,
    Comment,
    Clearance,
    BulkDecision,
)
_ALONG: Final[dict[type[Model], tuple[str, ...]]] = {Quote: ("parts", "quote_speakers")}
_LEFT_OUT: Final[dict[type[Model], tuple[str, ...]]] = {Version: ("raw", "blocks")}


@dataclass(frozen=True)
class Fault:
    """Something that is not as the record says."""

    subject: str
    what: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}"


def replay(model: type[Model]) -> Callable[[], Iterator[Fault]]:
    """Return the check of every row of ``model`` against its events."""

    def faults() -> Iterator[Fault]:
        for pks in _batches(model._default_manager.order_by("pk").values_list("pk", flat=True)):
            yield from _replayed(model, pks)

    return faults


def missing_rows() -> Iterator[Fault]:
    """Find rows that events tell of and that are gone, though no event removed them."""
    for subject in AuditEvent.objects.order_by().values_list("subject_type", flat=True).distinct():
        model = apps.get_model(subject)
        told = AuditEvent.objects.filter(subject_type=subject)
        for pks in _batches(told.order_by("subject_id").values_list("subject_id", flat=True).distinct()):
            gone = set(pks) - set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True))
            last = told.filter(subject_id__in=gone).order_by().values("subject_id").annotate(last=Max("id"))
            for event in AuditEvent.objects.filter(pk__in=last.values("last"), after__isnull=False).order_by("pk"):
                yield Fault(f"{subject} {event.subject_id}", "the row is gone, but no event removed it")


def _batches(pks: Any) -> Iterator[list[int]]:
    batch: list[int] = []
    for pk in pks.iterator(chunk_size=BATCH):
        batch.append(pk)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _replayed(model: type[Model], pks: list[int]) -> Iterator[Fault]:
    subject = model._meta.label_lower
    events: dict[int, list[AuditEvent]] = {pk: [] for pk in pks}
    for event in AuditEvent.objects.filter(subject_type=subject, subject_id__in=pks).order_by("sequence"):
        events[event.subject_id].append(event)
    rows = model._default_manager.filter(pk__in=pks).prefetch_related(*_ALONG.get(model, ()))
    for row in rows.defer(*_LEFT_OUT.get(model, ())).order_by("pk"):
        what = _fault_of(row, events[row.pk])
        if what:
            yield Fault(f"{subject} {row.pk}", what)


def _fault_of(row: Any, events: list[AuditEvent]) -> str:
    if not events:
        return "no event tells where it comes from"
    subject = row._meta.label_lower
    if subject in workflow.STATES:
        state = workflow.NEW
        for event in events:
            try:
                state = workflow.move(subject, event.verb, state).after
            except workflow.NoSuchMove as error:
                return f"event {event.sequence} is a move that cannot be: {error}"
        if state != row.state:
            return f"its state is “{row.state}”, but its events lead to “{state}”"
    last = events[-1].after
    if last is None:
        return "its last event removed it, but it is there"
    return _difference(last, row.facts())


def _difference(told: dict[str, Any], stated: dict[str, Any]) -> str:
    """Compare what the event tells; a fact that models began to state later is no fault."""
    differing = sorted(key for key in told if stated.get(key) != told[key])
    return f"it differs from what its last event says in: {', '.join(differing)}" if differing else ""
