"""Extraction runs, to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from claims.admin.progress import seen_by_page, watch
from claims.models import ExtractionRun
from tracker.core.admin_base import DeskAdmin, told
from tracker.core.errors import InvalidInput


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

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExtractionRun]:
        """Leave the captured texts in the database."""
        return (
            super()
            .get_queryset(request)
            .select_related("version__document")
            .defer("version__raw", "version__text", "version__blocks")
        )

    def get_urls(self) -> list[Any]:
        """Add the address that pages ask while runs are at work."""
        progress = path("progress/", never_cache(self.progress), name="claims_extractionrun_progress")
        return [progress, *super().get_urls()]

    def progress(self, request: HttpRequest) -> HttpResponse:
        """Answer a page that follows runs with what has changed of them, for HTMX to put in its place.

        Who was signed out meanwhile is told so, instead of getting the login's page into theirs.
        """
        template = "claims/desk/_runs.html"
        if not (self.admin_site.has_permission(request) and self.has_view_permission(request)):
            return TemplateResponse(request, template, {"refused": True}, status=403)
        try:
            seen = seen_by_page(request.GET)
        except InvalidInput as error:
            return HttpResponse(error.message, status=error.http_status, content_type="text/plain; charset=utf-8")
        runs = watch(list(seen), seen)
        answer = TemplateResponse(request, template, {"runs": runs})
        if runs.moved:
            answer["HX-Trigger-After-Swap"] = "runs-moved"
        return answer

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one run, and follow it while it is at work."""
        run = self.found(request, object_id)
        followed = watch([run.pk]) if run.finished_at is None else None
        if followed and not followed.unfinished:
            run = self.found(request, object_id)  # it has ended between the two looks
        context = {"title": str(run), "run": run, "followed": followed, "history": told(run)}
        return self.page(request, "claims/desk/run.html", context)

    @admin.display(description="article")
    def article(self, run: ExtractionRun) -> str:
        """What was read."""
        return str(run.version)
