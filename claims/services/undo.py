"""Taking back: the last decisions of one editor, across articles, each by the opposite move.

Nothing is erased. What somebody has built on is not taken back: the editor is shown what came after instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from claims.models import BulkDecision, BulkItem, Claim, ClaimQuote, Clearance, Quote, Review, SecondReading
from claims.services import claims as claim_verbs
from claims.services import quotes, remarks
from claims.services import review as review_verbs
from tracker.core.errors import BuiltOn, DomainError, MoveNotPossible, NotAllowed
from tracker.core.models import AuditEvent, User

MOST = 50
_REVIEW, _QUOTE, _CLEARANCE = "claims.review", "claims.quote", "claims.clearance"
_READING, _LINK = "claims.secondreading", "claims.claimquote"
_DECISIONS = (
    Q(subject_type=_REVIEW, verb__in=["accept", "reject"])
    | Q(subject_type=_QUOTE, verb="record", after__candidate=None)
    | Q(subject_type=_CLEARANCE, verb="clear")
)
_TAKEN_BACK = {"undo", "withdraw"}
Key = tuple[str, int]  # what an event is about: the type and number of its subject


@dataclass(frozen=True)
class Step:
    """One decision of an editor, and whether it can be taken back.

    ``later`` are the events of the same subject that came after it, ``around`` those of what hangs on it: its
    quotation, a second reading of it, and a colleague's link to a claim; both oldest first.
    """

    event: AuditEvent
    subject: Review | Quote | Clearance
    later: Sequence[AuditEvent] = field(default=())
    around: Sequence[AuditEvent] = field(default=())

    @property
    def taken_back(self) -> bool:
        """Whether it was taken back already, by whomever."""
        return bool(self.later) and self.later[0].verb in _TAKEN_BACK

    @property
    def open(self) -> bool:
        """Whether nothing came after it, so that it can be taken back."""
        return not (self.later or self.around)


def steps(by: User, *, most: int = MOST) -> list[Step]:
    """Return the last decisions of an editor, newest first, with what came after each; a fixed number of statements."""
    return _steps(AuditEvent.objects.filter(_DECISIONS, editor=by).order_by("-id")[:most], by)


def last_open(by: User) -> Step | None:
    """Return the newest decision of an editor that was not taken back yet, whether or not it can be."""
    return next((step for step in steps(by) if not step.taken_back), None)


def undo(event_pk: int, *, by: User) -> Step:
    """Take back the decision that the ledger's event ``event_pk`` tells of, and return it.

    Raises NotAllowed for somebody else's decision, MoveNotPossible for one that is too old or taken back already, and
    BuiltOn where a colleague, or the editor, has gone on from it; its message tells what came after.
    """
    mine = AuditEvent.objects.filter(_DECISIONS, editor=by).order_by("-id")
    event = next((event for event in mine[:MOST] if event.pk == event_pk), None)
    if event is None:
        if not mine.filter(pk=event_pk).exists():
            raise NotAllowed("This is no decision of yours. Open the candidate to reopen it instead.")
        raise MoveNotPossible(f"Only your last {MOST} decisions can be taken back. Open it and reopen it instead.")
    return _take_back(event, by)


def undo_bulk(bulk_pk: int, *, by: User) -> list[tuple[BulkItem, str]]:
    """Take back every decision of a bulk; return each item with why it could not be, empty where it was.

    Raises NotAllowed for somebody else's bulk.
    """
    bulk = BulkDecision.objects.filter(pk=bulk_pk, by=by).first()
    if bulk is None:
        raise NotAllowed("This is no list of yours.")
    outcome = []
    for item in bulk.items.exclude(decided_version=None).order_by("-pk"):
        event = AuditEvent.objects.filter(
            subject_type=_REVIEW, subject_id=item.review_id, after__record_version=item.decided_version
        ).first()
        try:
            if event is None:
                raise MoveNotPossible("The ledger tells nothing of this decision. Ask an administrator to verify it.")
            _take_back(event, by)
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


def _steps(found: Iterable[AuditEvent], by: User) -> list[Step]:
    events = list(found)
    rows = _rows(events)
    hung = _hung(rows.values(), by)
    after = _after(events, [*rows, *(key for keys in hung.values() for key in keys)])

    def since(event: AuditEvent, keys: Iterable[Key]) -> list[AuditEvent]:
        return sorted((row for key in keys for row in after.get(key, ()) if row.pk > event.pk), key=lambda row: row.pk)

    return [
        Step(event, rows[_key(event)], since(event, [_key(event)]), since(event, hung[_key(event)])) for event in events
    ]


def _key(event: AuditEvent) -> Key:
    return event.subject_type, event.subject_id


def _hung(subjects: Iterable[Review | Quote | Clearance], by: User) -> dict[Key, list[Key]]:
    """Return what hangs on each subject: the quotation of a candidate, second readings, and colleagues' links."""
    subjects = list(subjects)
    hung: dict[Key, list[Key]] = {(row._meta.label_lower, row.pk): [] for row in subjects}
    reviews = {row.candidate_id: row.pk for row in subjects if isinstance(row, Review)}
    quoted: dict[int, Key] = {row.pk: (_QUOTE, row.pk) for row in subjects if isinstance(row, Quote)}
    for pk, candidate in Quote.objects.filter(candidate__in=reviews).values_list("pk", "candidate_id"):
        quoted[pk] = (_REVIEW, reviews[candidate])
        hung[quoted[pk]].append((_QUOTE, pk))
    for pk, review in SecondReading.objects.filter(review__in=reviews.values()).values_list("pk", "review_id"):
        hung[_REVIEW, review].append((_READING, pk))
    links = ClaimQuote.objects.filter(quote__in=quoted).exclude(linked_by=by)
    for pk, quote in links.values_list("pk", "quote_id"):
        hung[quoted[quote]].append((_LINK, pk))
    return hung


def _after(events: Sequence[AuditEvent], keys: Iterable[Key]) -> dict[Key, list[AuditEvent]]:
    """Return what the ledger tells of ``keys`` since the oldest of ``events``."""
    ids: dict[str, set[int]] = {}
    for kind, pk in keys:
        ids.setdefault(kind, set()).add(pk)
    about = Q(pk__in=[])
    for kind, pks in ids.items():
        about |= Q(subject_type=kind, subject_id__in=pks)
    after: dict[Key, list[AuditEvent]] = {}
    if events:
        first = min(event.pk for event in events)
        for later in AuditEvent.objects.filter(about, pk__gt=first).select_related("editor").order_by("pk"):
            after.setdefault(_key(later), []).append(later)
    return after


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


def _take_back(event: AuditEvent, by: User) -> Step:
    with transaction.atomic():
        _lock(event)  # from here on nobody builds on it
        [step] = _steps([event], by)
        if step.taken_back:
            raise MoveNotPossible("This was taken back already.")
        if not step.open:
            raise BuiltOn(f"This cannot be taken back, because it was built on. {_told(step)}.")
        version = (event.after or {})["record_version"]
        if isinstance(step.subject, Review):
            _unlink(Quote.objects.filter(candidate=step.subject.candidate_id).first(), by)
            review_verbs.undo(step.subject.pk, by=by, expected_version=version)
        elif isinstance(step.subject, Quote):
            _unlink(step.subject, by)
            quotes.withdraw(step.subject.pk, by=by, expected_version=version, reason=f"Taken back by {by}.")
        else:
            remarks.withdraw_clearance(step.subject.pk, by=by, expected_version=version)
        return step


def _lock(event: AuditEvent) -> None:
    """Lock what a decision is about. A change to a candidate's quotation locks the review first, as deciding does."""
    model: type[Model] = {_REVIEW: Review, _QUOTE: Quote, _CLEARANCE: Clearance}[event.subject_type]
    model._default_manager.select_for_update(of=("self",)).only("pk").get(pk=event.subject_id)


def _told(step: Step) -> str:
    """Return what came after a decision, in words: who did what, when."""
    told = []
    for row in sorted([*step.later, *step.around], key=lambda row: row.pk):
        if row.subject_type == _LINK:
            facts: dict[str, Any] = row.after or row.before or {}
            told.append(f"{row.actor}: linked to the claim “{Claim.objects.get(pk=facts['claim'])}”")
        else:
            told.append(f"{row.actor}: {row.verb}, {timezone.localtime(row.at):%d %B, %H:%M}")
    return "; ".join(told)


def _unlink(quote: Quote | None, by: User) -> None:
    for link in ClaimQuote.objects.filter(quote=quote) if quote else ():
        claim_verbs.unlink(link.claim_id, link.quote_id, by=by, reason="The decision was taken back.")
