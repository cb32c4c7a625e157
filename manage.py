#!/usr/bin/env python
"""Django's command line; on a laptop it brings up the embedded services for the command first."""

import os
import sys

from tracker.core.embedded import EmbeddedDatabaseError
from tracker.laptop import services_for_command


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        with services_for_command(sys.argv):
            from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings need the database

            execute_from_command_line(sys.argv)
    except EmbeddedDatabaseError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
