"""Who is at which item: a lease of ten minutes, so that two editors do not read the same words.

A lease is a courtesy and no fact of the record: it stands in no ledger, ends by itself, and is never needed to decide;
it only keeps others from deciding meanwhile. A decision ends it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from claims.models import Review
from claims.models.reviews import LEASE
from claims.policies import require
from claims.querysets import ReviewQuerySet
from tracker.core.models import User


@dataclass(frozen=True)
class Lease:
    """Who holds an item, and until when; nobody, if ``holder`` is None."""

    holder: User | None
    until: datetime | None
    mine: bool


@dataclass(frozen=True)
class Taken:
    """The item whose lease was taken, and the capture that it is of."""

    review: int
    version: int


def take_next(waiting: ReviewQuerySet, *, by: User, after: int | None = None) -> Taken | None:
    """Take the lease of the first item of ``waiting`` that nobody else holds; None if there is none.

    ``waiting`` is a queue (unordered); ``after`` is the number of the item that the editor comes from: what follows it
    in reading order comes first, then the front again. Editors who ask at the same moment get different items (SKIP
    LOCKED). One statement, or two where nothing is left behind ``after``. Raises NotAllowed.
    """
    require(by, "claims.decide_review", "take an item of the queue")
    found = _take(waiting.after(after), by) if after is not None else None
    return found or _take(waiting, by)


def _take(waiting: ReviewQuerySet, by: User) -> Taken | None:
    now = timezone.now()
    free = waiting.free_for(by, now)
    first = free.in_reading_order().select_for_update(skip_locked=True, of=("self",)).values("pk")[:1]
    # The item is chosen and locked inside the one UPDATE.
    with transaction.atomic(), connection.cursor() as cursor:
        sql, values = first.query.sql_with_params()
        cursor.execute(
            f"""UPDATE claims_review SET leased_by_id = %s, leased_until = %s WHERE id = ({sql})
                RETURNING id, version_id""",  # noqa: S608 - the query's own text
            [by.pk, now + LEASE, *values],
        )
        row = cursor.fetchone()
    return Taken(*row) if row else None


def hold(pk: int, *, by: User, over: bool = False) -> Lease:
    """Take or renew the lease of one item, and return who holds it now.

    Where a colleague's lease runs it is left to them, but ``over`` takes it. Where the item no longer waits, for a
    decision, a second reading or the settling of a dispute, there is nothing to hold. Raises NotAllowed.
    """
    require(by, "claims.decide_review", "hold an item of the queue")
    now = timezone.now()
    waiting = Review.objects.to_work_on().filter(pk=pk)
    mine = waiting if over else waiting.free_for(by, now)
    if mine.update(leased_by=by, leased_until=now + LEASE):
        return Lease(by, now + LEASE, mine=True)
    held = waiting.select_related("leased_by").only("leased_by", "leased_until").first()
    return Lease(held.leased_by, held.leased_until, mine=False) if held else Lease(None, None, mine=False)


def release(pk: int, *, by: User) -> None:
    """Give an item back before its time. What somebody else holds stays theirs."""
    Review.objects.filter(pk=pk, leased_by=by).update(leased_by=None, leased_until=None)
