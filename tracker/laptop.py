"""On a laptop a management command brings its own database: starts it, or joins the one that `make run` started."""

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from tracker.core.embedded import Database, open_database

BASE_DIR = Path(__file__).resolve().parent.parent


def var_of(environ: Mapping[str, str]) -> Path:
    """Return the folder of everything that the laptop keeps: ON_RECORD_VAR, or var/ beside the code."""
    return Path(environ.get("ON_RECORD_VAR", "") or BASE_DIR / "var")


def wants_database_of_its_own(environ: Mapping[str, str]) -> bool:
    """Tell whether this is the laptop profile with no database named."""
    return environ.get("ON_RECORD_PROFILE", "laptop") == "laptop" and not environ.get("DATABASE_URL", "").strip()


def database_for_command(argv: Sequence[str], environ: Mapping[str, str]) -> AbstractContextManager[Database | None]:
    """Return a context that holds the embedded database up for one command, where the command needs one.

    Raises EmbeddedDatabaseError, whose text says what to do.
    """
    if len(argv) < 2 or argv[1] in {"help", "--help", "-h", "version", "--version"}:
        os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")  # never connected to
        return nullcontext()
    return open_database(var_of(environ)) if wants_database_of_its_own(environ) else nullcontext()
