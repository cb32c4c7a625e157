"""Verbs of the review: accept, reject, reopen. The row is locked; two editors cannot both decide one candidate."""

from django.db import transaction
from django.utils import timezone

from claims.models import Quote, Review
from claims.services import quotes
from claims.services.locking import locked, ready_for
from claims.services.statements import Statement
from claims.services.wording import fitting
from tracker.core.actors import Actor, editor_of
from tracker.core.errors import InvalidInput
from tracker.core.ledger import record

REVIEWS = Review.objects.select_related("candidate", "version").defer("version__raw", "version__blocks")


def accept(pk: int, statement: Statement, *, by: Actor, expected_version: int, note: str = "") -> tuple[Review, Quote]:
    """Accept the candidate of review ``pk`` as ``statement`` rules it, and put it on record.

    ``expected_version`` is the review's record version as the editor saw it. Raises StaleVersion if someone decided
    meanwhile, MoveNotPossible, NotAllowed, and InvalidInput if the captured text does not bear the statement out.
    """
    note = fitting(note, pointer="/note")
    with transaction.atomic():
        review = locked(REVIEWS, pk, expected_version=expected_version)
        move = ready_for(review, "accept", by=by)
        before = review.facts()
        withdrawn = Quote.objects.filter(candidate=review.candidate).first()
        if withdrawn is None:
            quote = quotes.record(statement, version=review.version, candidate=review.candidate, by=by, reason=note)
        else:
            quote = quotes.restore(
                withdrawn.pk,
                by=by,
                expected_version=None,
                reason=note or "The candidate was accepted again.",
                statement=statement,
            )
        _decide(review, move.after, by=by, note=note)
        record(review, move.verb, by=by, before=before, reason=note)
        return review, quote


def reject(pk: int, reason: Review.RejectReason | str, *, by: Actor, expected_version: int, note: str = "") -> Review:
    """Reject the candidate of review ``pk``; ``note`` is required where the reason is “other”. See :func:`accept`."""
    if reason not in Review.RejectReason.values:
        raise InvalidInput(
            f"Choose one of the reasons: {', '.join(Review.RejectReason.values)}.", pointer="/reject_reason"
        )
    note = fitting(note, pointer="/note")
    if reason == Review.RejectReason.OTHER and not note:
        raise InvalidInput("Say in a few words what the other reason is.", pointer="/note")
    with transaction.atomic():
        review = locked(REVIEWS, pk, expected_version=expected_version)
        move = ready_for(review, "reject", by=by, reason=reason)
        before = review.facts()
        _decide(review, move.after, by=by, note=note, reject_reason=reason)
        record(review, move.verb, by=by, before=before, reason=note or Review.RejectReason(reason).label)
        return review


def reopen(pk: int, *, by: Actor, expected_version: int, reason: str) -> Review:
    """Put a decided candidate back into the queue; a quotation that came of it is withdrawn. See :func:`accept`."""
    with transaction.atomic():
        review = locked(REVIEWS, pk, expected_version=expected_version)
        move = ready_for(review, "reopen", by=by, reason=reason)
        before = review.facts()
        for quote in Quote.objects.on_record().filter(candidate=review.candidate):
            quotes.withdraw(quote.pk, by=by, expected_version=None, reason=reason)
        review.state = move.after
        review.decided_by, review.decided_at = None, None
        review.reject_reason = review.note = ""
        review.record_version += 1
        review.save()
        record(review, move.verb, by=by, before=before, reason=reason)
        return review


def _decide(review: Review, state: str, *, by: Actor, note: str, reject_reason: str = "") -> None:
    review.state = state
    review.decided_by = editor_of(by)
    review.decided_at = timezone.now()
    review.note = note
    review.reject_reason = reject_reason
    review.record_version += 1
    review.save()
