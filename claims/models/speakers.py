"""Speakers and their names."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper

from claims.querysets import SpeakerQuerySet
from tracker.core.triggers import NEVER_DELETED, NEVER_EMPTIED


class Speaker(models.Model):
    """Someone whose words are on record. Two speakers may share a name: a name alone never links."""

    class SpeakerKind(models.TextChoices):
        """What kind of speaker."""

        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"
        GROUP = "group", "group"
        ANONYMOUS = "anonymous", "anonymous"

    kind = models.CharField(max_length=12, choices=SpeakerKind, default=SpeakerKind.PERSON)
    name = models.CharField(max_length=200, help_text="The name to show, without titles.")
    description = models.CharField(
        max_length=300,
        blank=True,
        help_text="What tells this speaker from a namesake: role, place, years.",
    )
    wikidata_id = models.CharField(max_length=20, blank=True, help_text="Such as Q76; optional.")
    record_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_a_name"),
            models.UniqueConstraint(
                fields=["wikidata_id"], condition=~Q(wikidata_id=""), name="wikidata_id_is_one_speaker"
            ),
        ]
        triggers = [NEVER_DELETED, NEVER_EMPTIED]

    def __str__(self) -> str:
        return f"{self.name} ({self.description})" if self.description else self.name

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "kind": self.kind,
            "name": self.name,
            "description": self.description,
            "wikidata_id": self.wikidata_id,
            "record_version": self.record_version,
        }


class SpeakerName(models.Model):
    """One name that a speaker goes or went by; the shown name stands here too."""

    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="The last day on which the name was used.")

    class Meta:
        ordering = ["speaker", "id"]
        constraints = [
            models.UniqueConstraint("speaker", Upper("name"), name="speaker_has_a_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_is_not_empty"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="name_begins_before_it_ends",
            ),
        ]
        indexes = [
            models.Index(Upper("name"), name="speaker_by_any_name"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="speaker_name_by_letters"),
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "speaker": self.speaker_id,
            "name": self.name,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
        }


class SpeakerPosition(models.Model):
    """What a speaker was, and when: "mayor of Harwick", 2025 to today. Shown as of the article's date."""

    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=200, help_text="Office or role, with its place: mayor of Harwick.")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="The last day in it; empty while it lasts.")

    class Meta:
        ordering = ["speaker", F("valid_from").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="position_has_a_title"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="position_begins_before_it_ends",
            ),
            models.UniqueConstraint(
                "speaker",
                Upper("title"),
                "valid_from",
                name="speaker_takes_up_a_position_once",
                nulls_distinct=False,
            ),
        ]
        triggers = [NEVER_DELETED, NEVER_EMPTIED]

    def __str__(self) -> str:
        return self.title

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "speaker": self.speaker_id,
            "title": self.title,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
        }
