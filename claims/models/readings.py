"""Second readings: a share of the decisions is read by another editor, who is not shown what the first decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.models.reviews import Review
from claims.workflow import ReadingState
from tracker.core.triggers import NEVER_DELETED, NEVER_EMPTIED


class SecondReading(models.Model):
    """What a second editor would have decided about one candidate, and whether the two agree."""

    class Verdict(models.TextChoices):
        """What the second editor would have done."""

        ACCEPT = "accept", "accept"
        REJECT = "reject", "reject"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="second_readings")
    review_version = models.PositiveIntegerField(help_text="The review's record version whose decision was read.")
    state = models.CharField(max_length=8, choices=ReadingState.choices())
    record_version = models.PositiveIntegerField(default=1, help_text="Grows with every change.")
    verdict = models.CharField(max_length=6, choices=Verdict)
    reject_reason = models.CharField(max_length=12, choices=Review.RejectReason, blank=True)
    statement = models.JSONField(
        null=True, blank=True, help_text="What they would have put on record, as the ledger tells of a quotation."
    )
    differs_in = models.JSONField(default=list, help_text="Names of the facts in which the two readings differ.")
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_readings")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name = "second reading"
        constraints = [
            models.UniqueConstraint(fields=["review", "review_version"], name="decision_is_read_twice_once"),
            models.CheckConstraint(
                condition=Q(verdict="reject", statement__isnull=True) & ~Q(reject_reason="")
                | Q(verdict="accept", statement__isnull=False, reject_reason=""),
                name="second_reading_says_what_it_would_do",
            ),
        ]
        indexes = [
            models.Index(F("id").desc(), condition=Q(state="disputed"), name="disputed_readings"),
            models.Index(fields=["at"], name="second_reading_by_day"),
        ]
        triggers = [NEVER_DELETED, NEVER_EMPTIED]

    def __str__(self) -> str:
        return f"second reading of {self.review_id}"

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "review": self.review_id,
            "review_version": self.review_version,
            "state": self.state,
            "record_version": self.record_version,
            "verdict": self.verdict,
            "reject_reason": self.reject_reason,
            "statement": self.statement,
            "differs_in": self.differs_in,
            "note": self.note,
            "by": self.by_id,
        }
