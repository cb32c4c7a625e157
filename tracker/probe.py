"""A health probe for containers: `python -m tracker.probe URL`, `… worker` or `… beat`; exit code 0 is healthy."""

import os
import sys
import urllib.request

from tracker.pulse import BEAT, WORKER, longest_pause, seconds_since

SECONDS = 5
# Our own addresses are asked straight: a proxy from the environment does not know this machine's 127.0.0.1.
open_directly = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


def main(what: str) -> int:
    """Return 0 where ``what`` is healthy: the URL answers 200, or worker or beat had a pulse of late.

    Raises OSError where nothing answers at the URL.
    """
    if what in {WORKER, BEAT}:
        return _judge(what, seconds_since(what), longest_pause(what))
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".*") or "localhost"
    asked = urllib.request.Request(what, headers={"Host": host})  # noqa: S310 - an address from our own compose file
    with open_directly(asked, timeout=SECONDS) as answer:
        return 0 if answer.status == 200 else 1


def _judge(name: str, seconds: float | None, allowed: float) -> int:
    if seconds is not None and seconds <= allowed:
        return 0
    last = "it never had one" if seconds is None else f"the last was {seconds:.0f} s ago"
    print(f"The {name} shows no pulse: {last}; {allowed:.0f} s are allowed.", file=sys.stderr)  # noqa: T201 - a command's
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
