"""Speakers: found by any name, added and changed through the services."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone

from claims.admin import picker
from claims.admin.posted import day, number, version_seen, words
from claims.admin.words import content_words
from claims.models import Quote, Speaker, SpeakerName
from claims.services import speakers as verbs
from tracker.core.admin_base import ChangedOnItsPage, signed_in, told
from tracker.core.errors import DomainError, InvalidInput

MOST_QUOTES = 100
OTHER_FORMS = {"add_name", "add_position", "end_position"}
FIELDS = ("name", "kind", "description", "wikidata_id")


@admin.register(Speaker)
class SpeakerAdmin(ChangedOnItsPage[Speaker]):
    """Whose words are on record."""

    list_display = ["name", "description", "kind", "other_names", "quote_count"]
    list_filter = ["kind"]
    search_fields = ["pk"]  # switches the box on; get_search_results looks into all names
    search_help_text = "Any name that the speaker goes or went by"
    sortable_by = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may add speakers."""
        return request.user.has_perm("claims.add_speaker")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        """Bring names and the number of quotations along."""
        return Speaker.objects.prefetch_related("names").annotate(quotes_on_record=Count("quote_speakers"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Speaker], search_term: str
    ) -> tuple[QuerySet[Speaker], bool]:
        """Find speakers by any of their names."""
        if not search_term.strip():
            return queryset, False
        found = Speaker.objects.searched(search_term).filter(pk=OuterRef("pk"))
        return queryset.filter(Exists(found)), False

    def get_urls(self) -> list[Any]:
        """Add the addresses that the pickers ask."""
        view = self.admin_site.admin_view
        return [
            path("find/", view(self.find), name="claims_speaker_find"),
            path("new/", view(self.new), name="claims_speaker_new"),
            *super().get_urls(),
        ]

    def find(self, request: HttpRequest) -> JsonResponse:
        """Answer the picker: the best matches of “q” among all names, with what tells them apart on the day “on”."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        results = picker.found(request.GET.get("q", ""), picker.Asked.of(request.GET))
        return JsonResponse({"results": results})

    def new(self, request: HttpRequest) -> JsonResponse:
        """Make the speaker whom the picker did not find: 201 with the fields of a result, as of the day “on”.

        409 with the namesakes, unless it is said that this is someone else of the same name; 422 with message and
        pointer for what is no speaker; 403 for who may not add one.
        """
        if request.method != "POST":
            return JsonResponse({"message": "A speaker is made by POST."}, status=405, headers={"Allow": "POST"})
        if not self.has_add_permission(request):
            message = "Adding speakers takes a member of the group Editors."
            return JsonResponse({"message": message, "pointer": ""}, status=403)
        data, asked = request.POST, picker.Asked.of(request.POST)
        try:
            name = " ".join(words(data, "name", most=200).split())
            same = picker.namesakes(name, asked)
            if same and not data.get("namesake"):
                message = f"{name} is on file already. Choose them, or say that this is someone else of the same name."
                return JsonResponse({"message": message, "pointer": "/namesake", "namesakes": same}, status=409)
            made = picker.made(data, by=signed_in(request), namesake=bool(same))
        except DomainError as error:
            return JsonResponse({"message": error.message, "pointer": error.pointer}, status=error.http_status)
        return JsonResponse(picker.shown([made], asked)[0], status=201)

    @admin.display(description="also known as")
    def other_names(self, speaker: Speaker) -> str:
        """The names besides the one shown."""
        return ", ".join(held.name for held in speaker.names.all() if held.name != speaker.name)

    @admin.display(description="quotations")
    def quote_count(self, speaker: Speaker) -> int:
        """How many quotations are theirs, or were uttered on their behalf."""
        return int(getattr(speaker, "quotes_on_record", 0))

    # -- Add and change --------------------------------------------------------------------------------------------
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add a speaker."""
        if request.method != "POST":
            return self.show(request, None, status=200 if self.has_add_permission(request) else 403)
        data, by = request.POST, signed_in(request)
        try:
            name = " ".join(words(data, "name", most=200).split())
            namesakes = list(Speaker.objects.called(name)[:5])
            if namesakes and not data.get("namesake"):
                raise InvalidInput(
                    f"{'; '.join(map(str, namesakes))} is on file already. If this is someone else, tick the box and "
                    "say in the description what tells the two apart.",
                    pointer="/namesake",
                )
            speaker = verbs.add(
                name,
                by=by,
                kind=words(data, "kind"),
                description=words(data, "description", most=300),
                wikidata_id=words(data, "wikidata_id", most=20),
            )
        except DomainError as error:
            return self.show(request, None, error=error, status=error.http_status)
        messages.success(request, f"Added {speaker}.")
        return HttpResponseRedirect(reverse("admin:claims_speaker_change", args=[speaker.pk]))

    def changed(self, request: HttpRequest, row: Speaker) -> str:
        """Make the change that the page asks for."""
        speaker = row
        by, data = signed_in(request), request.POST
        if data.get("action") == "add_name":
            held = verbs.add_name(
                speaker.pk,
                words(data, "other_name", most=200),
                by=by,
                valid_from=day(data, "valid_from"),
                valid_to=day(data, "valid_to"),
            )
            return f"They are found by “{held}” from now on."
        if data.get("action") == "add_position":
            position = verbs.add_position(
                speaker.pk,
                words(data, "title", most=200),
                by=by,
                valid_from=day(data, "valid_from"),
                valid_to=day(data, "valid_to"),
            )
            return f"{speaker.name} is on file as {position} from now on."
        if data.get("action") == "end_position":
            return self._ended(request, speaker)
        if data.get("action") != "change":
            raise InvalidInput("Press one of the buttons: save, add the name, add the position, or end it.")
        verbs.change(
            speaker.pk,
            by=by,
            expected_version=version_seen(data),
            name=words(data, "name", most=200),
            kind=words(data, "kind"),
            description=words(data, "description", most=300),
            wikidata_id=words(data, "wikidata_id", most=20),
            reason=words(data, "reason"),
        )
        return "Saved. What it said before stands in the history."

    def _ended(self, request: HttpRequest, speaker: Speaker) -> str:
        data = request.POST
        held = speaker.positions.filter(pk=number(data.get("position", ""), "position")).first()
        if held is None:
            raise InvalidInput("This position is not on file for this speaker. Load the page again.")
        on = day(data, "on")
        if on is None:
            raise InvalidInput("Give the last day in the position, such as 2026-03-04.", pointer="/on")
        verbs.end_position(held.pk, by=signed_in(request), on=on, reason=words(data, "reason"))
        return f"{held} until {on.isoformat()}. Your reason stands in the ledger."

    def show(
        self, request: HttpRequest, row: Speaker | None, *, error: DomainError | None = None, status: int = 200
    ) -> HttpResponse:
        """Answer with the speaker's page."""
        speaker = row
        may = request.user.has_perm("claims.change_speaker" if speaker else "claims.add_speaker")
        typed = error is not None and request.POST.get("action") not in OTHER_FORMS
        shown = {name: request.POST.get(name, "") if typed else getattr(speaker, name, "") for name in FIELDS}
        quotes = Quote.objects.whole().by(speaker).newest_first()[:MOST_QUOTES] if speaker else []
        context = {
            "title": str(speaker) if speaker else "Add a speaker",
            "speaker": speaker,
            "shown": shown,
            "kinds": Speaker.SpeakerKind.choices,
            "positions": _positions(speaker, timezone.localdate()) if speaker else [],
            "names": SpeakerName.objects.filter(speaker=speaker) if speaker else [],
            "namesakes": Speaker.objects.called(speaker.name).exclude(pk=speaker.pk) if speaker else [],
            "quotes": [{"quote": quote, "words": content_words(quote.kind, quote.parts.all())} for quote in quotes],
            "history": told(speaker) if speaker else [],
            "may": may,
            "typed": request.POST if error else {},
            "error": error,
            "fault": error.pointer if error else "",
        }
        return self.page(request, "claims/desk/speaker.html", context, status=status)


def _positions(speaker: Speaker, today: date) -> list[dict[str, Any]]:
    """Return the positions for the page, each with whether it is held today."""
    return [
        {
            "held": held,
            "today": (held.valid_from or today) <= today <= (held.valid_to or today),
        }
        for held in speaker.positions.all()
    ]
