"""The data directory: made once, whole or not at all, and given a new password where the old one was lost."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from tracker.core.embedded.account import child_environment
from tracker.core.embedded.binaries import Binaries
from tracker.core.embedded.connection import Connection
from tracker.core.embedded.errors import EmbeddedDatabaseError
from tracker.core.embedded.places import Places

FIRST_WITH_BUILTIN_LOCALE = 17
INITDB_SECONDS = 120.0


def data_version(places: Places) -> int | None:
    """The major version that made the data directory, or None where there is none."""
    try:
        return int((places.data / "PG_VERSION").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        message = (
            f"{places.data} is damaged: its PG_VERSION says nothing useful. Move the folder away to start "
            "with an empty database, or put a backup in its place."
        )
        raise EmbeddedDatabaseError(message) from error


def create_cluster(places: Places, binaries: Binaries, connection: Connection, *, durable: bool) -> None:
    """Run initdb beside the final name and move the result there: a killed start leaves nothing half made.

    Password login (SCRAM) on every way in; UTF-8. Version 17 and later compare text by the builtin locale
    C.UTF-8, which needs no library; older ones by C. Raises EmbeddedDatabaseError with what initdb said.
    """
    making = places.base / "data.making"
    # A file of our own with a name nobody can guess, readable by the server's account and removed at once.
    password_file = places.base / f".password-{secrets.token_hex(8)}"
    try:
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        places.account.give(making)
        password_file.touch(mode=0o600)
        password_file.write_text(connection.password + "\n", encoding="ascii")
        places.account.give(password_file)
        _run(
            _initdb(binaries, making, password_file, connection.user, durable=durable),
            places,
            "make the database",
        )
        making.rename(places.data)
    except OSError as error:
        message = f"The database cannot be made in {places.base}: {error.strerror}. Check the disk and permissions."
        raise EmbeddedDatabaseError(message) from error
    finally:
        password_file.unlink(missing_ok=True)
        shutil.rmtree(making, ignore_errors=True)


def set_password(places: Places, binaries: Binaries, connection: Connection) -> None:
    """Set the password in single-user mode, which asks for none; the server must not run."""
    command = [binaries.program("postgres"), "--single", "-D", str(places.data), "postgres"]
    statement = f"ALTER ROLE {connection.user} PASSWORD '{connection.password}'"
    _run(command, places, "open the database without its lost password", typed=statement)


def _initdb(binaries: Binaries, folder: Path, password_file: Path, user: str, *, durable: bool) -> list[str]:
    command = [binaries.program("initdb"), "-D", str(folder), "-U", user, f"--pwfile={password_file}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions"]
    if binaries.major >= FIRST_WITH_BUILTIN_LOCALE:
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return command if durable else [*command, "--no-sync"]


def _run(command: list[str], places: Places, purpose: str, *, typed: str = "") -> None:
    try:
        answer = subprocess.run(  # noqa: S603 (a program found by binaries.py, no shell)
            command,
            input=typed,
            capture_output=True,
            text=True,
            timeout=INITDB_SECONDS,
            check=False,
            cwd=os.sep,
            env=child_environment(),
            **places.account.identity(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        message = (
            f"PostgreSQL could not {purpose}: {command[0]} cannot be run as user '{places.account.name}' "
            f"({error}). Run as another user, or set DATABASE_URL to a server of your own."
        )
        raise EmbeddedDatabaseError(message) from error
    if answer.returncode != 0:
        said = (answer.stderr or answer.stdout).strip() or f"nothing (it ended with {answer.returncode})"
        message = (
            f"PostgreSQL could not {purpose} in {places.base}. Check that the disk is neither full nor "
            f"read-only. It said:\n{said}"
        )
        raise EmbeddedDatabaseError(message)
