"""A quotation that the engine missed: marked in the article by an editor, and put on record by hand."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from claims.admin.answers import is_script, news, piece
from claims.admin.choices import new_rows, speaker_choices
from claims.admin.desk import form_choices, reading
from claims.admin.draft import Draft, PartDraft, from_post, makes_speakers, statement_of
from claims.admin.item import Desk
from claims.admin.posted import number, words
from claims.models import Quote
from claims.models.choices import PartRole
from claims.services import quotes as verbs
from claims.services.items import items_of
from sources.models import Version
from sources.text.spans import Span
from tracker.core.admin_base import signed_in
from tracker.core.errors import DomainError, InvalidInput

if TYPE_CHECKING:
    from claims.admin.quotes import QuoteAdmin


def mark(admin: "QuoteAdmin", request: HttpRequest, version_id: int) -> HttpResponse:
    """Show the form for a new quotation of a capture, and put it on record."""
    version = Version.objects.select_related("document__outlet").defer("raw").filter(pk=version_id).first()
    if version is None or not admin.has_view_permission(request):
        raise Http404("There is nothing at this address. Check the number in it.")
    if request.method != "POST":
        return _form(admin, request, version, _begun(request, version))
    draft = from_post(request.POST)
    if request.POST.get("action") == "lookup":
        return _form(admin, request, version, draft)
    try:
        quote = _recorded(request, version)
    except DomainError as error:
        return _form(admin, request, version, draft, error=error)
    if is_script(request):
        return news({"marked": {"word": "On record"}})
    messages.success(request, "On record, marked by hand.")
    return HttpResponseRedirect(reverse("admin:claims_quote_change", args=[quote.pk]))


def _recorded(request: HttpRequest, version: Version) -> Quote:
    by, data = signed_in(request), request.POST
    with transaction.atomic() if makes_speakers(data) else nullcontext():
        return verbs.record(statement_of(data, by=by), version=version, by=by, reason=words(data, "note"))


def _begun(request: HttpRequest, version: Version) -> Draft:
    """Return a draft with the selected words as its content, where the address says which."""
    try:
        span = Span(number(request.GET.get("start", ""), "start"), number(request.GET.get("end", ""), "end"))
        text = span.of(version.text)
    except (ValueError, InvalidInput):
        return Draft(kind="indirect")
    content = PartDraft(PartRole.CONTENT, str(span.start), str(span.end), text)
    marked = version.text[span.start - 1 : span.start] in set('“"„«') or text[:1] in set('“"„«')
    return Draft(kind="direct" if marked else "indirect", parts=[content])


def _form(
    admin: "QuoteAdmin", request: HttpRequest, version: Version, draft: Draft, *, error: DomainError | None = None
) -> HttpResponse:
    desk = Desk.of(request)
    choices = speaker_choices(draft, None, on=version.published_on)
    context: dict[str, Any] = {
        "version": version,
        "document": version.document,
        "desk": desk,
        "draft": draft,
        "choices": choices,
        "new_rows": new_rows(draft, choices),
        "may_decide": request.user.has_perm("claims.decide_review"),
        "error": error,
        "fault": error.pointer if error else "",
        "at_desk": is_script(request),
        **form_choices(),
    }
    status = error.http_status if error else 200
    if is_script(request):
        return piece(request, "claims/desk/_mark.html", context, status=status)
    items = items_of(version.pk, by=signed_in(request))
    context |= {"title": "A new quotation", "is_fullwidth": "1", **reading(version, draft, items)}
    return admin.page(request, "claims/desk/mark.html", context, status=status)
