"""The database backend that settings name; Django looks for ``base.DatabaseWrapper``."""

import select
from collections.abc import Sequence
from typing import Any, Final

from django.db.backends.postgresql.base import DatabaseWrapper as StockWrapper
from django.db.backends.postgresql.operations import DatabaseOperations as StockOperations

MOST_PARAMETERS: Final = 65_535  # of one statement; PostgreSQL's protocol counts them in sixteen bits


class DatabaseOperations(StockOperations):
    """Keeps statements within what PostgreSQL takes where it puts the values in itself (``server_side_binding``)."""

    def bulk_batch_size(self, fields: Sequence[Any], objs: Sequence[Any]) -> int:
        """Return how many rows of ``fields`` go into one statement, of the many ``objs``.

        Where rows are changed (`bulk_update`), each of them takes up to two values a field.
        """
        return min(len(objs), MOST_PARAMETERS // max(2 * len(fields), 1))


class DatabaseWrapper(StockWrapper):
    """Asks a kept connection whether it is still good by looking at its socket, not by a statement a request."""

    ops_class = DatabaseOperations

    def is_usable(self) -> bool:
        """Tell whether the connection stands; Django asks before its first use in each request.

        A server that stops, is restarted or is killed says so or hangs up, and either can be read from the socket. As
        long as there is nothing to read, `SELECT 1` would find nothing else; where there is, it decides.
        """
        if self.connection is None or self.connection.closed:
            return False
        socket = select.poll()
        socket.register(self.connection.fileno(), select.POLLIN)
        return not socket.poll(0) or super().is_usable()
