"""Our own site under the benchmark: served as `make run` serves it, to editors who are signed in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils.crypto import get_random_string

from tests.bench.load import HOST
from tests.bench.serving import gunicorn
from tracker.core.models import User
from tracker.laptop import BASE_DIR

CSRF_SECRET_LENGTH = 32
THREADS = 4  # of each worker


@dataclass(frozen=True)
class Site:
    """The site, while it runs."""

    port: int

    @property
    def base(self) -> str:
        """The address that all paths begin with."""
        return f"http://{HOST}:{self.port}"

    def headers(self, editor: User) -> dict[str, str]:
        """Return the headers of a browser in which ``editor`` is signed in, fit for reading and for posting.

        The session is a new one, so every client can have its own.
        """
        browser = Client()
        browser.force_login(editor)
        session, secret = settings.SESSION_COOKIE_NAME, get_random_string(CSRF_SECRET_LENGTH)
        cookies = {session: browser.cookies[session].value, settings.CSRF_COOKIE_NAME: secret}
        return {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": secret,
        }


@contextmanager
def site(var: Path) -> Iterator[Site]:
    """Serve the site over the database that the settings name. Logs go under ``var``. Raises DidNotStart."""
    environ = {"DATABASE_URL": os.environ["DATABASE_URL"], "ON_RECORD_VAR": str(var), "DEBUG": "0"}
    log = var / "logs" / "site.log"
    with gunicorn("tracker.wsgi", folder=BASE_DIR, environ=environ, log=log, threads=THREADS) as port:
        yield Site(port)
