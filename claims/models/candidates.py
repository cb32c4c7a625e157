"""Candidates: raw machine output, never edited."""

import pgtrigger
from django.db import models
from django.db.models import Q

from claims.models.choices import Kind, PartRole, Precision
from claims.models.runs import ExtractionRun
from claims.querysets import CandidateQuerySet
from sources.models import SourceSpan, Version
from tracker.core.triggers import IMMUTABLE


class Candidate(models.Model):
    """One attribution as an engine found it. What an editor makes of it stands in Review and Quote."""

    run = models.ForeignKey(ExtractionRun, on_delete=models.PROTECT, related_name="candidates")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="candidates")
    # What the engine found
    kind = models.CharField(max_length=8, choices=Kind)
    cue_class = models.CharField(max_length=12, help_text="speech, thought, attitude, document or none.")
    speakers = models.JSONField(
        help_text="Speakers as resolved in the text: name, kind, title, how, evidence as [start, end]."
    )
    alternatives = models.JSONField(help_text="On a tie: the names it could be. No speaker is given then.")
    confidence = models.FloatField()
    reasons = models.JSONField(help_text="Sentences for the editor: why this is a candidate, and who speaks.")
    said_on = models.DateField(null=True)
    said_on_precision = models.CharField(max_length=5, choices=Precision, blank=True)
    relayed_by = models.JSONField(help_text="Names of the outlets that relayed it, nearest to the speaker first.")
    # Where
    start = models.PositiveIntegerField(help_text="Where its first content part starts.")
    content_key = models.CharField(
        max_length=64, help_text="SHA-256 of the content's offsets: the very same passage under any engine."
    )
    parts_key = models.CharField(max_length=64, help_text="SHA-256 of every part: one candidate of a run.")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["version", "start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "parts_key"], name="run_finds_a_candidate_once"),
            models.CheckConstraint(condition=Q(confidence__gte=0, confidence__lte=1), name="confidence_is_a_share"),
            models.CheckConstraint(
                condition=Q(said_on__isnull=True, said_on_precision="")
                | Q(said_on__isnull=False) & ~Q(said_on_precision=""),
                name="candidate_date_has_a_precision",
            ),
        ]
        triggers = [*IMMUTABLE]

    def __str__(self) -> str:
        return f"candidate {self.pk}"


class CandidatePart(models.Model):
    """One passage of a candidate, in its role and order."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(max_length=8, choices=PartRole)
    position = models.PositiveSmallIntegerField(help_text="Counts within the role from 0.")
    span = models.ForeignKey(SourceSpan, on_delete=models.PROTECT, related_name="candidate_parts")

    class Meta:
        ordering = ["candidate", "role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "role", "position"], name="candidate_part_has_its_own_place")
        ]
        triggers = [
            *IMMUTABLE,
            pgtrigger.Trigger(
                # Once per statement: a long article brings thousands of parts.
                name="part_is_of_the_same_version",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_parts"),  # type: ignore[no-untyped-call] # untyped there
                func="""
                    IF EXISTS (
                        SELECT 1 FROM new_parts
                          JOIN claims_candidate candidate ON candidate.id = new_parts.candidate_id
                          JOIN sources_sourcespan span ON span.id = new_parts.span_id
                         WHERE candidate.version_id <> span.version_id
                    ) THEN
                        RAISE EXCEPTION 'A candidate''s parts lie in the version that was read.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"
