"""Claims: checkable assertions, and the quotations that make them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.models.quotes import Quote
from claims.workflow import ClaimState
from tracker.core.triggers import NEVER_DELETED, NEVER_EMPTIED


class Claim(models.Model):
    """One assertion that can be checked, in the editors' words."""

    text = models.CharField(max_length=500, help_text="What is asserted, in one sentence, without a verdict on it.")
    state = models.CharField(max_length=6, choices=ClaimState.choices(), default="open")
    record_version = models.PositiveIntegerField(default=1, help_text="Grows with every change; sent as ETag.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims")
    created_at = models.DateTimeField(db_default=Now())
    quotes = models.ManyToManyField(Quote, through="ClaimQuote", related_name="claims")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ClaimState]), name="claim_is_in_a_known_state"
            ),
        ]
        triggers = [NEVER_DELETED, NEVER_EMPTIED]

    def __str__(self) -> str:
        return self.text

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {"text": self.text, "state": self.state, "record_version": self.record_version}


class ClaimQuote(models.Model):
    """One quotation that bears on a claim."""

    class Stance(models.TextChoices):
        """How the statement stands to the claim."""

        ASSERTS = "asserts", "asserts it"
        DENIES = "denies", "denies it"
        MENTIONS = "mentions", "mentions it without taking a side"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="claim_quotes")
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="claim_quotes")
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.ASSERTS)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claim_links")
    linked_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["claim", "id"]
        constraints = [models.UniqueConstraint(fields=["claim", "quote"], name="quote_is_linked_to_a_claim_once")]

    def __str__(self) -> str:
        return f"quotation {self.quote_id} {self.stance} claim {self.claim_id}"

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {"claim": self.claim_id, "quote": self.quote_id, "stance": self.stance}
