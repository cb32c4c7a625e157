"""The chain behind one quotation."""

from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims.api.shapes import PartSerializer
from claims.exports.provenance import provenance
from claims.models import ClaimQuote, ExtractionRun, Quote, Review
from sources.models import Version
from tracker.core.models import AuditEvent


class EventSerializer(serializers.Serializer[Any]):
    """One event of the ledger."""

    subject = serializers.CharField()
    subject_id = serializers.IntegerField()
    sequence = serializers.IntegerField(help_text="Counts from 1 within the subject.")
    verb = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField()
    by_kind = serializers.ChoiceField(choices=["person", "software"])
    before = serializers.DictField(allow_null=True)
    after = serializers.DictField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    digest = serializers.CharField()
    previous_digest = serializers.CharField(allow_blank=True)


class CaptureStepSerializer(serializers.Serializer[Any]):
    """When, how and by whom the article was captured, and its hashes."""

    document = serializers.IntegerField()
    locator = serializers.CharField()
    outlet = serializers.CharField(allow_null=True)
    version = serializers.IntegerField()
    number = serializers.IntegerField()
    url = serializers.URLField()
    raw_url = serializers.URLField()
    got = serializers.ChoiceField(choices=Version.Got.choices)
    got_from = serializers.CharField(allow_blank=True)
    got_at = serializers.DateTimeField()
    got_by = serializers.CharField(allow_null=True)
    media_type = serializers.CharField()
    raw_sha256 = serializers.CharField()
    text_sha256 = serializers.CharField()
    characters = serializers.IntegerField(help_text="Code points of the text.")
    reader = serializers.CharField()
    reader_version = serializers.CharField()


class ExtractionStepSerializer(serializers.Serializer[Any]):
    """Which engine read it, exactly, and when."""

    run = serializers.IntegerField()
    url = serializers.URLField()
    engine = serializers.CharField()
    engine_version = serializers.CharField()
    parameters = serializers.DictField()
    model_sha256 = serializers.CharField(allow_blank=True)
    fingerprint = serializers.CharField()
    queued_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    attempts = serializers.IntegerField()


class CandidateStepSerializer(serializers.Serializer[Any]):
    """The candidate as the machine gave it."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    kind = serializers.CharField()
    cue_class = serializers.CharField()
    confidence = serializers.FloatField()
    reasons = serializers.ListField(child=serializers.CharField())
    speakers = serializers.ListField(child=serializers.DictField())
    alternatives = serializers.ListField(child=serializers.CharField())
    said_on = serializers.DateField(allow_null=True)
    said_on_precision = serializers.CharField(allow_blank=True)
    relayed_by = serializers.ListField(child=serializers.CharField())
    parts = PartSerializer(many=True)
    content_key = serializers.CharField()
    parts_key = serializers.CharField()


class ProvenanceSerializer(serializers.Serializer[Any]):
    """The chain in its order; extraction and candidate are null for a quotation made by hand."""

    quote = serializers.DictField()
    capture = CaptureStepSerializer()
    extraction = ExtractionStepSerializer(allow_null=True)
    candidate = CandidateStepSerializer(allow_null=True)
    ledger = EventSerializer(many=True)
    how_to_verify = serializers.ListField(child=serializers.CharField())


def provenance_of(pk: int, request: Request) -> dict[str, Any]:
    """Return the provenance of quotation ``pk``; a fixed number of statements. Raises Quote.DoesNotExist."""
    quote = (
        Quote.objects.select_related("version__document__outlet", "version__got_by", "candidate__run")
        .defer("version__raw", "version__blocks")
        .prefetch_related("parts__span", "candidate__parts__span")
        .get(pk=pk)
    )

    def address(name: str, number: int) -> str:
        view = name if name == "version-raw" else f"{name}-detail"
        return reverse(view, kwargs={"pk": number}, request=request)

    return provenance(quote, _events(quote), address)


def _events(quote: Quote) -> QuerySet[AuditEvent]:
    """Return the events of everything that the quotation stands on, and of its links to claims, also undone ones."""
    links = _of(ClaimQuote) & (Q(after__quote=quote.pk) | Q(before__quote=quote.pk))
    about = _of(Version, quote.version_id) | _of(Quote, quote.pk) | links
    if quote.candidate is not None:
        review = Review.objects.filter(candidate=quote.candidate).values_list("pk", flat=True)
        about |= _of(ExtractionRun, quote.candidate.run_id) | (_of(Review) & Q(subject_id__in=review))
    return AuditEvent.objects.filter(about).select_related("editor").order_by("at", "id")


def _of(model: type[Any], pk: int | None = None) -> Q:
    subject = Q(subject_type=model._meta.label_lower)
    return subject if pk is None else subject & Q(subject_id=pk)
