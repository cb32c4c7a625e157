"""The desk: one candidate with its article, the decision about it, and the way to the next."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from claims.admin.answers import MARK, is_script, news, piece
from claims.admin.deciding import Done, decided
from claims.admin.desk import reading
from claims.admin.draft import Draft, from_post
from claims.admin.item import Desk, card, load
from claims.admin.keymap import keymap, preference_of
from claims.admin.words import content_words
from claims.models import Clearance, Review, SecondReading
from claims.models.choices import Queue
from claims.services import leases, readings
from claims.services.items import items_of
from claims.workflow import ClearanceState
from tracker.core.admin_base import signed_in
from tracker.core.errors import DomainError, StaleVersion

if TYPE_CHECKING:
    from claims.admin.reviews import ReviewAdmin


# Beside the queues: what hangs on quotations, not on candidates, and is worked through from their list.
LISTS = {
    "anchor": ("to anchor anew: the article changed since", "standing=changed&state=on_record"),
    "withdrawn": ("withdrawn from the record", "state=withdrawn"),
}


class DeskPages:
    """The addresses of the desk beside the list; ``admin`` gives them their frame and says who may."""

    def __init__(self, admin: "ReviewAdmin") -> None:
        """Serve the pages of one admin."""
        self.admin = admin

    # -- One item --------------------------------------------------------------------------------------------------
    def item(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show one candidate, and take the decision about it."""
        self._may_view(request)
        if request.method != "POST":
            return self._page(request, load(object_id), Desk.of(request))
        return self._decide(request, object_id)

    def card(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show one candidate to the scripts: its card, and its article where the page shows another."""
        self._may_view(request)
        desk = Desk.of(request)
        draft = from_post(request.POST) if request.method == "POST" else None
        return self._pieces(request, load(object_id, with_text=False), desk, draft=draft)

    def next(self, request: HttpRequest) -> HttpResponse:
        """Take the lease of the next item that waits in the queue, and show it."""
        desk = Desk.of(request)
        if request.method != "POST":
            return HttpResponseRedirect(_begin_address(desk))
        after = request.POST.get("after", "")
        return self._next(request, desk, int(after) if after.isascii() and after.isdecimal() and len(after) < 10 else 0)

    def begin(self, request: HttpRequest) -> HttpResponse:
        """Go to the first candidate that waits; looking takes no lease."""
        self._may_view(request)
        desk = Desk.of(request)
        aside = LISTS.get(request.GET.get("queue", ""))
        if aside:
            return HttpResponseRedirect(f"{reverse('admin:claims_quote_changelist')}?{aside[1]}")
        by = signed_in(request)
        queue = Review.objects.in_queue(desk.queue, by).in_reading_order()
        free = queue.free_for(by, timezone.now())
        pk = free.values_list("pk", flat=True).first() or queue.values_list("pk", flat=True).first()
        return HttpResponseRedirect(desk.address(pk)) if pk else self._nothing(request, desk)

    # -- Leases ----------------------------------------------------------------------------------------------------
    def hold(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take or renew the lease of an item (``over``: take it from a colleague), and say who holds it."""
        pk = load_key(object_id)
        if request.method != "POST":
            return HttpResponse(status=405)
        try:
            lease = leases.hold(pk, by=signed_in(request), over=request.POST.get("over") == "yes")
        except DomainError as error:
            return self._refused(request, error)
        answer = JsonResponse(
            {
                "mine": lease.mine,
                "holder": str(lease.holder) if lease.holder else "",
                "until": timezone.localtime(lease.until).strftime("%H:%M") if lease.until else "",
                "seconds": round((lease.until - timezone.now()).total_seconds()) if lease.until else 0,
            }
        )
        answer[MARK] = "yes"
        return answer

    def release(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give an item back; sent as the editor leaves."""
        if request.method == "POST":
            leases.release(load_key(object_id), by=signed_in(request))
        return HttpResponse(status=204)

    # -- Around it -------------------------------------------------------------------------------------------------
    def settle(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let a decision stand although a second reader differs."""
        self._may_view(request)
        row = get_object_or_404(SecondReading, pk=load_key(object_id))
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:claims_review_change", args=[row.review_id]))
        desk, error = Desk.of(request), None
        try:
            seen = request.POST.get("expected_version", "")
            readings.settle(
                row.pk,
                by=signed_in(request),
                expected_version=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
                reason=request.POST.get("settle_reason", ""),
            )
        except DomainError as refused:
            error = refused
        review = load(row.review_id)
        word = "Settled. The decision stands"
        if is_script(request):
            tell = None if error else {"moved": {"word": word, "look": review.state, "review": review.pk}}
            return self._pieces(request, review, desk, error=error, tell=tell)
        if error is not None:
            return self._page(request, review, desk, error=error)
        messages.success(request, f"{word}.")
        return HttpResponseRedirect(desk.address(review))

    # -- What they share -------------------------------------------------------------------------------------------
    def _decide(self, request: HttpRequest, object_id: str) -> HttpResponse:
        by, data, desk = signed_in(request), request.POST, Desk.of(request)
        pk = load_key(object_id)
        action = data.get("action", "")
        if action == "lookup":
            return self._again(request, pk, desk)
        if action == "skip":
            leases.release(pk, by=by)
            return self._next(request, desk, pk) if is_script(request) else self._onwards(request, desk, pk)
        try:
            done = decided(pk, data, by=by, second=desk.queue == Queue.SECOND)
        except Review.DoesNotExist:
            raise Http404("There is nothing at this address. Check the number in it.") from None
        except DomainError as error:
            return self._again(request, pk, desk, error=error)
        if action == "reopen":
            return self._reopened(request, desk, done)
        if is_script(request):
            return news({"decided": {"word": done.word, "look": done.look, "review": done.review.pk}})
        self._say(request, done)
        return self._onwards(request, desk, pk)

    def _next(self, request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
        """Take the lease of what comes after item ``pk`` in the queue, and show it."""
        by = signed_in(request)
        try:
            following = leases.take_next(Review.objects.in_queue(desk.queue, by), by=by, after=pk or None)
        except DomainError as error:
            return self._refused(request, error)
        if following is None:
            return self._nothing(request, desk)
        if following.review == pk and is_script(request):
            return news({"alone": {"word": "Nothing else waits in this queue."}})
        if not is_script(request):
            return HttpResponseRedirect(desk.address(following.review))
        review = load(following.review, with_text=following.version != desk.shown)
        return self._pieces(request, review, desk, push=True)

    def _say(self, request: HttpRequest, done: Done) -> None:
        left = Review.objects.pending().filter(version=done.review.version_id).count()
        still = f"{left} left in this article." if left else "That was the last one of this article."
        back = reverse("admin:claims_review_change", args=[done.review.pk])
        words = '{}. {} <a class="or-back" href="{}">Look at it again</a>'
        messages.success(request, format_html(words, done.word, still, back))

    def _onwards(self, request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
        """Go on to the next item, as a form without scripts does."""
        by = signed_in(request)
        following = leases.take_next(Review.objects.in_queue(desk.queue, by), by=by, after=pk)
        if following is None or following.review == pk:
            return HttpResponseRedirect(reverse("admin:claims_review_changelist"))
        return HttpResponseRedirect(desk.address(following.review))

    def _reopened(self, request: HttpRequest, desk: Desk, done: Done) -> HttpResponse:
        draft = from_post(request.POST)
        review = load(done.review.pk)
        kept = draft if draft.parts else None  # someone's draft is on the page: keep it, now that it can be sent
        if is_script(request):
            tell = {"moved": {"word": done.word, "look": done.look, "review": review.pk}}
            return self._pieces(request, review, desk, draft=kept, tell=tell)
        messages.success(request, f"{done.word}.")
        return self._page(request, review, desk, draft=kept) if kept else HttpResponseRedirect(desk.address(review))

    def _again(self, request: HttpRequest, pk: int, desk: Desk, *, error: DomainError | None = None) -> HttpResponse:
        """Show the item with what was typed, and what was refused; that a colleague was first is told before all."""
        review, draft = load(pk), from_post(request.POST)
        seen = request.POST.get("expected_version", "")
        if error is not None and seen.isdecimal() and seen != str(review.record_version):
            error = StaleVersion("This candidate changed while you had it open. Nothing of yours was saved.")
        if is_script(request):
            return self._pieces(request, review, desk, draft=draft, error=error)
        return self._page(request, review, desk, draft=draft, error=error)

    def _pieces(
        self,
        request: HttpRequest,
        review: Review,
        desk: Desk,
        *,
        draft: Draft | None = None,
        error: DomainError | None = None,
        push: bool = False,
        tell: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = card(request, review, desk, draft=draft, error=error)
        fresh = desk.shown != review.version_id
        if fresh:
            if review.version.get_deferred_fields() & {"text", "blocks"}:
                review.version.refresh_from_db(fields=["text", "blocks"])
            context |= self._around(request, review, desk, context["draft"])
        return piece(
            request,
            "claims/desk/_pieces.html",
            {**context, "fresh": fresh},
            status=error.http_status if error else 200,
            address=desk.address(review) if push else "",
            tell=tell,
        )

    def _page(
        self,
        request: HttpRequest,
        review: Review,
        desk: Desk,
        *,
        draft: Draft | None = None,
        error: DomainError | None = None,
    ) -> HttpResponse:
        context = card(request, review, desk, draft=draft, error=error)
        context |= self._around(request, review, desk, context["draft"])
        context |= {
            "title": content_words(review.candidate.kind, review.candidate.parts.all(), most=70),
            "subtitle": "Review",
            "queues": [*Queue.choices, *((name, word) for name, (word, _) in LISTS.items())],
            "is_fullwidth": "1",
            **keymap(preference_of(signed_in(request))),
        }
        status = error.http_status if error else 200
        return self.admin.page(request, "claims/desk/review.html", context, status=status)

    def _around(self, request: HttpRequest, review: Review, desk: Desk, draft: Draft) -> dict[str, Any]:
        """Return what the queue and the article show."""
        by = signed_in(request)
        outdated = review.newest_number > review.version.number  # type: ignore[attr-defined] # by for_desk()
        items = items_of(review.version_id, by=by, queue=desk.queue, outdated=outdated)
        left = sum(1 for one in items if one.is_review and one.look == "pending")
        cleared = Clearance.objects.filter(version=review.version_id, state=ClearanceState.STANDS.value)
        return {
            **reading(review.version, draft, items, current=f"r{review.pk}"),
            "left": left,
            "clearance": None if left else cleared.select_related("by").first(),
        }

    def _nothing(self, request: HttpRequest, desk: Desk) -> HttpResponse:
        may_add = request.user.has_perm("sources.add_document")
        if is_script(request):
            return piece(request, "claims/desk/_done.html", {"desk": desk, "may_add": may_add})
        if desk.queue != Queue.ALL.value:
            messages.info(request, "Nothing is left in this queue.")
        return HttpResponseRedirect(reverse("admin:claims_review_changelist"))

    def _refused(self, request: HttpRequest, error: DomainError) -> HttpResponse:
        return news({"refused": {"message": error.message}}, status=error.http_status)

    def _may_view(self, request: HttpRequest) -> None:
        if not self.admin.has_view_permission(request):
            raise Http404("There is nothing at this address. Check the number in it.")


def load_key(value: str) -> int:
    """Return the number in an address. Raises Http404."""
    if not (value.isascii() and value.isdecimal() and len(value) < 16):
        raise Http404("There is nothing at this address. Check the number in it.")
    return int(value)


def _begin_address(desk: Desk) -> str:
    address = reverse("admin:claims_review_begin")
    return address if desk.queue == Queue.ALL.value else f"{address}?queue={desk.queue}"
