"""Representations of statements: quotations and the parts that candidates share with them."""

from collections.abc import Iterable
from typing import Any, Protocol

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.exports.provenance import parts_in_order
from claims.exports.text_fragment import text_fragment_link
from claims.exports.wording import content_of, displayed, joined
from claims.models import Quote
from claims.models.choices import PartRole
from claims.models.quotes import QuoteSpeaker
from sources.api.shapes import OutletSerializer
from sources.models import Document, Version


class Worded(Protocol):
    """A quotation or a candidate: a kind, and parts."""

    kind: str

    @property
    def parts(self) -> Any:
        """The manager of its parts."""


class PartSerializer(serializers.Serializer[Any]):
    """One passage: its role, its place in the version's text (code points, half-open), and its words."""

    role = serializers.ChoiceField(choices=PartRole.choices)
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()


class StatementSerializer(serializers.ModelSerializer[Any]):
    """What quotations and candidates share."""

    parts = serializers.SerializerMethodField(help_text="Every passage, in the order of the text.")
    text = serializers.SerializerMethodField(help_text="The content, with [...] between parts that stand apart.")
    display = serializers.SerializerMethodField(
        help_text="The content as it may be printed: quotation marks stand around a direct quotation only."
    )

    @extend_schema_field(PartSerializer(many=True))
    def get_parts(self, row: Worded) -> list[dict[str, Any]]:
        """Every passage, in the order of the text."""
        return parts_in_order(row.parts.all())

    def get_text(self, row: Worded) -> str:
        """The content, with [...] between parts."""
        return joined(content_of(row.parts.all()))

    def get_display(self, row: Worded) -> str:
        """The content as it may be printed."""
        return displayed(row.kind, content_of(row.parts.all()))

    def to_representation(self, row: Any) -> dict[str, Any]:
        """Hand the newest version's number, which comes with the statement (``whole()``), on to its capture."""
        row.version.newest_number = row.newest_number
        shown: dict[str, Any] = super().to_representation(row)
        return shown


class DocumentRefSerializer(serializers.ModelSerializer[Document]):
    """Where it was published."""

    url = serializers.HyperlinkedIdentityField(view_name="document-detail")
    outlet = OutletSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Document
        fields = ("id", "url", "locator", "outlet")
        read_only_fields = fields


class CaptureSerializer(serializers.ModelSerializer[Version]):
    """The capture that the offsets point into."""

    url = serializers.HyperlinkedIdentityField(view_name="version-detail")
    raw_url = serializers.HyperlinkedIdentityField(view_name="version-raw")
    document = DocumentRefSerializer(read_only=True)
    newest_number = serializers.IntegerField(
        read_only=True,
        help_text="The number of the document's newest version. If it is greater than `number`, the article was "
        "changed after this capture: look whether the words still stand there.",
    )

    class Meta:
        model = Version
        fields = (
            "id",
            "url",
            "raw_url",
            "number",
            "newest_number",
            "text_sha256",
            "raw_sha256",
            "headline",
            "published_on",
            "document",
        )
        read_only_fields = fields


class SpokenBySerializer(serializers.ModelSerializer[QuoteSpeaker]):
    """Who uttered the words (speaker), or on whose behalf they were uttered (behalf)."""

    id = serializers.IntegerField(source="speaker_id", read_only=True)
    url = serializers.HyperlinkedRelatedField[Any](source="speaker", view_name="speaker-detail", read_only=True)
    name = serializers.CharField(source="speaker.name", read_only=True)
    kind = serializers.CharField(source="speaker.kind", read_only=True)
    description = serializers.CharField(source="speaker.description", read_only=True)

    class Meta:
        model = QuoteSpeaker
        fields = ("id", "url", "name", "kind", "description", "role")
        read_only_fields = fields


class QuoteSerializer(StatementSerializer):
    """A statement on record."""

    url = serializers.HyperlinkedIdentityField(view_name="quote-detail")
    provenance_url = serializers.HyperlinkedIdentityField(view_name="quote-provenance")
    version = CaptureSerializer(read_only=True)
    text_fragment_url = serializers.SerializerMethodField(
        help_text="Opens the article at the words, where it has a web address. A convenience, never evidence."
    )
    speakers = SpokenBySerializer(source="quote_speakers", many=True, read_only=True)

    class Meta:
        model = Quote
        fields = (
            "id",
            "url",
            "state",
            "record_version",
            "kind",
            "text",
            "display",
            "language",
            "parts",
            "version",
            "text_fragment_url",
            "attribution",
            "described_as",
            "speakers",
            "relayed_by",
            "said_on",
            "said_on_precision",
            "candidate",
            "provenance_url",
            "created_at",
        )
        read_only_fields = fields

    def get_text_fragment_url(self, quote: Quote) -> str | None:
        """The link into the article, or null."""
        return text_fragment_link(quote.version.document.locator, content_of(quote.parts.all()))


def ids(rows: Iterable[QuoteSpeaker], role: str) -> tuple[int, ...]:
    """Return the speakers of one role, in order."""
    return tuple(row.speaker_id for row in sorted(rows, key=lambda row: row.position) if row.role == role)
