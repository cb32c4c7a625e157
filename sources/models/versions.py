"""Versions: unchanged captures."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from sources.models.documents import Document
from sources.querysets import VersionQuerySet
from tracker.core.triggers import IMMUTABLE


class _HexOfSha256(Func):
    """The SHA-256 of bytes, in hexadecimal, computed by the database."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField()


class _Utf8(Func):
    """The bytes of a text in UTF-8."""

    template = "convert_to(%(expressions)s, 'UTF8')"
    output_field = models.BinaryField()


class Version(models.Model):
    """One immutable capture of a document: the bytes as received, and the text that spans point into.

    Offsets of every span are Unicode code points, half-open, into ``text``. The row never changes; the database sees
    to it, and to both hashes.
    """

    class Got(models.TextChoices):
        """How the bytes came here."""

        FILE = "file", "read from a file"
        URL = "url", "fetched from its address"
        UPLOAD = "upload", "uploaded in the admin"
        API = "api", "sent over the API"
        SEED = "seed", "came with the software"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="Counts the captures of one document from 1.")
    # What was received
    raw = models.BinaryField(help_text="The bytes exactly as received.")
    raw_sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    # How and when
    got = models.CharField(max_length=10, choices=Got)
    got_from = models.CharField(max_length=2000, blank=True, help_text="The address after redirects, or the file.")
    got_at = models.DateTimeField(db_default=Now())
    got_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="captures"
    )
    http_headers = models.JSONField(null=True, blank=True, help_text="The answer's headers, if fetched.")
    # What the reader made of it
    reader = models.CharField(max_length=40)
    reader_version = models.CharField(max_length=80)
    text = models.TextField(help_text="The normalised text. Every offset points into it.")
    text_sha256 = models.CharField(max_length=64)
    headline = models.TextField(blank=True)
    bylines = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    dateline_place = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=35, blank=True)
    blocks = models.JSONField(help_text="The text's layout: [start, end, kind] in reading order.")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_has_its_own_number"),
            models.UniqueConstraint(fields=["document", "raw_sha256"], name="same_bytes_are_the_same_version"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_numbers_count_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="version_has_a_text"),
            models.CheckConstraint(condition=Q(raw_sha256=_HexOfSha256(F("raw"))), name="raw_hash_is_of_the_bytes"),
            models.CheckConstraint(
                condition=Q(text_sha256=_HexOfSha256(_Utf8(F("text")))), name="text_hash_is_of_the_text"
            ),
            models.CheckConstraint(
                condition=Q(got_by__isnull=False) | ~Q(got="upload"), name="upload_names_its_editor"
            ),
        ]
        indexes = [
            models.Index(fields=["text_sha256"], name="version_by_text_hash"),
            models.Index(fields=["published_on"], name="version_by_date"),
        ]
        triggers = [
            *IMMUTABLE,
        ]

    def __str__(self) -> str:
        return f"{self.headline or self.document.locator} (version {self.number})"

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger: hashes instead of the text."""
        return {
            "document": self.document_id,
            "number": self.number,
            "raw_sha256": self.raw_sha256,
            "text_sha256": self.text_sha256,
            "characters": len(self.text),
            "got": self.got,
            "got_from": self.got_from,
            "reader": self.reader,
            "reader_version": self.reader_version,
        }
