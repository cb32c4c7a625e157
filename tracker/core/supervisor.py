"""Keeping a few child processes up, and taking every one of them down again."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

from tracker.core.embedded.errors import last_lines

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_SECONDS = 10.0
RESTART_AFTER_SECONDS = 1.0
PR_SET_PDEATHSIG = 1  # prctl(2): the signal that the kernel sends this process when its parent dies


@dataclass
class Child:
    """A program that should be running in ``folder``, with its output in a file."""

    name: str
    command: Sequence[str]
    folder: Path
    log: Path
    environ: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    restarts: int = 0
    log_begins: int = 0
    _file: IO[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start the program in a session of its own, so that Ctrl-C in the terminal reaches only the supervisor."""
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = self.log.open("ab")
        self.log_begins = self._file.tell()
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            cwd=self.folder,
            env=dict(self.environ),
            stdin=subprocess.DEVNULL,
            stdout=self._file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one prctl, no threads yet
        )
        self.started = time.monotonic()

    def is_running(self) -> bool:
        """Tell whether the program runs."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Ask the program to end, without waiting for it."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Ask the program to end, and after some seconds end it with all its children."""
        process = self.process
        if process is None:
            return
        self.ask_to_stop()
        if process.poll() is None:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        _kill_group(process.pid)
        if self._file is not None:
            self._file.close()
        self.process = None


class Stopped(Exception):
    """Someone asked the supervisor to stop: Ctrl-C, or a signal."""


class ChildEnded(BaseException):
    """A child that is needed ended by itself; the text says what, and what its log says.

    Like KeyboardInterrupt no Exception: whoever refuses one bad article must not take it for the article's fault.
    """


@contextmanager
def needing(child: Child) -> Iterator[None]:
    """Raise ChildEnded inside the block as soon as ``child`` has ended. For the main thread only."""

    def look(number: int = 0, frame: FrameType | None = None) -> None:
        if child.process is None or child.process.poll() is None:
            return
        signal.signal(signal.SIGCHLD, before)
        said = last_lines(child.log, since=child.log_begins)
        raise ChildEnded(f"The {child.name} ended by itself (exit code {child.process.returncode}). {said}")

    before = signal.signal(signal.SIGCHLD, look)
    try:
        look()  # it may have ended before the signal was watched
        yield
    finally:
        signal.signal(signal.SIGCHLD, before)


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn Ctrl-C and the signals that ask a process to end into one Stopped, raised inside the block.

    Only the first counts: a second Ctrl-C must not leave half of what is being stopped running.
    """
    before = {number: signal.signal(number, _raise_stopped_once) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Supervisor:
    """Starts children in order, starts again those that die, and stops all together.

    Use it as a context: however the block is left, no child stays.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """``tell`` gets one line for people whenever something happens to a child."""
        self.children: list[Child] = []
        self._tell = tell

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *error: object) -> None:
        if self.children:
            self._tell("Stopping.")
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.stop()

    def start(self, child: Child) -> None:
        """Start a child and keep it up from now on."""
        self.children.append(child)
        child.start()

    def watch(self) -> None:
        """Keep the children up until someone asks to stop. Raises Stopped then."""
        while True:
            for child in self.children:
                if not child.is_running():
                    self._restart(child)
            time.sleep(0.2)

    def _restart(self, child: Child) -> None:
        """Start a dead child again; one that keeps dying is started more and more slowly."""
        code = child.process.returncode if child.process else None
        child.restarts = child.restarts + 1 if time.monotonic() - child.started < 60 else 0
        pause = min(RESTART_AFTER_SECONDS * 2**child.restarts, 30.0)
        self._tell(f"The {child.name} ended (exit code {code}); starting it again in {pause:.0f} s. Log: {child.log}")
        child.stop()
        time.sleep(pause)
        child.start()


def _raise_stopped_once(number: int, frame: FrameType | None) -> None:
    for each in STOP_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
