"""The review queue, and the page on which a candidate is decided."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html

from claims.admin.desk import record_context
from claims.admin.draft import Draft, from_candidate, from_post, from_quote, statement_of
from claims.admin.figures import addresses as figure_addresses
from claims.admin.filters import ConfidenceFilter, CueFilter, KindFilter, OrderFilter, OutletFilter, ReviewStateFilter
from claims.admin.newer import newer_version, older_mark
from claims.admin.posted import version_seen, words
from claims.admin.words import band, content_words, guessed_speakers, where_published
from claims.models import CandidatePart, Quote, Review
from claims.models.choices import PartRole
from claims.services import review as verbs
from claims.workflow import ReviewState
from sources.models import SourceSpan
from tracker.core.admin_base import DeskAdmin, signed_in, told
from tracker.core.errors import DomainError, InvalidInput, StaleVersion

DECIDE = "claims.decide_review"


@admin.register(Review)
class ReviewAdmin(DeskAdmin[Review]):
    """The queue in reading order, and the desk."""

    change_list_template = "claims/desk/queue.html"
    list_display = ["quote", "speaker", "how", "confidence", "article", "standing"]
    list_display_links = ["quote"]
    list_filter = [ReviewStateFilter, KindFilter, ConfidenceFilter, OutletFilter, CueFilter, OrderFilter]
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
        """Add the address of “whatever waits next”, and those of the figures."""
        begin = path("begin/", self.admin_site.admin_view(self.begin), name="claims_review_begin")
        return [begin, *figure_addresses(self.admin_site), *super().get_urls()]

    # -- Columns ---------------------------------------------------------------------------------------------------
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
    def begin(self, request: HttpRequest) -> HttpResponse:
        """Go to the first candidate that waits."""
        return HttpResponseRedirect(next_address(None))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one candidate, and take the decision about it."""
        review = self.found(request, object_id)
        if request.method != "POST":
            return self._show(request, review)
        draft = from_post(request.POST)
        try:
            return self._decided(request, review, draft)
        except DomainError as error:
            review.refresh_from_db(
                fields=["state", "record_version", "decided_by", "decided_at", "note", "reject_reason"]
            )
            return self._show(request, review, draft=draft, error=error)

    def _decided(self, request: HttpRequest, review: Review, draft: Draft) -> HttpResponse:
        by, data = signed_in(request), request.POST
        action = data.get("action", "")
        if action == "lookup":
            return self._show(request, review, draft=draft)
        if action == "accept":
            with transaction.atomic():
                self._still_as_seen(review, data)
                statement = statement_of(data, by=by)
                verbs.accept(review.pk, statement, by=by, expected_version=version_seen(data), note=words(data, "note"))
            return self._on(request, review, "Accepted")
        if action == "reject":
            verbs.reject(
                review.pk,
                words(data, "reject_reason"),
                by=by,
                expected_version=version_seen(data),
                note="\n".join(filter(None, (words(data, "note"), words(data, "reject_note")))),
            )
            return self._on(request, review, "Rejected")
        if action == "reopen":
            verbs.reopen(review.pk, by=by, expected_version=version_seen(data), reason=words(data, "reason"))
            messages.success(request, "Reopened. It waits in the queue again.")
            if draft.parts:  # someone's draft is on the page: keep it, now that it can be sent
                review.refresh_from_db()
                return self._show(request, review, draft=draft)
            return HttpResponseRedirect(request.path)
        raise InvalidInput("Press one of the buttons: accept, reject, skip or reopen.")

    def _still_as_seen(self, review: Review, data: Any) -> None:
        """Tell that a colleague was first before anything that was typed is judged."""
        if review.record_version != version_seen(data):
            raise StaleVersion("This candidate changed while you had it open. Nothing of yours was saved.")

    def _on(self, request: HttpRequest, review: Review, what: str) -> HttpResponse:
        """Say what was done, with a way back, and go on to the next candidate."""
        left = Review.objects.pending().filter(version=review.version_id).count()
        still = f"{left} left in this article." if left else "That was the last one of this article."
        back = reverse("admin:claims_review_change", args=[review.pk])
        messages.success(
            request, format_html('{}. {} <a class="or-back" href="{}">Look at it again</a>', what, still, back)
        )
        return HttpResponseRedirect(next_address(review))

    def _show(
        self, request: HttpRequest, review: Review, *, draft: Draft | None = None, error: DomainError | None = None
    ) -> HttpResponse:
        candidate = review.candidate
        quote = Quote.objects.whole().filter(candidate=candidate).first()
        pending = review.state == ReviewState.PENDING.value
        may = request.user.has_perm(DECIDE)
        if draft is None:
            draft = from_quote(quote) if quote else from_candidate(candidate)
        others = SourceSpan.objects.filter(
            version=review.version_id,
            candidate_parts__role=PartRole.CONTENT,
            candidate_parts__candidate__review__state__in=["pending", "accepted"],
        ).exclude(candidate_parts__candidate=candidate)
        queue = Review.objects.pending()
        siblings = Review.objects.whole().filter(version=review.version_id).in_reading_order()[:200]
        context = {
            **record_context(
                review.version,
                draft,
                candidate=candidate,
                others=[row.span for row in others.defer("text")],
                editable=may and (pending or draft.typed),
                error=error,
            ),
            "title": content_words(candidate.kind, candidate.parts.all(), most=70),
            "newer": newer_version(review.version, (quote or candidate).parts.all()),
            "subtitle": "Review",
            "review": review,
            "quote": quote,
            "candidate": candidate,
            "band": band(candidate.confidence),
            "percent": round(candidate.confidence * 100),
            "guessed": guessed_speakers(candidate),
            "pending": pending,
            "stale": isinstance(error, StaleVersion),
            "may_decide": may,
            "reject_reasons": Review.RejectReason.choices,
            "history": told(review) + (told(quote) if quote else []),
            "siblings": [
                {"review": other, "words": content_words(other.candidate.kind, other.candidate.parts.all(), most=60)}
                for other in siblings
            ],
            "next": queue.after(review).in_reading_order().values_list("pk", flat=True).first(),
            "previous": Review.objects.before(review).pending().values_list("pk", flat=True).first(),
        }
        context["history"].sort(key=lambda row: row["event"].pk, reverse=True)
        return self.page(request, "claims/desk/review.html", context, status=error.http_status if error else 200)


def next_address(review: Review | None) -> str:
    """Return the address of the next candidate that waits, from the front again at the end; the queue if none does."""
    queue = Review.objects.pending().in_reading_order()
    later = queue.after(review) if review else queue
    pk = later.values_list("pk", flat=True).first() or queue.values_list("pk", flat=True).first()
    return reverse("admin:claims_review_change", args=[pk]) if pk else reverse("admin:claims_review_changelist")
