"""Who reads a statement over the API is told that its article was changed since."""

from rest_framework.test import APIClient

from claims.models import Candidate, Speaker
from tests.api.records import claim_with
from tests.api.test_candidates import accepted
from tests.factories import article
from tests.factories.articles import TEXT
from tracker.core.models import User

CHANGED = TEXT.replace("will not raise", "will now raise")


def test_candidate_and_quotation_name_the_newest_version_everywhere(
    desk: APIClient, candidate: Candidate, okafor: Speaker, ada: User
) -> None:
    quote = accepted(desk, candidate, okafor)
    claim = claim_with([quote], by=ada)
    addresses = [
        f"candidates/{candidate.pk}/",
        f"quotes/{quote.pk}/",
        "candidates/",
        "quotes/",
        f"speakers/{okafor.pk}/quotes/",
        f"claims/{claim.pk}/quotes/",
    ]

    def numbers(address: str) -> tuple[int, int]:
        found = desk.get(f"/api/v1/{address}").data
        row = found["results"][0] if "results" in found else found
        version = row.get("quote", row)["version"] if "stance" in row else row["version"]
        return version["number"], version["newest_number"]

    assert [numbers(address) for address in addresses] == [(1, 1)] * len(addresses)
    article(CHANGED)
    article(TEXT, locator="https://harwickpost.example/another")
    assert [numbers(address) for address in addresses] == [(1, 2)] * len(addresses)


def test_a_newer_version_is_no_304(desk: APIClient, candidate: Candidate) -> None:
    address = f"/api/v1/candidates/{candidate.pk}/"
    tag = {"if-none-match": desk.get(address).headers["ETag"]}
    assert desk.get(address, headers=tag).status_code == 304
    article(CHANGED)
    assert desk.get(address, headers=tag).status_code == 200


def test_a_decision_answers_with_the_newest_version(desk: APIClient, candidate: Candidate, okafor: Speaker) -> None:
    article(CHANGED)
    body = {"speakers": [okafor.pk]}
    answer = desk.post(f"/api/v1/candidates/{candidate.pk}/accept/", body, headers={"if-match": '"1"'})
    assert answer.data["version"]["newest_number"] == 2
