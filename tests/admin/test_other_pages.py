"""Quotations, speakers, claims, documents, intakes and the rest, asked by a plain client."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Quote, Review, Speaker
from claims.services import claims as claim_verbs
from claims.services import quotes as quote_verbs
from claims.services import review as review_verbs
from claims.services import speakers
from claims.services.statements import Statement, parts_of
from sources.models import Document, Intake
from tests.factories import editor, proposed, reader, review_of
from tests.factories.articles import TEXT
from tracker.core.models import AuditEvent, User

ADD = reverse("admin:claims_intake_add")


@pytest.fixture
def quote(ada: User) -> Quote:
    """A quotation that Ada put on record."""
    candidate = proposed()
    speaker = speakers.add("Ada Okafor", by=ada, description="councillor")
    statement = Statement(kind="direct", parts=parts_of(candidate), attribution="named", speakers=[speaker.pk])  # type: ignore[arg-type]
    return review_verbs.accept(review_of(candidate).pk, statement, by=ada, expected_version=1)[1]


def page_of(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def form(quote: Quote, **changed: Any) -> dict[str, Any]:
    parts = list(quote.parts.select_related("span"))
    return {
        "action": "correct",
        "quote_version": quote.record_version,
        "kind": quote.kind,
        "part_role": [part.role for part in parts],
        "part_start": [part.span.start for part in parts],
        "part_end": [part.span.end for part in parts],
        "part_text": [part.span.text for part in parts],
        "attribution": quote.attribution,
        "speakers": [row.speaker_id for row in quote.quote_speakers.all()],
        "reason": "The kind was wrong.",
        **changed,
    }


def test_every_page_opens_for_an_administrator(quote: Quote) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    claim = claim_verbs.open_claim("The levy will not rise.", by=quote.candidate.review.decided_by)  # type: ignore[union-attr,arg-type]
    rows: list[Any] = [
        quote, quote.version, quote.version.document, quote.speakers.get(), claim, Intake.objects.get(),
        quote.candidate.run, quote.candidate.review, quote.parts.all()[0].span, quote.version.document.outlet,  # type: ignore[union-attr]
        AuditEvent.objects.all()[0], User.objects.all()[0],
    ]  # fmt: skip
    for row in rows:
        assert client.get(page_of(row)).status_code == 200, row
        changelist = f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist"
        assert client.get(reverse(changelist)).status_code == 200, row
        assert client.get(reverse(changelist), {"q": "levy"}).status_code == 200, row
        assert client.get(f"/admin/{row._meta.app_label}/{row._meta.model_name}/9{'9' * 30}/change/").status_code in {
            302,
            404,
        }
    for name in ("index", "claims_speaker_add", "claims_claim_add", "claims_intake_add", "auth_group_changelist"):
        assert client.get(reverse(f"admin:{name}")).status_code == 200, name


def test_nothing_is_deleted_or_changed_by_a_stock_form(quote: Quote) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    for row in (quote, quote.version, quote.version.document, quote.speakers.get(), Intake.objects.get()):
        assert client.post(page_of(row).replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403, row
    fixed: list[Any] = [quote.version, quote.version.document, Intake.objects.get(), AuditEvent.objects.all()[0]]
    for row in fixed:
        before = type(row)._default_manager.filter(pk=row.pk).values().get()
        client.post(page_of(row), {"headline": "x", "locator": "x", "verb": "x"})
        assert type(row)._default_manager.filter(pk=row.pk).values().get() == before


def test_the_first_page_counts_what_matters(as_ada: Client, quote: Quote) -> None:
    page = as_ada.get(reverse("admin:index")).content.decode()
    assert "waiting for review" in page
    assert "<b>1</b><span>on record</span>" in page
    assert "<b>1</b><span>runs unfinished</span>" in page


def test_a_quotation_shows_its_chain(as_ada: Client, quote: Quote) -> None:
    page = as_ada.get(page_of(quote)).content.decode()
    assert "Where it comes from" in page
    assert "by-hand 1" in page
    assert quote.version.text_sha256 in page


def test_correcting_withdrawing_and_restoring(as_ada: Client, quote: Quote) -> None:
    assert as_ada.post(page_of(quote), form(quote, kind="mixed")).status_code == 302
    quote.refresh_from_db()
    assert (quote.kind, quote.record_version) == ("mixed", 2)
    assert as_ada.post(page_of(quote), {"action": "withdraw", "quote_version": 2, "reason": ""}).status_code == 422
    assert (
        as_ada.post(page_of(quote), {"action": "withdraw", "quote_version": 2, "reason": "Not hers."}).status_code
        == 302
    )
    quote.refresh_from_db()
    assert quote.state == "withdrawn"
    assert as_ada.post(page_of(quote), {"action": "restore", "quote_version": 3, "reason": "It is."}).status_code == 302
    quote.refresh_from_db()
    assert quote.state == "on_record"


def test_a_correction_of_what_changed_meanwhile_keeps_the_draft(as_ada: Client, quote: Quote) -> None:
    quote_verbs.withdraw(quote.pk, by=editor("ben"), expected_version=1, reason="Not hers.")
    answer = as_ada.post(page_of(quote), form(quote, relayed_by="The Ferry Gazette"))
    assert answer.status_code == 412
    assert "changed while you had it open" in answer.content.decode()


def test_speakers_are_found_by_any_name(as_ada: Client, ada: User) -> None:
    speaker = speakers.add("Siân Pryderi-Voss", by=ada)
    speakers.add_name(speaker.pk, "Siân Pryderi", by=ada)
    found = as_ada.get(reverse("admin:claims_speaker_find"), {"q": "pryderi"}).json()["results"]
    assert [item["id"] for item in found] == [speaker.pk]
    assert "also Siân Pryderi" in found[0]["detail"]
    assert as_ada.get(reverse("admin:claims_speaker_find"), {"q": "\x00"}).json() == {"results": []}


def test_adding_and_changing_a_speaker(as_ada: Client, db: None) -> None:
    add = reverse("admin:claims_speaker_add")
    assert as_ada.post(add, {"name": "Mara Voss", "kind": "person"}).status_code == 302
    assert as_ada.post(add, {"name": "mara voss", "kind": "person"}).status_code == 422
    assert as_ada.post(add, {"name": "Mara Voss", "kind": "person", "namesake": "yes"}).status_code == 302
    speaker = Speaker.objects.order_by("pk")[0]
    change = {"action": "change", "expected_version": 1, "name": "Mara Voss", "kind": "person", "description": "pilot"}
    assert as_ada.post(page_of(speaker), change).status_code == 302
    assert as_ada.post(page_of(speaker), change).status_code == 412
    assert as_ada.post(page_of(speaker), {"action": "add_name", "other_name": "Mara Old"}).status_code == 302
    assert sorted(map(str, speaker.names.all())) == ["Mara Old", "Mara Voss"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"action": "change"},
        {"action": "change", "expected_version": 1, "name": "", "kind": "person"},
        {"action": "change", "expected_version": 1, "name": "x" * 201, "kind": "person"},
        {"action": "change", "expected_version": 1, "name": "x", "kind": "ghost"},
        {"action": "change", "expected_version": 1, "name": "x\x00", "kind": "person"},
        {"action": "change", "expected_version": 1, "name": "x", "kind": "person", "wikidata_id": "Q" * 21},
        {"action": "add_name", "other_name": ""},
        {"action": "add_name", "other_name": "x" * 201},
        {"action": "add_name", "other_name": "x", "valid_from": "0000-00-00"},
        {"action": "add_name", "other_name": "x", "valid_from": "2026-02-02", "valid_to": "2026-01-01"},
    ],
)
def test_hostile_speaker_forms_get_a_message(as_ada: Client, ada: User, sent: dict[str, Any]) -> None:
    speaker = speakers.add("Mara Voss", by=ada)
    answer = as_ada.post(page_of(speaker), sent)
    assert answer.status_code in {409, 412, 422}
    assert 'role="alert"' in answer.content.decode()


def test_a_claim_is_opened_linked_reworded_and_closed(as_ada: Client, quote: Quote) -> None:
    as_ada.post(reverse("admin:claims_claim_add"), {"text": "The levy will not rise."})
    claim = Claim.objects.get()
    found = as_ada.get(reverse("admin:claims_quote_find"), {"q": "raise the levy"}).json()["results"]
    assert [item["id"] for item in found] == [quote.pk]
    assert as_ada.post(page_of(claim), {"action": "link", "quote": quote.pk, "stance": "asserts"}).status_code == 302
    assert claim.claim_quotes.count() == 1
    assert "We will rebuild the wall" in as_ada.get(page_of(claim)).content.decode()
    reword = {"action": "reword", "expected_version": 1, "text": "No levy rises.", "reason": "Shorter."}
    assert as_ada.post(page_of(claim), reword).status_code == 302
    assert (
        as_ada.post(page_of(claim), {"action": "unlink", "quote": quote.pk, "reason": "Other levy."}).status_code == 302
    )
    assert as_ada.post(page_of(claim), {"action": "close", "expected_version": 2, "reason": "Done."}).status_code == 302
    claim.refresh_from_db()
    assert (claim.text, claim.state, claim.claim_quotes.count()) == ("No levy rises.", "closed", 0)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"action": "link"},
        {"action": "link", "quote": "7", "stance": "asserts"},
        {"action": "link", "quote": "9" * 40, "stance": "asserts"},
        {"action": "link", "quote": "1", "stance": "doubts"},
        {"action": "reword", "expected_version": 1, "text": "", "reason": "x"},
        {"action": "reword", "expected_version": 1, "text": "x" * 501, "reason": "x"},
        {"action": "reword", "expected_version": 1, "text": "x\x00", "reason": "x"},
        {"action": "close", "expected_version": 1},
        {"action": "close", "expected_version": 9, "reason": "x"},
        {"action": "reopen", "expected_version": 1, "reason": "x"},
    ],
)
def test_hostile_claim_forms_get_a_message(as_ada: Client, ada: User, sent: dict[str, Any]) -> None:
    claim = claim_verbs.open_claim("The levy will not rise.", by=ada)
    answer = as_ada.post(page_of(claim), sent)
    assert answer.status_code in {409, 412, 422}
    assert 'role="alert"' in answer.content.decode()


def test_articles_are_added_by_text_and_files_and_refusals_are_told(as_ada: Client, db: None) -> None:
    files = [
        SimpleUploadedFile("good.txt", TEXT.encode()),
        SimpleUploadedFile("empty.txt", b""),
        SimpleUploadedFile("latin.txt", "Köln sagte nein\n".encode("latin-1")),
    ]
    text = TEXT.replace("Harbour wall", "Harbour quay")
    page = as_ada.post(ADD, {"files": files, "text": text, "outlet": "Harwick Post"}, follow=True).content.decode()
    assert "2 of 4 taken in." in page
    assert page.count(">refused<") == 2
    assert "The file is empty" in page
    assert Document.objects.count() == 2
    assert Document.objects.filter(outlet__name="Harwick Post").count() == 2


@pytest.mark.parametrize(
    "sent",
    [{}, {"urls": "\x00"}, {"text": "x", "locator": "javascript:alert(1)"}, {"urls": "http://a.example " * 51}],
)
def test_hostile_additions_get_a_message(as_ada: Client, sent: dict[str, Any]) -> None:
    answer = as_ada.post(ADD, sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Document.objects.exists()


def test_a_private_address_is_refused_with_its_reason(as_ada: Client, db: None) -> None:
    page = as_ada.post(ADD, {"urls": "http://127.0.0.1/secret"}, follow=True).content.decode()
    assert ">refused<" in page
    assert Intake.objects.get().outcome == "refused"


def test_a_text_with_a_character_that_no_text_has_is_refused(as_ada: Client, db: None) -> None:
    assert ">refused<" in as_ada.post(ADD, {"text": "Headline\n\nWords \x00 words."}, follow=True).content.decode()


def test_a_reader_may_look_but_not_write(quote: Quote) -> None:
    client = Client()
    client.force_login(reader("rhea", is_staff=True))
    claim = claim_verbs.open_claim("The levy will not rise.", by=editor("ben"))
    speaker = quote.speakers.get()
    tries: list[tuple[str, dict[str, Any]]] = [
        (page_of(quote), form(quote, kind="mixed")),
        (page_of(quote), {"action": "withdraw", "quote_version": 1, "reason": "x"}),
        (page_of(speaker), {"action": "change", "expected_version": 1, "name": "Eve", "kind": "person"}),
        (page_of(speaker), {"action": "add_name", "other_name": "Eve"}),
        (reverse("admin:claims_speaker_add"), {"name": "Eve", "kind": "person"}),
        (reverse("admin:claims_claim_add"), {"text": "x"}),
        (page_of(claim), {"action": "close", "expected_version": 1, "reason": "x"}),
        (page_of(claim), {"action": "link", "quote": quote.pk, "stance": "asserts"}),
        (ADD, {"text": TEXT}),
    ]
    events = AuditEvent.objects.count()
    for address, sent in tries:
        assert client.post(address, sent).status_code == 403, address
    assert AuditEvent.objects.count() == events
    assert '<button class="or-button' not in client.get(page_of(quote)).content.decode()
    assert Review.objects.count() == 1
