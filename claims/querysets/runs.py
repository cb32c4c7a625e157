"""The vocabulary of reading runs."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from claims.models import (
        ExtractionRun,
    )


class ExtractionRunQuerySet(models.QuerySet["ExtractionRun"]):
    """Ways of reading runs."""

    def unfinished(self) -> "ExtractionRunQuerySet":
        """Return the runs that wait or are being worked on."""
        return self.filter(state__in=["queued", "running"])

    def seemingly_lost(self, now: datetime, *, begun: timedelta, waiting: timedelta) -> "ExtractionRunQuerySet":
        """Return runs whose worker or message may be gone, the oldest first.

        A run that a worker has begun counts when it was last woken more than ``begun`` ago; one that still waits its
        turn only after ``waiting``, so that a long queue is not filled again and again.
        """
        return self.filter(
            Q(state="running", woken_at__lt=now - begun) | Q(state="queued", woken_at__lt=now - waiting)
        ).order_by("woken_at")
