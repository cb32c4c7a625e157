"""The committed OpenAPI document is the one that the code gives, and is valid."""

from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from openapi_spec_validator import validate
from rest_framework.test import APIClient

from tracker.api import LISTS

DOCUMENT = Path(__file__).resolve().parents[2] / "openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")


def test_committed_document_is_fresh() -> None:
    out = StringIO()
    call_command("spectacular", "--fail-on-warn", stdout=out)
    assert out.getvalue().strip() == DOCUMENT.read_text(encoding="utf-8").strip(), (
        "openapi.yaml is out of date. Run: python manage.py spectacular --fail-on-warn --file openapi.yaml"
    )


def test_document_is_valid_openapi_3_1() -> None:
    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_operation_says_what_it_does_and_how_it_fails() -> None:
    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    for path, operations in document["paths"].items():
        for method in METHODS:
            if method in operations:
                operation = operations[method]
                assert operation["description"], (method, path)
                assert "application/problem+json" in operation["responses"]["default"]["content"], (method, path)


def test_verbs_ask_for_the_version_that_was_seen() -> None:
    document = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    for verb in ("accept", "reject", "reopen"):
        parameters = document["paths"][f"/api/v1/candidates/{{id}}/{verb}/"]["post"]["parameters"]
        assert [one["required"] for one in parameters if one["name"] == "If-Match"] == [True]


@pytest.mark.django_db
def test_root_lists_every_address_and_the_schema_is_served() -> None:
    client = APIClient()
    root = client.get("/api/v1/").data
    assert set(LISTS) <= set(root)
    for name in LISTS:
        assert client.get(root[name]).status_code == 401
    served = client.get(root["schema"])
    assert served.status_code == 200
    assert yaml.safe_load(served.content) == yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))


def test_lists_below_a_row_are_described_as_lists() -> None:
    paths = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))["paths"]
    for path in ("/api/v1/speakers/{id}/quotes/", "/api/v1/claims/{id}/quotes/", "/api/v1/documents/{id}/versions/"):
        answer = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert "Paginated" in answer, path
        assert "cursor" in [one["name"] for one in paths[path]["get"]["parameters"]]
    parameters = [one["name"] for one in paths["/api/v1/speakers/{id}/quotes/"]["get"]["parameters"]]
    assert {"said_from", "said_to", "kind", "outlet", "relayed_by", "also_on_behalf", "state"} <= set(parameters)
