"""The process between a program and its PostgreSQL server: however the program ends, the server ends too.

Run by path, so that it needs neither the project's folder nor its packages:
    python -I -S guard.py --log FILE [--user UID --group GID] -- postgres ARGUMENT...
Standard input is the life line, a pipe whose other end only the parent holds. End of file means that the
parent has stopped it or has died, also by kill -9. Standard error is the server's log. The file descriptor of
the lock is merely inherited and kept open: the lock is held for exactly as long as somebody looks after the
server.
"""

import argparse
import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# PostgreSQL's fast shutdown, then immediate, then by force, with the seconds given to each.
STOP_STEPS = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
TICK_SECONDS = 1.0
LOG_LIMIT_BYTES = 5_000_000
PR_SET_PDEATHSIG = 1


def die_with_parent() -> Callable[[], None] | None:
    """What a child on Linux runs before exec so that a killed guard takes it down; None elsewhere."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    guard = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != guard:
            os._exit(1)

    return ask


def bound_log(log: Path, limit: int = LOG_LIMIT_BYTES) -> None:
    """Keep the log below about twice `limit` bytes: the older half moves to FILE.1.

    The file is emptied, not renamed, because the server goes on writing (appending) to the same open file.
    """
    try:
        if log.stat().st_size > limit:
            shutil.copyfile(log, log.with_name(f"{log.name}.1"))
            os.truncate(log, 0)
    except OSError:
        # A removed or full log is no reason to give up the server.
        return


def watch(server: subprocess.Popen[bytes], log: Path, parent: int) -> None:
    """Return when the server has ended, the parent is gone, or somebody asks the guard to stop."""
    wake_read, wake_write = os.pipe()
    for end in (wake_read, wake_write):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake_write)
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: asked.append(received))
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    life_line = sys.stdin.fileno()
    while server.poll() is None and not asked and os.getppid() == parent:
        readable, _, _ = select.select([life_line, wake_read], [], [], TICK_SECONDS)
        if life_line in readable:
            return
        if wake_read in readable:
            os.read(wake_read, 512)
        bound_log(log)


def stop(server: subprocess.Popen[bytes]) -> None:
    for number, seconds in STOP_STEPS:
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Keeps a PostgreSQL server for as long as the parent lives.")
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--user", type=int)
    parser.add_argument("--group", type=int)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)
    server = subprocess.Popen(  # noqa: S603 (the command comes from our own parent)
        options.command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        cwd="/",
        preexec_fn=die_with_parent(),  # noqa: PLW1509 (this process has one thread)
        user=options.user,
        group=options.group,
        extra_groups=None if options.user is None else [],
    )
    try:
        watch(server, options.log, options.parent)
    finally:
        stop(server)
    return server.returncode or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
