"""Speakers: found by any name, each with their quotations."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.filters import SpeakerFilter, SpeakerQuoteFilter
from claims.api.shapes import QuoteSerializer
from claims.models import Quote, Speaker, SpeakerName, SpeakerPosition
from claims.policies import require
from claims.services import speakers
from tracker.core.api.bodies import Body
from tracker.core.api.concurrency import VERSIONED_READ, VERSIONED_WRITE, expected_version
from tracker.core.api.paging import Key
from tracker.core.api.views import Versioned


class NameSerializer(serializers.ModelSerializer[SpeakerName]):
    """A name, and when it was used as far as known."""

    class Meta:
        model = SpeakerName
        fields = ("name", "valid_from", "valid_to")
        read_only_fields = fields


class PositionSerializer(serializers.ModelSerializer[SpeakerPosition]):
    """What the speaker is or was, and when as far as known. Without a last day it lasts, or none is known."""

    class Meta:
        model = SpeakerPosition
        fields = ("title", "valid_from", "valid_to")
        read_only_fields = fields


class SpeakerSerializer(serializers.ModelSerializer[Speaker]):
    """Someone whose words are on record. Two speakers may share a name."""

    url = serializers.HyperlinkedIdentityField(view_name="speaker-detail")
    quotes_url = serializers.HyperlinkedIdentityField(view_name="speaker-quotes")
    names = NameSerializer(many=True, read_only=True)
    positions = PositionSerializer(many=True, read_only=True, help_text="The newest first, those without a day last.")

    class Meta:
        model = Speaker
        fields = (
            "id",
            "url",
            "kind",
            "name",
            "description",
            "wikidata_id",
            "names",
            "positions",
            "record_version",
            "quotes_url",
        )
        read_only_fields = fields


class SpeakerBody(Body):
    """What is known of a speaker."""

    name = serializers.CharField(max_length=200, help_text="The name to show, without titles.")
    kind = serializers.ChoiceField(choices=Speaker.SpeakerKind.choices, required=False)
    description = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="What tells this speaker from a namesake."
    )
    wikidata_id = serializers.RegexField(
        r"^Q[1-9][0-9]{0,17}\Z", required=False, allow_blank=True, help_text="Such as Q76."
    )


class SpeakerChange(SpeakerBody):
    """What is known of a speaker, and why it changes."""

    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class NameBody(Body):
    """A name that a speaker goes or went by."""

    name = serializers.CharField(max_length=200)
    valid_from = serializers.DateField(required=False, allow_null=True)
    valid_to = serializers.DateField(required=False, allow_null=True, help_text="The last day of its use.")


class PositionBody(Body):
    """What a speaker is or was."""

    title = serializers.CharField(max_length=200, help_text="Office or role, with its place: mayor of Harwick.")
    valid_from = serializers.DateField(required=False, allow_null=True)
    valid_to = serializers.DateField(required=False, allow_null=True, help_text="The last day in it.")


@extend_schema_view(retrieve=extend_schema(parameters=VERSIONED_READ))
class SpeakerViewSet(Versioned):
    """Speakers."""

    serializer_class = SpeakerSerializer
    filterset_class = SpeakerFilter
    order = (Key("name"), Key("id"))

    def get_queryset(self) -> QuerySet[Any]:
        """Return speakers with their names and positions; below a speaker, quotations."""
        if self.action == "quotes":
            return Quote.objects.whole()
        return Speaker.objects.prefetch_related("names", "positions")

    @extend_schema(request=SpeakerBody, responses={201: SpeakerSerializer})
    def create(self, request: Request) -> Response:
        """Add a speaker. A namesake is a new speaker; look first whether the person is known."""
        require(self.editor, "claims.add_speaker", "add a speaker")
        speaker = speakers.add(by=self.editor, **self.body(SpeakerBody))
        return self._made(speaker.pk)

    @extend_schema(request=SpeakerChange, parameters=VERSIONED_WRITE)
    def update(self, request: Request, pk: str) -> Response:
        """Replace what is known of a speaker."""
        return self._change(pk, {"kind": "person"}, partial=False)

    @extend_schema(request=SpeakerChange, parameters=VERSIONED_WRITE)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of what is known of a speaker."""
        present = self.row(pk)
        known = {name: getattr(present, name) for name in ("name", "kind", "description", "wikidata_id")}
        return self._change(pk, known, partial=True)

    @extend_schema(operation_id="speakers_add_name", request=NameBody, responses={201: SpeakerSerializer})
    @action(detail=True, methods=["post"])
    def names(self, request: Request, pk: str) -> Response:
        """Add a name by which the speaker is found."""
        require(self.editor, "claims.change_speaker", "change a speaker")
        speaker = self.row(pk)
        speakers.add_name(speaker.pk, by=self.editor, **self.body(NameBody))
        return self._made(speaker.pk)

    @extend_schema(operation_id="speakers_add_position", request=PositionBody, responses={201: SpeakerSerializer})
    @action(detail=True, methods=["post"])
    def positions(self, request: Request, pk: str) -> Response:
        """Say what the speaker is or was, and when."""
        require(self.editor, "claims.change_speaker", "change a speaker")
        speaker = self.row(pk)
        speakers.add_position(speaker.pk, by=self.editor, **self.body(PositionBody))
        return self._made(speaker.pk)

    @extend_schema(responses=QuoteSerializer(many=True))
    @action(
        detail=True,
        serializer_class=QuoteSerializer,
        filterset_class=SpeakerQuoteFilter,
        order=(Key("said_on", descending=True, nullable=True), Key("id", descending=True)),
    )
    def quotes(self, request: Request, pk: str) -> Response:
        """Answer the speaker's statements, the newest said first, undated ones last."""
        speaker = Speaker.objects.only("pk").get(pk=int(pk))
        return self.page_of(self.filter_queryset(Quote.objects.whole().by(speaker)))

    def _change(self, pk: str, known: dict[str, Any], *, partial: bool) -> Response:
        require(self.editor, "claims.change_speaker", "change a speaker")
        expected = expected_version(self.request)
        body = self.body(SpeakerChange, partial=partial)
        speakers.change(int(pk), by=self.editor, expected_version=expected, **{**known, **body})
        return self.answer(self.row(pk))

    def _made(self, pk: int) -> Response:
        return self.answer(
            self.row(pk),
            status=201,
            location=reverse("speaker-detail", kwargs={"pk": pk}, request=self.request),
        )
