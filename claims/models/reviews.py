"""Reviews: what editors decide about candidates."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.models.candidates import Candidate
from claims.models.choices import Risk
from claims.models.quotes import Quote
from claims.querysets import ReviewQuerySet
from claims.workflow import ReviewState
from sources.models import Version
from tracker.core.triggers import NEVER_DELETED, NEVER_EMPTIED

LEASE = timedelta(minutes=10)


class Review(models.Model):
    """The review of one candidate: the queue's item, and afterwards the decision."""

    class RejectReason(models.TextChoices):
        """Why a candidate is no quotation for the record; feeds the engine's error report."""

        NOT_A_QUOTE = "not-a-quote", "nobody is quoted here"
        SCARE_QUOTES = "scare-quotes", "scare quotes, a nickname or a word in marks"
        TITLE = "title", "the title of a work"
        WRONG_SPAN = "wrong-span", "the passage is wrong beyond mending"
        DUPLICATE = "duplicate", "on record already"
        OTHER = "other", "something else (say what)"

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="review")
    state = models.CharField(max_length=10, choices=ReviewState.choices(), default="pending")
    record_version = models.PositiveIntegerField(default=1, help_text="Grows with every change; sent as ETag.")
    # Where in the queue: capture by capture, in reading order. Copied from the candidate, which never changes.
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    start = models.PositiveIntegerField()
    risks = ArrayField(
        models.CharField(max_length=9, choices=Risk),
        default=list,
        blank=True,
        help_text="Why it deserves a slower look; found when it was proposed.",
    )
    # Who is at it: no fact of the record, only a courtesy among editors. It ends by itself.
    leased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="leases"
    )
    leased_until = models.DateTimeField(null=True, blank=True)
    # The decision
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reject_reason = models.CharField(max_length=12, choices=RejectReason, blank=True)
    note = models.TextField(blank=True)
    awaits_reading = models.BooleanField(
        default=False,
        help_text="The decision was drawn to be read by a second editor, who is not shown it, and was not read yet.",
    )
    settled_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settles",
        help_text="The review of the same words, from another engine's run, that stands in for this one.",
    )
    settled_by_quote = models.ForeignKey(
        Quote,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settles",
        help_text="The quotation of the same words, marked by hand, that stands in for this one.",
    )
    created_at = models.DateTimeField(db_default=Now())

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["version", "start", "id"]
        permissions = [
            ("decide_review", "Can accept, reject and reopen candidates"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "rejected"], decided_by__isnull=False, decided_at__isnull=False)
                | Q(
                    state__in=["pending", "settled", "superseded"],
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                ),
                name="decision_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="rejected") & ~Q(reject_reason="") | ~Q(state="rejected") & Q(reject_reason=""),
                name="rejection_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(reject_reason="other") | ~Q(note=""), name="another_reason_is_told_in_a_note"
            ),
            models.CheckConstraint(
                condition=Q(state="settled", settled_by__isnull=False, settled_by_quote__isnull=True)
                | Q(state="settled", settled_by__isnull=True, settled_by_quote__isnull=False)
                | Q(state="superseded", settled_by__isnull=False, settled_by_quote__isnull=True)
                | Q(
                    state__in=["pending", "accepted", "rejected"],
                    settled_by__isnull=True,
                    settled_by_quote__isnull=True,
                ),
                name="settled_review_names_what_stands",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("id")), name="no_review_settles_itself"
            ),
            models.CheckConstraint(
                condition=Q(leased_by__isnull=True, leased_until__isnull=True)
                | Q(leased_by__isnull=False, leased_until__isnull=False),
                name="lease_has_a_holder_and_an_end",
            ),
            models.CheckConstraint(
                condition=Q(awaits_reading=False) | Q(state__in=["accepted", "rejected"]),
                name="only_a_decision_is_read_again",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "start", "id"], condition=Q(state="pending"), name="review_queue"),
            # One index for each queue by risk: the next item costs the same whatever else waits.
            *(
                models.Index(
                    fields=["version", "start", "id"],
                    condition=Q(state="pending", risks__contains=[risk]),
                    name=f"review_queue_{risk}",
                )
                for risk in Risk.values
            ),
            models.Index(
                fields=["version", "start", "id"], condition=Q(awaits_reading=True), name="review_queue_second_reading"
            ),
            models.Index(fields=["leased_by"], condition=Q(leased_by__isnull=False), name="review_leased"),
            models.Index(fields=["decided_by", "-decided_at"], name="review_by_editor"),
        ]
        triggers = [NEVER_DELETED, NEVER_EMPTIED]

    def __str__(self) -> str:
        return f"review of candidate {self.candidate_id}"

    def held_by_another(self, person: models.Model, now: datetime) -> bool:
        """Tell whether somebody else's lease of this item still runs."""
        return self.leased_until is not None and self.leased_until > now and self.leased_by_id != person.pk

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "candidate": self.candidate_id,
            "state": self.state,
            "record_version": self.record_version,
            "decided_by": self.decided_by_id,
            "reject_reason": self.reject_reason,
            "note": self.note,
            "settled_by": self.settled_by_id,
            "settled_by_quote": self.settled_by_quote_id,
        }
