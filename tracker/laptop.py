"""On a laptop a management command brings its own services, or joins those that `make run` started."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tracker.core.embedded import open_database
from tracker.core.supervisor import Child, Supervisor

BASE_DIR = Path(__file__).resolve().parent.parent
NEEDS_NO_DATABASE = {"help", "--help", "-h", "version", "--version"}
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"  # settings want an address; these commands never connect


def var_of(environ: Mapping[str, str]) -> Path:
    """Return the folder of everything that the laptop keeps: ON_RECORD_VAR, or var/ beside the code."""
    return Path(environ.get("ON_RECORD_VAR", "") or BASE_DIR / "var")


def wants_database_of_its_own(environ: Mapping[str, str]) -> bool:
    """Tell whether this is the laptop profile with no database named."""
    return environ.get("ON_RECORD_PROFILE", "laptop") == "laptop" and not environ.get("DATABASE_URL", "").strip()


def worker(var: Path, environ: Mapping[str, str]) -> Child:
    """Return the laptop's worker, which is also its clock (beat)."""
    command = "-m celery -A tracker worker --beat --concurrency 2 --loglevel WARNING --without-gossip --without-mingle"
    schedule = ["--schedule", str(var / "celerybeat-schedule")]
    return Child("worker", [sys.executable, *command.split(), *schedule], var / "logs" / "worker.log", environ)


@contextmanager
def services_for_command(argv: Sequence[str]) -> Iterator[None]:
    """Hold the embedded database up for one command, and a worker where the command waits for one and nobody has it.

    Raises EmbeddedDatabaseError, whose text says what to do.
    """
    if len(argv) < 2 or argv[1] in NEEDS_NO_DATABASE:
        os.environ.setdefault("DATABASE_URL", NOWHERE)
        yield
    elif not wants_database_of_its_own(os.environ):
        yield
    else:
        var = var_of(os.environ)
        with open_database(var) as database, Supervisor(print) as supervisor:
            if database.owned and "--wait" in argv:
                supervisor.start(worker(var, {**os.environ, "DATABASE_URL": database.url}))
            yield
