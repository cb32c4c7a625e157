"""Intakes: every attempt to bring something in, also the refused ones."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from sources.models.versions import Version


class Intake(models.Model):
    """One attempt to take in an article: what was asked, what came of it, and why not if it was refused."""

    class Outcome(models.TextChoices):
        """What came of it."""

        STORED = "stored", "stored as a new version"
        KNOWN = "known", "known already; nothing new was stored"
        REFUSED = "refused", "refused; nothing was stored"

    asked_for = models.CharField(max_length=2000, help_text="The URL, file or name as it was given, shortened to fit.")
    got = models.CharField(max_length=10, choices=Version.Got)
    outcome = models.CharField(max_length=10, choices=Outcome)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="intakes")
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal = models.TextField(blank=True, help_text="What was wrong and what to do, as the person was told.")
    raw_sha256 = models.CharField(max_length=64, blank=True, help_text="The hash of the bytes, where there were any.")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="intakes")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="refused", version__isnull=True) & ~Q(refusal="")
                | Q(outcome__in=["stored", "known"], version__isnull=False, refusal=""),
                name="refused_with_a_reason_or_stored_as_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_for}: {self.get_outcome_display()}"
