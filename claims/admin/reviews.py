"""The review queue as a list, and the addresses of the desk."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html

from claims.admin.bulk import bulk_page, done_page
from claims.admin.desk_pages import DeskPages
from claims.admin.figures import addresses as figure_addresses
from claims.admin.filters import (
    ConfidenceFilter,
    CueFilter,
    KindFilter,
    OrderFilter,
    OutletFilter,
    ReviewStateFilter,
    RiskFilter,
)
from claims.admin.keymap import keys_page
from claims.admin.newer import older_mark
from claims.admin.remarks import comments
from claims.admin.story import story
from claims.admin.undoing import steps_page, undo
from claims.admin.words import band, content_words, guessed_speakers, where_published
from claims.models import CandidatePart, Review
from claims.models.choices import PartRole
from claims.workflow import ReviewState
from tracker.core.admin_base import DeskAdmin


@admin.register(Review)
class ReviewAdmin(DeskAdmin[Review]):
    """The queue in reading order, and the desk."""

    change_list_template = "claims/desk/queue.html"
    list_display = ["tick", "quote", "speaker", "how", "confidence", "article", "standing"]
    list_display_links = ["quote"]
    list_filter = [ReviewStateFilter, KindFilter, RiskFilter, ConfidenceFilter, OutletFilter, CueFilter, OrderFilter]
    search_fields = ["pk"]  # switches the box on; get_search_results looks into the words
    search_help_text = "Words of the quotation, or the headline"
    ordering = ["version_id", "start", "id"]
    sortable_by = ()
    list_fullwidth = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        """Bring along what the list shows, in a fixed number of statements."""
        return Review.objects.whole()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Order as asked, then as the articles read."""
        return [*OrderFilter.leading(request), *self.ordering]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Review], search_term: str
    ) -> tuple[QuerySet[Review], bool]:
        """Find reviews by the words of their content, or by the headline."""
        term = " ".join(search_term.split())
        if not term:
            return queryset, False
        worded = CandidatePart.objects.filter(
            candidate=OuterRef("candidate"), role=PartRole.CONTENT, span__text__icontains=term
        )
        return queryset.filter(Q(Exists(worded)) | Q(version__headline__icontains=term)), False

    def get_urls(self) -> list[Any]:
        """Add the addresses of the desk."""
        desk = DeskPages(self)
        views: dict[str, tuple[str, Any]] = {
            "begin": ("begin/", desk.begin),
            "next": ("next/", desk.next),
            "card": ("<object_id>/card/", desk.card),
            "hold": ("<object_id>/hold/", desk.hold),
            "release": ("<object_id>/release/", desk.release),
            "story": ("<object_id>/story/", partial(story, self)),
            "settle": ("reading/<object_id>/settle/", desk.settle),
            "comments": ("<object_id>/comments/", partial(comments, self)),
            "undo": ("undo/", undo),
            "steps": ("decisions/", partial(steps_page, self)),
            "bulk": ("bulk/", partial(bulk_page, self)),
            "bulk_done": ("bulk/<int:object_id>/", partial(done_page, self)),
            "keys": ("keys/", partial(keys_page, self)),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=f"claims_review_{name}")
            for name, (route, view) in views.items()
        ]
        return [*own, *figure_addresses(self.admin_site), *super().get_urls()]

    # -- Columns ---------------------------------------------------------------------------------------------------
    @admin.display(description=format_html('<span class="or-hidden">{}</span>', "Tick to decide at once"))
    def tick(self, review: Review) -> str:
        """A box to tick for deciding several at once; only what waits has one."""
        if review.state != ReviewState.PENDING.value:
            return ""
        return format_html(
            '<input type="checkbox" class="or-tick" form="bulk" name="item" value="{}" aria-label="Candidate {}">',
            review.pk,
            review.pk,
        )

    @admin.display(description="Statement")
    def quote(self, review: Review) -> str:
        """The words in short."""
        words = content_words(review.candidate.kind, review.candidate.parts.all())
        return format_html('<span class="or-words" dir="auto">{}</span>', words)

    @admin.display(description="Speaker, as read")
    def speaker(self, review: Review) -> str:
        """Whom the engine takes for the speaker."""
        return format_html('<span class="or-speaker" dir="auto">{}</span>', guessed_speakers(review.candidate))

    @admin.display(description="Kind")
    def how(self, review: Review) -> str:
        """How the words are given."""
        return review.candidate.kind

    @admin.display(description="Confidence")
    def confidence(self, review: Review) -> str:
        """How sure the engine is, by number and by shape."""
        share = review.candidate.confidence
        return format_html('<span class="or-share or-share-{}">{} %</span>', band(share), round(share * 100))

    @admin.display(description="Article")
    def article(self, review: Review) -> str:
        """Outlet and headline."""
        return where_published(review.version) + older_mark(review)

    @admin.display(description="State")
    def standing(self, review: Review) -> str:
        """The state, by word and by shape."""
        short = "waiting" if review.state == ReviewState.PENDING.value else review.state
        return format_html('<span class="or-state or-state-{}">{}</span>', review.state, short)

    # -- The desk --------------------------------------------------------------------------------------------------
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one candidate, and take the decision about it."""
        return DeskPages(self).item(request, object_id)
