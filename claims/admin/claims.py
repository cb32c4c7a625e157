"""Claims: opened, reworded, closed, reopened and linked to quotations, all through the services."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse

from claims.admin.posted import number, version_seen, words
from claims.admin.words import content_words, quoted_speakers
from claims.models import Claim, ClaimQuote, Quote
from claims.services import claims as verbs
from claims.workflow import ClaimState
from tracker.core.admin_base import ChangedOnItsPage, signed_in, told
from tracker.core.errors import DomainError, InvalidInput
from tracker.core.models import User

MOST_FOUND = 12


@admin.register(Claim)
class ClaimAdmin(ChangedOnItsPage[Claim]):
    """What can be checked, and who says it."""

    list_display = ["text", "standing", "links", "created_by", "created_at"]
    list_filter = ["state"]
    search_fields = ["text"]
    list_select_related = ["created_by"]
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may open claims."""
        return request.user.has_perm("claims.add_claim")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Bring the number of quotations along."""
        return super().get_queryset(request).annotate(link_count=Count("claim_quotes"))

    def get_urls(self) -> list[Any]:
        """Add the address that the desk's picker asks."""
        find = path("find/", self.admin_site.admin_view(self.find), name="claims_claim_find")
        return [find, *super().get_urls()]

    def find(self, request: HttpRequest) -> JsonResponse:
        """Answer the picker: open claims that hold every word typed, the newest first."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        typed = request.GET.get("q", "").replace("\x00", "")[:200].split()
        found = Claim.objects.filter(state=ClaimState.OPEN.value)
        for word in typed:
            found = found.filter(text__icontains=word)
        rows = found.order_by("-id")[:MOST_FOUND] if typed else []
        return JsonResponse({"results": [{"id": row.pk, "name": row.text, "detail": f"no. {row.pk}"} for row in rows]})

    @admin.display(description="quotations")
    def links(self, claim: Claim) -> int:
        """How many quotations bear on it."""
        return int(getattr(claim, "link_count", 0))

    @admin.display(description="state", ordering="state")
    def standing(self, claim: Claim) -> str:
        """The state in words."""
        return str(claim.get_state_display())

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Open a claim."""
        by = signed_in(request)
        if request.method != "POST":
            return self.show(request, None, status=200 if self.has_add_permission(request) else 403)
        try:
            claim = verbs.open_claim(words(request.POST, "text", most=500), by=by)
        except DomainError as error:
            return self.show(request, None, error=error, status=error.http_status)
        messages.success(request, "The claim is open. Link the quotations that bear on it.")
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))

    def changed(self, request: HttpRequest, row: Claim) -> str:
        """Make the change that the page asks for."""
        claim = row
        by, data = signed_in(request), request.POST
        action = data.get("action", "")
        if action in {"link", "unlink"}:
            return self._linked(claim, data, by=by, link=action == "link")
        seen, reason = version_seen(data), words(data, "reason")
        if action == "reword":
            verbs.reword(claim.pk, words(data, "text", most=500), by=by, expected_version=seen, reason=reason)
            return "Reworded. What it said before stands in its history."
        if action == "close":
            verbs.close(claim.pk, by=by, expected_version=seen, reason=reason)
            return "Closed."
        if action == "reopen":
            verbs.reopen(claim.pk, by=by, expected_version=seen, reason=reason)
            return "Reopened."
        raise InvalidInput("Press one of the buttons: reword, close, reopen, link or unlink.")

    def _linked(self, claim: Claim, data: Any, *, by: User, link: bool) -> str:
        quote = number(data.get("quote", ""), "quote")
        try:
            if link:
                verbs.link(claim.pk, quote, by=by, stance=words(data, "stance"))
                return "Linked."
            verbs.unlink(claim.pk, quote, by=by, reason=words(data, "reason"))
        except ObjectDoesNotExist as error:
            raise InvalidInput(f"There is no quotation with number {quote}.", pointer="/quote") from error
        return "Taken off the claim. The ledger keeps that it was there."

    def show(
        self, request: HttpRequest, row: Claim | None, *, error: DomainError | None = None, status: int = 200
    ) -> HttpResponse:
        """Answer with the claim's page."""
        claim = row
        links = list(claim.claim_quotes.select_related("linked_by")) if claim else []
        quotes = Quote.objects.whole().in_bulk([link.quote_id for link in links])
        context = {
            "title": str(claim) if claim else "Open a claim",
            "claim": claim,
            "open": claim is not None and claim.state == ClaimState.OPEN.value,
            "text": request.POST.get("text", claim.text if claim else "") if error else claim.text if claim else "",
            "stances": ClaimQuote.Stance.choices,
            "links": [
                {
                    "link": link,
                    "quote": quotes[link.quote_id],
                    "words": content_words(quotes[link.quote_id].kind, quotes[link.quote_id].parts.all()),
                    "speaker": quoted_speakers(quotes[link.quote_id]),
                }
                for link in links
            ],
            "history": told(claim) if claim else [],
            "may": request.user.has_perm("claims.change_claim" if claim else "claims.add_claim"),
            "error": error,
            "fault": error.pointer if error else "",
        }
        return self.page(request, "claims/desk/claim.html", context, status=status)
