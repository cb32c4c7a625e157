"""The vocabulary of reading candidates, the queue and the decisions."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.querysets import written
from claims.workflow import CommentState, ReadingState, ReviewState
from sources.models import Version

if TYPE_CHECKING:
    from claims.models import (
        Candidate,
        Comment,
        Review,
        SecondReading,
    )
    from tracker.core.models import User


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Ways of reading candidates."""

    def whole(self) -> "CandidateQuerySet":
        """Bring run, parts, review and the newest version's number along; a fixed number of statements."""
        return (
            self.select_related("run", "review", "version__document__outlet")
            .defer("version__raw", "version__text", "version__blocks")
            .annotate(newest_number=Version.objects.newest_number("version__document"))
            .prefetch_related("parts__span")
        )


class ReviewQuerySet(models.QuerySet["Review"]):
    """Ways of reading the queue and the decisions."""

    def pending(self) -> "ReviewQuerySet":
        """Return what waits for an editor."""
        return self.filter(state=ReviewState.PENDING.value)

    def in_queue(self, queue: str, by: "User") -> "ReviewQuerySet":
        """Return what lies in one of the queues of :class:`claims.models.choices.Queue` for an editor, unordered.

        An unknown name is the whole queue.
        """
        if queue == "mine":
            comments = cast("type[Comment]", self.model._meta.get_field("comments").related_model)
            spoken = comments.objects.filter(by=by, state=CommentState.OPEN.value, review__isnull=False)
            return self.pending().filter(Q(leased_by=by, leased_until__gt=Now()) | Q(pk__in=spoken.values("review")))
        if queue == "second":
            return self.filter(awaits_reading=True).exclude(decided_by=by)
        if queue == "disagreement":
            return self.filter(pk__in=self._disputed().values("review"))
        if queue in {"negation", "number", "anonymous", "person", "unsure"}:
            return self.pending().filter(risks__contains=[queue])
        return self.pending()

    def to_work_on(self) -> "ReviewQuerySet":
        """Return what an editor may be at: what waits, what awaits a second reading, and what is in dispute."""
        return self.filter(
            Q(state=ReviewState.PENDING.value) | Q(awaits_reading=True) | Q(pk__in=self._disputed().values("review"))
        )

    def free_for(self, by: "User", now: datetime) -> "ReviewQuerySet":
        """Leave out what a colleague holds at ``now``."""
        return self.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now) | Q(leased_by=by))

    def _disputed(self) -> "models.QuerySet[SecondReading]":
        readings = cast("type[SecondReading]", self.model._meta.get_field("second_readings").related_model)
        return readings.objects.filter(state=ReadingState.DISPUTED.value)

    def in_reading_order(self) -> "ReviewQuerySet":
        """Order capture by capture, each as the article reads."""
        return self.order_by("version_id", "start", "id")

    def after(self, pk: int) -> "ReviewQuerySet":
        """Return what comes later in reading order than the review ``pk``; nothing where there is no such review."""
        return self.filter(written.not_before_the_capture_of(pk), written.later_than(pk))

    def whole(self) -> "ReviewQuerySet":
        """Bring candidate, run, parts, outlet and the newest version's number along, without the captured text."""
        return (
            self.select_related("candidate__run", "decided_by", "version__document__outlet")
            .defer("version__raw", "version__text", "version__blocks")
            .annotate(newest_number=Version.objects.newest_number("version__document"))
            .prefetch_related("candidate__parts__span")
        )

    def for_desk(self, *, with_text: bool) -> "ReviewQuerySet":
        """Bring along in one statement what the desk shows of an item.

        ``found_parts`` are the candidate's passages as JSON, ``quote_pk`` the quotation that came of it, ``left`` how
        many of its capture wait, ``open_comments`` how many comments on it are open, ``newest_number`` the number of
        its document's newest capture. The captured text comes only ``with_text``.
        """
        return (
            self.select_related("candidate__run", "decided_by", "leased_by", "version__document__outlet")
            .defer("version__raw", *(() if with_text else ("version__text", "version__blocks")))
            .annotate(
                found_parts=written.FOUND_PARTS,
                quote_pk=written.QUOTE,
                left=written.LEFT,
                open_comments=written.OPEN_COMMENTS,
                newest_number=written.NEWEST_NUMBER,
            )
        )
