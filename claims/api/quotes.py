"""Quotations: the record, and the verbs on it."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.filters import QuoteFilter
from claims.api.provenance import ProvenanceSerializer, provenance_of
from claims.api.shapes import QuoteSerializer
from claims.api.statements import PartsBody, StatementBody, by_hand, changed, of_quote
from claims.models import Quote
from claims.models.choices import Attribution, Kind
from claims.policies import require_verb
from claims.services import quotes
from sources.models import Version
from tracker.core.api.bodies import ReasonBody
from tracker.core.api.concurrency import VERSIONED_READ, VERSIONED_WRITE, expected_version
from tracker.core.api.views import Versioned
from tracker.core.errors import InvalidInput

SUBJECT = "claims.quote"


class QuoteBody(StatementBody):
    """A statement that an editor marked by hand in a captured text."""

    version = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="The version's number (its id).")
    kind = serializers.ChoiceField(choices=Kind.choices)
    parts = PartsBody()
    attribution = serializers.ChoiceField(choices=Attribution.choices)
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class CorrectionBody(StatementBody):
    """What is to stand on record, and why it changes. What is left out stays."""

    reason = serializers.CharField(max_length=2000)


@extend_schema_view(retrieve=extend_schema(parameters=VERSIONED_READ))
class QuoteViewSet(Versioned):
    """Quotations on record. Withdrawn ones are listed only if asked for, and always readable by their number."""

    queryset = Quote.objects.all()
    serializer_class = QuoteSerializer
    filterset_class = QuoteFilter

    def get_queryset(self) -> QuerySet[Quote]:
        """Return quotations with all that their representation holds."""
        return Quote.objects.whole()

    @extend_schema(request=QuoteBody, responses={201: QuoteSerializer})
    def create(self, request: Request) -> Response:
        """Put on record what no engine found. The words must be those of the capture, to the character."""
        require_verb(self.editor, SUBJECT, "record")
        body = self.body(QuoteBody)
        version = Version.objects.without_raw().filter(pk=body["version"]).first()
        if version is None:
            raise InvalidInput(f"There is no version with number {body['version']}.", pointer="/version")
        quote = quotes.record(by_hand(body), version=version, by=self.editor, reason=body.get("reason", ""))
        return self.answer(
            self.row(quote.pk),
            status=201,
            location=reverse("quote-detail", kwargs={"pk": quote.pk}, request=request),
        )

    @extend_schema(operation_id="quotes_correct", request=CorrectionBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        """Correct what stands on record; what stood before stays in the ledger."""
        require_verb(self.editor, SUBJECT, "correct")
        expected = expected_version(request)
        body = self.body(CorrectionBody)
        # Read before the lock, yet safe: a row that changed after this reading no longer has the expected version.
        statement = changed(of_quote(self.row(pk)), body)
        quotes.correct(int(pk), statement, by=self.editor, expected_version=expected, reason=body["reason"])
        return self.answer(self.row(pk))

    @extend_schema(operation_id="quotes_withdraw", request=ReasonBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take a quotation off the record. It stays readable as withdrawn."""
        require_verb(self.editor, SUBJECT, "withdraw")
        expected = expected_version(request)
        quotes.withdraw(int(pk), by=self.editor, expected_version=expected, **self.body(ReasonBody))
        return self.answer(self.row(pk))

    @extend_schema(operation_id="quotes_restore", request=ReasonBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Put a withdrawn quotation back on record as it was."""
        require_verb(self.editor, SUBJECT, "restore")
        expected = expected_version(request)
        quotes.restore(int(pk), by=self.editor, expected_version=expected, **self.body(ReasonBody))
        return self.answer(self.row(pk))

    @action(detail=True, serializer_class=ProvenanceSerializer)
    def provenance(self, request: Request, pk: str) -> Response:
        """Answer the whole chain from the captured bytes to the latest decision, and how to check it."""
        return Response(provenance_of(int(pk), request))
