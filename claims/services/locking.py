"""Taking a row for a change: locked, and only as the person last saw it."""

from typing import TypeVar

from django.db import models

from claims import workflow
from claims.policies import require_move, require_verb
from claims.services.wording import fitting
from tracker.core.actors import Actor
from tracker.core.errors import InvalidInput, MoveNotPossible, StaleVersion

Row = TypeVar("Row", bound=models.Model)


def locked(rows: models.QuerySet[Row], pk: int, *, expected_version: int | None) -> Row:
    """Return the row ``pk`` of ``rows``, locked until the transaction ends.

    ``expected_version`` is the ``record_version`` that the person saw; None only where software acts.
    Raises the model's DoesNotExist, and StaleVersion if the row has changed since.
    """
    row = rows.select_for_update(of=("self",)).get(pk=pk)
    as_seen(row, expected_version)
    return row


def as_seen(row: models.Model, expected_version: int | None) -> None:
    """Let the change go on only if ``row``, which is locked, is as the person saw it. See :func:`locked`."""
    present = getattr(row, "record_version", None)
    if expected_version is not None and present != expected_version:
        raise StaleVersion(
            f"This {row._meta.verbose_name} changed while you had it open (you saw version {expected_version}, "
            f"it is now version {present}). Nothing was overwritten. Load it again and decide anew."
        )


def ready_for(row: models.Model, verb: str, *, by: Actor, reason: str = "") -> workflow.Move:
    """Return the workflow's move if ``row`` stands where ``verb`` begins, ``by`` may make it and says why.

    Raises NotAllowed, MoveNotPossible, or InvalidInput if the move needs a reason and none is given.
    """
    subject = row._meta.label_lower
    require_verb(by, subject, verb)
    try:
        entry = workflow.move(subject, verb, getattr(row, "state", workflow.NEW))
    except workflow.NoSuchMove as error:
        raise MoveNotPossible(str(error)) from error
    if entry.needs_reason and not fitting(reason, pointer="/reason"):
        raise InvalidInput(f"Say in a few words why you {verb} this; it stands in the ledger.", pointer="/reason")
    return entry


def may_begin(model: type[models.Model], verb: str, *, by: Actor) -> workflow.Move:
    """Return the move by which a row of ``model`` comes to be. Raises NotAllowed."""
    entry = workflow.move(model._meta.label_lower, verb, workflow.NEW)
    require_move(by, entry)
    return entry
