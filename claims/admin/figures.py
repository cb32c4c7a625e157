"""The figures of the first page: as JSON for the plots, as plain tables without JavaScript, and the error report."""

from dataclasses import asdict
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from claims.admin.plots import TITLES, plots
from claims.exports.error_report import error_report
from claims.services.figures import figures, rejected_in, span_of
from tracker.core.errors import InvalidInput

SPANS: Final = (7, 30, 90)
USUAL: Final = 30
_VIEW: Final = "claims.view_review"
_AT_ONCE: Final = 200  # rejected candidates, with their articles, in memory together


def addresses(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the figures, below those of the reviews."""
    return [
        path("figures/", site.admin_view(numbers), name="claims_review_figures"),
        path("figures/tables/", xframe_options_sameorigin(site.admin_view(tables)), name="claims_review_figure_tables"),
        path("errors.csv", site.admin_view(errors), name="claims_review_errors"),
    ]


def section() -> dict[str, Any]:
    """Return what the first page's template needs for the frame of the figures; it reads nothing."""
    return {"titles": TITLES, "spans": SPANS, "usual": USUAL}


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Answer with the figures of ``?days=`` (7, 30 or 90; 30 if none is given) as JSON; 422 for any other span."""
    _may_look(request)
    try:
        days = _span(request)
    except InvalidInput as error:
        return JsonResponse({"detail": error.message}, status=error.http_status)
    return JsonResponse(_told(request, days))


@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    """Answer with the same figures as bare tables, which the first page holds in a frame where no script runs."""
    _may_look(request)
    try:
        days = _span(request)
    except InvalidInput:
        days = USUAL
    return render(request, "claims/desk/figures.html", {**_told(request, days), "spans": SPANS})


@require_safe
def errors(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Answer with the engine's error report: every candidate that was rejected in the span, and still is, as CSV."""
    _may_look(request)
    try:
        days = _span(request)
    except InvalidInput as error:
        return HttpResponse(error.message, status=error.http_status, content_type="text/plain; charset=utf-8")
    lines = error_report(rejected_in(days).iterator(chunk_size=_AT_ONCE), partial(_address, request))
    dates, _ = span_of(days)
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="engine-errors-{dates[0]}-to-{dates[-1]}.csv"'},
    )


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm(_VIEW):
        raise PermissionDenied


def _span(request: HttpRequest) -> int:
    asked = request.GET.get("days", str(USUAL))
    for days in SPANS:
        if asked == str(days):
            return days
    raise InvalidInput(f"Figures are kept for {SPANS[0]}, {SPANS[1]} or {SPANS[2]} days. Choose one of these.")


def _told(request: HttpRequest, days: int) -> dict[str, Any]:
    counted = figures(days)
    told = plots(counted, may_add=request.user.has_perm("sources.add_document"))
    return {
        "days": days,
        "first": counted.days[0].day.isoformat(),
        "last": counted.days[-1].day.isoformat(),
        "time_zone": settings.TIME_ZONE,
        "plots": {key: asdict(plot) for key, plot in told.items()},
    }


def _address(request: HttpRequest, pk: int) -> str:
    return request.build_absolute_uri(reverse("admin:claims_review_change", args=[pk]))
