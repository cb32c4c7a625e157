"""The record: quotations, each with its passage and its chain, and the verbs correct, withdraw, restore."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.utils.html import format_html

from claims.admin.desk import record_context
from claims.admin.draft import Draft, from_post, from_quote, statement_of
from claims.admin.filters import KindFilter, OutletFilter, QuoteStateFilter, StandingFilter
from claims.admin.marking import mark
from claims.admin.newer import newer_version, older_mark
from claims.admin.posted import number, version_seen, words
from claims.admin.retold import retold
from claims.admin.words import content_words, quoted_speakers, where_published
from claims.models import Candidate, Quote, QuotePart, QuoteSpeaker, Review
from claims.models.choices import PartRole
from claims.services import quotes as verbs
from claims.services.items import items_of
from claims.templatetags.dates import known_to
from claims.workflow import QuoteState
from tracker.core.admin_base import DeskAdmin, signed_in, told
from tracker.core.errors import DomainError, InvalidInput, StaleVersion

MOST_FOUND = 12
LATER = {"correct", "withdraw", "restore"}


@admin.register(Quote)
class QuoteAdmin(DeskAdmin[Quote]):
    """Quotations on record, and withdrawn ones."""

    change_list_template = "claims/desk/quotes.html"
    list_display = ["statement", "speaker", "how", "said", "article", "standing"]
    list_display_links = ["statement"]
    list_filter = [QuoteStateFilter, StandingFilter, KindFilter, OutletFilter]
    search_fields = ["pk"]  # switches the box on; get_search_results looks into the words
    search_help_text = "Words of the quotation, or a speaker's name"
    ordering = ["-id"]
    sortable_by = ()
    list_fullwidth = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        """Bring along what the list shows, in a fixed number of statements."""
        return Quote.objects.whole()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Quote], search_term: str
    ) -> tuple[QuerySet[Quote], bool]:
        """Find quotations by their words or by any name of a speaker."""
        term = " ".join(search_term.split())
        return (queryset.filter(holding(term)), False) if term else (queryset, False)

    def get_urls(self) -> list[Any]:
        """Add the address that pickers ask, and that of marking by hand."""
        view = self.admin_site.admin_view
        find = path("find/", view(self.find), name="claims_quote_find")
        by_hand = path("mark/<int:version_id>/", view(partial(mark, self)), name="claims_quote_mark")
        return [find, by_hand, *super().get_urls()]

    def find(self, request: HttpRequest) -> JsonResponse:
        """Answer a picker: quotations on record that hold the words or are by the name typed."""
        term = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        rows = Quote.objects.whole().on_record().filter(holding(term))[:MOST_FOUND] if term else []
        results = [
            {
                "id": quote.pk,
                "name": content_words(quote.kind, quote.parts.all(), most=90),
                "detail": quoted_speakers(quote),
            }
            for quote in rows
        ]
        return JsonResponse({"results": results})

    # -- Columns ---------------------------------------------------------------------------------------------------
    @admin.display(description="Statement")
    def statement(self, quote: Quote) -> str:
        """The words in short."""
        return format_html('<span class="or-words" dir="auto">{}</span>', content_words(quote.kind, quote.parts.all()))

    @admin.display(description="Speaker")
    def speaker(self, quote: Quote) -> str:
        """Whose words."""
        return format_html('<span class="or-speaker" dir="auto">{}</span>', quoted_speakers(quote))

    @admin.display(description="Kind")
    def how(self, quote: Quote) -> str:
        """How the words are given."""
        return quote.kind

    @admin.display(description="Said on")
    def said(self, quote: Quote) -> str:
        """When, as exactly as it is known."""
        return known_to(quote.said_on, quote.said_on_precision) or "not known"

    @admin.display(description="Article")
    def article(self, quote: Quote) -> str:
        """Outlet and headline."""
        return where_published(quote.version) + older_mark(quote)

    @admin.display(description="State")
    def standing(self, quote: Quote) -> str:
        """The state, by word and by shape."""
        return format_html('<span class="or-state or-state-{}">{}</span>', quote.state, quote.get_state_display())

    # -- One quotation ---------------------------------------------------------------------------------------------
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one quotation with its chain, and correct, withdraw or restore it."""
        quote = self.found(request, object_id)
        if request.method != "POST":
            return self._show(request, quote, from_quote(quote))
        draft = from_post(request.POST)
        try:
            done = self._changed(request, quote)
        except DomainError as error:
            fresh = self.found(request, object_id)
            return self._show(request, fresh, draft if draft.parts else from_quote(fresh), error=error)
        if not done:
            return self._show(request, quote, draft)
        messages.success(request, done)
        return HttpResponseRedirect(request.path)

    def _changed(self, request: HttpRequest, quote: Quote) -> str:
        by, data = signed_in(request), request.POST
        action = data.get("action", "")
        if action == "lookup":
            return ""
        seen = version_seen(data, "quote_version")
        reason = words(data, "reason")
        if action == "correct":
            with transaction.atomic():
                if quote.record_version != seen:
                    raise StaleVersion(
                        "This quotation changed while you had it open. Nothing was saved; what you typed is below."
                    )
                statement = statement_of(data, by=by, language=quote.language)
                verbs.correct(quote.pk, statement, by=by, expected_version=seen, reason=reason)
            return "Corrected. What it said before stands in its history."
        if action == "withdraw":
            verbs.withdraw(quote.pk, by=by, expected_version=seen, reason=reason)
            return "Withdrawn. It stays readable, with your reason."
        if action == "restore":
            verbs.restore(quote.pk, by=by, expected_version=seen, reason=reason)
            return "Restored. It is on record again."
        raise InvalidInput("Press one of the buttons: correct, withdraw or restore.")

    def _show(
        self, request: HttpRequest, quote: Quote, draft: Draft, *, error: DomainError | None = None
    ) -> HttpResponse:
        candidate = (
            Candidate.objects.select_related("run").filter(pk=quote.candidate_id).first()
            if quote.candidate_id
            else None
        )
        on_record = quote.state == QuoteState.ON_RECORD.value
        newer = newer_version(quote.version, quote.parts.all())
        review = Review.objects.select_related("decided_by").filter(candidate=candidate).first() if candidate else None
        history = retold({**row, "version": quote.version_id} for row in told(quote))
        context = {
            **record_context(
                quote.version,
                draft,
                candidate=candidate,
                items=items_of(quote.version_id, by=signed_in(request), outdated=newer is not None),
                current=f"r{review.pk}" if review else f"q{quote.pk}",
                editable=on_record and request.user.has_perm("claims.change_quote"),
                error=error,
            ),
            "title": content_words(quote.kind, quote.parts.all(), most=70),
            "quote": quote,
            "newer": newer,
            "words": content_words(quote.kind, quote.parts.all(), most=4000),
            "speaker": quoted_speakers(quote),
            "candidate": candidate,
            "review": review,
            "on_record": on_record,
            "may_withdraw": request.user.has_perm("claims.withdraw_quote"),
            "form_open": error is not None and draft.typed,
            "links": quote.claim_quotes.select_related("claim"),
            "history": history,
            "later": [row["event"] for row in reversed(history) if row["event"].verb in LATER],
        }
        return self.page(request, "claims/desk/quote.html", context, status=error.http_status if error else 200)


def holding(term: str) -> Q:
    """Return the condition that a quotation holds the words of ``term``, or that a speaker bears the name."""
    worded = QuotePart.objects.filter(quote=OuterRef("pk"), role=PartRole.CONTENT, span__text__icontains=term)
    by_name = QuoteSpeaker.objects.filter(quote=OuterRef("pk"), speaker__names__name__icontains=term)
    found = Q(Exists(worded)) | Q(Exists(by_name))
    try:
        return found | Q(pk=number(term, "q"))
    except InvalidInput:
        return found
