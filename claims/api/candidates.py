"""Candidates: what an engine found, and the verbs by which an editor decides."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.filters import CandidateFilter
from claims.api.shapes import CaptureSerializer, StatementSerializer
from claims.api.statements import StatementBody, changed, of_candidate
from claims.extraction.attribution import CUE_CLASSES
from claims.models import Candidate, Review
from claims.policies import require_verb
from claims.services import review
from tracker.core.api.bodies import Body, ReasonBody
from tracker.core.api.concurrency import VERSIONED_READ, VERSIONED_WRITE, expected_version
from tracker.core.api.paging import Key
from tracker.core.api.views import Versioned

SUBJECT = "claims.review"


class GuessSerializer(serializers.Serializer[Any]):
    """A speaker as the engine resolved them within this one text."""

    name = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField(allow_null=True)
    evidence = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="Where the name stands: [start, end]."
    )
    how = serializers.CharField()
    on_behalf_of = serializers.CharField(allow_null=True, required=False)


class ReviewSerializer(serializers.ModelSerializer[Review]):
    """Where the review stands. Its record version is the candidate's ETag."""

    decided_by = serializers.StringRelatedField[Any](read_only=True, allow_null=True)

    class Meta:
        model = Review
        fields = (
            "id",
            "state",
            "record_version",
            "decided_by",
            "decided_at",
            "reject_reason",
            "note",
            "settled_by",
            "settled_by_quote",
        )
        read_only_fields = fields


class CandidateSerializer(StatementSerializer):
    """One attribution as an engine found it; it never changes, only its review does."""

    url = serializers.HyperlinkedIdentityField(view_name="candidate-detail")
    run_url = serializers.HyperlinkedRelatedField[Any](source="run", view_name="run-detail", read_only=True)
    version = CaptureSerializer(read_only=True)
    cue_class = serializers.ChoiceField(choices=CUE_CLASSES, read_only=True)
    speakers = GuessSerializer(many=True, read_only=True)
    alternatives = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="On a tie: who it could be."
    )
    reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    relayed_by = serializers.ListField(child=serializers.CharField(), read_only=True)
    review = ReviewSerializer(read_only=True)
    quote = serializers.SerializerMethodField(help_text="The number of the quotation that came of it, or null.")

    class Meta:
        model = Candidate
        fields = (
            "id",
            "url",
            "run",
            "run_url",
            "kind",
            "cue_class",
            "text",
            "display",
            "parts",
            "version",
            "speakers",
            "alternatives",
            "confidence",
            "reasons",
            "said_on",
            "said_on_precision",
            "relayed_by",
            "review",
            "quote",
        )
        read_only_fields = fields

    def get_quote(self, candidate: Candidate) -> int | None:
        """The number of the quotation, or null."""
        quote = getattr(candidate, "quote", None)
        return quote.pk if quote else None


class AcceptBody(StatementBody):
    """The statement as the editor rules it. What is left out stays as the candidate has it; speakers it has none."""

    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class RejectBody(Body):
    """Why the candidate is no quotation for the record."""

    reason = serializers.ChoiceField(choices=Review.RejectReason.choices)
    note = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, help_text="Needed with the reason “other”."
    )


@extend_schema_view(retrieve=extend_schema(parameters=VERSIONED_READ))
class CandidateViewSet(Versioned):
    """Candidates, in the order in which they were found."""

    queryset = Candidate.objects.all()
    serializer_class = CandidateSerializer
    filterset_class = CandidateFilter
    order = (Key("id"),)

    def get_queryset(self) -> QuerySet[Candidate]:
        """Return candidates with all that their representation holds."""
        return Candidate.objects.whole().select_related("review__decided_by", "quote")

    def record_version(self, row: Candidate) -> int:
        """Return the review's version: the candidate itself never changes."""
        return row.review.record_version

    @extend_schema(operation_id="candidates_accept", request=AcceptBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Accept a candidate and put it on record. Of two editors at once one succeeds, the other gets 412."""
        require_verb(self.editor, SUBJECT, "accept")
        expected = expected_version(request)
        candidate = self.row(pk)
        body = self.body(AcceptBody)
        note = body.pop("note", "")
        statement = changed(of_candidate(candidate), body)
        review.accept(candidate.review.pk, statement, by=self.editor, expected_version=expected, note=note)
        return self.answer(self.row(pk))

    @extend_schema(operation_id="candidates_reject", request=RejectBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """Reject a candidate, with the reason."""
        require_verb(self.editor, SUBJECT, "reject")
        expected = expected_version(request)
        candidate = self.row(pk)
        body = self.body(RejectBody)
        review.reject(
            candidate.review.pk,
            body["reason"],
            by=self.editor,
            expected_version=expected,
            note=body.get("note", ""),
        )
        return self.answer(self.row(pk))

    @extend_schema(operation_id="candidates_reopen", request=ReasonBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Put a decided candidate back into the queue; a quotation that came of it is withdrawn."""
        require_verb(self.editor, SUBJECT, "reopen")
        expected = expected_version(request)
        candidate = self.row(pk)
        review.reopen(candidate.review.pk, by=self.editor, expected_version=expected, **self.body(ReasonBody))
        return self.answer(self.row(pk))
