"""Spans: passages of a version, kept with their words."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from sources.models.versions import Version
from sources.querysets import SourceSpanQuerySet, misplaced
from sources.text.spans import Span
from tracker.core.triggers import IMMUTABLE


class SourceSpan(models.Model):
    """A passage of one version's text: ``version.text[start:end]``, code points, half-open.

    The words are kept beside the offsets and the database holds the two together; a span never changes.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="spans")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    objects = SourceSpanQuerySet.as_manager()

    class Meta:
        ordering = ["version", "start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end"], name="passage_is_kept_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="span_is_not_empty"),
        ]
        triggers = [
            *IMMUTABLE,
            pgtrigger.Trigger(
                # Once per statement: a long article brings thousands of spans, and its text is read once for all.
                name="text_is_the_slice",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_spans"),  # type: ignore[no-untyped-call] # untyped there
                declare=[("wrong", "record")],
                func=f"""
                    SELECT * INTO wrong FROM new_spans
                     WHERE id = (SELECT min(id) FROM ({misplaced("new_spans")}) misplaced);
                    IF FOUND THEN
                        RAISE EXCEPTION 'A span''s text is the slice of its version: %-% of version % reads otherwise.',
                            wrong.start, wrong."end", wrong.version_id USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,  # noqa: S608 - our own names
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def span(self) -> Span:
        """The offsets as the pure rooms use them."""
        return Span(self.start, self.end)
