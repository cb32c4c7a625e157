"""Start the embedded database, or join the one that already runs; find its address; remove it."""

import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tracker.core.embedded import cluster, server
from tracker.core.embedded.binaries import find_binaries
from tracker.core.embedded.connection import Connection, new_connection, read_connection, write_connection
from tracker.core.embedded.errors import EmbeddedDatabaseError, last_lines
from tracker.core.embedded.lock import try_lock
from tracker.core.embedded.places import SYSTEM_DIR, Places, places_of, prepare
from tracker.core.embedded.processes import clear_leftovers
from tracker.core.embedded.programs import readable_binaries

DEFAULT_NAME = "on_record"
JOIN_SECONDS = 90.0
POLL_SECONDS = 0.1


@dataclass
class Database:
    """A running embedded database.

    `url` holds the password and is therefore not part of `repr`. `owned` is true for the one who started the
    server: it stops with `stop()`, at the end of a `with` block, or when the owner's process ends in whatever
    way. For one who joined, `stop()` does nothing.
    """

    url: str = field(repr=False)
    owned: bool
    _connection: Connection
    _server: server.Guarded | None = None

    def is_running(self) -> bool:
        """Whether the server is there; false also after somebody else has stopped or killed it."""
        if self._server is not None:
            return self._server.is_running()
        return server.port_is_open(self._connection)

    def stop(self) -> None:
        """Stop an owned server (fast shutdown: open transactions are rolled back) and wait for its end."""
        if self._server is not None:
            self._server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def open_database(var: Path, *, name: str = DEFAULT_NAME, fast_and_unsafe: bool = False) -> Database:
    """Start the server of the folder `var`, or join the one that runs; make database `name` if missing.

    Recovers from a killed owner, guard or server. `fast_and_unsafe` gives up safety against a power cut, for
    tests; it counts only for the one who starts. Two starters at once: one starts, the other joins.
    Raises EmbeddedDatabaseError.
    """
    places = places_of(var)
    deadline = time.monotonic() + JOIN_SECONDS
    while True:
        prepare(places)
        lock = try_lock(places.lock)
        if lock is not None:
            try:
                return _start(places, lock, name, fast_and_unsafe=fast_and_unsafe)
            finally:
                os.close(lock)
        connection = read_connection(places.connection)
        if connection is not None and server.answers(connection):
            _ensure_database(connection, name, places)
            return Database(connection.url(name), False, connection)
        if time.monotonic() > deadline:
            message = (
                f"Another program holds {places.lock}, but its database has not answered for "
                f"{JOIN_SECONDS:.0f} seconds. End that program (fuser {places.lock} names it) and start "
                f"again. {last_lines(places.log)}"
            )
            raise EmbeddedDatabaseError(message)
        time.sleep(POLL_SECONDS)


def database_url(environ: Mapping[str, str], var: Path, *, name: str = DEFAULT_NAME) -> str:
    """DATABASE_URL where it is set, else the address of the running embedded server of `var`. Starts nothing.

    Raises EmbeddedDatabaseError when there is neither.
    """
    given = environ.get("DATABASE_URL", "").strip()
    if given:
        return given
    places = places_of(var)
    connection = read_connection(places.connection) if places.home.exists() else None
    if connection is None or not server.port_is_open(connection):
        message = (
            "No database: DATABASE_URL is not set and the embedded database does not run. Start it with "
            "`make run` in another terminal, or set DATABASE_URL=postgresql://user:password@host:port/name."
        )
        raise EmbeddedDatabaseError(message)
    return connection.url(name)


def remove_database(var: Path) -> bool:
    """Delete the database of `var` for good, also what lies outside `var` when root made it.

    Returns false, having deleted nothing, while somebody looks after it.
    """
    places = places_of(var)
    if not places.home.exists():
        return False
    lock = try_lock(places.lock)
    if lock is None:
        return False
    try:
        clear_leftovers(places.data)
        if places.base != places.home:
            shutil.rmtree(places.base, ignore_errors=True)
        shutil.rmtree(places.home, ignore_errors=True)
    finally:
        os.close(lock)
    return True


def _start(places: Places, lock: int, name: str, *, fast_and_unsafe: bool) -> Database:
    clear_leftovers(places.data)
    version = cluster.data_version(places)
    binaries = readable_binaries(find_binaries(os.environ, major=version), places.account, SYSTEM_DIR)
    known = read_connection(places.connection)
    connection = replace(known or new_connection(places.data), data_dir=str(places.data))
    if version is None and known is not None:
        _refuse_to_forget(known, places)
    if known is None:
        write_connection(places.connection, connection)
    if version is None:
        cluster.create_cluster(places, binaries, connection, durable=not fast_and_unsafe)
    elif known is None:
        cluster.set_password(places, binaries, connection)
    guarded = server.start_server(places, binaries, connection, lock, fast_and_unsafe=fast_and_unsafe)
    try:
        _ensure_database(guarded.connection, name, places)
    except BaseException:
        guarded.stop()
        raise
    return Database(guarded.connection.url(name), True, guarded.connection, guarded)


def _refuse_to_forget(known: Connection, places: Places) -> None:
    """As root the data does not move with the project: say where it is rather than start empty in silence."""
    before = Path(known.data_dir)
    if before != places.data and before.exists():
        message = (
            f"This project was moved or copied; its database is still in {before}. To take it along, run "
            f"`mkdir -p {places.base} && mv {before} {places.data}` while nothing uses it. To start with an "
            f"empty database, delete {places.connection}."
        )
        raise EmbeddedDatabaseError(message)


def _ensure_database(connection: Connection, name: str, places: Places) -> None:
    try:
        server.ensure_database(connection, name)
    except psycopg.Error as error:
        message = f"The database '{name}' cannot be made: {error}. {last_lines(places.log)}"
        raise EmbeddedDatabaseError(message) from error
