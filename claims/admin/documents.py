"""Documents: each with its versions, the runs over them, and what was found."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from claims.admin.progress import watch
from claims.admin.words import content_words, guessed_speakers
from claims.models import ExtractionRun, Quote, Review
from sources.models import Document, Version
from tracker.core.admin_base import DeskAdmin, told

MOST_CANDIDATES = 300


@admin.register(Document)
class DocumentAdmin(DeskAdmin[Document]):
    """What was published."""

    change_list_template = "claims/desk/documents.html"
    list_display = ["headline", "outlet", "published_on", "latest_number", "created_at"]
    list_display_links = ["headline"]
    list_filter = ["outlet"]
    search_fields = ["locator", "versions__headline"]
    search_help_text = "Headline or address"
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Bring the latest version's facts along."""
        return Document.objects.with_latest()

    @admin.display(description="headline")
    def headline(self, document: Document) -> str:
        """The latest version's headline."""
        return str(getattr(document, "headline", "") or document.locator)

    @admin.display(description="published")
    def published_on(self, document: Document) -> Any:
        """The latest version's date."""
        return getattr(document, "published_on", None)

    @admin.display(description="versions")
    def latest_number(self, document: Document) -> Any:
        """How many captures there are."""
        return getattr(document, "latest_number", None)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one document."""
        document = self.found(request, object_id)
        versions = list(Version.objects.without_content().filter(document=document).order_by("-number"))
        # Before all that they find: a run that ends meanwhile is followed for nothing, and none is missed.
        unfinished = list(ExtractionRun.objects.unfinished().filter(version__in=versions).values_list("pk", flat=True))
        may_follow = request.user.has_perm("claims.view_extractionrun")
        followed = watch(unfinished) if may_follow and unfinished else None
        runs = list(
            ExtractionRun.objects.filter(version__in=versions)
            .select_related("version")
            .defer("version__raw", "version__text", "version__blocks", "parameters")
        )
        reviews = Review.objects.whole().filter(version__in=versions[:1]).in_reading_order()[:MOST_CANDIDATES]
        states = (
            Review.objects.filter(version__in=versions).values_list("state").annotate(Count("pk")).order_by("state")
        )
        older = versions[1:]
        context = {
            "title": str(getattr(document, "headline", "") or document.locator),
            "document": document,
            "version": versions[0] if versions else None,
            "versions": versions,
            "older": older,
            "older_waiting": list(
                Review.objects.pending()
                .filter(version__in=older)
                .in_reading_order()
                .values_list("pk", "version__number")[:MOST_CANDIDATES]
            )
            if older
            else [],
            "older_quotes": list(
                Quote.objects.on_record()
                .filter(version__in=older)
                .order_by("pk")
                .values_list("pk", "version__number")[:MOST_CANDIDATES]
            )
            if older
            else [],
            "runs": runs,
            "unfinished": bool(unfinished),
            "followed": followed,
            "states": list(states),
            "candidates": [
                {
                    "review": review,
                    "words": content_words(review.candidate.kind, review.candidate.parts.all(), most=120),
                    "speaker": guessed_speakers(review.candidate),
                }
                for review in reviews
            ],
            "history": told(document),
        }
        return self.page(request, "claims/desk/document.html", context)
