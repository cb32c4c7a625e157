"""Real servers in folders of their own, and programs that own one and can be killed."""

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

from tracker.core.embedded import Database, open_database
from tracker.core.embedded.places import places_of

ROOT = Path(__file__).resolve().parents[3]
OWNER = """
import sys
from pathlib import Path
from tracker.core.embedded import open_database

with open_database(Path(sys.argv[1])) as database:
    print(database.owned, database.url, flush=True)
    sys.stdin.read()
"""


class Owner:
    """A program that opens the database, says so, and waits until its standard input ends."""

    def __init__(self, var: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWNER, str(var)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def said(self) -> tuple[bool, str]:
        """(owned, url), once the database answers."""
        assert self.process.stdout is not None
        owned, url = self.process.stdout.readline().split()
        return owned == "True", url

    def kill(self) -> None:
        self.process.kill()
        self.finish()

    def finish(self) -> None:
        with suppress(BrokenPipeError):
            self.process.communicate()


def open_for_test(var: Path) -> Database:
    return open_database(var, fast_and_unsafe=True)


def postmaster(var: Path) -> psutil.Process:
    """The main server process of the database in `var`."""
    text = (places_of(var).data / "postmaster.pid").read_text()
    return psutil.Process(int(text.split("\n", maxsplit=1)[0]))


def is_gone(process: psutil.Process) -> bool:
    """Whether it has ended. A zombie has: an orphan may stay one where process 1 of a container reaps nobody."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def keep(url: str, word: str) -> None:
    with psycopg.connect(url) as session:
        session.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        session.execute("INSERT INTO kept VALUES (%s)", [word])


def kept(url: str) -> list[str]:
    with psycopg.connect(url) as session:
        return [str(word) for (word,) in session.execute("SELECT word FROM kept ORDER BY word")]


def until(done: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
