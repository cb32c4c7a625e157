"""Worker and beat show a pulse while they work, and none once they hang; the embedded clock stands for beat."""

import signal
import time
from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.tasks.conftest import Worker
from tracker.pulse import BEAT, WORKER, pulse_of, seconds_since

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


def test_a_pulse_goes_on_until_the_worker_hangs(
    worker: Worker, eventually: Callable[..., None], settings: Settings
) -> None:
    settings.VAR = worker.var
    worker.start()
    for name in (WORKER, BEAT):
        eventually(lambda name=name: seconds_since(name) is not None, f"no pulse of {name}: {worker.log.read_text()}")
    for name in (WORKER, BEAT):
        first = pulse_of(name).stat().st_mtime
        eventually(lambda name=name, first=first: pulse_of(name).stat().st_mtime > first, f"{name} had one pulse only")
    worker.signal(signal.SIGSTOP)
    last = {name: pulse_of(name).stat().st_mtime for name in (WORKER, BEAT)}
    time.sleep(4)  # two heartbeats and four messages long
    assert {name: pulse_of(name).stat().st_mtime for name in (WORKER, BEAT)} == last
    worker.signal(signal.SIGCONT)


def test_the_log_of_the_worker_follows_the_settings(worker: Worker, eventually: Callable[..., None]) -> None:
    worker.start()
    eventually(lambda: "succeeded in" in worker.log.read_text(), "no task was logged")
    assert "[info     ] Task claims.sweep_extractions" in worker.log.read_text()
