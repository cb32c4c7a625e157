"""Whatever JSON comes in, no write answers with a server error."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims.models import Candidate, Speaker
from tests.api.records import claim_with, quotes_by
from tracker.core.models import User

numbers = st.integers() | st.sampled_from([0, -1, 2**31, 2**63, 10**40]) | st.floats(allow_nan=False)
words = st.text(max_size=20) | st.sampled_from(["\x00", "\ud800", "named", "direct", "2026-03-04", "x" * 3000, "other"])
anything = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
passages = st.lists(
    st.fixed_dictionaries({"start": numbers, "end": numbers}, optional={"text": words}) | anything, max_size=3
)
FIELDS = {
    "kind": st.sampled_from(["direct", "mixed"]) | anything,
    "parts": st.fixed_dictionaries({"content": passages}, optional={"cue": passages}) | anything,
    "attribution": st.sampled_from(["named", "anonymous", "unknown"]) | anything,
    "speakers": st.lists(numbers, max_size=3) | anything,
    "on_behalf_of": st.lists(numbers, max_size=3) | anything,
    "described_as": words | anything,
    "relayed_by": words | anything,
    "said_on": words | anything,
    "said_on_precision": st.sampled_from(["day", "year"]) | anything,
    "language": words | anything,
}
SPEAKER = {"name": words | anything, "kind": anything, "description": anything, "wikidata_id": anything}
bodies: list[tuple[str, dict[str, st.SearchStrategy[Any]]]] = [
    ("candidates/{candidate}/accept/", {**FIELDS, "note": anything}),
    ("candidates/{candidate}/reject/", {"reason": st.just("other") | anything, "note": words | anything}),
    ("candidates/{candidate}/reopen/", {"reason": words | anything}),
    ("quotes/", {**FIELDS, "version": st.just("{version}") | anything, "reason": anything}),
    ("quotes/{quote}/correct/", {**FIELDS, "reason": words | anything}),
    ("quotes/{quote}/withdraw/", {"reason": words | anything}),
    ("speakers/", SPEAKER),
    ("speakers/{speaker}/names/", {"name": words, "valid_from": words | anything, "valid_to": anything}),
    ("claims/", {"text": words | anything}),
    ("claims/{claim}/reword/", {"text": words | anything, "reason": words | anything}),
    ("claims/{claim}/quotes/", {"quote": numbers | anything, "stance": anything}),
    ("documents/", {"text": words | anything, "locator": words | anything, "language": anything}),
    ("token/", {"username": words | anything, "password": words | anything}),
]
requests = st.one_of(
    *(
        st.tuples(st.just(path), st.fixed_dictionaries({}, optional=fields) | st.dictionaries(words, anything))
        for path, fields in bodies
    )
)


def test_no_body_breaks_the_server(desk: APIClient, ada: User, okafor: Speaker, candidate: Candidate) -> None:
    [quote] = quotes_by(okafor, 1, by=ada)
    rows = {
        "candidate": candidate.pk,
        "quote": quote.pk,
        "version": quote.version_id,
        "speaker": okafor.pk,
        "claim": claim_with([quote], by=ada).pk,
    }

    @settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
    @given(request=requests, tag=st.sampled_from(['"1"', '"1"', '"2"', '"x"', "*"]))
    def send(request: tuple[str, Any], tag: str) -> None:
        path, body = request
        raw = json.dumps(body).replace('"{version}"', str(rows["version"])).encode()
        address = f"/api/v1/{path.format(**rows)}"
        answer = desk.generic("POST", address, raw, "application/json", headers={"if-match": tag})  # type: ignore[arg-type]
        assert answer.status_code < 500, (address, raw, answer.content)
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"

    send()
