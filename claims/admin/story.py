"""The full history of a candidate, asked for when the editor opens it."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from claims.admin.answers import piece
from claims.admin.item import load
from claims.admin.retold import retold
from tracker.core.admin_base import told

if TYPE_CHECKING:
    from claims.admin.reviews import ReviewAdmin


def story(admin: "ReviewAdmin", request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what the ledger tells of a candidate, of the quotation that came of it, and of its second readings."""
    if not admin.has_view_permission(request):
        raise Http404("There is nothing at this address. Check the number in it.")
    review = load(object_id, with_text=False)
    history = told(review)
    if hasattr(review.candidate, "quote"):
        history += told(review.candidate.quote)
    for reading in review.second_readings.all():
        history += told(reading)
    history.sort(key=lambda row: row["event"].pk, reverse=True)
    rows = retold({**row, "version": review.version_id} for row in history)
    return piece(request, "claims/desk/_story.html", {"history": rows})
