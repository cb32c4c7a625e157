"""On a laptop a management command brings its own services, or joins those that `make run` started."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tracker.core.embedded import open_database
from tracker.core.supervisor import Child, ChildEnded, Supervisor, needing

BASE_DIR = Path(__file__).resolve().parent.parent
NEEDS_NO_DATABASE = {"help", "--help", "-h", "version", "--version"}
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"  # settings want an address; these commands never connect


def var_of(environ: Mapping[str, str]) -> Path:
    """Return the folder of everything that the laptop keeps, as a full path: ON_RECORD_VAR, or var/ beside the code."""
    return Path(environ.get("ON_RECORD_VAR", "") or BASE_DIR / "var").absolute()


def wants_database_of_its_own(environ: Mapping[str, str]) -> bool:
    """Tell whether this is the laptop profile with no database named."""
    return environ.get("ON_RECORD_PROFILE", "laptop") == "laptop" and not environ.get("DATABASE_URL", "").strip()


def worker(var: Path, environ: Mapping[str, str]) -> Child:
    """Return the laptop's worker, which is also its clock (beat). ``var`` is a full path."""
    command = "-m celery -A tracker worker --beat --concurrency 2 --without-gossip --without-mingle"
    return child("worker", [*command.split(), "--schedule", str(var / "celerybeat-schedule")], var, environ)


def child(name: str, arguments: Sequence[str], var: Path, environ: Mapping[str, str]) -> Child:
    """Return a Python program of this project; it runs in the project's folder, wherever the command was given."""
    log = var / "logs" / f"{name.replace(' ', '-')}.log"
    return Child(name, [sys.executable, *arguments], BASE_DIR, log, {**environ, "ON_RECORD_VAR": str(var)})


@contextmanager
def services_for_command(argv: Sequence[str]) -> Iterator[None]:
    """Hold the embedded database up for one command, and a worker where the command waits for one and nobody has it.

    Raises EmbeddedDatabaseError, whose text says what to do, and SystemExit where that worker ends before the command.
    """
    if len(argv) < 2 or argv[1] in NEEDS_NO_DATABASE:
        os.environ.setdefault("DATABASE_URL", NOWHERE)
        yield
    elif not wants_database_of_its_own(os.environ):
        yield
    else:
        var = var_of(os.environ)
        with open_database(var) as database, Supervisor(print) as supervisor:
            if not (database.owned and "--wait" in argv):
                yield
                return
            helper = worker(var, {**os.environ, "DATABASE_URL": database.url})
            supervisor.start(helper)
            try:
                with needing(helper):
                    yield
            except ChildEnded as error:
                sys.exit(
                    f"{error}\nWhat was taken in stays, and is extracted once a worker runs: give the command again."
                )
