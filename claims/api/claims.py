"""Claims: checkable assertions, and the quotations linked to them."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.filters import ClaimFilter
from claims.api.shapes import QuoteSerializer
from claims.models import Claim, ClaimQuote, Quote
from claims.policies import require, require_verb
from claims.services import claims
from sources.models import Version
from tracker.core.api.bodies import Body, ReasonBody
from tracker.core.api.concurrency import VERSIONED_READ, VERSIONED_WRITE, expected_version
from tracker.core.api.paging import Key
from tracker.core.api.problems import Problem
from tracker.core.api.views import Versioned
from tracker.core.errors import InvalidInput

SUBJECT = "claims.claim"


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """One assertion in the editors' words, without a verdict."""

    url = serializers.HyperlinkedIdentityField(view_name="claim-detail")
    quotes_url = serializers.HyperlinkedIdentityField(view_name="claim-quotes")
    created_by = serializers.StringRelatedField[Any](read_only=True)

    class Meta:
        model = Claim
        fields = ("id", "url", "text", "state", "record_version", "created_by", "created_at", "quotes_url")
        read_only_fields = fields


class LinkSerializer(serializers.ModelSerializer[ClaimQuote]):
    """A quotation that bears on the claim, and how."""

    quote = QuoteSerializer(read_only=True)
    linked_by = serializers.StringRelatedField[Any](read_only=True)

    class Meta:
        model = ClaimQuote
        fields = ("quote", "stance", "linked_by", "linked_at")
        read_only_fields = fields

    def to_representation(self, link: Any) -> dict[str, Any]:
        """Hand the newest version's number, which comes with the link, on to its quotation."""
        link.quote.newest_number = link.newest_number
        shown: dict[str, Any] = super().to_representation(link)
        return shown


class ClaimBody(Body):
    """What is asserted, in one sentence."""

    text = serializers.CharField(max_length=500)


class RewordBody(ClaimBody):
    """The new wording, and why."""

    reason = serializers.CharField(max_length=2000)


class LinkBody(Body):
    """Which quotation, and how it stands to the claim."""

    quote = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    stance = serializers.ChoiceField(choices=ClaimQuote.Stance.choices, required=False)


@extend_schema_view(retrieve=extend_schema(parameters=VERSIONED_READ))
class ClaimViewSet(Versioned):
    """Claims."""

    queryset = Claim.objects.select_related("created_by")
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter

    @extend_schema(request=ClaimBody, responses={201: ClaimSerializer})
    def create(self, request: Request) -> Response:
        """Open a claim."""
        require_verb(self.editor, SUBJECT, "open")
        claim = claims.open_claim(self.body(ClaimBody)["text"], by=self.editor)
        location = reverse("claim-detail", kwargs={"pk": claim.pk}, request=request)
        return self.answer(self.row(claim.pk), status=201, location=location)

    @extend_schema(operation_id="claims_reword", request=RewordBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def reword(self, request: Request, pk: str) -> Response:
        """Change the wording; what it said before stays in the ledger."""
        require_verb(self.editor, SUBJECT, "reword")
        expected = expected_version(request)
        claims.reword(int(pk), by=self.editor, expected_version=expected, **self.body(RewordBody))
        return self.answer(self.row(pk))

    @extend_schema(operation_id="claims_close", request=ReasonBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Close a claim that is no longer worked on."""
        require_verb(self.editor, SUBJECT, "close")
        expected = expected_version(request)
        claims.close(int(pk), by=self.editor, expected_version=expected, **self.body(ReasonBody))
        return self.answer(self.row(pk))

    @extend_schema(operation_id="claims_reopen", request=ReasonBody, parameters=VERSIONED_WRITE)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Take up a closed claim again."""
        require_verb(self.editor, SUBJECT, "reopen")
        expected = expected_version(request)
        claims.reopen(int(pk), by=self.editor, expected_version=expected, **self.body(ReasonBody))
        return self.answer(self.row(pk))

    @extend_schema(responses=LinkSerializer(many=True))
    @action(detail=True, serializer_class=LinkSerializer, filterset_class=None, order=(Key("id"),))
    def quotes(self, request: Request, pk: str) -> Response:
        """Answer the quotations linked to the claim, also withdrawn ones, in the order of linking."""
        return self.page_of(self.filter_queryset(_links(self._claim(pk))))

    @extend_schema(operation_id="claims_link", request=LinkBody, responses={201: LinkSerializer, 200: LinkSerializer})
    @quotes.mapping.post
    def link(self, request: Request, pk: str) -> Response:
        """Link a quotation on record; 200 if it was linked already. A new stance replaces the old one."""
        require(self.editor, "claims.change_claim", "link a quotation to a claim")
        claim = self._claim(pk)
        body = self.body(LinkBody)
        if not Quote.objects.filter(pk=body["quote"]).exists():
            raise InvalidInput(f"There is no quotation with number {body['quote']}.", pointer="/quote")
        known = claim.claim_quotes.filter(quote=body["quote"]).exists()
        held = claims.link(
            claim.pk,
            body["quote"],
            by=self.editor,
            stance=body.get("stance", ClaimQuote.Stance.ASSERTS),
        )
        return Response(self.shown(_links(claim).get(pk=held.pk)), status=200 if known else 201)

    @extend_schema(
        operation_id="claims_unlink",
        request=None,
        responses={204: None},
        parameters=[OpenApiParameter("reason", str, required=True, description="Why; it stands in the ledger.")],
    )
    @action(detail=True, methods=["delete"], url_path=r"quotes/(?P<quote>[0-9]{1,18})")
    def unlink(self, request: Request, pk: str, quote: str) -> Response:
        """Take a quotation off the claim; the ledger keeps that it was there."""
        require(self.editor, "claims.change_claim", "unlink a quotation from a claim")
        reason = request.query_params.get("reason", "").strip()
        if not reason or len(reason) > 2000 or "\x00" in reason:
            detail = "Say in a few words why, as ?reason=…; it stands in the ledger."
            raise Problem("invalid-parameter", detail, status=400, errors=[{"detail": detail, "parameter": "reason"}])
        claims.unlink(self._claim(pk).pk, int(quote), by=self.editor, reason=reason)
        return Response(status=204)

    def _claim(self, pk: str) -> Claim:
        return Claim.objects.get(pk=int(pk))


def _links(claim: Claim) -> QuerySet[ClaimQuote]:
    return (
        claim.claim_quotes.select_related("quote__version__document__outlet", "linked_by")
        .defer("quote__version__raw", "quote__version__text", "quote__version__blocks")
        .annotate(newest_number=Version.objects.newest_number("quote__version__document"))
        .prefetch_related("quote__parts__span", "quote__quote_speakers__speaker")
    )
