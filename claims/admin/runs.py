"""Extraction runs, to be read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.models import ExtractionRun
from tracker.core.admin_base import DeskAdmin


@admin.register(ExtractionRun)
class ExtractionRunAdmin(DeskAdmin[ExtractionRun]):
    """Which engine read which version, and what came of it."""

    list_display = [
        "id",
        "article",
        "engine",
        "engine_version",
        "state",
        "attempts",
        "candidate_count",
        "queued_at",
        "error",
    ]
    list_filter = ["state", "engine", "engine_version"]
    search_fields = ["version__headline", "error"]
    list_select_related = ["version__document"]
    fields = [
        "article",
        "state",
        "attempts",
        "error",
        "candidate_count",
        "engine",
        "engine_version",
        "fingerprint",
        "parameters",
        "model_sha256",
        "queued_at",
        "started_at",
        "finished_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExtractionRun]:
        """Leave the captured texts in the database."""
        return super().get_queryset(request).defer("version__raw", "version__text", "version__blocks")

    @admin.display(description="article")
    def article(self, run: ExtractionRun) -> str:
        """What was read."""
        return str(run.version)
