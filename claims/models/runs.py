"""Extraction runs: one engine over one version."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.querysets import ExtractionRunQuerySet
from claims.workflow import RunState
from sources.models import Version
from tracker.core.triggers import NEVER_DELETED, NEVER_EMPTIED


class ExtractionRun(models.Model):
    """One engine fingerprint over one version. The row is the work; the queue's message only wakes a worker."""

    State = RunState

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="runs")
    # The engine
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=40)
    parameters = models.JSONField()
    model_sha256 = models.CharField(max_length=64, blank=True, help_text="Empty for an engine without a model file.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over engine, version, parameters and model.")
    # The work
    state = models.CharField(max_length=8, choices=RunState.choices(), default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    queued_at = models.DateTimeField(db_default=Now())
    woken_at = models.DateTimeField(
        db_default=Now(), help_text="When a message for this run was last sent; the sweeper sends it again."
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # What came of it
    candidate_count = models.PositiveIntegerField(null=True, blank=True)

    objects = ExtractionRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "extraction run"
        constraints = [
            models.UniqueConstraint(fields=["version", "fingerprint"], name="engine_runs_once_over_a_version"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["queued", "running"], finished_at__isnull=True),
                name="run_is_finished_when_it_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
                name="failed_run_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="done", candidate_count__isnull=False)
                | ~Q(state="done") & Q(candidate_count__isnull=True),
                name="done_run_counts_its_candidates",
            ),
        ]
        indexes = [
            models.Index(fields=["woken_at"], condition=Q(state__in=["queued", "running"]), name="unfinished_runs")
        ]
        triggers = [
            pgtrigger.Protect(
                name="done_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="done"),
            ),
            NEVER_DELETED,
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version} over version {self.version_id}"

    @property
    def agent_name(self) -> str:
        """The engine's name in the ledger."""
        return f"{self.engine} {self.engine_version} ({self.fingerprint[:12]})"

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "version": self.version_id,
            "fingerprint": self.fingerprint,
            "state": self.state,
            "attempts": self.attempts,
            "error": self.error,
            "candidate_count": self.candidate_count,
        }
