"""Celery tasks: thin. Each takes ids, calls one service, and may run twice."""

from celery import shared_task

from claims.services import extraction
from tracker.core.actors import Agent


@shared_task(name=extraction.PERFORM_TASK)
def perform_extraction(run_id: int) -> None:
    """Perform one extraction run."""
    extraction.perform(run_id)


@shared_task(name="claims.sweep_extractions")
def sweep_extractions() -> None:
    """Wake runs whose message was lost, and ask for runs over versions that the present engine has not read."""
    extraction.sweep()
    extraction.request_missing(by=Agent("sweeper"))
