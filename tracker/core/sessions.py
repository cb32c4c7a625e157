"""Sessions in the database, as Django keeps them, read by a statement that is not built anew for every request."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as StockStore
from django.db import connection
from django.utils import timezone

LIVE_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(StockStore):
    """Django's own store in everything but how it reads, and what it takes for a key."""

    def _validate_session_key(self, key: str) -> bool:
        """Tell whether a cookie may name a session. PostgreSQL keeps no NUL; Django's own store fails over one."""
        return super()._validate_session_key(key) and "\0" not in key  # type: ignore[misc]  # unknown to the stubs

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing where there is none, or one that has ended."""
        with connection.cursor() as cursor:
            cursor.execute(LIVE_SESSION, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None  # as Django does: the cookie's key is not taken up for a new session
            return {}
        return self.decode(row[0])
