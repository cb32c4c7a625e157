"""A real worker, with the real broker, for the tests that need one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """A Celery worker with its clock, in processes of its own, over the test's database."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.log = folder / "worker.log"
        self._environ = {**os.environ, "DATABASE_URL": database_url, "SWEEP_EVERY_SECONDS": "1"}
        self._schedule = folder / "schedule"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again."""
        command = "-m celery -A tracker worker --beat --concurrency 2 --loglevel INFO --without-gossip --without-mingle"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *command.split(), "--schedule", str(self._schedule)],
                env=self._environ,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill every process of it at once, as a power cut would."""
        if self._process is None:
            return
        family = [psutil.Process(self._process.pid)]
        family += family[0].children(recursive=True)
        for process in family:
            process.send_signal(signal.SIGKILL)
        self._process.wait()
        psutil.wait_procs(family, timeout=10)
        self._process = None


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[Worker]:
    """A worker that the test starts, kills and starts again; none is left behind."""
    made = Worker(tmp_path, database_url_of_the_test())
    yield made
    made.kill()


def database_url_of_the_test() -> str:
    """Return the address of the database that Django made for the tests."""
    settings = connection.settings_dict
    return f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Wait until something is true, and say what did not come true where it does not."""

    def wait(what: Callable[[], bool], why: str, *, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < deadline, why
            time.sleep(0.05)

    return wait
