"""Checking the whole house against its own record: hashes, spans, the ledger's chain, and every state re-derived."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from claims.models import Quote, Review
from claims.services.replay import RECORDED, Fault, missing_rows, replay
from claims.workflow import ReviewState
from sources.models import SourceSpan, Version
from tracker.core.models import AuditEvent
from tracker.core.models.ledger import DIGEST_SQL


@dataclass(frozen=True)
class Check:
    """One kind of check: its name for people, how many rows it looks at, and the faults that it finds."""

    name: str
    count: Callable[[], int]
    faults: Callable[[], Iterator[Fault]]


def checks() -> list[Check]:
    """Return all checks, in the order in which a fault explains the next. Each reads its table once."""
    return [
        Check("hashes of captures", Version.objects.count, _hashes),
        Check("spans against their captures", SourceSpan.objects.count, _spans),
        Check("chain of the ledger", AuditEvent.objects.count, _chain),
        *(
            Check(
                f"{model._meta.verbose_name_plural} against their events", model._default_manager.count, replay(model)
            )
            for model in RECORDED
        ),
        Check("rows that events tell of", AuditEvent.objects.count, missing_rows),
        Check("decisions against quotations", Review.objects.count, _decisions),
    ]


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all checks see the database as it stands now, while editors go on working."""
    if connection.in_atomic_block:  # the caller's transaction sees what it sees
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _hashes() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT id, encode(sha256(raw), 'hex') = raw_sha256 FROM sources_version
               WHERE encode(sha256(raw), 'hex') <> raw_sha256
                  OR encode(sha256(convert_to(text, 'UTF8')), 'hex') <> text_sha256 ORDER BY id"""
        )
        for pk, raw_holds in cursor.fetchall():
            what = "the text no longer matches" if raw_holds else "the captured bytes no longer match"
            yield Fault(f"sources.version {pk}", f"{what} the hash taken at capture")


def _spans() -> Iterator[Fault]:
    for pk in SourceSpan.objects.misplaced():
        yield Fault(f"sources.sourcespan {pk}", "its words are not the slice of its capture")


def _chain() -> Iterator[Fault]:
    digest = DIGEST_SQL % {"row": "event"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT id, subject_type, subject_id, sequence FROM (
                    SELECT event.*, {digest} AS expected,
                           lag(digest, 1, '') OVER chain AS last_digest, row_number() OVER chain AS place
                      FROM core_auditevent event
                    WINDOW chain AS (PARTITION BY subject_type, subject_id ORDER BY sequence)) event
                WHERE digest <> expected OR previous_digest <> last_digest OR sequence <> place
                ORDER BY id"""  # noqa: S608 - our own constants
        )
        for pk, subject_type, subject_id, sequence in cursor.fetchall():
            yield Fault(
                f"core.auditevent {pk}",
                f"event {sequence} of {subject_type} {subject_id} was changed, or one before it was taken out",
            )


def _decisions() -> Iterator[Fault]:
    """A quotation on record comes from an accepted candidate; an accepted candidate has a quotation."""
    on_record = Quote.objects.on_record().filter(candidate__isnull=False)
    for quote in on_record.exclude(candidate__review__state=ReviewState.ACCEPTED.value).order_by("pk"):
        yield Fault(f"claims.quote {quote.pk}", "it is on record, but its candidate is not accepted")
    accepted = Review.objects.filter(state=ReviewState.ACCEPTED.value, candidate__quote__isnull=True)
    for review in accepted.order_by("pk"):
        yield Fault(f"claims.review {review.pk}", "it is accepted, but no quotation came of it")
