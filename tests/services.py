"""A pytest plugin (`-p tests.services`): every run gets a PostgreSQL server of its own, gone at its end.

With DATABASE_URL set, that server is used and nothing is started; its role must be a superuser, since tests pass the
record's triggers to empty the database (tests/past_the_triggers.py). Settings read the address when Django is
loaded, which pytest-django does in `pytest_load_initial_conftests`; a wrapper of that hook comes before all
others.
"""

import os
import secrets
import shutil
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from tracker.core.embedded import EmbeddedDatabaseError, open_database, remove_database

RUNS = Path(__file__).resolve().parent.parent / "var" / "test"
ABANDONED_SECONDS = 600
# For runs that execute no test: settings can be loaded, a connection would fail at once.
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    if not os.environ.get("DATABASE_URL", "").strip():
        asked = early_config.known_args_namespace
        if asked.help or asked.version or asked.collectonly:
            os.environ["DATABASE_URL"] = NOWHERE
        else:
            _give_a_database(early_config)
    return (yield)


def _give_a_database(config: pytest.Config) -> None:
    _remove_abandoned_runs()
    var = RUNS / f"run-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        database = open_database(var, fast_and_unsafe=True)
    except EmbeddedDatabaseError as error:
        raise pytest.UsageError(f"The tests need PostgreSQL. {error}") from error

    def give_back() -> None:
        os.environ.pop("DATABASE_URL", None)
        database.stop()
        _remove(var)

    config.add_cleanup(give_back)
    os.environ["DATABASE_URL"] = database.url


def _remove_abandoned_runs() -> None:
    """Delete what killed runs have left: a starting run is too young for it, a running one holds its lock."""
    for var in RUNS.glob("run-*"):
        if time.time() - var.stat().st_mtime > ABANDONED_SECONDS:
            _remove(var)


def _remove(var: Path) -> None:
    if remove_database(var) or not (var / "postgresql").exists():
        shutil.rmtree(var, ignore_errors=True)
