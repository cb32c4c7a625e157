"""Deciding several candidates at once: tick them in the list, look at them again, then decide those that are listed."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from claims.admin.choices import speaker_choices
from claims.admin.draft import Draft
from claims.admin.posted import number, numbers, words
from claims.admin.words import content_words, guessed_speakers, where_published
from claims.models import BulkDecision, Review
from claims.models.choices import Attribution
from claims.services import bulk as verbs
from tracker.core.admin_base import signed_in
from tracker.core.errors import DomainError, InvalidInput

if TYPE_CHECKING:
    from claims.admin.reviews import ReviewAdmin


def bulk_page(admin: "ReviewAdmin", request: HttpRequest) -> HttpResponse:
    """Show the ticked candidates as a list to be decided, and decide what is listed."""
    _may_view(admin, request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:claims_review_changelist"))
    data, error = request.POST, None
    if data.get("action") in {"accept", "reject"}:
        try:
            done = _decided(request, data)
        except DomainError as refused:
            error = refused
        else:
            refusals = done.items.exclude(refusal="").count()
            count = done.items.count() - refusals
            messages.success(
                request, f"{'Accepted' if done.verb == 'accept' else 'Rejected'}: {count} of {count + refusals}."
            )
            return HttpResponseRedirect(reverse("admin:claims_review_bulk_done", args=[done.pk]))
    return _list(admin, request, data, error)


def done_page(admin: "ReviewAdmin", request: HttpRequest, object_id: int) -> HttpResponse:
    """Show what came of each candidate of a bulk."""
    _may_view(admin, request)
    done = get_object_or_404(BulkDecision.objects.select_related("by"), pk=object_id)
    rows = {row.pk: row for row in Review.objects.whole().filter(bulk_items__bulk=done)}
    context = {
        "title": f"What came of {done.items.count()} candidates",
        "bulk": done,
        "mine": done.by_id == signed_in(request).pk,
        "rows": [
            {"item": item, "review": rows[item.review_id], "words": _words(rows[item.review_id])}
            for item in done.items.all()
        ],
    }
    return admin.page(request, "claims/desk/bulk_done.html", context)


def _may_view(admin: "ReviewAdmin", request: HttpRequest) -> None:
    if not admin.has_view_permission(request):
        raise Http404("There is nothing at this address. Check the number in it.")


def _decided(request: HttpRequest, data: QueryDict) -> BulkDecision:
    by, items = signed_in(request), _listed(data)
    note = words(data, "note")
    if data.get("action") == "reject":
        return verbs.reject(items, words(data, "reject_reason"), by=by, note=note)
    attribution = data.get("attribution", "")
    if attribution not in Attribution.values:
        raise InvalidInput("Say whose words these are.", pointer="/attribution")
    whose = verbs.Attributed(
        Attribution(attribution),
        speakers=numbers(data, "speakers") if attribution == Attribution.NAMED else (),
        described_as=words(data, "described_as", most=300) if attribution == Attribution.ANONYMOUS else "",
    )
    if attribution == Attribution.NAMED and not whose.speakers:
        raise InvalidInput("Choose who said all of these, or say that nobody is named.", pointer="/speakers")
    return verbs.accept(items, whose, by=by, note=note)


def _listed(data: QueryDict) -> list[verbs.Listed]:
    """Return the items of the list that are still ticked, each at the version that the list showed."""
    ticked = set(numbers(data, "item"))
    pairs = [pair.partition(":") for pair in data.getlist("listed")]
    shown = [verbs.Listed(number(pk, "candidate"), number(version, "record_version")) for pk, _, version in pairs]
    if not ticked <= {item.review for item in shown}:
        raise InvalidInput("What is ticked is not what was listed. Load the list again and tick anew.")
    return [item for item in shown if item.review in ticked]


def _list(admin: "ReviewAdmin", request: HttpRequest, data: QueryDict, error: DomainError | None) -> HttpResponse:
    reviews, trouble = _ticked(data)
    error = error or trouble
    if not reviews:
        messages.error(request, error.message if error else "Nothing is ticked. Tick the candidates that you mean.")
        return HttpResponseRedirect(reverse("admin:claims_review_changelist"))
    names = dict.fromkeys(str(who["name"]) for row in reviews for who in row.candidate.speakers)
    draft = Draft(lookup=words(data, "lookup", most=200) or next(iter(names), ""), speakers=_chosen(data))
    context = {
        "title": f"Decide {len(reviews)} candidates at once",
        "error": error,
        "fault": error.pointer if error else "",
        "data": data,
        "attribution": data.get("attribution", "named"),
        "draft": draft,
        "choices": speaker_choices(draft, None, on=None),
        "attributions": Attribution.choices,
        "reject_reasons": Review.RejectReason.choices,
        "several": len(names) > 1,
        "rows": [
            {
                "review": row,
                "words": _words(row),
                "speaker": guessed_speakers(row.candidate),
                "where": where_published(row.version),
                "percent": round(row.candidate.confidence * 100),
            }
            for row in reviews
        ],
    }
    return admin.page(request, "claims/desk/bulk.html", context, status=error.http_status if error else 200)


def _ticked(data: QueryDict) -> tuple[list[Review], DomainError | None]:
    """Return the ticked candidates, as many as one list takes, and what is wrong with what was ticked."""
    try:
        ticked = numbers(data, "item")
    except DomainError as error:
        return [], error
    reviews = list(Review.objects.whole().filter(pk__in=ticked[: verbs.MOST]).in_reading_order())
    try:
        verbs.well_listed(ticked)
    except DomainError as error:
        return reviews, error if ticked else None
    return reviews, None


def _chosen(data: QueryDict) -> list[int]:
    try:
        return numbers(data, "speakers")
    except DomainError:
        return []


def _words(review: Review) -> str:
    return content_words(review.candidate.kind, review.candidate.parts.all(), most=200)
