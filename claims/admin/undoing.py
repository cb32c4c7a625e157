"""Taking back: the last decision by one key, or any of the last fifty from their page."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from claims.admin.answers import is_script, news
from claims.admin.retold import retold
from claims.admin.words import content_words, where_published
from claims.models import BulkItem, Quote, Review
from claims.services import undo as verbs
from tracker.core.admin_base import changes, signed_in
from tracker.core.errors import DomainError, InvalidInput

if TYPE_CHECKING:
    from claims.admin.reviews import ReviewAdmin


def undo(request: HttpRequest) -> HttpResponse:
    """Take back the decision asked for, or the last one."""
    back = HttpResponseRedirect(reverse("admin:claims_review_steps"))
    if request.method != "POST":
        return back
    try:
        step = _taken_back(request)
    except DomainError as error:
        if is_script(request):
            where = reverse("admin:claims_review_steps")
            return news({"refused": {"message": error.message, "where": where}}, status=error.http_status)
        messages.error(request, error.message)
        return back
    if step is None:
        return back
    review = step.subject if isinstance(step.subject, Review) else None
    word = f"Taken back: {_what(step)}."
    if is_script(request):
        key = f"r{review.pk}" if review else f"q{step.subject.pk}" if isinstance(step.subject, Quote) else ""
        version = step.subject.version_id
        return news({"undone": {"word": word, "review": review.pk if review else 0, "key": key, "version": version}})
    messages.success(request, word)
    return HttpResponseRedirect(reverse("admin:claims_review_change", args=[review.pk])) if review else back


def _taken_back(request: HttpRequest) -> verbs.Step | None:
    by, asked = signed_in(request), request.POST
    bulk = asked.get("bulk", "")
    if bulk.isdecimal() and len(bulk) < 16:
        _tell_bulk(request, verbs.undo_bulk(int(bulk), by=by))
        return None
    event = asked.get("event", "")
    if event.isdecimal() and len(event) < 16:
        return verbs.undo(int(event), by=by)
    step = verbs.last_open(by)
    if step is None:
        raise InvalidInput("There is no decision of yours left to take back.")
    return verbs.undo(step.event.pk, by=by)


def _tell_bulk(request: HttpRequest, outcome: list[tuple[BulkItem, str]]) -> None:
    done = sum(1 for _, why in outcome if not why)
    messages.success(request, f"Taken back: {done} of {len(outcome)}.")
    for item, why in outcome:
        if why:
            messages.error(request, f"Candidate {item.review_id}: {why}")


def steps_page(admin: "ReviewAdmin", request: HttpRequest) -> HttpResponse:
    """Show the last fifty decisions of the person, each with what came after it."""
    found = verbs.steps(signed_in(request))
    bulks, built_on = verbs.bulk_of(found), _built_on(found)
    context = {
        "title": "My decisions",
        "most": verbs.MOST,
        "steps": [
            {
                "step": step,
                "what": _what(step),
                "words": _words(step),
                "where": where_published(step.subject.version),
                "bulk": bulks.get(step.event.pk),
                "address": _address(step),
                "later": built_on.get(step.event.pk),
            }
            for step in found
        ],
    }
    return admin.page(request, "claims/desk/steps.html", context)


def _built_on(found: list[verbs.Step]) -> dict[int, list[dict[str, Any]]]:
    """Return, by the event of each decision that was built on, what came after it, the newest first."""
    rows = [
        {"event": event, "version": step.subject.version_id, "changes": changes(event), "of": step.event.pk}
        for step in found
        if not (step.taken_back or step.open)
        for event in sorted([*step.later, *step.around], key=lambda event: -event.pk)
    ]
    built: dict[int, list[dict[str, Any]]] = {}
    for row in retold(rows):
        built.setdefault(row["of"], []).append(row)
    return built


def _what(step: verbs.Step) -> str:
    told: dict[str, Any] = {"accept": "accepted", "reject": "rejected", "record": "marked by hand", "clear": "cleared"}
    return str(told[step.event.verb])


def _words(step: verbs.Step) -> str:
    subject = step.subject
    if isinstance(subject, Review):
        return content_words(subject.candidate.kind, subject.candidate.parts.all(), most=120)
    if isinstance(subject, Quote):
        return content_words(subject.kind, subject.parts.all(), most=120)
    return "Read, nothing more here"


def _address(step: verbs.Step) -> str:
    subject = step.subject
    if isinstance(subject, Review):
        return reverse("admin:claims_review_change", args=[subject.pk])
    if isinstance(subject, Quote):
        return reverse("admin:claims_quote_change", args=[subject.pk])
    return reverse("admin:sources_version_change", args=[subject.version_id])
