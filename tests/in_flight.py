"""Which requests the live server has not answered yet.

A window that closes still sends a last request, and a script may have sent one that no test waits for. Django empties
the database after the test; over a request that is still being answered, the two wait for each other until PostgreSQL
ends one of them.
"""

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started

PATIENCE = 10.0  # seconds
LOOK = 0.01  # seconds between two looks
QUIET = 4  # looks in a row that find nothing: a closed window's last request may still be on its way

_in_flight: set[int] = set()


def _began(**_: Any) -> None:
    if threading.current_thread() is not threading.main_thread():  # there Django's test client asks
        _in_flight.add(threading.get_ident())


def _ended(**_: Any) -> None:
    _in_flight.discard(threading.get_ident())


request_started.connect(_began)
request_finished.connect(_ended)


def wait_for_the_answers() -> None:
    """Return when the live server has answered everything; raises TimeoutError after PATIENCE."""
    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < QUIET:
        if time.monotonic() > end:
            raise TimeoutError(f"{len(_in_flight)} requests are still unanswered after {PATIENCE:.0f} s.")
        time.sleep(LOOK)
        quiet = 0 if _in_flight else quiet + 1
