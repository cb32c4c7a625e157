"""The floor: the least that any server of quotations costs on this machine, measured beside our own.

A program beside this checkout serves quotations without framework, sign-in or validation, with one prepared statement a
request. Rates are held against it, because a rate by itself says more about the machine than about the software.
"""

import importlib.util
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load import Load, Next, drive, request
from tests.bench.serving import gunicorn
from tracker.core.embedded import open_database
from tracker.laptop import BASE_DIR

PROGRAM = BASE_DIR.parent / "shared" / "eval" / "perf" / "floor.py"
NEEDS = ("orjson", "psycopg", "psycopg_pool", "gunicorn")
ROWS = 100_000
SECONDS = 5.0
BODY = b'{"status": 1}'


@dataclass(frozen=True)
class Floor:
    """The floor's server, while it runs."""

    port: int
    rows: int

    def decisions(self, clients: int, *, seconds: float = SECONDS) -> Load:
        """Measure decisions, each over a quotation drawn at random: an update and a row of a log."""
        return drive(self.port, [self._deciding(number) for number in range(clients)], seconds=seconds)

    def constants(self, clients: int, *, seconds: float = SECONDS) -> Load:
        """Measure answers that ask nothing of the database: gunicorn alone."""
        constant = request("GET", "/static")
        return drive(self.port, [lambda _body: constant] * clients, seconds=seconds)

    def _deciding(self, seed: int) -> Next:
        drawn = random.Random(seed)
        headers = {"Content-Type": "application/json"}
        return lambda _body: request("POST", f"/quotations/{drawn.randint(1, self.rows)}/decision", headers, BODY)


def why_not() -> str:
    """Return why the floor cannot be measured here, or nothing where it can."""
    if not PROGRAM.is_file():
        return f"skipped: {PROGRAM.relative_to(BASE_DIR.parent)} is not there, beside the checkout"
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    return f"skipped: {', '.join(missing)} cannot be imported" if missing else ""


@contextmanager
def floor(var: Path, *, rows: int = ROWS) -> Iterator[Floor]:
    """Serve the floor over a database of its own in the server of ``var``, filled with ``rows`` quotations.

    Call it only where :func:`why_not` returns nothing. Raises subprocess.CalledProcessError and DidNotStart.
    """
    with open_database(var, name="floor") as database:
        subprocess.run(
            [sys.executable, "-B", str(PROGRAM), "data", "--dsn", database.url, "--rows", str(rows)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        environ = {"FLOOR_DSN": database.url}
        with gunicorn("floor:app", folder=PROGRAM.parent, environ=environ, log=var / "logs" / "floor.log") as port:
            yield Floor(port, rows)
