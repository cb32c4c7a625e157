"""verify_ledger finds what someone changed behind the triggers' back."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from claims.models import Claim, Quote
from claims.models.choices import Attribution, Kind
from claims.services import claims, review, speakers
from claims.services.statements import Statement, parts_of
from claims.services.verification import checks
from tests.factories import proposed, review_of
from tracker.core.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record(ada: User) -> Quote:
    """An accepted quotation, corrected states and all, linked to a claim."""
    candidate = proposed()
    ruled = Statement(Kind(candidate.kind), parts_of(candidate), Attribution.UNATTRIBUTED)
    _, quote = review.accept(review_of(candidate).pk, ruled, by=ada, expected_version=1)
    review.reopen(review_of(candidate).pk, by=ada, expected_version=2, reason="A second look.")
    review.accept(review_of(candidate).pk, ruled, by=ada, expected_version=3)
    claim = claims.open_claim("The levy stays as it is.", by=ada)
    claims.link(claim.pk, quote.pk, by=ada)
    claims.close(claim.pk, by=ada, expected_version=1, reason="Checked.")
    speakers.add("Ada Okafor", by=ada)
    return quote


def tamper(sql: str) -> None:
    """Change rows as someone with the database's own power could, past triggers and constraints."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE sources_version DROP CONSTRAINT text_hash_is_of_the_text")
        cursor.execute("ALTER TABLE sources_version DROP CONSTRAINT raw_hash_is_of_the_bytes")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = origin")


def faults() -> list[str]:
    return [str(fault) for check in checks() for fault in check.faults()]


def test_an_untouched_house_has_no_faults() -> None:
    assert faults() == []
    call_command("verify_ledger", stdout=StringIO())


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE sources_version SET text = replace(text, 'not', 'now')", "the text no longer matches"),
        ("UPDATE sources_version SET raw = 'x'", "the captured bytes no longer match"),
        ("UPDATE sources_sourcespan SET text = upper(text)", "not the slice"),
        ("UPDATE core_auditevent SET reason = 'It was never so' WHERE verb = 'accept'", "was changed"),
        ("DELETE FROM core_auditevent WHERE verb = 'propose'", "taken out"),
        ("UPDATE claims_quote SET state = 'withdrawn'", "its state is"),
        ("UPDATE claims_quote SET relayed_by = 'Another Post'", "differs"),
        ("UPDATE claims_claim SET text = 'The levy rises.'", "differs"),
        ("DELETE FROM claims_quotespeaker; DELETE FROM claims_quotepart", "differs"),
        ("UPDATE claims_claimquote SET stance = 'denies'", "differs"),
        ("DELETE FROM claims_claimquote", "the row is gone"),
        ("DELETE FROM claims_quotepart; DELETE FROM claims_quote", "the row is gone"),
        ("UPDATE claims_speaker SET name = 'Tomas Reyl'", "differs"),
        ("UPDATE claims_speakername SET name = 'Tomas Reyl'", "differs"),
        ("UPDATE sources_document SET locator = 'https://gazette.example/'", "differs"),
        ("UPDATE claims_review SET state = 'rejected', reject_reason = 'title'", "is not accepted"),
        ("UPDATE claims_quotepart SET role = 'relayer' WHERE role = 'mention'", "differs"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_triggers_is_found(sql: str, says: str) -> None:
    tamper(sql)
    assert any(says in fault for fault in faults()), faults()
    with pytest.raises(CommandError, match="faults"):
        call_command("verify_ledger", stdout=StringIO())


def test_a_move_that_cannot_be_is_found() -> None:
    tamper("UPDATE core_auditevent SET verb = 'restore' WHERE verb = 'record'")
    assert any("a move that cannot be" in fault for fault in faults())


def test_a_row_without_any_event_is_found(ada: User) -> None:
    Claim.objects.create(text="Written past the services.", created_by=ada)
    assert any("no event tells where it comes from" in fault for fault in faults())
