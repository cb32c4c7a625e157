"""One candidate as the desk shows it: read in a fixed number of statements, as a draft and the facts around it."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from claims.admin.choices import new_rows, speaker_choices
from claims.admin.desk import form_choices
from claims.admin.draft import Draft, from_candidate, from_quote
from claims.admin.newer import newer_version
from claims.admin.threeway import three_ways
from claims.admin.words import band, guessed_speakers
from claims.models import CandidatePart, Quote, Review, SecondReading
from claims.models.choices import Queue, Risk
from claims.workflow import ReadingState, ReviewState
from sources.models import SourceSpan
from tracker.core.admin_base import signed_in
from tracker.core.errors import DomainError, StaleVersion

DECIDE = "claims.decide_review"
BESIDE = ("reason", "note", "reject_reason", "reject_note")
RISK_WORDS = {risk.value: str(risk.label).split(":")[0].split(",")[0] for risk in Risk}


@dataclass(frozen=True)
class Desk:
    """Where the editor is: in which queue, and which capture the page shows already (0 if none)."""

    queue: str = Queue.ALL.value
    shown: int = 0

    @classmethod
    def of(cls, request: HttpRequest) -> "Desk":
        """Read it out of a request; whatever was typed there, it is a queue and a number."""
        asked = request.POST if request.method == "POST" else request.GET
        queue, shown = asked.get("queue", ""), asked.get("shown", "")
        return cls(
            queue if queue in Queue.values else Queue.ALL.value,
            int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 10 else 0,
        )

    def address(self, review: Review | int) -> str:
        """Return the permalink of an item in this queue."""
        pk = review if isinstance(review, int) else review.pk
        address = reverse("admin:claims_review_change", args=[pk])
        return address if self.queue == Queue.ALL.value else f"{address}?queue={self.queue}"


def load(pk: int | str, *, with_text: bool = True) -> Review:
    """Return the review with all that its card shows, in one statement. Raises Http404."""
    try:
        review = Review.objects.for_desk(with_text=with_text).get(pk=pk)
    except (Review.DoesNotExist, ValueError, OverflowError):
        raise Http404("There is nothing at this address. Check the number in it.") from None
    held = review.candidate.parts.all()
    held._result_cache = [
        CandidatePart(
            candidate=review.candidate,
            role=part["role"],
            position=part["position"],
            span=SourceSpan(
                pk=part["id"],
                version_id=review.version_id,
                start=part["start"],
                end=part["end"],
                text=part["text"],
            ),
        )
        for part in review.found_parts  # type: ignore[attr-defined] # by for_desk()
    ]
    review.candidate._prefetched_objects_cache = {"parts": held}  # type: ignore[attr-defined] # Django's own place
    return review


def card(
    request: HttpRequest,
    review: Review,
    desk: Desk,
    *,
    draft: Draft | None = None,
    error: DomainError | None = None,
) -> dict[str, Any]:
    """Return what the card of ``review`` shows. ``draft`` is what the editor typed, ``error`` what was refused."""
    by, candidate = signed_in(request), review.candidate
    pending = review.state == ReviewState.PENDING.value
    may = request.user.has_perm(DECIDE)
    second = may and desk.queue == Queue.SECOND and review.awaits_reading and review.decided_by_id != by.pk
    quote_pk: int | None = None if second else review.quote_pk  # type: ignore[attr-defined] # by for_desk()
    quote = Quote.objects.whole().get(pk=quote_pk) if quote_pk else None
    base = from_quote(quote) if quote else from_candidate(candidate)
    if draft is None or not draft.typed:  # no statement was sent: only a button with its reason
        draft = replace(base, **{name: getattr(draft, name) for name in BESIDE} if draft else {})
    choices = speaker_choices(draft, candidate, on=review.version.published_on)
    if second:
        choices = [choice.to_the_blind() for choice in choices]
    readings = [] if pending or second else disputed(review)
    stale = isinstance(error, StaleVersion)
    outdated = review.newest_number > review.version.number  # type: ignore[attr-defined] # by for_desk()
    return {
        "review": review,
        "candidate": candidate,
        "version": review.version,
        "document": review.version.document,
        "quote": quote,
        "desk": desk,
        "permalink": desk.address(review),
        "draft": draft,
        "choices": choices,
        "sole": next((choice for choice in choices if choice.sole), None),
        "new_rows": new_rows(draft, choices),
        "words": draft.words,
        "guessed": guessed_speakers(candidate),
        "band": band(candidate.confidence),
        "percent": round(candidate.confidence * 100),
        "risks": [RISK_WORDS[risk] for risk in review.risks if risk in RISK_WORDS],
        "newer": newer_version(review.version, (quote or candidate).parts.all()) if outdated else None,
        "pending": pending,
        "second": second,
        "may_decide": may,
        "editable": (may and (pending or second)) or draft.typed,  # what was typed stays on the page, come what may
        "hold": may and (pending or second or bool(readings)),
        "holder": review.leased_by if pending and _held(request, review) else None,
        "stale": stale,
        "three_ways": three_ways(review, quote, draft, choices) if stale else [],
        "readings": readings,
        "error": error,
        "fault": error.pointer if error else "",
        "reject_reasons": Review.RejectReason.choices,
        **form_choices(),
    }


def disputed(review: Review) -> list[SecondReading]:
    """Return the second readings in which a colleague differs, and nobody has settled it."""
    return list(review.second_readings.filter(state=ReadingState.DISPUTED.value).select_related("by"))


def _held(request: HttpRequest, review: Review) -> bool:
    return review.held_by_another(signed_in(request), timezone.now())
