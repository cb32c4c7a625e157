"""Runs over REST: watched by everybody, tried again by editors."""

from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import ExtractionRun
from claims.services import extraction
from tests.factories import article
from tracker.core.actors import Agent


def failed_run() -> ExtractionRun:
    run = extraction.request(article(), by=Agent("tests"))
    run.state, run.error, run.finished_at = "failed", "It broke.", timezone.now()
    run.save()
    return run


def test_a_failed_run_is_tried_again(desk: APIClient) -> None:
    run = failed_run()
    answer = desk.post(f"/api/v1/runs/{run.pk}/retry/")
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["error"]) == ("queued", "")


def test_a_run_that_did_not_fail_is_not_tried_again(desk: APIClient) -> None:
    run = extraction.request(article(), by=Agent("tests"))
    answer = desk.post(f"/api/v1/runs/{run.pk}/retry/")
    assert answer.status_code == 409
    assert "begins from" in answer.json()["detail"]


def test_readers_try_nothing_again(reading: APIClient) -> None:
    assert reading.post(f"/api/v1/runs/{failed_run().pk}/retry/").status_code == 403


def test_a_run_that_is_not_there(desk: APIClient) -> None:
    assert desk.post("/api/v1/runs/987654/retry/").status_code == 404
