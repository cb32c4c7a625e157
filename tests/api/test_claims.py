"""Claims over the API."""

import pytest
from rest_framework.test import APIClient

from claims.models import ClaimQuote, Speaker
from claims.services import quotes
from tests.api.records import claim_with, quotes_by
from tracker.core.models import AuditEvent, User


def test_claim_is_opened_reworded_closed_and_reopened(desk: APIClient) -> None:
    made = desk.post("/api/v1/claims/", {"text": "The  wall will be rebuilt."})
    assert made.status_code == 201, made.data
    assert made.data["text"] == "The wall will be rebuilt."
    address = made.headers["Location"]
    tag = made.headers["ETag"]
    for verb, body, state in (
        ("reword", {"text": "The wall will be rebuilt by May.", "reason": "sharper"}, "open"),
        ("close", {"reason": "settled"}, "closed"),
        ("reopen", {"reason": "new evidence"}, "open"),
    ):
        assert desk.post(f"{address}{verb}/", body).status_code == 428
        assert desk.post(f"{address}{verb}/", body, headers={"if-match": '"0"'}).status_code == 412
        answer = desk.post(f"{address}{verb}/", body, headers={"if-match": tag})
        assert answer.status_code == 200, answer.data
        assert answer.data["state"] == state
        tag = answer.headers["ETag"]
    assert desk.get(address).data["text"] == "The wall will be rebuilt by May."
    assert [one["id"] for one in desk.get("/api/v1/claims/?q=BY MAY&state=open").data["results"]] == [made.data["id"]]


def test_quotations_are_linked_once_and_unlinked_with_a_reason(desk: APIClient, ada: User, okafor: Speaker) -> None:
    [quote] = quotes_by(okafor, 1, by=ada)
    claim = claim_with([], by=ada)
    address = f"/api/v1/claims/{claim.pk}/quotes/"
    assert desk.post(address, {"quote": quote.pk}).status_code == 201
    again = desk.post(address, {"quote": quote.pk, "stance": "denies"})
    assert (again.status_code, again.data["stance"]) == (200, "denies")
    [held] = desk.get(address).data["results"]
    assert (held["quote"]["id"], held["linked_by"]) == (quote.pk, "ada")
    assert len(desk.get(f"/api/v1/claims/?quote={quote.pk}").data["results"]) == 1

    one = f"{address}{quote.pk}/"
    assert desk.delete(one).status_code == 400
    assert desk.delete(f"{one}?reason=%00").status_code == 400
    for _ in range(2):
        assert desk.delete(f"{one}?reason=wrong claim").status_code == 204
    assert not ClaimQuote.objects.exists()
    assert AuditEvent.objects.filter(subject_type="claims.claimquote", verb="unlink").count() == 1


def test_what_cannot_be_linked(desk: APIClient, ada: User, okafor: Speaker) -> None:
    [quote] = quotes_by(okafor, 1, by=ada)
    claim = claim_with([], by=ada)
    address = f"/api/v1/claims/{claim.pk}/quotes/"
    assert desk.post(address, {"quote": 10**9}).data["errors"][0]["pointer"] == "/quote"
    assert desk.post("/api/v1/claims/999/quotes/", {"quote": quote.pk}).status_code == 404
    assert desk.delete("/api/v1/claims/999/quotes/1/?reason=x").status_code == 404
    quotes.withdraw(quote.pk, by=ada, expected_version=1, reason="retracted")
    assert desk.post(address, {"quote": quote.pk}).status_code == 409


@pytest.mark.parametrize("verb", ["", "1/reword/", "1/close/", "1/reopen/", "1/quotes/"])
def test_readers_write_nothing(reading: APIClient, verb: str) -> None:
    assert reading.post(f"/api/v1/claims/{verb}", {}).status_code == 403
