"""Quotes: the record."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.models.candidates import Candidate
from claims.models.choices import Attribution, Kind, PartRole, Precision
from claims.models.speakers import Speaker
from claims.querysets import QuoteQuerySet
from claims.workflow import QuoteState
from sources.models import SourceSpan, Version
from tracker.core.triggers import NEVER_DELETED, NEVER_EMPTIED

_COMPLETE = """
    SELECT * INTO quote FROM claims_quote WHERE id = {quote_id};
    IF quote.id IS NOT NULL THEN
        IF NOT EXISTS (SELECT 1 FROM claims_quotepart WHERE quote_id = quote.id AND role = 'content') THEN
            RAISE EXCEPTION 'A quotation has at least one passage of content.' USING ERRCODE = 'check_violation';
        END IF;
        IF (quote.attribution = 'named') <> EXISTS (
            SELECT 1 FROM claims_quotespeaker WHERE quote_id = quote.id AND role = 'speaker') THEN
            RAISE EXCEPTION 'A named attribution has a speaker, and only a named one has.'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NULL;
"""


def _complete(quote_id: str, operation: Any) -> pgtrigger.Trigger:
    """Judge, when the transaction ends, whether a quotation has content and a settled speaker."""
    return pgtrigger.Trigger(
        name="quotation_is_complete",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("quote", "claims_quote%ROWTYPE")],
        func=_COMPLETE.format(quote_id=quote_id),
    )


class Quote(models.Model):
    """A statement on record: the passages, the kind, whose words, when, and by what way they came.

    What it said before a correction stands in the ledger.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="quotes")
    candidate = models.OneToOneField(
        Candidate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quote",
        help_text="The machine's candidate it came from; empty for one made by hand.",
    )
    state = models.CharField(max_length=10, choices=QuoteState.choices(), default="on_record")
    record_version = models.PositiveIntegerField(default=1, help_text="Grows with every change; sent as ETag.")
    # What was said
    kind = models.CharField(max_length=8, choices=Kind)
    language = models.CharField(max_length=35, blank=True, help_text="Of the words as they stand (BCP 47).")
    start = models.PositiveIntegerField(help_text="Where its first content part starts.")
    # Whose words
    attribution = models.CharField(max_length=12, choices=Attribution)
    described_as = models.CharField(
        max_length=300,
        blank=True,
        help_text="An anonymous speaker, in the article's words: a senior official.",
    )
    speakers = models.ManyToManyField(Speaker, through="QuoteSpeaker", related_name="quotes")
    relayed_by = models.CharField(
        max_length=300, blank=True, help_text="The outlet that the speaker told it to, if not this one."
    )
    # When
    said_on = models.DateField(null=True, blank=True)
    said_on_precision = models.CharField(max_length=5, choices=Precision, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        permissions = [("withdraw_quote", "Can withdraw and restore quotations")]
        constraints = [
            models.CheckConstraint(
                condition=Q(said_on__isnull=True, said_on_precision="")
                | Q(said_on__isnull=False) & ~Q(said_on_precision=""),
                name="quote_date_has_a_precision",
            ),
            models.CheckConstraint(
                condition=Q(attribution="anonymous") & ~Q(described_as="")
                | ~Q(attribution="anonymous") & Q(described_as=""),
                name="anonymous_speaker_is_described",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values)
                & Q(attribution__in=Attribution.values)
                & Q(state__in=[state.value for state in QuoteState]),
                name="quote_is_of_a_known_kind_and_state",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "start"], name="quote_in_its_article"),
            models.Index(F("said_on").desc(nulls_last=True), F("id").desc(), name="quote_by_date"),
        ]
        triggers = [
            NEVER_DELETED,
            NEVER_EMPTIED,
            _complete("NEW.id", pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"quotation {self.pk}"

    def facts(self) -> dict[str, Any]:
        """Return what this row and its parts and speakers state, for the ledger.

        Two queries, or none where ``parts`` and ``quote_speakers`` were prefetched.
        """
        return {
            "version": self.version_id,
            "candidate": self.candidate_id,
            "state": self.state,
            "record_version": self.record_version,
            "kind": self.kind,
            "language": self.language,
            "attribution": self.attribution,
            "described_as": self.described_as,
            "relayed_by": self.relayed_by,
            "said_on": self.said_on and self.said_on.isoformat(),
            "said_on_precision": self.said_on_precision,
            "speakers": [[row.role, row.speaker_id] for row in sorted(self.quote_speakers.all(), key=_place)],
            "parts": [[part.role, part.span.start, part.span.end] for part in sorted(self.parts.all(), key=_place)],
        }


def _place(row: "QuotePart | QuoteSpeaker") -> tuple[str, int]:
    return row.role, row.position


class WithSpan(models.Manager["QuotePart"]):
    """Brings the span along: a part is never of use without it."""

    def get_queryset(self) -> models.QuerySet["QuotePart"]:
        """Join the spans."""
        return super().get_queryset().select_related("span")


class QuotePart(models.Model):
    """One passage of a quotation, in its role and order."""

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(max_length=8, choices=PartRole)
    position = models.PositiveSmallIntegerField(help_text="Counts within the role from 0.")
    span = models.ForeignKey(SourceSpan, on_delete=models.PROTECT, related_name="quote_parts")

    objects = WithSpan()

    class Meta:
        ordering = ["quote", "role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "role", "position"], name="quote_part_has_its_own_place")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="part_is_of_the_same_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF (SELECT version_id FROM claims_quote WHERE id = NEW.quote_id)
                       IS DISTINCT FROM (SELECT version_id FROM sources_sourcespan WHERE id = NEW.span_id) THEN
                        RAISE EXCEPTION 'A quotation''s parts lie in the version that it was found in.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            _complete("OLD.quote_id", pgtrigger.Delete | pgtrigger.Update),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"


class QuoteSpeaker(models.Model):
    """Who spoke, or on whose behalf: a spokesperson utters, a ministry stands behind it."""

    class SpeakerRole(models.TextChoices):
        """How the speaker stands to the words."""

        SPEAKER = "speaker", "uttered the words"
        BEHALF = "behalf", "the words were uttered on their behalf"

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="quote_speakers")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="quote_speakers", db_index=False)
    role = models.CharField(max_length=8, choices=SpeakerRole, default=SpeakerRole.SPEAKER)
    position = models.PositiveSmallIntegerField(default=0, help_text="Counts within the role from 0.")

    class Meta:
        ordering = ["quote", "role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "role", "speaker"], name="quote_names_a_speaker_once"),
            models.UniqueConstraint(fields=["quote", "role", "position"], name="quote_speaker_has_its_own_place"),
        ]
        indexes = [models.Index(fields=["speaker", "-id"], name="newest_of_a_speaker")]
        triggers = [
            _complete("coalesce(NEW.quote_id, OLD.quote_id)", pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.speaker_id}"
