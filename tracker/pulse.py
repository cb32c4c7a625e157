"""The pulse of worker and beat: files whose age shows whether their loops still turn; tracker/probe.py reads them.

A connection to the broker would prove only that the broker lives. The worker's pulse is Celery's heartbeat: with
RabbitMQ and Redis it is sent from the loop that takes messages and ends with it; with the queue in the database it is a
thread's and ends with the process. Beat's pulse is each message that it sends. Hung tasks are
EXTRACTION_TIME_LIMIT's business, not the pulse's.
"""

import time
from pathlib import Path
from typing import Any, Final

from celery.signals import after_task_publish, beat_embedded_init, beat_init, heartbeat_sent
from django.conf import settings

FOLDER: Final = "pulse"
WORKER: Final = "worker"
BEAT: Final = "beat"
PATIENCE_SECONDS: Final = 60.0


def pulse_of(name: str) -> Path:
    """Return the file that ``name``, worker or beat, touches while it lives."""
    return Path(settings.VAR) / FOLDER / name


def longest_pause(name: str) -> float:
    """Return how old, in seconds, the pulse of a healthy ``name`` may be."""
    return PATIENCE_SECONDS + (2 * settings.SWEEP_EVERY_SECONDS if name == BEAT else 0)


def seconds_since(name: str) -> float | None:
    """Return the age of the pulse; None where there never was one."""
    try:
        return max(0.0, time.time() - pulse_of(name).stat().st_mtime)
    except FileNotFoundError:
        return None


def _touch(name: str) -> None:
    file = pulse_of(name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch()


@heartbeat_sent.connect
def _worker_lives(**_: Any) -> None:
    _touch(WORKER)


@beat_init.connect
@beat_embedded_init.connect
def _watch_beat(**_: Any) -> None:
    """In beat's own process: every message that went out is a pulse."""
    after_task_publish.connect(_beat_lives)


def _beat_lives(**_: Any) -> None:
    _touch(BEAT)
