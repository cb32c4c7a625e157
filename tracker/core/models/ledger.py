"""The ledger: one event for every change, never changed itself."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from tracker.core.triggers import IMMUTABLE

# The digest chains the events of one subject: a row changed or taken out behind the trigger's back shows up in
# verify_ledger. jsonb_build_array keeps neighbouring fields from running into each other. %(row)s is the row's name.
DIGEST_SQL = """encode(sha256(convert_to(jsonb_build_array(
    %(row)s.previous_digest, %(row)s.subject_type, %(row)s.subject_id, %(row)s.sequence, %(row)s.verb,
    to_char(%(row)s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), %(row)s.editor_id, %(row)s.agent,
    %(row)s.before, %(row)s.after, %(row)s.reason)::text, 'UTF8')), 'hex')"""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Ways of reading the ledger."""

    def about(self, subject: models.Model) -> "AuditEventQuerySet":
        """Return the events of one row, oldest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("sequence")


class AuditEvent(models.Model):
    """One change: who or what made it, when, what it was before and after, and why.

    ``sequence``, ``previous_digest`` and ``digest`` are set by the database. Sequences count from 1 within a subject.
    """

    # What was changed
    subject_type = models.CharField(max_length=100, help_text="The model, such as claims.quote.")
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    before = models.JSONField(null=True, help_text="The facts before; empty when the row is new.")
    after = models.JSONField(null=True, help_text="The facts after; empty when the row was removed.")
    # Who, when, why
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    agent = models.CharField(max_length=120, blank=True, help_text="The engine or service, if no person did it.")
    at = models.DateTimeField(db_default=Now())
    reason = models.TextField(blank=True)
    # The chain
    sequence = models.PositiveIntegerField(db_default=0)
    previous_digest = models.CharField(max_length=64, blank=True, db_default="")
    digest = models.CharField(max_length=64, blank=True, db_default="")

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "ledger event"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "sequence"], name="event_has_its_own_place_in_the_chain"
            ),
            models.CheckConstraint(
                condition=models.Q(editor__isnull=False, agent="")
                | (models.Q(editor__isnull=True) & ~models.Q(agent="")),
                name="event_is_by_one_editor_or_one_agent",
            ),
        ]
        indexes = [
            models.Index(fields=["editor", "-id"], name="event_by_editor"),
            models.Index(fields=["subject_type", "verb", "at"], include=["editor"], name="event_by_kind_and_day"),
        ]
        triggers = [
            *IMMUTABLE,
            pgtrigger.Trigger(
                name="chain",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("last", "record")],
                func=f"""
                    SELECT sequence, digest INTO last FROM core_auditevent
                     WHERE subject_type = NEW.subject_type AND subject_id = NEW.subject_id
                     ORDER BY sequence DESC LIMIT 1;
                    NEW.sequence := coalesce(last.sequence, 0) + 1;
                    NEW.previous_digest := coalesce(last.digest, '');
                    NEW.digest := {DIGEST_SQL % {"row": "NEW"}};
                    RETURN NEW;
                """,  # noqa: S608 - our own constants
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"

    @property
    def actor(self) -> str:
        """The name of who did it."""
        return str(self.editor) if self.editor else self.agent
