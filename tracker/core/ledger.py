"""Writing to the ledger."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from tracker.core.actors import Actor, Agent, editor_of
from tracker.core.models import AuditEvent

Facts = dict[str, Any]
BATCH: Final = 500
_ROW: Final = "(%s, %s, %s, %s, %s, %s, %s, %s)"


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


# One statement for any number of events, written out because every change pays for it. The database sets the rest.
_INSERT: Final = """
    INSERT INTO core_auditevent (subject_type, subject_id, verb, before, after, reason, editor_id, agent)
    VALUES {rows}
"""


def record(subject: HasFacts, verb: str, *, by: Actor, before: Facts | None = None, reason: str = "") -> None:
    """Write one event about ``subject``, whose present facts are the state after the change.

    Raises RuntimeError outside a transaction: a change and its event stand or fall together.
    """
    record_all([Change(subject, verb, before, reason)], by=by)


def record_removal(subject: HasFacts, verb: str, *, by: Actor, reason: str = "") -> None:
    """Write the event that takes ``subject`` off the record, before it is deleted; no state comes after it."""
    record_all([Change(subject, verb, subject.facts(), reason, removes=True)], by=by)


def record_all(changes: Iterable[Change], *, by: Actor) -> None:
    """Write the events of several changes in their order, in one statement; see :func:`record`."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The ledger is written inside the transaction of the change that it records.")
    editor, agent = editor_of(by), by.name if isinstance(by, Agent) else ""
    rows = list(changes)
    for batch in (rows[first : first + BATCH] for first in range(0, len(rows), BATCH)):
        values: list[Any] = []
        for change in batch:
            after = None if change.removes else change.subject.facts()
            values += [change.subject._meta.label_lower, change.subject.pk, change.verb]
            values += [_json(change.before), _json(after), change.reason, editor and editor.pk, agent]
        with connection.cursor() as cursor:
            cursor.execute(_INSERT.format(rows=", ".join([_ROW] * len(batch))), values)


def _json(facts: Facts | None) -> Jsonb | None:
    return None if facts is None else Jsonb(facts, dumps=_dumps)


def _dumps(facts: Any) -> str:
    return json.dumps(facts, cls=DjangoJSONEncoder)


def history(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """Return the events of one row, oldest first, with their editors."""
    return AuditEvent.objects.about(subject).select_related("editor")
