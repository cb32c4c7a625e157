"""A health probe for containers: `python -m tracker.probe URL`, or `python -m tracker.probe broker`."""

import os
import sys
import urllib.request

SECONDS = 5


def main(what: str) -> int:
    """Return 0 if the address answers 200, or the broker takes a connection; raise what went wrong otherwise."""
    if what == "broker":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        from tracker.celery import app  # noqa: PLC0415 - the settings must be named first

        with app.connection_for_read(connect_timeout=SECONDS) as connection:
            connection.ensure_connection(max_retries=1)
        return 0
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".*") or "localhost"
    asked = urllib.request.Request(what, headers={"Host": host})  # noqa: S310 - an address from our own compose file
    with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
        return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
