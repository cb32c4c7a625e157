"""Verbs beside deciding: comment on a passage, and say of a whole capture that nothing more is to be had from it."""

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from claims.models import Clearance, Comment, Review
from claims.services.locking import locked, may_begin, ready_for
from claims.services.wording import fitting
from sources.models import SourceSpan, Version
from sources.text.spans import Span
from tracker.core.errors import InvalidInput, MoveNotPossible
from tracker.core.ledger import record
from tracker.core.models import User

Row = TypeVar("Row", Comment, Clearance)


def comment(version_pk: int, span: Span, text: str, *, by: User, review: Review | None = None) -> Comment:
    """Keep what an editor says about a passage of a capture; ``span`` counts code points, half-open.

    Raises NotAllowed, and InvalidInput for an empty comment or a passage that does not lie in the text.
    """
    text = fitting(text, pointer="/text")
    if not text:
        raise InvalidInput("Write what you want to say.", pointer="/text")
    with transaction.atomic():
        move = may_begin(Comment, "add", by=by)
        version = Version.objects.defer("raw", "blocks").get(pk=version_pk)
        try:
            kept = SourceSpan.objects.keep(version, [span])[span]
        except ValueError as error:
            raise InvalidInput(f"{error} Select the words again in the article.", pointer="/span") from error
        row = Comment.objects.create(version=version, span=kept, review=review, text=text, state=move.after, by=by)
        record(row, move.verb, by=by)
        return row


def resolve(pk: int, *, by: User, expected_version: int) -> Comment:
    """Mark a comment as dealt with. Raises StaleVersion, NotAllowed, MoveNotPossible."""
    return _moved(Comment.objects.all(), pk, "resolve", by=by, expected_version=expected_version)


def clear(version_pk: int, *, by: User, note: str = "") -> Clearance:
    """Say that a whole capture was read and nothing more of it belongs on record.

    Raises NotAllowed, MoveNotPossible while candidates of it still wait or where a colleague has said so already.
    """
    note = fitting(note, pointer="/note")
    with transaction.atomic():
        move = may_begin(Clearance, "clear", by=by)
        version = Version.objects.select_for_update(no_key=True).only("pk").get(pk=version_pk)
        waiting = Review.objects.pending().filter(version=version).count()
        if waiting:
            raise MoveNotPossible(
                f"Candidates of this article that still wait: {waiting}. Decide them first; then say that nothing more "
                "is here."
            )
        try:
            with transaction.atomic():
                row = Clearance.objects.create(version=version, state=move.after, note=note, by=by)
        except IntegrityError as error:
            raise MoveNotPossible("Somebody has said so of this article already.") from error
        record(row, move.verb, by=by, reason=note)
        return row


def withdraw_clearance(pk: int, *, by: User, expected_version: int) -> Clearance:
    """Take back “read, nothing more here”. Raises StaleVersion, NotAllowed, MoveNotPossible."""
    return _moved(Clearance.objects.all(), pk, "withdraw", by=by, expected_version=expected_version)


def _moved(rows: QuerySet[Row], pk: int, verb: str, *, by: User, expected_version: int) -> Row:
    with transaction.atomic():
        row = locked(rows, pk, expected_version=expected_version)
        move = ready_for(row, verb, by=by)
        before = row.facts()
        row.state = move.after
        row.record_version += 1
        row.save(update_fields=["state", "record_version"])
        record(row, move.verb, by=by, before=before)
        return row
