"""Verbs of the record: put a statement on it, correct it, withdraw it, restore it."""

from collections.abc import Sequence

from django.db import transaction

from claims.models import Quote, Review
from claims.services import statements
from claims.services.locking import locked, may_begin, ready_for
from claims.services.statements import Statement
from claims.workflow import ReviewState
from sources.models import SourceSpan, Version
from tracker.core.actors import Actor
from tracker.core.errors import MoveNotPossible
from tracker.core.ledger import Change, record_all

QUOTES = Quote.objects.select_related("version").defer("version__raw", "version__blocks")


def record(statement: Statement, *, version: Version, by: Actor, reason: str = "") -> Quote:
    """Put ``statement`` on record as an editor marked it by hand, without a machine's candidate.

    Raises InvalidInput if the text does not bear it out, NotAllowed if ``by`` may not.
    """
    with transaction.atomic():
        quote, change = put(statement, version=version, by=by, reason=reason)
        record_all([change], by=by)
        return quote


def put(
    statement: Statement,
    *,
    version: Version,
    by: Actor,
    reason: str = "",
    candidate: int | None = None,
    kept: Sequence[SourceSpan] = (),
) -> tuple[Quote, Change]:
    """Write a new quotation, and return it with the change that the caller records; inside a transaction.

    ``candidate`` is the number of the machine’s that it comes of; for ``kept`` see
    :func:`claims.services.statements.write`.
    """
    move = may_begin(Quote, "record", by=by)
    statements.check(statement, version, kept)
    quote = Quote(version=version, candidate_id=candidate, state=move.after)
    statements.write(quote, statement, kept)
    return quote, Change(quote, move.verb, reason=reason)


def correct(pk: int, statement: Statement, *, by: Actor, expected_version: int, reason: str) -> Quote:
    """Replace what a quotation on record states; what it stated before stays in the ledger."""
    return _change(pk, "correct", by=by, expected_version=expected_version, reason=reason, statement=statement)


def withdraw(pk: int, *, by: Actor, expected_version: int | None, reason: str) -> Quote:
    """Take a quotation off the record. It stays readable as withdrawn, with the reason."""
    return _change(pk, "withdraw", by=by, expected_version=expected_version, reason=reason)


def restore(
    pk: int, *, by: Actor, expected_version: int | None, reason: str, statement: Statement | None = None
) -> Quote:
    """Put a withdrawn quotation back on record, as it was or as ``statement`` now has it."""
    return _change(pk, "restore", by=by, expected_version=expected_version, reason=reason, statement=statement)


def _change(
    pk: int,
    verb: str,
    *,
    by: Actor,
    expected_version: int | None,
    reason: str,
    statement: Statement | None = None,
) -> Quote:
    with transaction.atomic():
        review = _lock_review_of(pk)
        quote = locked(QUOTES, pk, expected_version=expected_version)
        move = ready_for(quote, verb, by=by, reason=reason)
        if verb == "restore" and statement is None:
            _not_under_review(review)
        before = quote.facts()
        quote.state = move.after
        quote.record_version += 1
        if statement is None:
            quote.save()
        else:
            statements.check(statement, quote.version)
            statements.write(quote, statement)
        record_all([Change(quote, move.verb, before, reason)], by=by)
        return quote


def _lock_review_of(pk: int) -> Review | None:
    """Lock the review behind a quotation, if there is one; always before the quotation, as accepting does."""
    return Review.objects.select_for_update(of=("self",)).filter(candidate__quote=pk).first()


def _not_under_review(review: Review | None) -> None:
    """Refuse to restore what an editor put back into the queue, or rejected; the way back is to accept it there."""
    if review is not None and review.state != ReviewState.ACCEPTED.value:
        raise MoveNotPossible(
            f"The candidate behind this quotation is “{review.get_state_display()}”. "
            "Accept it in the review queue instead."
        )
