"""Behind `make clean`: removes the laptop's database, also the part that root keeps outside the project folder."""

import os
import sys

from tracker.core.embedded import remove_database
from tracker.laptop import var_of


def main() -> int:
    """Remove the database; refuse while it is in use."""
    var = var_of(os.environ)
    if not remove_database(var) and (var / "postgresql").exists():
        print("The database is in use: end `make run` first.", file=sys.stderr)  # noqa: T201 - a command's message
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
