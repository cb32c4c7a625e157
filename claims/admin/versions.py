"""Versions: the unchanged captures, to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from claims.admin.article import article_of
from claims.admin.newer import newer_version
from claims.admin.words import content_words, guessed_speakers
from claims.models import Review
from sources.models import Version
from tracker.core.admin_base import DeskAdmin, told

MOST_CANDIDATES = 300


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
        reviews = Review.objects.whole().filter(version=version).in_reading_order()[:MOST_CANDIDATES]
        shown = [
            {
                "review": review,
                "words": content_words(review.candidate.kind, review.candidate.parts.all(), most=90),
                "speaker": guessed_speakers(review.candidate),
            }
            for review in reviews
        ]
        context = {
            "title": str(version),
            "version": version,
            "newer": newer_version(version),
            "document": version.document,
            "article": article_of(
                version,
                [],
                [part.span.span for row in reviews for part in row.candidate.parts.all() if part.role == "content"],
            ),
            "candidates": shown,
            "history": told(version),
            "is_fullwidth": "1",
        }
        return self.page(request, "claims/desk/version.html", context)
