"""Verbs of the review: accept, reject, reopen. The row is locked; two editors cannot both decide one candidate."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from claims.models import Quote, Review, SecondReading
from claims.services import quotes
from claims.services.locking import as_seen, locked, ready_for
from claims.services.statements import Statement
from claims.services.wording import fitting
from claims.workflow import ReadingState, ReviewState
from sources.models import SourceSpan, Version
from tracker.core.actors import Actor, editor_of
from tracker.core.errors import Held, InvalidInput
from tracker.core.ledger import Change, Facts, record_all
from tracker.core.rows import columns_of, first

DECIDED = ("state", "record_version", "decided_by", "decided_at", "reject_reason", "note", "awaits_reading")
_COLUMNS: Final = (
    "state",
    "record_version",
    "decided_by_id",
    "decided_at",
    "reject_reason",
    "note",
    "awaits_reading",
    "leased_by_id",
    "leased_until",
)
_DECIDED: Final = f"""
    UPDATE claims_review SET ({", ".join(_COLUMNS)}) = ROW ({", ".join(["%s"] * len(_COLUMNS))}) WHERE id = %s
"""  # noqa: S608 - our own columns


# Written out, because it runs at every decision: the ORM takes longer to build such a statement than PostgreSQL to
# answer it. The captured text stays behind; it is read only for passages that an editor has marked anew.
_LOCKED: Final = f"""
    SELECT {columns_of(Review, "review")}, version.language,
           (SELECT quote.id FROM claims_quote quote WHERE quote.candidate_id = review.candidate_id) AS quote_pk,
           (SELECT json_agg(json_build_array(span.id, span.start, span."end", span.text))
              FROM claims_candidatepart part JOIN sources_sourcespan span ON span.id = part.span_id
             WHERE part.candidate_id = review.candidate_id) AS kept_spans
      FROM claims_review review JOIN sources_version version ON version.id = review.version_id
     WHERE review.id = %s FOR UPDATE OF review
"""  # noqa: S608 - our own columns


@dataclass(frozen=True)
class _Locked:
    """A review, locked until the transaction ends, with what a decision about it needs."""

    review: Review
    quote: int | None
    kept: Sequence[SourceSpan]


def _lock(pk: int, expected_version: int) -> _Locked:
    """Lock a review as the editor saw it; one statement. Raises Review.DoesNotExist, StaleVersion."""
    found = first(Review, _LOCKED, [pk])
    if found is None:
        raise Review.DoesNotExist
    review, (language, quote, spans) = found
    # The rest of it is read if it is asked for.
    review.version = Version.from_db(connection.alias, ["id", "language"], [review.version_id, language])
    as_seen(review, expected_version)
    kept = [
        SourceSpan(pk=span, version_id=review.version_id, start=start, end=end, text=text)
        for span, start, end, text in spans or ()
    ]
    return _Locked(review, quote, kept)


def accept(pk: int, statement: Statement, *, by: Actor, expected_version: int, note: str = "") -> tuple[Review, Quote]:
    """Accept the candidate of review ``pk`` as ``statement`` rules it, and put it on record.

    ``expected_version`` is the review's record version as the editor saw it. Raises StaleVersion if someone decided
    meanwhile, Held if a colleague's lease runs, MoveNotPossible, NotAllowed, and InvalidInput if the captured text
    does not bear the statement out.
    """
    note = fitting(note, pointer="/note")
    with transaction.atomic():
        found = _lock(pk, expected_version)
        review = found.review
        move = ready_for(review, "accept", by=by)
        _not_held(review, by)
        before = review.facts()
        quote, changes = _put_on_record(found, statement, by=by, note=note)
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
        review = locked(Review.objects.all(), pk, expected_version=expected_version)
        move = ready_for(review, verb, by=by, reason=reason)
        before = review.facts()
        for quote in Quote.objects.on_record().filter(candidate=review.candidate_id):
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


def _put_on_record(found: _Locked, statement: Statement, *, by: Actor, note: str) -> tuple[Quote, list[Change]]:
    if found.quote is not None:
        why = note or "The candidate was accepted again."
        return quotes.restore(found.quote, by=by, expected_version=None, reason=why, statement=statement), []
    review = found.review
    quote, change = quotes.put(
        statement, version=review.version, candidate=review.candidate_id, by=by, reason=note, kept=found.kept
    )
    return quote, [change]


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
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED, [*(getattr(review, column) for column in _COLUMNS), review.pk])


def drawn(review: Review) -> bool:
    """Tell whether this decision falls into the share that is read twice (SECOND_READING_PERCENT).

    By a hash of item and record version: the share holds over any run of items, and nobody chooses.
    """
    digest = hashlib.sha256(f"{review.pk}:{review.record_version}".encode()).digest()
    is_decision = review.state in {ReviewState.ACCEPTED.value, ReviewState.REJECTED.value}
    return is_decision and int.from_bytes(digest[:4], "big") % 100 < settings.SECOND_READING_PERCENT
