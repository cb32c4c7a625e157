"""Intakes: adding articles by address, by text or by files, and the table of every attempt."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from claims.admin.posted import number, words
from claims.admin.progress import watch
from claims.models import ExtractionRun
from claims.policies import require
from claims.services import intake as verbs
from claims.services.intake import TakenIn
from sources.models import Intake, Version
from sources.services.capture import Delivery, OutletHint
from sources.text.refusals import Refusal
from sources.text.urls import canonical_url
from tracker.core.admin_base import DeskAdmin, signed_in
from tracker.core.errors import DomainError, InvalidInput
from tracker.core.models import User

ADD = "sources.add_document"
MOST_AT_ONCE = 50


@admin.register(Intake)
class IntakeAdmin(DeskAdmin[Intake]):
    """Every attempt to bring something in, also the refused ones."""

    change_list_template = "claims/desk/documents.html"
    list_display = ["asked_for", "got", "outcome", "refusal", "editor", "at"]
    list_filter = ["outcome", "got"]
    search_fields = ["asked_for", "refusal"]
    list_select_related = ["editor"]
    fields = ["asked_for", "got", "outcome", "article", "refusal_code", "refusal", "raw_sha256", "editor", "at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intake]:
        """Leave the captured texts in the database."""
        return (
            super()
            .get_queryset(request)
            .select_related("version__document")
            .defer("version__raw", "version__text", "version__blocks")
        )

    @admin.display(description="stored as")
    def article(self, intake: Intake) -> str:
        """The version that it became."""
        return str(intake.version or "nothing")

    def get_urls(self) -> list[Any]:
        """Put the page “Add articles” where the stock form would be."""
        add = path("add/", self.admin_site.admin_view(self.add), name="claims_intake_add")
        return [add, *super().get_urls()]

    def add(self, request: HttpRequest) -> HttpResponse:
        """Take in articles by address, text or files; what is refused is listed with its reason, the rest is done."""
        by = signed_in(request)
        error: DomainError | None = None
        taken: list[TakenIn] = []
        try:
            require(by, ADD, "add articles")
            if request.method == "POST":
                new = _taken_in(request, by=by)
                if done := sum(1 for one in new if one.run):
                    messages.success(request, f"{done} of {len(new)} taken in.")
                # Loading the answer again must not send the articles again.
                taken_ids = ",".join(str(one.intake.pk) for one in new)
                return HttpResponseRedirect(f"{request.path}?taken={taken_ids}")
            if self.has_view_permission(request):
                taken = _taken_before(request.GET.get("taken", ""))
        except DomainError as problem:
            error = problem
        may_follow = by.has_perm("claims.view_extractionrun")
        followed = watch([one.run.pk for one in taken if one.run and may_follow])
        shown = {one.stage.run.pk: one for one in followed.shown}
        context = {
            "title": "Add articles",
            # An article that was sent twice has one run, which is shown once.
            "taken": [(one, shown.pop(one.run.pk, None) if one.run else None) for one in taken],
            "followed": followed,
            "error": error,
            "fault": error.pointer if error else "",
            "typed": request.POST if error else {},
            "may": by.has_perm(ADD),
            "limit": settings.INTAKE_LIMIT_BYTES // 1_000_000,
            "most": MOST_AT_ONCE,
        }
        return self.page(request, "claims/desk/add.html", context, status=error.http_status if error else 200)


def _taken_before(listed: str) -> list[TakenIn]:
    """Return what came of the intakes with these numbers, each with the latest run over its version as it is now."""
    try:
        pks = [number(pk, "taken") for pk in listed.split(",")[: MOST_AT_ONCE + 1]] if listed else []
    except InvalidInput:
        return []
    intakes = (
        Intake.objects.select_related("version__document")
        .defer("version__raw", "version__text", "version__blocks")
        .in_bulk(pks)
    )
    versions = [intake.version_id for intake in intakes.values() if intake.version_id]
    runs = {run.version_id: run for run in ExtractionRun.objects.filter(version__in=versions).order_by("pk")}
    return [TakenIn(intakes[pk], runs.get(intakes[pk].version_id or 0)) for pk in pks if pk in intakes]


def _taken_in(request: HttpRequest, *, by: User) -> list[TakenIn]:
    data, files = request.POST, request.FILES.getlist("files")
    outlet = OutletHint(name=words(data, "outlet", most=200))
    addresses = words(data, "urls", most=50 * 2000).split()
    text = data.get("text", "").replace("\r\n", "\n")
    address = _address(words(data, "locator", most=2000))
    if len(addresses) + len(files) > MOST_AT_ONCE:
        raise InvalidInput(f"Add {MOST_AT_ONCE} articles at a time at most; the command “ingest” takes whole folders.")
    if not (addresses or files or text.strip()):
        raise InvalidInput("Give an address, paste a text, or choose a file.")
    taken = [verbs.take_in_url(url, by=by, outlet=outlet) for url in addresses]
    if text.strip():
        taken.append(verbs.take_in(_pasted(text, address, outlet), by=by))
    for upload in files:
        name = (upload.name or "file").replace("\x00", "")
        # One byte past the limit is enough for the reader to refuse it.
        raw = upload.read(settings.INTAKE_LIMIT_BYTES + 1)
        delivery = Delivery(
            raw=raw,
            got=Version.Got.UPLOAD,
            asked_for=name,
            got_from=name,
            filename=name,
            media_type="",
            outlet=outlet,
        )
        taken.append(verbs.take_in(delivery, by=by))
    return taken


def _address(typed: str) -> str:
    """Return the canonical address of a pasted text, or nothing where none is given."""
    try:
        return canonical_url(typed) if typed else ""
    except Refusal as refusal:
        raise InvalidInput(refusal.message, pointer="/locator") from refusal


def _pasted(text: str, address: str, outlet: OutletHint) -> Delivery:
    raw = text.encode("utf-8", errors="replace")
    return Delivery(
        raw=raw,
        got=Version.Got.UPLOAD,
        asked_for=f"pasted text ({len(text)} characters)",
        locator=address,
        got_from=address,
        filename="pasted.txt",
        media_type="text/plain",
        outlet=outlet,
    )
