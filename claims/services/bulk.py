"""Deciding several candidates at once: each that was listed, as it was seen, and never "all that match"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from claims.models import BulkDecision, BulkItem, Review
from claims.models.choices import Attribution, Kind, Precision
from claims.policies import require
from claims.services import review as verbs
from claims.services.statements import Statement, parts_of
from claims.services.wording import fitting
from tracker.core.errors import DomainError, InvalidInput
from tracker.core.ledger import record
from tracker.core.models import User

MOST = 200  # items of one list: what a person can have looked through


@dataclass(frozen=True)
class Listed:
    """One item as the editor saw it in the list."""

    review: int
    expected_version: int


@dataclass(frozen=True)
class Attributed:
    """Whose words all the listed candidates are; the rest of each statement is the engine's reading."""

    attribution: Attribution
    speakers: Sequence[int] = ()
    described_as: str = ""


def reject(items: Sequence[Listed], reason: str, *, by: User, note: str = "") -> BulkDecision:
    """Reject every listed candidate for the same reason, and keep what came of each.

    One that changed since it was listed, or that a colleague holds, is refused by itself; the others go on.
    Raises NotAllowed, and InvalidInput for no items, too many, one listed twice, or an unknown reason.
    """
    reason, note = verbs.rejection(reason, note)

    def one(item: Listed) -> Review:
        return verbs.reject(item.review, reason, by=by, expected_version=item.expected_version, note=note)

    return _each(items, BulkDecision.Verb.REJECT, one, by=by, note=note)


def accept(items: Sequence[Listed], whose: Attributed, *, by: User, note: str = "") -> BulkDecision:
    """Accept every listed candidate as the engine cut it, by the speaker that the editor gives. See :func:`reject`."""
    note = fitting(note, pointer="/note")

    def one(item: Listed) -> Review:
        statement = as_read(item.review, whose)
        return verbs.accept(item.review, statement, by=by, expected_version=item.expected_version, note=note)[0]

    return _each(items, BulkDecision.Verb.ACCEPT, one, by=by, note=note)


def as_read(pk: int, whose: Attributed) -> Statement:
    """Return the engine's reading of a candidate as a statement by ``whose``. Raises Review.DoesNotExist."""
    found = Review.objects.select_related("candidate").prefetch_related("candidate__parts__span").get(pk=pk)
    candidate = found.candidate
    read = Statement(
        kind=Kind(candidate.kind),
        parts=parts_of(candidate),
        attribution=whose.attribution,
        speakers=whose.speakers,
        described_as=whose.described_as,
        relayed_by=", ".join(map(str, candidate.relayed_by)),
    )
    if candidate.said_on is None:
        return read
    return replace(read, said_on=candidate.said_on, said_on_precision=Precision(candidate.said_on_precision))


def _each(
    items: Sequence[Listed], verb: BulkDecision.Verb, one: Callable[[Listed], Review], *, by: User, note: str
) -> BulkDecision:
    require(by, "claims.decide_review", f"{verb} candidates")
    well_listed([item.review for item in items])
    with transaction.atomic():
        bulk = BulkDecision.objects.create(verb=verb, note=note, by=by)
        record(bulk, "decide", by=by, reason=note)
    for item in items:
        try:
            with transaction.atomic():
                decided = one(item)
                _keep(bulk, item, decided_version=decided.record_version)
        except DomainError as error:
            _keep(bulk, item, refusal=error.message)
        except Review.DoesNotExist:
            raise InvalidInput(f"There is no candidate with number {item.review}.", pointer="/items") from None
    return bulk


def well_listed(items: Sequence[int]) -> None:
    """Refuse numbers of candidates that make no list: none, too many, one twice, or one that is not there."""
    if not items:
        raise InvalidInput("Nothing is ticked. Tick the candidates that you mean.", pointer="/items")
    if len(items) > MOST:
        raise InvalidInput(f"{MOST} candidates at a time at most: as many as one can look through.", pointer="/items")
    numbers = set(items)
    if len(numbers) < len(items):
        raise InvalidInput("A candidate is listed twice. Load the list again.", pointer="/items")
    missing = numbers - set(Review.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    if missing:
        raise InvalidInput(f"There is no candidate with number {min(missing)}.", pointer="/items")


def _keep(bulk: BulkDecision, item: Listed, *, decided_version: int | None = None, refusal: str = "") -> None:
    BulkItem.objects.create(
        bulk=bulk,
        review_id=item.review,
        expected_version=item.expected_version,
        decided_version=decided_version,
        refusal=refusal,
    )
