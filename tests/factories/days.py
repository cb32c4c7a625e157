"""Letting days pass: what happens inside `days_ago` has happened so many days ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from claims.models import Review, SecondReading
from tests.past_the_triggers import past_the_triggers
from tracker.core.models import AuditEvent


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Put the events, decisions and second readings made inside back to noon, ``days`` days ago.

    The ledger's triggers forbid it to everybody else, and its digests do not fit any more afterwards.
    """
    last = AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    if not days:
        return
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days)
    made = AuditEvent.objects.filter(pk__gt=last)
    reviews = made.filter(subject_type="claims.review", verb__in=["accept", "reject"]).values("subject_id")
    readings = made.filter(subject_type="claims.secondreading").values("subject_id")
    with past_the_triggers():
        Review.objects.filter(pk__in=reviews, decided_at__isnull=False).update(decided_at=noon)
        SecondReading.objects.filter(pk__in=readings).update(at=noon)
        made.update(at=noon)
