"""Taking back: the last decisions of one editor, across articles, each by the opposite move.

Nothing is erased. What somebody has built on is not taken back: the editor is shown what came after instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from claims.models import BulkDecision, BulkItem, ClaimQuote, Clearance, Quote, Review, SecondReading
from claims.services import claims as claim_verbs
from claims.services import quotes, remarks
from claims.services import review as review_verbs
from claims.workflow import ReviewState
from tracker.core.errors import BuiltOn, DomainError, MoveNotPossible, NotAllowed
from tracker.core.ledger import history
from tracker.core.models import AuditEvent, User

MOST = 50
_REVIEW, _QUOTE, _CLEARANCE = "claims.review", "claims.quote", "claims.clearance"
_DECISIONS = (
    Q(subject_type=_REVIEW, verb__in=["accept", "reject"])
    | Q(subject_type=_QUOTE, verb="record", after__candidate=None)
    | Q(subject_type=_CLEARANCE, verb="clear")
)
_TAKEN_BACK = {"undo", "withdraw"}


@dataclass(frozen=True)
class Step:
    """One decision of an editor, and whether it can be taken back.

    ``later`` are the events of the same subject that came after it, oldest first.
    """

    event: AuditEvent
    subject: Review | Quote | Clearance
    later: Sequence[AuditEvent] = field(default=())

    @property
    def taken_back(self) -> bool:
        """Whether it was taken back already, by whomever."""
        return bool(self.later) and self.later[0].verb in _TAKEN_BACK

    @property
    def open(self) -> bool:
        """Whether nothing came after it, so that it can be taken back."""
        return not self.later


def steps(by: User, *, most: int = MOST) -> list[Step]:
    """Return the last decisions of an editor, newest first, with what came after each; five statements at most."""
    events = list(AuditEvent.objects.filter(_DECISIONS, editor=by).order_by("-id")[:most])
    after: dict[tuple[str, int], list[AuditEvent]] = {}
    if events:
        subjects = Q(pk__in=[])
        for kind in {event.subject_type for event in events}:
            ids = {event.subject_id for event in events if event.subject_type == kind}
            subjects |= Q(subject_type=kind, subject_id__in=ids)
        first = min(event.pk for event in events)
        for later in AuditEvent.objects.filter(subjects, pk__gt=first).select_related("editor").order_by("pk"):
            after.setdefault((later.subject_type, later.subject_id), []).append(later)
    rows = _rows(events)
    return [
        Step(
            event,
            rows[event.subject_type, event.subject_id],
            [row for row in after.get((event.subject_type, event.subject_id), []) if row.pk > event.pk],
        )
        for event in events
    ]


def last_open(by: User) -> Step | None:
    """Return the newest decision of an editor that was not taken back yet, whether or not it can be."""
    return next((step for step in steps(by) if not step.taken_back), None)


def undo(event_pk: int, *, by: User) -> Step:
    """Take back the decision that the ledger's event ``event_pk`` tells of, and return it.

    Raises NotAllowed for somebody else's decision, MoveNotPossible for one that is too old or taken back already, and
    BuiltOn where a colleague, or the editor, has gone on from it; its message tells what came after.
    """
    step = next((step for step in steps(by) if step.event.pk == event_pk), None)
    if step is None:
        mine = AuditEvent.objects.filter(pk=event_pk, editor=by).exists()
        if not mine:
            raise NotAllowed("This is no decision of yours. Open the candidate to reopen it instead.")
        raise MoveNotPossible(f"Only your last {MOST} decisions can be taken back. Open it and reopen it instead.")
    if step.taken_back:
        raise MoveNotPossible("This was taken back already.")
    with transaction.atomic():
        _untouched(step, by)
        _take_back(step, by)
    return step


def undo_bulk(bulk_pk: int, *, by: User) -> list[tuple[BulkItem, str]]:
    """Take back every decision of a bulk; return each item with why it could not be, empty where it was.

    Raises NotAllowed for somebody else's bulk.
    """
    bulk = BulkDecision.objects.filter(pk=bulk_pk, by=by).first()
    if bulk is None:
        raise NotAllowed("This is no list of yours.")
    outcome = []
    for item in bulk.items.select_related("review").exclude(decided_version=None).order_by("-pk"):
        event = AuditEvent.objects.filter(
            subject_type=_REVIEW, subject_id=item.review_id, after__record_version=item.decided_version
        ).first()
        try:
            if event is None:
                raise MoveNotPossible("The ledger tells nothing of this decision. Ask an administrator to verify it.")
            with transaction.atomic():
                step = Step(event, item.review, list(history(item.review).filter(pk__gt=event.pk)))
                if step.taken_back:
                    raise MoveNotPossible("This was taken back already.")
                _untouched(step, by)
                _take_back(step, by)
            outcome.append((item, ""))
        except DomainError as error:
            outcome.append((item, error.message))
    return outcome


def bulk_of(steps_: Sequence[Step]) -> dict[int, int]:
    """Return, for the events among ``steps_`` that came of a bulk, the bulk's number; one statement."""
    wanted = {
        (step.event.subject_id, (step.event.after or {}).get("record_version")): step.event.pk
        for step in steps_
        if step.event.subject_type == _REVIEW
    }
    rows = BulkItem.objects.filter(review__in={pk for pk, _ in wanted}, decided_version__isnull=False)
    return {
        wanted[row.review_id, row.decided_version]: row.bulk_id
        for row in rows
        if (row.review_id, row.decided_version) in wanted
    }


def _rows(events: Sequence[AuditEvent]) -> dict[tuple[str, int], Review | Quote | Clearance]:
    def ids(kind: str) -> set[int]:
        return {event.subject_id for event in events if event.subject_type == kind}

    rows: dict[tuple[str, int], Review | Quote | Clearance] = {}
    rows |= {(_REVIEW, row.pk): row for row in Review.objects.whole().filter(pk__in=ids(_REVIEW))}
    if ids(_QUOTE):
        rows |= {(_QUOTE, row.pk): row for row in Quote.objects.whole().filter(pk__in=ids(_QUOTE))}
    if ids(_CLEARANCE):
        cleared = Clearance.objects.select_related("version__document").defer(
            "version__raw", "version__text", "version__blocks"
        )
        rows |= {(_CLEARANCE, row.pk): row for row in cleared.filter(pk__in=ids(_CLEARANCE))}
    return rows


def _untouched(step: Step, by: User) -> None:
    """Refuse where anything was built on the decision: on the row itself, its quotation, or by a second reader."""
    later = list(step.later)
    if isinstance(step.subject, Review):
        quote = Quote.objects.filter(candidate=step.subject.candidate_id).first()
        later += history(quote).filter(pk__gt=step.event.pk) if quote else []
        read = SecondReading.objects.filter(
            review=step.subject, review_version=(step.event.after or {}).get("record_version", 0)
        ).first()
        later += history(read) if read else []
    else:
        quote = step.subject if isinstance(step.subject, Quote) else None
    links = ClaimQuote.objects.filter(quote=quote).exclude(linked_by=by) if quote else ClaimQuote.objects.none()
    told = [f"{row.actor}: {row.verb}, {row.at:%d %B, %H:%M}" for row in sorted(later, key=lambda row: row.pk)]
    told += [f"{link.linked_by}: linked to the claim “{link.claim}”" for link in links.select_related("claim")]
    if told:
        raise BuiltOn("This cannot be taken back, because it was built on. " + "; ".join(told) + ".")


def _take_back(step: Step, by: User) -> None:
    version = (step.event.after or {})["record_version"]
    if isinstance(step.subject, Review):
        _unlink(Quote.objects.filter(candidate=step.subject.candidate_id).first(), by)
        review_verbs.undo(step.subject.pk, by=by, expected_version=version)
    elif isinstance(step.subject, Quote):
        _unlink(step.subject, by)
        quotes.withdraw(step.subject.pk, by=by, expected_version=version, reason=f"Taken back by {by}.")
    else:
        remarks.withdraw_clearance(step.subject.pk, by=by, expected_version=version)


def _unlink(quote: Quote | None, by: User) -> None:
    for link in ClaimQuote.objects.filter(quote=quote) if quote else ():
        claim_verbs.unlink(link.claim_id, link.quote_id, by=by, reason="The decision was taken back.")


def is_waiting(step: Step) -> bool:
    """Tell whether the candidate of a step waits in the queue."""
    return isinstance(step.subject, Review) and step.subject.state == ReviewState.PENDING.value
