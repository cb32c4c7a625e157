"""Verbs of the second reading: read a decision without knowing it, and settle where two editors differ."""

from django.db import transaction

from claims.models import Quote, Review, SecondReading
from claims.services import statements
from claims.services.locking import locked, may_begin, ready_for
from claims.services.review import rejection
from claims.services.standing import words_key
from claims.services.statements import Statement
from claims.services.wording import fitting
from claims.workflow import ReadingState, ReviewState
from sources.text.spans import Span
from tracker.core.errors import MoveNotPossible, NotAllowed
from tracker.core.ledger import Facts, record
from tracker.core.models import User

REVIEWS = Review.objects.select_related("candidate", "version").defer("version__raw", "version__blocks")
# In these facts two acceptances must agree; of dates and relays the second reader need not know more than the first.
COMPARED = ("kind", "attribution", "speakers")


def read_accepting(pk: int, statement: Statement, *, by: User, expected_version: int, note: str = "") -> SecondReading:
    """Keep that ``by``, as the second reader of review ``pk``, would accept it as ``statement`` rules it.

    Nothing changes on record. Raises StaleVersion, NotAllowed for the editor who decided it, MoveNotPossible where no
    second reading is awaited, and InvalidInput as accepting does.
    """
    with transaction.atomic():
        review = _awaiting(pk, by=by, expected_version=expected_version)
        statements.check(statement, review.version)
        return _keep(review, by=by, note=note, statement=statement)


def read_rejecting(pk: int, reason: str, *, by: User, expected_version: int, note: str = "") -> SecondReading:
    """Keep that ``by``, as the second reader of review ``pk``, would reject it. See :func:`read_accepting`."""
    reason, note = rejection(reason, note)
    with transaction.atomic():
        review = _awaiting(pk, by=by, expected_version=expected_version)
        return _keep(review, by=by, note=note, reason=reason)


def settle(pk: int, *, by: User, expected_version: int, reason: str) -> SecondReading:
    """Let the first decision stand although the second reader differs, and say why.

    The other way to settle is to reopen the candidate and decide it anew.
    """
    with transaction.atomic():
        reading = locked(SecondReading.objects.all(), pk, expected_version=expected_version)
        move = ready_for(reading, "settle", by=by, reason=reason)
        before = reading.facts()
        reading.state = move.after
        reading.record_version += 1
        reading.save(update_fields=["state", "record_version"])
        record(reading, move.verb, by=by, before=before, reason=reason)
        return reading


def _awaiting(pk: int, *, by: User, expected_version: int) -> Review:
    review = locked(REVIEWS, pk, expected_version=expected_version)
    may_begin(SecondReading, "agree", by=by)
    if not review.awaits_reading:
        raise MoveNotPossible("No second reading of this decision is awaited; a colleague may have been first.")
    if review.decided_by_id == by.pk:
        raise NotAllowed("You decided this one. A second reading is a colleague’s to give.")
    return review


def _keep(
    review: Review, *, by: User, note: str, statement: Statement | None = None, reason: str = ""
) -> SecondReading:
    stated = _facts(review, statement) if statement else None
    differs = _differences(review, stated)
    state = ReadingState.DISPUTED if differs else ReadingState.AGREED
    reading = SecondReading.objects.create(
        review=review,
        review_version=review.record_version,
        state=state.value,
        verdict=SecondReading.Verdict.ACCEPT if statement else SecondReading.Verdict.REJECT,
        reject_reason=reason,
        statement=stated,
        differs_in=differs,
        note=fitting(note, pointer="/note"),
        by=by,
    )
    review.awaits_reading = False
    review.leased_by = review.leased_until = None
    review.save(update_fields=["awaits_reading", "leased_by", "leased_until"])
    record(reading, "dispute" if differs else "agree", by=by, reason=note)
    return reading


def _facts(review: Review, statement: Statement) -> Facts:
    """Return what the statement would put on record, as the ledger tells of a quotation."""
    return {
        "kind": str(statement.kind),
        "attribution": str(statement.attribution),
        "described_as": statement.described_as,
        "relayed_by": statement.relayed_by,
        "said_on": statement.said_on and statement.said_on.isoformat(),
        "said_on_precision": str(statement.said_on_precision or ""),
        "speakers": [["speaker", pk] for pk in statement.speakers] + [["behalf", pk] for pk in statement.on_behalf_of],
        "parts": [[str(role), *span] for role, spans in sorted(statement.spans.items()) for span in spans],
    }


def _differences(review: Review, stated: Facts | None) -> list[str]:
    accepted = review.state == ReviewState.ACCEPTED.value
    if accepted != (stated is not None):
        return ["verdict"]
    if stated is None:
        return []
    told = Quote.objects.prefetch_related("parts__span", "quote_speakers").get(candidate=review.candidate).facts()
    differs = [name for name in COMPARED if _plain(told[name]) != _plain(stated[name])]
    text = review.version.text
    if words_key(text, _content(told)) != words_key(text, _content(stated)):
        differs.append("content")
    return differs


def _plain(value: object) -> object:
    return sorted(map(tuple, value)) if isinstance(value, list) else value


def _content(facts: Facts) -> list[Span]:
    return [Span(start, end) for role, start, end in facts["parts"] if role == "content"]
