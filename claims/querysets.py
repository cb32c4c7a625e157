"""The vocabulary of reading runs, candidates, reviews, quotes and speakers."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Upper

from claims.workflow import QuoteState, ReviewState
from sources.models import Version

if TYPE_CHECKING:
    from claims.models import Candidate, ExtractionRun, Quote, QuoteSpeaker, Review, Speaker


class ExtractionRunQuerySet(models.QuerySet["ExtractionRun"]):
    """Ways of reading runs."""

    def unfinished(self) -> "ExtractionRunQuerySet":
        """Return the runs that wait or are being worked on."""
        return self.filter(state__in=["queued", "running"])

    def seemingly_lost(self, now: datetime, *, begun: timedelta, waiting: timedelta) -> "ExtractionRunQuerySet":
        """Return runs whose worker or message may be gone, the oldest first.

        A run that a worker has begun counts when it was last woken more than ``begun`` ago; one that still waits its
        turn only after ``waiting``, so that a long queue is not filled again and again.
        """
        return self.filter(
            Q(state="running", woken_at__lt=now - begun) | Q(state="queued", woken_at__lt=now - waiting)
        ).order_by("woken_at")


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

    def in_reading_order(self) -> "ReviewQuerySet":
        """Order capture by capture, each as the article reads."""
        return self.order_by("version_id", "start", "id")

    def after(self, review: "Review") -> "ReviewQuerySet":
        """Return what comes later than ``review`` in reading order."""
        return self.filter(
            Q(version_id__gt=review.version_id)
            | Q(version_id=review.version_id, start__gt=review.start)
            | Q(version_id=review.version_id, start=review.start, id__gt=review.pk)
        )

    def before(self, review: "Review") -> "ReviewQuerySet":
        """Return what comes earlier than ``review`` in reading order, the nearest first."""
        earlier = self.filter(
            Q(version_id__lt=review.version_id)
            | Q(version_id=review.version_id, start__lt=review.start)
            | Q(version_id=review.version_id, start=review.start, id__lt=review.pk)
        )
        return earlier.order_by("-version_id", "-start", "-id")

    def whole(self) -> "ReviewQuerySet":
        """Bring candidate, run, parts, outlet and the newest version's number along, without the captured text."""
        return (
            self.select_related("candidate__run", "decided_by", "version__document__outlet")
            .defer("version__raw", "version__text", "version__blocks")
            .annotate(newest_number=Version.objects.newest_number("version__document"))
            .prefetch_related("candidate__parts__span")
        )


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Ways of reading the record."""

    def on_record(self) -> "QuoteQuerySet":
        """Leave out what was withdrawn."""
        return self.filter(state=QuoteState.ON_RECORD.value)

    def by(self, speaker: "Speaker | int", *, also_on_behalf: bool = True) -> "QuoteQuerySet":
        """Return the statements of one speaker, with or without those that others uttered on their behalf."""
        roles = ["speaker", "behalf"] if also_on_behalf else ["speaker"]
        spoken = cast("type[QuoteSpeaker]", self.model._meta.get_field("quote_speakers").related_model)
        return self.filter(Exists(spoken.objects.filter(quote=OuterRef("pk"), speaker=speaker, role__in=roles)))

    def newest_first(self) -> "QuoteQuerySet":
        """Order by the day of speaking; undated ones last."""
        return self.order_by(F("said_on").desc(nulls_last=True), "-id")

    def whole(self) -> "QuoteQuerySet":
        """Bring parts, speakers, outlet and the newest version's number along, without the captured text."""
        return (
            self.select_related("version__document__outlet")
            .defer("version__raw", "version__text", "version__blocks")
            .annotate(newest_number=Version.objects.newest_number("version__document"))
            .prefetch_related("parts__span", "quote_speakers__speaker", "claim_quotes")
        )


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Ways of finding speakers."""

    def called(self, name: str) -> "SpeakerQuerySet":
        """Return every speaker who goes or went by exactly this name, whatever the case of its letters."""
        names = self.model._meta.get_field("names").related_model
        held = names._default_manager.annotate(upper=Upper("name")).filter(
            speaker=OuterRef("pk"), upper=Upper(Value(name))
        )
        return self.filter(Exists(held))

    def searched(self, words: str) -> "SpeakerQuerySet":
        """Return speakers one of whose names holds every word given, as far as it is typed."""
        names = self.model._meta.get_field("names").related_model
        held = names._default_manager.filter(speaker=OuterRef("pk"))
        for word in words.split():
            held = held.filter(name__icontains=word)
        return self.filter(Exists(held)) if words.strip() else self.none()
