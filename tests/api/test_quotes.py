"""Quotations: the record over the API."""

import hashlib

import pytest
from rest_framework.test import APIClient

from claims.models import Candidate, Quote, Speaker
from claims.services import claims, speakers
from claims.services.verification import checks
from tests.api.records import claim_with, quotes_by
from tests.api.test_candidates import accepted
from tests.factories import article
from tracker.core.models import User


@pytest.fixture
def quote(desk: APIClient, candidate: Candidate, okafor: Speaker) -> Quote:
    """The candidate, accepted."""
    return accepted(desk, candidate, okafor)


def test_quotation_answers_with_all_that_proves_it(reading: APIClient, quote: Quote, okafor: Speaker) -> None:
    answer = reading.get(f"/api/v1/quotes/{quote.pk}/").data
    version = quote.version
    assert answer["text"] == "We will rebuild the wall, [...] and we will not raise the levy."
    assert answer["display"] == "“We will rebuild the wall, [...] and we will not raise the levy.”"
    assert answer["version"]["raw_sha256"] == version.raw_sha256
    assert answer["version"]["text_sha256"] == version.text_sha256
    assert answer["version"]["document"]["locator"] == "https://harwickpost.example/wall"
    assert answer["text_fragment_url"] == (
        "https://harwickpost.example/wall#:~:text=We%20will%20rebuild%20the%20wall%2C"
        "&text=and%20we%20will%20not%20raise%20the%20levy."
    )
    assert [(one["id"], one["name"], one["role"]) for one in answer["speakers"]] == [
        (okafor.pk, "Ada Okafor", "speaker")
    ]
    assert answer["record_version"] == 1


def test_indirect_words_never_stand_in_quotation_marks(desk: APIClient, okafor: Speaker) -> None:
    version = article()
    start = version.text.index("the work could take")
    body = {
        "version": version.pk,
        "kind": "indirect",
        "attribution": "named",
        "speakers": [okafor.pk],
        "parts": {"content": [{"start": start, "end": start + 19, "text": "the work could take"}]},
    }
    answer = desk.post("/api/v1/quotes/", body)
    assert answer.status_code == 201, answer.data
    assert answer.headers["Location"] == answer.data["url"]
    assert answer.data["display"] == answer.data["text"] == "the work could take"
    assert answer.data["candidate"] is None


@pytest.mark.parametrize("left_out", ["version", "kind", "parts", "attribution"])
def test_quotation_by_hand_needs_the_whole_statement(desk: APIClient, left_out: str) -> None:
    version = article()
    body = {
        "version": version.pk,
        "kind": "indirect",
        "attribution": "unknown",
        "parts": {"content": [{"start": 0, "end": 7}]},
    }
    del body[left_out]
    answer = desk.post("/api/v1/quotes/", body)
    assert answer.status_code == 422
    assert answer.data["errors"][0]["pointer"] == f"/{left_out}"


def test_correction_keeps_what_is_left_out(desk: APIClient, quote: Quote, ada: User) -> None:
    reyl = speakers.add("Tomas Reyl", by=ada)
    answer = desk.post(
        f"/api/v1/quotes/{quote.pk}/correct/",
        {"on_behalf_of": [reyl.pk], "reason": "she spoke for him"},
        headers={"if-match": desk.get(f"/api/v1/quotes/{quote.pk}/").headers["ETag"]},
    )
    assert answer.status_code == 200, answer.data
    assert [(one["name"], one["role"]) for one in answer.data["speakers"]] == [
        ("Tomas Reyl", "behalf"),
        ("Ada Okafor", "speaker"),
    ]
    assert answer.data["said_on"] == "2026-03-03"
    assert [part["role"] for part in answer.data["parts"]] == ["date", "content", "mention", "cue", "content"]


def test_correction_to_anonymous_takes_the_speaker_off(desk: APIClient, quote: Quote) -> None:
    body = {"attribution": "anonymous", "described_as": "a councillor", "reason": "the article names nobody"}
    answer = desk.post(f"/api/v1/quotes/{quote.pk}/correct/", body, headers={"if-match": '"1"'})
    assert answer.status_code == 200, answer.data
    assert answer.data["speakers"] == []
    assert answer.data["described_as"] == "a councillor"


def test_withdraw_and_restore_with_reasons(desk: APIClient, quote: Quote, okafor: Speaker) -> None:
    address = f"/api/v1/quotes/{quote.pk}/"
    assert desk.post(f"{address}withdraw/", {}, headers={"if-match": '"1"'}).status_code == 422
    answer = desk.post(f"{address}withdraw/", {"reason": "retracted"}, headers={"if-match": '"1"'})
    assert answer.data["state"] == "withdrawn"
    for where in ("/api/v1/quotes/", f"/api/v1/speakers/{okafor.pk}/quotes/"):
        assert desk.get(where).data["results"] == []
        assert len(desk.get(f"{where}?state=withdrawn").data["results"]) == 1
        assert len(desk.get(f"{where}?state=any").data["results"]) == 1
    assert desk.get(address).status_code == 200
    assert desk.post(f"{address}restore/", {"reason": "r"}, headers={"if-match": '"1"'}).status_code == 412
    assert desk.post(f"{address}restore/", {"reason": "it stands"}, headers={"if-match": '"2"'}).status_code == 200


def test_tag_changes_with_every_change_of_the_representation(desk: APIClient, quote: Quote, okafor: Speaker) -> None:
    address = f"/api/v1/quotes/{quote.pk}/"
    tag = desk.get(address).headers["ETag"]
    assert desk.get(address, headers={"if-none-match": f'"0", W/{tag}'}).status_code == 304
    renamed = desk.patch(f"/api/v1/speakers/{okafor.pk}/", {"name": "Ada N. Okafor"}, headers={"if-match": '"1"'})
    assert renamed.status_code == 200, renamed.data
    later = desk.get(address, headers={"if-none-match": tag})
    assert later.status_code == 200
    assert later.data["speakers"][0]["name"] == "Ada N. Okafor"
    assert later.headers["ETag"].startswith('"1-')


def test_provenance_can_be_checked_step_by_step(desk: APIClient, quote: Quote, ada: User) -> None:
    claim = claims.open_claim("The wall will be rebuilt.", by=ada)
    claims.link(claim.pk, quote.pk, by=ada)
    claims.unlink(claim.pk, quote.pk, by=ada, reason="wrong claim")
    chain = desk.get(f"/api/v1/quotes/{quote.pk}/provenance/").json()

    raw = desk.get(chain["capture"]["raw_url"])
    assert hashlib.sha256(raw.content).hexdigest() == chain["capture"]["raw_sha256"]
    text = desk.get(chain["capture"]["url"]).json()["text"]
    assert hashlib.sha256(text.encode()).hexdigest() == chain["capture"]["text_sha256"]
    assert len(text) == chain["capture"]["characters"]
    for part in desk.get(chain["quote"]["url"]).json()["parts"]:
        assert text[part["start"] : part["end"]] == part["text"]

    assert chain["extraction"]["engine"] == "by-hand"
    assert chain["candidate"]["speakers"][0]["name"] == "Ada Okafor"
    assert chain["candidate"]["confidence"] == 0.9
    assert [(event["subject"], event["verb"], event["by_kind"]) for event in chain["ledger"]] == [
        ("sources.version", "capture", "software"),
        ("claims.extractionrun", "request", "software"),
        ("claims.review", "propose", "software"),
        ("claims.quote", "record", "person"),
        ("claims.review", "accept", "person"),
        ("claims.claimquote", "link", "person"),
        ("claims.claimquote", "unlink", "person"),
    ]
    link, unlink = chain["ledger"][-2:]
    assert unlink["previous_digest"] == link["digest"] != ""
    assert unlink["reason"] == "wrong claim"
    assert len(chain["how_to_verify"]) == 7


def test_provenance_of_one_made_by_hand_has_no_engine(desk: APIClient, ada: User, okafor: Speaker) -> None:
    [quote] = quotes_by(okafor, 1, by=ada)
    chain = desk.get(f"/api/v1/quotes/{quote.pk}/provenance/").data
    assert chain["extraction"] is None
    assert chain["candidate"] is None


def test_filters(desk: APIClient, ada: User, okafor: Speaker) -> None:
    first, second = quotes_by(okafor, 2, by=ada)
    other = quotes_by(speakers.add("Tomas Reyl", by=ada), 1, by=ada, dated=False)[0]
    claim = claim_with([first], by=ada)

    def found(query: str) -> list[int]:
        answer = desk.get(f"/api/v1/quotes/?{query}")
        assert answer.status_code == 200, answer.data
        return [quote["id"] for quote in answer.data["results"]]

    assert found("") == [other.pk, second.pk, first.pk]
    assert found(f"speaker={okafor.pk}") == [second.pk, first.pk]
    assert found("said_from=2026-01-02&said_to=2026-01-02") == [second.pk]
    assert found(f"claim={claim.pk}") == [first.pk]
    assert found(f"document={second.version.document_id}") == [second.pk]
    assert found("q=NUMBER 1 of") == [second.pk]
    assert found(f"outlet={first.version.document.outlet_id}") == [other.pk, second.pk, first.pk]
    assert found("kind=indirect") == found("attribution=anonymous") == found("relayed_by=radio") == []


def test_house_still_verifies_after_all_verbs(desk: APIClient, quote: Quote) -> None:
    address = f"/api/v1/quotes/{quote.pk}/"
    for version, verb in enumerate(("correct", "withdraw", "restore"), start=1):
        late = desk.post(f"{address}{verb}/", {"reason": "test"}, headers={"if-match": f'"{version - 1}"'})
        assert late.status_code == 412
        answer = desk.post(f"{address}{verb}/", {"reason": "test"}, headers={"if-match": f'"{version}"'})
        assert answer.status_code == 200, answer.data
    assert [str(fault) for check in checks() for fault in check.faults()] == []
