"""Verbs of the review: accept, reject, reopen. The row is locked; two editors cannot both decide one candidate."""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from claims.models import CandidatePart, Quote, Review, SecondReading
from claims.services import quotes
from claims.services.locking import locked, ready_for
from claims.services.statements import Statement
from claims.services.wording import fitting
from claims.workflow import ReadingState, ReviewState
from sources.models import SourceSpan
from tracker.core.actors import Actor, editor_of
from tracker.core.errors import Held, InvalidInput
from tracker.core.ledger import Change, Facts, record_all

DECIDED = ("state", "record_version", "decided_by", "decided_at", "reject_reason", "note", "awaits_reading")
LEASE = ("leased_by", "leased_until")


def reviews() -> QuerySet[Review]:
    """Return the reviews as a decision needs them, in one statement: candidate, capture, parts, quotation.

    The captured text stays behind; it is read only for passages that an editor has marked anew.
    """
    parts = CandidatePart.objects.filter(candidate=OuterRef("candidate")).order_by("role", "position")
    shape = JSONObject(id="span_id", start="span__start", end="span__end", text="span__text")
    return (
        Review.objects.select_related("candidate", "version")
        .defer("version__raw", "version__blocks", "version__text", "candidate__reasons")
        .annotate(
            kept_spans=ArraySubquery(parts.values(kept=shape)),
            quote_pk=Subquery(Quote.objects.filter(candidate=OuterRef("candidate")).values("pk")),
        )
    )


def accept(pk: int, statement: Statement, *, by: Actor, expected_version: int, note: str = "") -> tuple[Review, Quote]:
    """Accept the candidate of review ``pk`` as ``statement`` rules it, and put it on record.

    ``expected_version`` is the review's record version as the editor saw it. Raises StaleVersion if someone decided
    meanwhile, Held if a colleague's lease runs, MoveNotPossible, NotAllowed, and InvalidInput if the captured text
    does not bear the statement out.
    """
    note = fitting(note, pointer="/note")
    with transaction.atomic():
        review = locked(reviews(), pk, expected_version=expected_version)
        move = ready_for(review, "accept", by=by)
        _not_held(review, by)
        before = review.facts()
        quote, changes = _put_on_record(review, statement, by=by, note=note)
        _decide(review, move.after, by=by, note=note)
        record_all([*changes, Change(review, move.verb, before, note)], by=by)
        return review, quote


def reject(pk: int, reason: Review.RejectReason | str, *, by: Actor, expected_version: int, note: str = "") -> Review:
    """Reject the candidate of review ``pk``; ``note`` is required where the reason is “other”. See :func:`accept`."""
    reason, note = rejection(reason, note)
    with transaction.atomic():
        review = locked(Review.objects.all(), pk, expected_version=expected_version)
        move = ready_for(review, "reject", by=by, reason=reason)
        _not_held(review, by)
        before = review.facts()
        _decide(review, move.after, by=by, note=note, reject_reason=reason)
        told = note or str(Review.RejectReason(reason).label)
        record_all([Change(review, move.verb, before, told)], by=by)
        return review


def rejection(reason: str, note: str) -> tuple[str, str]:
    """Return reason and note of a rejection as they can be kept. Raises InvalidInput."""
    if reason not in Review.RejectReason.values:
        raise InvalidInput(
            f"Choose one of the reasons: {', '.join(Review.RejectReason.values)}.", pointer="/reject_reason"
        )
    note = fitting(note, pointer="/note")
    if reason == Review.RejectReason.OTHER and not note:
        raise InvalidInput("Say in a few words what the other reason is.", pointer="/note")
    return reason, note


def reopen(pk: int, *, by: Actor, expected_version: int, reason: str) -> Review:
    """Put a decided candidate back into the queue; a quotation that came of it is withdrawn. See :func:`accept`."""
    return _back(pk, "reopen", by=by, expected_version=expected_version, reason=reason)


def undo(pk: int, *, by: Actor, expected_version: int) -> Review:
    """Take back a decision by the opposite move: history keeps both. See :func:`reopen`."""
    return _back(pk, "undo", by=by, expected_version=expected_version, reason=f"Taken back by {by}.")


def _back(pk: int, verb: str, *, by: Actor, expected_version: int, reason: str) -> Review:
    with transaction.atomic():
        review = locked(reviews(), pk, expected_version=expected_version)
        move = ready_for(review, verb, by=by, reason=reason)
        before = review.facts()
        for quote in Quote.objects.on_record().filter(candidate=review.candidate):
            quotes.withdraw(quote.pk, by=by, expected_version=None, reason=reason)
        review.state = move.after
        review.decided_by, review.decided_at = None, None
        review.reject_reason = review.note = ""
        review.awaits_reading = False
        review.record_version += 1
        review.save(update_fields=DECIDED)
        settled = _settled_readings(review)
        record_all(
            [Change(review, move.verb, before, reason), *(Change(row, "settle", was, reason) for row, was in settled)],
            by=by,
        )
        return review


def _settled_readings(review: Review) -> list[tuple[SecondReading, Facts]]:
    """Settle what was disputed about a decision that is taken back; return each row with its facts before."""
    disputed = SecondReading.objects.select_for_update().filter(review=review, state=ReadingState.DISPUTED.value)
    settled = []
    for row in disputed:
        settled.append((row, row.facts()))
        row.state = ReadingState.SETTLED.value
        row.record_version += 1
        row.save(update_fields=["state", "record_version"])
    return settled


def _put_on_record(review: Review, statement: Statement, *, by: Actor, note: str) -> tuple[Quote, list[Change]]:
    withdrawn: int | None = review.quote_pk  # type: ignore[attr-defined] # by reviews()
    if withdrawn is not None:
        why = note or "The candidate was accepted again."
        return quotes.restore(withdrawn, by=by, expected_version=None, reason=why, statement=statement), []
    quote, change = quotes.put(
        statement,
        version=review.version,
        candidate=review.candidate,
        by=by,
        reason=note,
        kept=list(_kept(review, review.kept_spans)),  # type: ignore[attr-defined] # by reviews()
    )
    return quote, [change]


def _kept(review: Review, rows: Iterable[dict[str, object]]) -> Iterable[SourceSpan]:
    """Yield the candidate's spans, which the database has checked against the text."""
    for row in rows:
        yield SourceSpan(version_id=review.version_id, **row)


def _not_held(review: Review, by: Actor) -> None:
    person, now = editor_of(by), timezone.now()
    if person is not None and review.held_by_another(person, now):
        until = timezone.localtime(review.leased_until)
        raise Held(
            f"{review.leased_by} is deciding this one until {until:%H:%M}. Go on with the next, or take it over first."
        )


def _decide(review: Review, state: str, *, by: Actor, note: str, reject_reason: str = "") -> None:
    review.state = state
    review.decided_by = editor_of(by)
    review.decided_at = timezone.now()
    review.note = note
    review.reject_reason = reject_reason
    review.record_version += 1
    review.awaits_reading = drawn(review)
    review.leased_by, review.leased_until = None, None
    review.save(update_fields=(*DECIDED, *LEASE))


def drawn(review: Review) -> bool:
    """Tell whether this decision falls into the share that is read twice (SECOND_READING_PERCENT).

    By a hash of item and record version: the share holds over any run of items, and nobody chooses.
    """
    digest = hashlib.sha256(f"{review.pk}:{review.record_version}".encode()).digest()
    is_decision = review.state in {ReviewState.ACCEPTED.value, ReviewState.REJECTED.value}
    return is_decision and int.from_bytes(digest[:4], "big") % 100 < settings.SECOND_READING_PERCENT
