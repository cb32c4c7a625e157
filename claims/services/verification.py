"""Checking the whole house against its own record: hashes, spans, the ledger's chain, and every state re-derived."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

from claims import workflow
from claims.models import Claim, Quote, Review
from sources.models import SourceSpan, Version
from tracker.core.models import AuditEvent
from tracker.core.models.ledger import DIGEST_SQL

BATCH = 500


@dataclass(frozen=True)
class Fault:
    """Something that is not as the record says."""

    subject: str
    what: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}"


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
            Check(f"states of {model._meta.verbose_name_plural}", model._default_manager.count, _states_of(model))
            for model in (Review, Quote, Claim)
        ),
    ]


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
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT span.id FROM sources_sourcespan span JOIN sources_version version ON version.id = span.version_id
               WHERE span.text IS DISTINCT FROM
                     substr(version.text, span.start + 1, span."end" - span.start) ORDER BY span.id"""
        )
        for (pk,) in cursor.fetchall():
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


def _states_of(model: type[Review] | type[Quote] | type[Claim]) -> Callable[[], Iterator[Fault]]:
    def faults() -> Iterator[Fault]:
        subject = model._meta.label_lower
        pks: list[int] = []
        for pk in model._default_manager.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=BATCH):
            pks.append(pk)
            if len(pks) == BATCH:
                yield from _replayed(model, subject, pks)
                pks = []
        yield from _replayed(model, subject, pks)

    return faults


def _replayed(model: type[Review] | type[Quote] | type[Claim], subject: str, pks: list[int]) -> Iterator[Fault]:
    """Walk each row's events through the workflow table and compare where they end with what the row states."""
    events: dict[int, list[AuditEvent]] = {}
    for event in AuditEvent.objects.filter(subject_type=subject, subject_id__in=pks).order_by("sequence"):
        events.setdefault(event.subject_id, []).append(event)
    for row in model._default_manager.filter(pk__in=pks).order_by("pk"):
        name = f"{subject} {row.pk}"
        state = workflow.NEW
        for event in events.get(row.pk, []):
            try:
                state = workflow.move(subject, event.verb, state).after
            except workflow.NoSuchMove as error:
                yield Fault(name, f"event {event.sequence} is a move that cannot be: {error}")
                break
        else:
            if state != row.state:
                yield Fault(name, f"its state is “{row.state}”, but its events lead to “{state or 'nothing'}”")
            elif events[row.pk][-1].after != row.facts():
                yield Fault(name, "what it states differs from what its last event says")
