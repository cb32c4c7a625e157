"""`make bench`: measure on a database of its own, made for the purpose and removed afterwards."""

import os
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from tests.bench import engine
from tests.bench.report import show
from tracker.core.embedded import open_database, remove_database


def main() -> None:
    """Print the tables."""
    show("The engine, one thread", engine.rows())
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
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
            from tests.bench import database as over_the_database

            show("The services over PostgreSQL", over_the_database.rows())
        remove_database(var)


if __name__ == "__main__":
    main()
