#!/usr/bin/env python
"""Django's command line; on a laptop it brings up the embedded database for the command first."""

import os
import sys

from tracker.laptop import database_for_command


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    with database_for_command(sys.argv, os.environ):
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings need the database first

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
