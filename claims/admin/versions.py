"""Versions: the unchanged captures, to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path

from claims.admin.comparing import compare_page
from claims.admin.desk import reading
from claims.admin.draft import Draft
from claims.admin.newer import newer_version
from claims.admin.remarks import clear
from claims.services.items import items_of
from sources.models import Version
from tracker.core.admin_base import DeskAdmin, signed_in, told


@admin.register(Version)
class VersionAdmin(DeskAdmin[Version]):
    """What was captured, when and how, with its hashes."""

    list_display = ["__str__", "published_on", "language", "got", "got_at", "reader", "fingerprint"]
    list_filter = ["got", "reader", "language"]
    search_fields = ["headline", "raw_sha256", "text_sha256"]
    list_select_related = ["document"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """Leave bytes and text in the database."""
        return Version.objects.without_content().select_related("document__outlet", "got_by")

    def get_urls(self) -> list[Any]:
        """Add what can be done with a capture."""
        view = self.admin_site.admin_view
        own = [
            path("<object_id>/clear/", view(clear), name="sources_version_clear"),
            path("<int:pk>/compare/<int:other>/", view(self.compare), name="sources_version_compare"),
        ]
        return [*own, *super().get_urls()]

    def compare(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Show two versions of one document side by side."""
        return compare_page(self, request, pk, other)

    @admin.display(description="SHA-256 of the text")
    def fingerprint(self, version: Version) -> str:
        """The hash in short."""
        return version.text_sha256[:16]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the capture as it is stored, and what was found in it."""
        version = self.found(request, object_id)
        newer = newer_version(version)
        items = items_of(version.pk, by=signed_in(request), outdated=newer is not None)
        waiting = any(item.is_review and item.look == "pending" for item in items)
        context = {
            "title": str(version),
            "version": version,
            "newer": newer,
            "document": version.document,
            **reading(version, Draft(), items),
            "clearances": version.clearances.select_related("by"),
            "may_clear": request.user.has_perm("claims.decide_review") and not waiting,
            "may_decide": request.user.has_perm("claims.decide_review"),
            "history": told(version),
            "is_fullwidth": "1",
        }
        return self.page(request, "claims/desk/version.html", context)
