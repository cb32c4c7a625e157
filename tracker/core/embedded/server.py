"""Start the server under its guard, wait until it answers, and stop it."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from tracker.core.embedded import guard
from tracker.core.embedded.account import child_environment
from tracker.core.embedded.binaries import Binaries
from tracker.core.embedded.connection import HOST, Connection, write_connection
from tracker.core.embedded.errors import EmbeddedDatabaseError, last_lines
from tracker.core.embedded.places import Places

START_SECONDS = 60.0
RETRY_SECONDS = 10.0
POLL_SECONDS = 0.05
# What a laptop needs: one newsroom's demo, no replicas. Given on the command line, so that no file overrules
# them.
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "password_encryption": "scram-sha-256",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "lc_messages": "C",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
FAST_AND_UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PORT_TAKEN = ("could not bind", "Address already in use")
STILL_IN_USE = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')


@dataclass
class Guarded:
    """A running server and the guard that watches it."""

    connection: Connection
    process: subprocess.Popen[bytes]

    def is_running(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """Let go of the life line and wait until guard and server have ended."""
        life_line = self.process.stdin
        if life_line is not None:
            life_line.close()
        seconds = sum(seconds for _number, seconds in guard.STOP_STEPS) + 5
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            self.process.kill()
            self.process.wait()
            message = f"The database did not stop within {seconds:.0f} seconds and was left to end by itself."
            raise EmbeddedDatabaseError(message) from error


def start_server(
    places: Places, binaries: Binaries, connection: Connection, lock: int, *, fast_and_unsafe: bool
) -> Guarded:
    """Start it on the port of `connection`, or on another where that is taken, and wait until it answers.

    A directory that the last server has not yet let go of is tried again for RETRY_SECONDS.
    Raises EmbeddedDatabaseError with the last lines of the server's log.
    """
    patience = time.monotonic() + RETRY_SECONDS
    while True:
        connection = replace(connection, port=_free_port(connection.port))
        write_connection(places.connection, connection)
        begin = places.log.stat().st_size if places.log.exists() else 0
        settings = {**SETTINGS, **(FAST_AND_UNSAFE if fast_and_unsafe else {})}
        process = _launch(places, binaries, connection, settings, lock)
        server = Guarded(connection, process)
        try:
            if _answers(server):
                return server
        except BaseException:
            server.stop()
            raise
        overdue = server.is_running()
        server.stop()
        said = last_lines(places.log, since=begin)
        again = any(sign in said for sign in (*PORT_TAKEN, *STILL_IN_USE))
        if overdue or not again or time.monotonic() > patience:
            state = f"did not answer within {START_SECONDS:.0f} seconds" if overdue else "ended at once"
            message = f"PostgreSQL was started in {places.data} but {state}. {said}"
            raise EmbeddedDatabaseError(message)
        if any(sign in said for sign in PORT_TAKEN):
            connection = replace(connection, port=0)
        time.sleep(10 * POLL_SECONDS)


def connect(connection: Connection, database: str) -> psycopg.Connection[tuple[object, ...]]:
    """Log in as the owner, never sending the password itself: a stranger on the port does not learn it."""
    return psycopg.connect(connection.url(database), autocommit=True, connect_timeout=5, require_auth="scram-sha-256")


def ensure_database(connection: Connection, name: str) -> None:
    """Make the database unless it is there. Several programs may ask at once, so they take turns."""
    with connect(connection, "postgres") as session:
        session.execute("SELECT pg_advisory_lock(hashtext('on-record: make database'))")
        if session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def answers(connection: Connection) -> bool:
    """Whether the server takes our login now."""
    if not port_is_open(connection):
        return False
    try:
        connect(connection, "postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def port_is_open(connection: Connection) -> bool:
    """Whether anything listens there; costs a millisecond."""
    try:
        socket.create_connection((connection.host, connection.port), timeout=1).close()
    except OSError:
        return False
    return True


def _answers(server: Guarded) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while server.is_running() and time.monotonic() < deadline:
        if answers(server.connection):
            return True
        time.sleep(POLL_SECONDS)
    return False


def _launch(
    places: Places, binaries: Binaries, connection: Connection, settings: dict[str, str], lock: int
) -> subprocess.Popen[bytes]:
    guard.bound_log(places.log)
    command = [sys.executable, "-I", "-S", str(Path(guard.__file__).resolve())]
    command += ["--log", str(places.log), "--parent", str(os.getpid())]
    if places.account.borrowed:
        command += ["--user", str(places.account.uid), "--group", str(places.account.gid)]
    command += ["--", binaries.program("postgres"), "-D", str(places.data), "-p", str(connection.port)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    log = os.open(places.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        return subprocess.Popen(  # noqa: S603 (our own guard, no shell)
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            cwd=os.sep,
            env=child_environment(),
            # Ctrl-C goes to every process of the terminal: the database has to outlive those who use it.
            start_new_session=True,
        )
    finally:
        os.close(log)


def _free_port(wanted: int) -> int:
    """`wanted` where it is free, else any free port of HOST; if taken meanwhile, PostgreSQL finds out."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    message = f"No free port on {HOST}: close programs that hold many connections, then start again."
    raise EmbeddedDatabaseError(message)
