"""Writing to the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.db import models, transaction

from tracker.core.actors import Actor, Agent, editor_of
from tracker.core.models import AuditEvent

Facts = dict[str, Any]


class HasFacts(Protocol):
    """A model row that can say what it holds, as JSON values, for the ledger."""

    pk: Any
    _meta: ClassVar[Any]

    def facts(self) -> Facts:
        """Return what this row states, readable without the database."""


@dataclass(frozen=True)
class Change:
    """One change to one row, before it is written down."""

    subject: HasFacts
    verb: str
    before: Facts | None = None
    reason: str = ""
    removes: bool = False


def record(subject: HasFacts, verb: str, *, by: Actor, before: Facts | None = None, reason: str = "") -> AuditEvent:
    """Write one event about ``subject``, whose present facts are the state after the change.

    Raises RuntimeError outside a transaction: a change and its event stand or fall together.
    """
    return record_all([Change(subject, verb, before, reason)], by=by)[0]


def record_removal(subject: HasFacts, verb: str, *, by: Actor, reason: str = "") -> AuditEvent:
    """Write the event that takes ``subject`` off the record, before it is deleted; no state comes after it."""
    return record_all([Change(subject, verb, subject.facts(), reason, removes=True)], by=by)[0]


def record_all(changes: Iterable[Change], *, by: Actor) -> list[AuditEvent]:
    """Write the events of several changes in one statement; see :func:`record`."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The ledger is written inside the transaction of the change that it records.")
    return AuditEvent.objects.bulk_create(
        AuditEvent(
            subject_type=change.subject._meta.label_lower,
            subject_id=change.subject.pk,
            verb=change.verb,
            before=change.before,
            after=None if change.removes else change.subject.facts(),
            reason=change.reason,
            editor=editor_of(by),
            agent=by.name if isinstance(by, Agent) else "",
        )
        for change in changes
    )


def history(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """Return the events of one row, oldest first, with their editors."""
    return AuditEvent.objects.about(subject).select_related("editor")
