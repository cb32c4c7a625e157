"""Outlets, documents, versions and intakes, to read."""

import base64
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from sources.api.filters import DocumentFilter, IntakeFilter, OutletFilter
from sources.api.shapes import (
    DocumentDetailSerializer,
    DocumentSerializer,
    IntakeSerializer,
    OutletSerializer,
    VersionRefSerializer,
    VersionSerializer,
)
from sources.models import Document, Intake, Outlet, Version
from tracker.core.api.concurrency import not_modified
from tracker.core.api.paging import Key
from tracker.core.api.rendering import BytesRenderer
from tracker.core.api.views import Reading, Single


class OutletViewSet(Reading):
    """Newspapers, agencies, broadcasters and sites."""

    queryset = Outlet.objects.all()
    serializer_class = OutletSerializer
    filterset_class = OutletFilter
    order = (Key("name"), Key("id"))


class DocumentViewSet(Reading):
    """What was published."""

    queryset = Document.objects.all()
    filterset_class = DocumentFilter

    def get_queryset(self) -> QuerySet[Document]:
        """Return documents with what their latest capture says."""
        return Document.objects.with_latest()

    serializer_class = DocumentSerializer

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        """A single document comes with its captures."""
        return DocumentDetailSerializer if self.action == "retrieve" else super().get_serializer_class()

    @extend_schema(responses=VersionRefSerializer(many=True))
    @action(
        detail=True,
        serializer_class=VersionRefSerializer,
        filterset_class=None,
        order=(Key("number", descending=True),),
    )
    def versions(self, request: Request, pk: str) -> Response:
        """Answer the captures of one document, the newest first."""
        return self.page_of(self.filter_queryset(self.row(pk).versions.without_content()))


class VersionViewSet(Single):
    """Captures. They never change."""

    queryset = Version.objects.all()
    serializer_class = VersionSerializer

    def get_queryset(self) -> QuerySet[Version]:
        """Return versions with their text, without their bytes."""
        return Version.objects.without_raw()

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, renderer_classes=[BytesRenderer, JSONRenderer])
    def raw(self, request: Request, pk: str) -> Response:
        """Answer the bytes exactly as they were captured, with their SHA-256 in Repr-Digest (RFC 9530).

        They are sent as a file to keep and never to show: a captured page may hold anything.
        """
        version = Version.objects.only("raw", "raw_sha256").get(pk=int(pk))
        tag = f'"{version.raw_sha256}"'
        digest = base64.b64encode(bytes.fromhex(version.raw_sha256)).decode()
        headers: dict[str, Any] = {
            "ETag": tag,
            "Repr-Digest": f"sha-256=:{digest}:",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Content-Disposition": f'attachment; filename="version-{version.pk}.bin"',
        }
        if not_modified(request, tag):
            return Response(status=304, headers=headers)
        request.accepted_renderer = BytesRenderer()
        return Response(bytes(version.raw), headers=headers, content_type="application/octet-stream")


class IntakeViewSet(Reading):
    """Attempts to bring something in, also the refused ones."""

    queryset = Intake.objects.select_related("editor")
    serializer_class = IntakeSerializer
    filterset_class = IntakeFilter
