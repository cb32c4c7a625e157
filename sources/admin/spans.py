"""The admin of spans."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from sources.models import SourceSpan
from tracker.core.admin_base import DeskAdmin


@admin.register(SourceSpan)
class SourceSpanAdmin(DeskAdmin[SourceSpan]):
    """Passages that something points at."""

    list_display = ["text", "start", "end", "headline"]
    search_fields = ["text"]
    fields = ["version", "start", "end", "text"]
    list_select_related = ["version__document"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceSpan]:
        """Leave the captured texts in the database."""
        return super().get_queryset(request).defer("version__raw", "version__text", "version__blocks")

    @admin.display(description="article")
    def headline(self, span: SourceSpan) -> str:
        """Where it stands."""
        return str(span.version)
