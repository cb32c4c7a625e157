"""Documents to bring in: captured and put before the engine at once. Reading them is the sources' business."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.policies import require
from claims.services.intake import TakenIn, take_in, take_in_url
from sources.api import views
from sources.models import Intake, Version
from sources.services.capture import Delivery, OutletHint, refuse
from sources.text.refusals import Refusal
from sources.text.urls import canonical_url
from tracker.core.api.bodies import Body
from tracker.core.api.parsing import StrictJSONParser
from tracker.core.api.problems import Problem

MEDIA_TYPES = ("text/plain", "text/html")


class TakeInBody(Body):
    """An article: exactly one of ``url``, ``text`` and ``file`` (the last as multipart/form-data)."""

    url = serializers.CharField(max_length=2000, required=False, help_text="A public address to fetch.")
    text = serializers.CharField(required=False, trim_whitespace=False, help_text="The article itself.")
    file = serializers.FileField(required=False, allow_empty_file=True, help_text="A text or HTML file.")
    media_type = serializers.ChoiceField(choices=MEDIA_TYPES, required=False, help_text="Of “text”; text/plain.")
    locator = serializers.CharField(
        max_length=2000,
        required=False,
        help_text="Where the text or file was published: a web address, or another URI of scheme urn. Captures with "
        "one locator are versions of one document.",
    )
    outlet_name = serializers.CharField(max_length=200, required=False)
    outlet_domain = serializers.RegexField(r"^[A-Za-z0-9.-]+\Z", max_length=253, required=False)
    language = serializers.RegexField(r"^[A-Za-z0-9-]+\Z", max_length=35, required=False, help_text="BCP 47.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Hold the fields against each other."""
        if sum(name in attrs for name in ("url", "text", "file")) != 1:
            raise serializers.ValidationError("Send exactly one of url, text and file.")
        if "url" in attrs and "locator" in attrs:
            raise serializers.ValidationError({"locator": ["The address that is fetched is the locator."]})
        if "media_type" in attrs and "text" not in attrs:
            raise serializers.ValidationError({"media_type": ["Only a text sent as “text” is told its type."]})
        return attrs


class TakenInSerializer(serializers.Serializer[Any]):
    """What came of it."""

    intake = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=["stored", "known"])
    version = serializers.IntegerField()
    version_url = serializers.URLField()
    run = serializers.IntegerField()
    run_url = serializers.URLField(help_text="Ask here how far the extraction is.")


class DocumentViewSet(views.DocumentViewSet):
    """Documents, with the way in."""

    parser_classes = (StrictJSONParser, MultiPartParser)

    @extend_schema(request=TakeInBody, responses={202: TakenInSerializer, 200: TakenInSerializer})
    def create(self, request: Request) -> Response:
        """Capture an article and ask for its extraction: 202 with the run's address; 200 if it is known already.

        What cannot be taken in is answered with 422; the refusal and its reason are kept as an intake.
        """
        require(self.editor, "sources.add_document", "take in a document")
        taken = self._take_in(self.body(TakeInBody))
        if taken.run is None or taken.intake.version_id is None:
            raise Problem(
                taken.intake.refusal_code,
                taken.intake.refusal,
                status=422,
                intake=taken.intake.pk,
                intake_url=reverse("intake-detail", kwargs={"pk": taken.intake.pk}, request=request),
            )
        run_url = reverse("run-detail", kwargs={"pk": taken.run.pk}, request=request)
        answer = {
            "intake": taken.intake.pk,
            "outcome": taken.intake.outcome,
            "version": taken.intake.version_id,
            "version_url": reverse("version-detail", kwargs={"pk": taken.intake.version_id}, request=request),
            "run": taken.run.pk,
            "run_url": run_url,
        }
        known = taken.intake.outcome == Intake.Outcome.KNOWN
        return Response(answer, status=200 if known else 202, headers={"Location": run_url})

    def _take_in(self, body: dict[str, Any]) -> TakenIn:
        outlet = OutletHint(body.get("outlet_name", ""), body.get("outlet_domain", ""), body.get("language", ""))
        if "url" in body:
            return take_in_url(body["url"], by=self.editor, outlet=outlet)
        upload = body.get("file")
        asked_for = upload.name if upload else body.get("locator") or "text sent over the API"
        try:
            locator = _locator(body.get("locator", ""))
            raw = _bytes_of(upload) if upload else body["text"].encode()
        except Refusal as refusal:
            return TakenIn(refuse(asked_for, Version.Got.API, refusal, by=self.editor), None)
        delivery = Delivery(
            raw=raw,
            got=Version.Got.API,
            asked_for=asked_for,
            locator=locator,
            got_from=upload.name if upload else "",
            filename=upload.name if upload else "",
            media_type=body.get("media_type", "" if upload else "text/plain"),
            outlet=outlet,
        )
        return take_in(delivery, by=self.editor)


def _bytes_of(upload: Any) -> bytes:
    limit = settings.INTAKE_LIMIT_BYTES
    if upload.size > limit:
        raise Refusal(
            "too-large",
            f"The file has {upload.size / 1e6:.1f} MB; an article may have {limit / 1e6:.0f} MB at most. "
            "Split it, or take in the article alone.",
        )
    return bytes(upload.read())


def _locator(given: str) -> str:
    """Return the locator as documents are known by it. Raises Refusal for one that no article can have."""
    if given.lower().startswith("urn:"):
        return given
    return canonical_url(given) if given else ""
