"""Decisions about several candidates at once: what was listed, and what came of each."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.models.reviews import Review
from tracker.core.triggers import IMMUTABLE


class BulkDecision(models.Model):
    """One press of a button over a list of candidates. It never means "all that match": the items are listed."""

    class Verb(models.TextChoices):
        """What was to be done with each."""

        ACCEPT = "accept", "accept as the engine reads it"
        REJECT = "reject", "reject"

    verb = models.CharField(max_length=6, choices=Verb)
    note = models.CharField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulk_decisions")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        verbose_name = "bulk decision"
        triggers = [*IMMUTABLE]

    def __str__(self) -> str:
        return f"bulk decision {self.pk}"

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {"verb": self.verb, "note": self.note, "by": self.by_id}


class BulkItem(models.Model):
    """One candidate of the list: the version that the editor saw, and what came of it."""

    bulk = models.ForeignKey(BulkDecision, on_delete=models.PROTECT, related_name="items")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="bulk_items")
    expected_version = models.PositiveIntegerField()
    decided_version = models.PositiveIntegerField(
        null=True, blank=True, help_text="The review's record version after the decision; empty where it was refused."
    )
    refusal = models.TextField(blank=True, help_text="Why it was refused, as the editor was told.")

    class Meta:
        ordering = ["bulk", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bulk", "review"], name="bulk_lists_a_candidate_once"),
            models.CheckConstraint(
                condition=Q(decided_version__isnull=True) & ~Q(refusal="")
                | Q(decided_version__isnull=False, refusal=""),
                name="bulk_item_is_decided_or_refused",
            ),
        ]
        indexes = [models.Index(fields=["review", "decided_version"], name="bulk_of_a_decision")]
        triggers = [*IMMUTABLE]

    def __str__(self) -> str:
        return f"review {self.review_id} in bulk decision {self.bulk_id}"
