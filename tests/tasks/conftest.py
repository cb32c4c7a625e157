"""A real worker, with the real broker, for the tests that need one."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from django.db import connection

from tracker import laptop


class Worker:
    """The laptop's worker with its clock, in processes of its own, over the test's database."""

    def __init__(self, folder: Path, database_url: str) -> None:
        environ = {"LOG_LEVEL": "INFO", **os.environ, "DATABASE_URL": database_url, "SWEEP_EVERY_SECONDS": "1"}
        self.var = folder
        self._child = laptop.worker(folder, environ)
        self.log = self._child.log

    def start(self) -> None:
        """Start it, or start it again."""
        self._child.start()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process of it at once."""
        for process in self._family():
            process.send_signal(number)

    def kill(self) -> None:
        """Kill every process of it at once, as a power cut would."""
        family = self._family()
        self.signal(signal.SIGKILL)
        self._child.stop()
        psutil.wait_procs(family, timeout=10)

    def _family(self) -> list[psutil.Process]:
        if self._child.process is None:
            return []
        first = psutil.Process(self._child.process.pid)
        return [first, *first.children(recursive=True)]


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
