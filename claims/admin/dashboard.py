"""The first page of the admin: the counts that matter, and what waits. Named in settings.UNFOLD."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from claims.admin import figures
from claims.admin.words import content_words, guessed_speakers
from claims.models import ExtractionRun, Quote, Review
from sources.models import Document
from tracker.core.models import AuditEvent

MOST = 10_000  # counted no further: an editor needs to know that it is many, not how many
SHOWN = 8


@dataclass(frozen=True)
class Tile:
    """One count that leads somewhere."""

    label: str
    count: str
    address: str
    alarm: bool = False


def fill_index(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add counts, the head of the queue, the latest events and the frame of the figures to the first page."""
    waiting = Review.objects.whole().pending().in_reading_order()[:SHOWN] if _may(request, "view_review") else []
    events = AuditEvent.objects.select_related("editor").defer("before", "after")
    return {
        **context,
        "tiles": _tiles(request),
        "waiting": [
            {
                "review": review,
                "words": content_words(review.candidate.kind, review.candidate.parts.all(), most=140),
                "speaker": guessed_speakers(review.candidate),
            }
            for review in waiting
        ],
        "events": events[:SHOWN] if request.user.has_perm("core.view_auditevent") else [],
        "may_add": request.user.has_perm("sources.add_document"),
        "figures": figures.section() if _may(request, "view_review") else None,
    }


def waiting_badge(request: HttpRequest) -> str:
    """Return how many candidates wait, for the sidebar."""
    count = Review.objects.pending()[:100].count() if _may(request, "view_review") else 0
    return "99+" if count > 99 else str(count or "")


def _tiles(request: HttpRequest) -> list[Tile]:
    runs = reverse("admin:claims_extractionrun_changelist")
    unfinished = ExtractionRun.objects.unfinished()
    failed = ExtractionRun.objects.filter(state=ExtractionRun.State.FAILED)
    tiles = []
    if _may(request, "view_review"):
        queue = reverse("admin:claims_review_changelist")
        tiles.append(Tile("waiting for review", _count(Review.objects.pending()), queue))
    if _may(request, "view_quote"):
        tiles.append(Tile("on record", _count(Quote.objects.on_record()), reverse("admin:claims_quote_changelist")))
    if request.user.has_perm("sources.view_document"):
        tiles.append(Tile("documents", _count(Document.objects.all()), reverse("admin:sources_document_changelist")))
    if _may(request, "view_extractionrun"):
        tiles.append(Tile("runs unfinished", _count(unfinished), f"{runs}?state__in=queued,running"))
        count = _count(failed)
        tiles.append(Tile("runs failed", count, f"{runs}?state__exact=failed", alarm=count != "0"))
    return tiles


def _may(request: HttpRequest, codename: str) -> bool:
    return request.user.has_perm(f"claims.{codename}")


def _count(rows: QuerySet[Any]) -> str:
    count = rows.order_by()[: MOST + 1].count()
    return f"{MOST:,}+" if count > MOST else f"{count:,}"
