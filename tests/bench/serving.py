"""A web server for a benchmark: gunicorn with two workers."""

import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.load import HOST
from tracker.core.embedded.errors import last_lines
from tracker.core.supervisor import Child

WORKERS = 2
READY_SECONDS = 30


class DidNotStart(Exception):
    """The server did not come up; the message says what its log says."""


@contextmanager
def gunicorn(app: str, *, folder: Path, environ: Mapping[str, str], log: Path, threads: int = 1) -> Iterator[int]:
    """Serve ``app`` (module:name, imported from ``folder``) on a free port of HOST, and give that port.

    Raises DidNotStart.
    """
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"{HOST}:{port}"]
    command += ["--workers", str(WORKERS), "--threads", str(threads)]
    # Nothing of the benchmark's is left beside code that is only read.
    environ = {**os.environ, **environ, "PYTHONDONTWRITEBYTECODE": "1"}
    server = Child(app, [*command, "--no-control-socket", "--log-level", "warning"], folder, log, environ)
    server.start()
    try:
        _wait_until_ready(server, port)
        yield port
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(server: Child, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while server.is_running() and time.monotonic() < deadline:
        try:
            with socket.create_connection((HOST, port), timeout=READY_SECONDS) as line:
                # The master listens before a worker serves: an answer of any kind says that one does.
                line.sendall(f"GET / HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
                if line.recv(1):
                    return
        except OSError:
            time.sleep(0.1)
    raise DidNotStart(f"{server.name} did not come up. {last_lines(server.log)}")
