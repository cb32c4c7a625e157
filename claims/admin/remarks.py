"""Comments on a passage, and "reviewed, nothing more here"."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from claims.admin.answers import is_script, news, piece
from claims.admin.desk_pages import load_key
from claims.admin.item import load
from claims.admin.posted import number, version_seen, words
from claims.models import Comment, Review
from claims.services import remarks as verbs
from sources.models import Version
from sources.text.spans import Span
from tracker.core.admin_base import signed_in
from tracker.core.errors import DomainError

if TYPE_CHECKING:
    from claims.admin.reviews import ReviewAdmin


def comments(admin: "ReviewAdmin", request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the comments on a candidate; add one, or mark one as dealt with."""
    if not admin.has_view_permission(request):
        raise Http404("There is nothing at this address. Check the number in it.")
    review, error, typed = load(object_id, with_text=False), None, ""
    by = signed_in(request)
    if request.method == "POST":
        data = request.POST
        try:
            if data.get("resolve"):
                verbs.resolve(_of(review, data.get("resolve", "")), by=by, expected_version=version_seen(data))
            else:
                typed = words(data, "text")
                start, end = number(data.get("start", ""), "start"), number(data.get("end", ""), "end")
                verbs.comment(review.version_id, Span(start, end), typed, by=by, review=review)
                typed = ""
        except DomainError as refused:
            error = refused
        if error is None and not is_script(request):
            return HttpResponseRedirect(reverse("admin:claims_review_change", args=[review.pk]))
    content = [part.span.span for part in review.candidate.parts.all() if part.role == "content"]
    context = {
        "review": review,
        "comments": review.comments.select_related("by", "span"),
        "may_comment": request.user.has_perm("claims.add_comment"),
        "typed": typed,
        "start": content[0].start,
        "end": content[-1].end,
        "error": error,
    }
    status = error.http_status if error else 200
    if is_script(request):
        return piece(request, "claims/desk/_comments.html", context, status=status)
    return admin.page(request, "claims/desk/comments.html", {**context, "title": "Comments"}, status=status)


def _of(review: Review, value: str) -> int:
    comment = Comment.objects.filter(review=review, pk=number(value, "comment")).first()
    return comment.pk if comment else 0


def clear(request: HttpRequest, object_id: str) -> HttpResponse:
    """Say of a whole capture that it was read and nothing more of it belongs on record."""
    pk = load_key(object_id)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("admin:sources_version_change", args=[pk])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    try:
        verbs.clear(pk, by=signed_in(request), note=words(request.POST, "note"))
    except Version.DoesNotExist:
        return HttpResponse(status=404)
    except DomainError as error:
        if is_script(request):
            return news({"refused": {"message": error.message}}, status=error.http_status)
        messages.error(request, error.message)
        return HttpResponseRedirect(back)
    word = "Kept: you read it all, and nothing more is here."
    if is_script(request):
        return news({"cleared": {"word": word}})
    messages.success(request, word)
    return HttpResponseRedirect(back)
