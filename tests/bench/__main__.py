"""`make bench`: measure on a database of its own, made for the purpose and removed afterwards.

`python -m tests.bench desk` measures that part alone; the parts are engine, services, desk and browser.
"""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from tests.bench import engine
from tests.bench.report import show
from tracker.core.embedded import open_database, remove_database

PARTS = ("engine", "services", "desk", "browser")


def main() -> None:
    """Print the tables of the parts asked for, or of all."""
    wanted = [part for part in PARTS if part in sys.argv[1:]] or list(PARTS)
    if "engine" in wanted:
        show("The engine, one thread", engine.rows())
    if wanted != ["engine"]:
        with tempfile.TemporaryDirectory() as folder:
            _over_a_database(Path(folder) / "var", wanted)


def _over_a_database(var: Path, wanted: list[str]) -> None:
    with open_database(var) as database:
        os.environ |= {
            "DATABASE_URL": database.url,
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "ON_RECORD_VAR": str(var),
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        # Models can be imported only now.
        from tests.bench import database as services
        from tests.bench import desk, rendering

        if "services" in wanted:
            show("The services over PostgreSQL", services.rows())
        if "desk" in wanted:
            show("The desk over HTTP", desk.rows(var))
        if "browser" in wanted:
            show("The desk in a browser", rendering.rows(var))
    remove_database(var)


if __name__ == "__main__":
    main()
