"""Representations of outlets, documents, versions and intakes."""

from typing import Any

from rest_framework import serializers

from sources.models import Document, Intake, Outlet, Version


class OutletSerializer(serializers.ModelSerializer[Outlet]):
    """Who published."""

    class Meta:
        model = Outlet
        fields = ("id", "name", "domain", "language")
        read_only_fields = fields


class VersionRefSerializer(serializers.ModelSerializer[Version]):
    """One capture, without its text."""

    url = serializers.HyperlinkedIdentityField(view_name="version-detail")
    raw_url = serializers.HyperlinkedIdentityField(view_name="version-raw")

    class Meta:
        model = Version
        fields: tuple[str, ...] = (
            "id",
            "url",
            "raw_url",
            "document",
            "number",
            "raw_sha256",
            "text_sha256",
            "media_type",
            "got",
            "got_from",
            "got_at",
            "reader",
            "reader_version",
            "headline",
            "bylines",
            "dateline_place",
            "published_on",
            "language",
        )
        read_only_fields: tuple[str, ...] = fields


class VersionSerializer(VersionRefSerializer):
    """One capture with its text, into which every offset points (code points, half-open)."""

    blocks = serializers.ListField(
        child=serializers.ListField(child=serializers.JSONField()),
        read_only=True,
        help_text="The layout of the text: [start, end, kind] in reading order.",
    )

    class Meta(VersionRefSerializer.Meta):
        fields: tuple[str, ...] = (*VersionRefSerializer.Meta.fields, "text", "blocks")
        read_only_fields: tuple[str, ...] = fields


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """What was published, with what its latest capture says of itself."""

    url = serializers.HyperlinkedIdentityField(view_name="document-detail")
    outlet = OutletSerializer(read_only=True, allow_null=True)
    headline = serializers.CharField(read_only=True)
    published_on = serializers.DateField(read_only=True, allow_null=True)
    latest_version = serializers.IntegerField(source="latest_id", read_only=True)
    latest_number = serializers.IntegerField(read_only=True)

    class Meta:
        model = Document
        fields: tuple[str, ...] = (
            "id",
            "url",
            "locator",
            "outlet",
            "headline",
            "published_on",
            "latest_version",
            "latest_number",
        )
        read_only_fields: tuple[str, ...] = fields


class DocumentDetailSerializer(DocumentSerializer):
    """A document with all its captures, the newest first."""

    versions = serializers.SerializerMethodField()

    class Meta(DocumentSerializer.Meta):
        fields: tuple[str, ...] = (*DocumentSerializer.Meta.fields, "versions")
        read_only_fields: tuple[str, ...] = fields

    def get_versions(self, document: Document) -> list[dict[str, Any]]:
        """The captures, the newest first; the hundred newest of a page captured very often."""
        newest = document.versions.without_content().order_by("-number")[:100]
        return list(VersionRefSerializer(newest, many=True, context=self.context).data)


class IntakeSerializer(serializers.ModelSerializer[Intake]):
    """One attempt to bring something in."""

    editor = serializers.StringRelatedField[Any](read_only=True, allow_null=True)

    class Meta:
        model = Intake
        fields = (
            "id",
            "asked_for",
            "got",
            "outcome",
            "version",
            "refusal_code",
            "refusal",
            "raw_sha256",
            "editor",
            "at",
        )
        read_only_fields = fields
