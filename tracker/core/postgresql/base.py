"""The database backend that settings name; Django looks for ``base.DatabaseWrapper``."""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as StockWrapper


class DatabaseWrapper(StockWrapper):
    """Asks a kept connection whether it is still good by looking at its socket, not by a statement a request."""

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
