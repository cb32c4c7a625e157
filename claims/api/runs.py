"""Extraction runs, to watch, and to try again."""

from typing import Any

from django.db.models import Count
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.filters import RunFilter
from claims.models import ExtractionRun, Review
from claims.policies import require_verb
from claims.services import extraction
from claims.workflow import ReviewState
from tracker.core.api.views import Reading

SUBJECT = "claims.extractionrun"


class RunSerializer(serializers.ModelSerializer[ExtractionRun]):
    """One engine over one version."""

    url = serializers.HyperlinkedIdentityField(view_name="run-detail")
    version_url = serializers.HyperlinkedRelatedField[Any](source="version", view_name="version-detail", read_only=True)

    class Meta:
        model = ExtractionRun
        fields: tuple[str, ...] = (
            "id",
            "url",
            "version",
            "version_url",
            "engine",
            "engine_version",
            "fingerprint",
            "state",
            "attempts",
            "error",
            "queued_at",
            "started_at",
            "finished_at",
            "candidate_count",
        )
        read_only_fields: tuple[str, ...] = fields


class RunDetailSerializer(RunSerializer):
    """One run, with how far its candidates are reviewed."""

    reviews = serializers.SerializerMethodField(help_text="How many candidates stand in each state of review.")

    class Meta(RunSerializer.Meta):
        fields: tuple[str, ...] = (*RunSerializer.Meta.fields, "reviews")
        read_only_fields: tuple[str, ...] = fields

    def get_reviews(self, run: ExtractionRun) -> dict[str, int]:
        """How many candidates stand in each state of review."""
        counted = Review.objects.filter(candidate__run=run).order_by().values_list("state").annotate(Count("pk"))
        return {state.value: 0 for state in ReviewState} | dict(counted)


class RunViewSet(Reading):
    """Extraction runs."""

    queryset = ExtractionRun.objects.all()
    serializer_class = RunSerializer
    filterset_class = RunFilter

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        """A single run comes with the state of its reviews."""
        return RunDetailSerializer if self.action == "retrieve" else RunSerializer

    @extend_schema(operation_id="runs_retry", request=None, responses=RunDetailSerializer)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        """Put a failed run back to work."""
        require_verb(self.editor, SUBJECT, "retry")
        extraction.retry(int(pk), by=self.editor)
        return Response(RunDetailSerializer(self.row(pk), context=self.get_serializer_context()).data)
