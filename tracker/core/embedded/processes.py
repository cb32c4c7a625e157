"""Server processes left behind by an earlier run, told apart from strangers with the same process id."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tracker.core.embedded.errors import EmbeddedDatabaseError
from tracker.core.embedded.guard import STOP_STEPS

PROC = Path("/proc")
# Linux tells where a process works; elsewhere its command line has to do.
HAS_PROC = (PROC / "self" / "exe").exists()
LEFTOVER_SECONDS = 2.0
POLL_SECONDS = 0.05


def clear_leftovers(data_dir: Path) -> None:
    """Stop every server process that still works on `data_dir` and remove a stale `postmaster.pid`.

    To be called only by the holder of the lock: whatever still runs there is then nobody's.
    Raises EmbeddedDatabaseError when a process cannot be stopped.
    """
    if not data_dir.exists():
        return
    pid_file = data_dir / "postmaster.pid"
    postmaster = _first_number(pid_file)
    if postmaster is not None and is_server_of(postmaster, data_dir):
        _stop_orphan(postmaster, data_dir)
    _end_orphaned_backends(data_dir)
    # A number that has meanwhile gone to some other process keeps PostgreSQL from starting, so the file must
    # go. Two servers can still not meet in one directory: they check their shared memory as well, and the
    # lock is ours.
    pid_file.unlink(missing_ok=True)


def is_server_of(pid: int, data_dir: Path) -> bool:
    """Whether process `pid` is a PostgreSQL server on `data_dir`; false for strangers and the dead."""
    if HAS_PROC:
        try:
            program = (PROC / str(pid) / "exe").readlink().name.removesuffix(" (deleted)")
            # A server process works inside its data directory.
            return program == "postgres" and (PROC / str(pid) / "cwd").samefile(data_dir)
        except OSError:
            return False
    answer = subprocess.run(  # noqa: S603 (fixed program, a number)
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return "postgres" in answer.stdout and str(data_dir) in answer.stdout


def _first_number(file: Path) -> int | None:
    try:
        return abs(int(file.read_text(encoding="ascii").split("\n", maxsplit=1)[0]))
    except (OSError, ValueError):
        return None


def _stop_orphan(pid: int, data_dir: Path) -> None:
    for number, seconds in STOP_STEPS:
        _signal(pid, number)
        if _wait(lambda: not is_server_of(pid, data_dir), seconds):
            return
    message = (
        f"A PostgreSQL server of an earlier run (process {pid}) still uses {data_dir} and does not end. "
        f"End it (kill -9 {pid}) and start again."
    )
    raise EmbeddedDatabaseError(message)


def _end_orphaned_backends(data_dir: Path) -> None:
    """Backends end soon after their postmaster was killed; one in a long computation may not."""
    if not HAS_PROC:
        return
    if not _wait(lambda: not any(_servers_of(data_dir)), LEFTOVER_SECONDS):
        for pid in _servers_of(data_dir):
            _signal(pid, signal.SIGKILL)
        _wait(lambda: not any(_servers_of(data_dir)), LEFTOVER_SECONDS)


def _servers_of(data_dir: Path) -> Iterator[int]:
    for entry in PROC.iterdir():
        if entry.name.isdigit() and is_server_of(int(entry.name), data_dir):
            yield int(entry.name)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _wait(done: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True
