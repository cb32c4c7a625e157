"""What editors say about a capture beside deciding: comments on a passage, and "read, nothing more here"."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.models.reviews import Review
from claims.workflow import ClearanceState, CommentState
from sources.models import SourceSpan, Version
from tracker.core.triggers import NEVER_DELETED, NEVER_EMPTIED


class Comment(models.Model):
    """What an editor says to the others about a passage. It is no part of what is published."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    span = models.ForeignKey(SourceSpan, on_delete=models.PROTECT, related_name="comments")
    review = models.ForeignKey(
        Review,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="comments",
        help_text="The candidate on whose card it was written, if on one.",
    )
    text = models.CharField(max_length=2000)
    state = models.CharField(max_length=8, choices=CommentState.choices(), default="open")
    record_version = models.PositiveIntegerField(default=1, help_text="Grows with every change.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(text__regex=r"\S"), name="comment_says_something")]
        indexes = [models.Index(fields=["by"], condition=Q(state="open"), name="open_comments_by_editor")]
        triggers = [NEVER_DELETED, NEVER_EMPTIED]

    def __str__(self) -> str:
        return self.text

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "version": self.version_id,
            "span": self.span_id,
            "review": self.review_id,
            "text": self.text,
            "state": self.state,
            "record_version": self.record_version,
            "by": self.by_id,
        }


class Clearance(models.Model):
    """An editor has read a whole capture and says: nothing more to be put on record here."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clearances")
    state = models.CharField(max_length=9, choices=ClearanceState.choices(), default="stands")
    record_version = models.PositiveIntegerField(default=1, help_text="Grows with every change.")
    note = models.CharField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clearances")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=Q(state="stands"), name="capture_is_cleared_once")
        ]
        triggers = [NEVER_DELETED, NEVER_EMPTIED]

    def __str__(self) -> str:
        return f"clearance of version {self.version_id}"

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {
            "version": self.version_id,
            "state": self.state,
            "record_version": self.record_version,
            "note": self.note,
            "by": self.by_id,
        }
