"""Every rule that the database holds, tried to be broken behind the services' back."""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from claims.models import Candidate, CandidatePart, Claim, Quote, QuotePart, QuoteSpeaker, Review, Speaker, SpeakerName
from claims.models.choices import Attribution, Kind
from claims.services import review as reviewing
from claims.services import speakers
from claims.services.statements import Statement, parts_of
from sources.models import Document, Intake, Outlet, SourceSpan, Version
from sources.text.hashing import sha256_of_text
from tests.factories import article, proposed, review_of, run_over
from tracker.core.actors import Agent
from tracker.core.ledger import record
from tracker.core.models import AuditEvent, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    return article()


@pytest.fixture
def quote(version: Version, ada: User) -> Quote:
    candidate = proposed(version)
    speaker = speakers.add("Ada Okafor", by=ada)
    statement = Statement(Kind(candidate.kind), parts_of(candidate), Attribution.NAMED, speakers=[speaker.pk])
    return reviewing.accept(review_of(candidate).pk, statement, by=ada, expected_version=1)[1]


@contextmanager
def judged() -> Iterator[None]:
    """Let the deferred rules speak when the block ends instead of at the end of the test's transaction."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_a_capture_never_changes(version: Version) -> None:
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(text="Something else")
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        Version.objects.filter(pk=version.pk).delete()
    with pytest.raises(DatabaseError, match=r"Cannot .*delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM sources_version")
    with pytest.raises(DatabaseError, match="Cannot empty"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE sources_version CASCADE")


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("raw_sha256", "0" * 64, "raw_hash_is_of_the_bytes"),
        ("text_sha256", "0" * 64, "text_hash_is_of_the_text"),
        ("text", "Another text", "text_hash_is_of_the_text"),
        ("number", 1, "version_has_its_own_number"),
        ("got", "upload", "upload_names_its_editor"),
    ],
)
def test_a_capture_holds_to_its_hashes_and_number(version: Version, field: str, value: object, rule: str) -> None:
    text = f"{version.text}More."
    fields = {
        "document": version.document,
        "number": 2,
        "raw": text.encode(),
        "raw_sha256": sha256_of_text(text),
        "media_type": "text/plain",
        "got": "file",
        "reader": "text",
        "reader_version": "1",
        "text": text,
        "text_sha256": sha256_of_text(text),
        "blocks": [],
    }
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Version.objects.create(**{**fields, field: value})
    Version.objects.create(**fields)


def test_the_same_bytes_are_the_same_version(version: Version) -> None:
    with pytest.raises(IntegrityError, match="same_bytes_are_the_same_version"), transaction.atomic():
        Version.objects.create(
            document=version.document,
            number=2,
            raw=version.raw,
            raw_sha256=version.raw_sha256,
            media_type="text/plain",
            got="file",
            reader="text",
            reader_version="1",
            text=version.text,
            text_sha256=version.text_sha256,
            blocks=[],
        )


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 7, "harbour"), (0, 7, "Harbou"), (0, 9, "Harbour"), (5, 5, "")]
)
def test_the_words_of_a_span_are_the_slice_of_its_capture(version: Version, start: int, end: int, words: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceSpan.objects.create(version=version, start=start, end=end, text=words)
    SourceSpan.objects.create(version=version, start=0, end=7, text="Harbour")


def test_a_span_past_the_end_is_refused(version: Version) -> None:
    length = len(version.text)
    with pytest.raises(IntegrityError, match="slice"), transaction.atomic():
        SourceSpan.objects.create(version=version, start=length - 1, end=length + 1, text=version.text[-1:])


def test_a_span_never_changes(version: Version) -> None:
    span = SourceSpan.objects.create(version=version, start=0, end=7, text="Harbour")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        SourceSpan.objects.filter(pk=span.pk).update(end=8)
    with pytest.raises(DatabaseError, match=r"Cannot .*delete"), transaction.atomic():
        span.delete()


def test_the_ledger_only_grows(version: Version) -> None:
    event = AuditEvent.objects.about(version).get()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(reason="It was not so")
    with pytest.raises(DatabaseError, match=r"Cannot .*delete"), transaction.atomic():
        event.delete()
    with pytest.raises(DatabaseError, match="Cannot empty"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE core_auditevent")


def test_an_event_is_by_one_editor_or_one_agent(version: Version, ada: User) -> None:
    for editor, agent in ((None, ""), (ada, "rules")):
        with pytest.raises(IntegrityError, match="event_is_by_one_editor_or_one_agent"), transaction.atomic():
            AuditEvent.objects.create(
                subject_type="x", subject_id=1, verb="v", editor=editor, agent=agent, after={}, before=None
            )


def test_the_chain_is_made_by_the_database(version: Version) -> None:
    record(version.document, "note", by=Agent("tests"), reason="second")
    first, second = AuditEvent.objects.about(version.document)
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_digest == first.digest
    assert len(first.digest) == 64
    assert first.digest != second.digest


def test_the_ledger_refuses_to_be_written_outside_a_transaction(transactional_db: None) -> None:
    outlet = Outlet.objects.create(name="Harwick Post")
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(outlet, "add", by=Agent("tests"))


def test_a_candidate_never_changes(version: Version) -> None:
    candidate = proposed(version)
    for rows in (type(candidate).objects.filter(pk=candidate.pk), CandidatePart.objects.filter(candidate=candidate)):
        with pytest.raises(DatabaseError, match=r"Cannot .*delete"), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        type(candidate).objects.filter(pk=candidate.pk).update(kind="indirect")


def test_parts_lie_in_the_version_that_was_read(version: Version, quote: Quote) -> None:
    other = article("Another text altogether.\n", locator="https://harwickpost.example/other")
    span = SourceSpan.objects.create(version=other, start=0, end=7, text="Another")
    candidate = Candidate.objects.get(quote=quote)
    with pytest.raises(IntegrityError, match="parts lie in the version"), transaction.atomic():
        CandidatePart.objects.create(candidate=candidate, role="cue", position=5, span=span)
    with pytest.raises(IntegrityError, match="parts lie in the version"), transaction.atomic():
        QuotePart.objects.create(quote=quote, role="cue", position=5, span=span)


def test_a_finished_run_never_changes(version: Version) -> None:
    run = run_over(version)
    run.state, run.finished_at, run.candidate_count = "done", timezone.now(), 0
    run.save()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        type(run).objects.filter(pk=run.pk).update(candidate_count=3)
    with pytest.raises(DatabaseError, match=r"Cannot .*delete"), transaction.atomic():
        run.delete()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"state": "failed", "error": "It broke."}, "run_is_finished_when_it_has_an_end"),
        ({"state": "failed", "finished_at": timezone.now()}, "failed_run_says_why"),
        ({"state": "done", "finished_at": timezone.now()}, "done_run_counts_its_candidates"),
    ],
)
def test_a_run_says_how_it_ended(version: Version, fields: dict[str, object], rule: str) -> None:
    run = run_over(version)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        type(run).objects.filter(pk=run.pk).update(**fields)


def test_an_engine_runs_once_over_a_version(version: Version) -> None:
    run_over(version)
    with pytest.raises(IntegrityError, match="engine_runs_once_over_a_version"), transaction.atomic():
        run_over(version)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"state": "accepted"}, "decision_has_who_and_when"),
        ({"state": "rejected"}, "decision_has_who_and_when"),
        ({"decided_at": timezone.now()}, "decision_has_who_and_when"),
        ({"reject_reason": "title"}, "rejection_has_a_reason"),
        ({"state": "settled"}, "settled_review_names_what_stands"),
    ],
)
def test_a_decision_has_who_when_and_why(version: Version, fields: dict[str, object], rule: str) -> None:
    review = review_of(proposed(version))
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(**fields)


def test_a_rejection_for_another_reason_tells_it(version: Version, ada: User) -> None:
    review = review_of(proposed(version))
    fields = {"state": "rejected", "decided_by": ada, "decided_at": timezone.now(), "reject_reason": "other"}
    with pytest.raises(IntegrityError, match="another_reason_is_told_in_a_note"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(**fields)


def test_reviews_and_quotations_are_never_deleted(quote: Quote) -> None:
    for statement in ("DELETE FROM claims_quote", "DELETE FROM claims_review"):
        with (
            pytest.raises(DatabaseError, match=r"Cannot .*delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_quotation_has_content(quote: Quote) -> None:
    with pytest.raises(IntegrityError, match="at least one passage of content"), transaction.atomic(), judged():
        quote.parts.filter(role="content").delete()


def test_a_named_attribution_has_a_speaker_and_only_a_named_one_has(quote: Quote) -> None:
    with pytest.raises(IntegrityError, match="named attribution"), transaction.atomic(), judged():
        quote.quote_speakers.all().delete()
    with pytest.raises(IntegrityError, match="named attribution"), transaction.atomic(), judged():
        Quote.objects.filter(pk=quote.pk).update(attribution="unknown")
    with judged():
        Quote.objects.filter(pk=quote.pk).update(language="en")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"said_on": None}, "quote_date_has_a_precision"),
        ({"said_on_precision": ""}, "quote_date_has_a_precision"),
        ({"described_as": "a senior official"}, "anonymous_speaker_is_described"),
        ({"attribution": "anonymous"}, "anonymous_speaker_is_described"),
    ],
)
def test_a_quotation_states_whole_facts(quote: Quote, fields: dict[str, object], rule: str) -> None:
    Quote.objects.filter(pk=quote.pk).update(said_on="2026-03-03", said_on_precision="day")
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(**fields)


def test_a_speaker_on_record_cannot_be_taken_away(quote: Quote) -> None:
    speaker = quote.speakers.get()
    with pytest.raises(ProtectedError), transaction.atomic():
        speaker.delete()


def test_a_quotation_names_a_speaker_once(quote: Quote) -> None:
    with pytest.raises(IntegrityError, match="quote_names_a_speaker_once"), transaction.atomic():
        QuoteSpeaker.objects.create(quote=quote, speaker=quote.speakers.get(), position=1)


def test_names_are_not_empty_and_not_kept_twice(ada: User) -> None:
    speaker = speakers.add("Tomas Reyl", by=ada)
    with pytest.raises(IntegrityError, match="speaker_has_a_name_once"), transaction.atomic():
        SpeakerName.objects.create(speaker=speaker, name="TOMAS REYL")
    with pytest.raises(IntegrityError, match="speaker_name_is_not_empty"), transaction.atomic():
        SpeakerName.objects.create(speaker=speaker, name="")
    with pytest.raises(IntegrityError, match="speaker_has_a_name"), transaction.atomic():
        Speaker.objects.create(name="")
    with pytest.raises(IntegrityError, match="name_begins_before_it_ends"), transaction.atomic():
        SpeakerName.objects.create(speaker=speaker, name="T. R.", valid_from="2026-02-01", valid_to="2026-01-01")


def test_a_wikidata_id_is_one_speaker() -> None:
    Speaker.objects.create(name="One", wikidata_id="Q1")
    with pytest.raises(IntegrityError, match="wikidata_id_is_one_speaker"), transaction.atomic():
        Speaker.objects.create(name="Two", wikidata_id="Q1")


def test_a_claim_says_something(ada: User) -> None:
    with pytest.raises(IntegrityError, match="claim_says_something"), transaction.atomic():
        Claim.objects.create(text="", created_by=ada)


def test_documents_and_outlets_are_told_apart() -> None:
    with pytest.raises(IntegrityError, match="document_has_a_locator"), transaction.atomic():
        Document.objects.create(locator="")
    Outlet.objects.create(name="Post", domain="post.example")
    Outlet.objects.create(name="Post", domain="post.example.net")
    with pytest.raises(IntegrityError, match="outlet_has_its_own_domain"), transaction.atomic():
        Outlet.objects.create(name="Other", domain="post.example")
    Outlet.objects.create(name="Gazette")
    with pytest.raises(IntegrityError, match="outlet_without_domain_has_its_own_name"), transaction.atomic():
        Outlet.objects.create(name="Gazette")


def test_an_intake_is_stored_or_says_why_not(version: Version) -> None:
    rule = "refused_with_a_reason_or_stored_as_a_version"
    for fields in (
        {"outcome": "refused"},
        {"outcome": "stored"},
        {"outcome": "refused", "refusal": "Empty.", "version": version},
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Intake.objects.create(asked_for="x", got="file", **fields)


def test_every_trigger_stands_in_the_database() -> None:
    """A trigger that is declared but was never installed would guard nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        installed = {name for (name,) in cursor.fetchall()}
    declared = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()}
    assert declared
    assert declared <= installed
