"""The connection file: how a program of this project reaches the embedded server."""

import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

from tracker.core.embedded.errors import EmbeddedDatabaseError

HOST = "127.0.0.1"
USER = "on_record"


@dataclass(frozen=True)
class Connection:
    """Address and login of the server. `repr` leaves the password out: no log or traceback shows it."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    data_dir: str

    def url(self, database: str) -> str:
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{login}@{self.host}:{self.port}/{quote(database, safe='')}"


def new_connection(data_dir: Path) -> Connection:
    """A login with a random password of 256 bits, in characters that mean nothing in a URL or in SQL."""
    return Connection(HOST, 0, USER, secrets.token_urlsafe(32), str(data_dir))


def read_connection(file: Path) -> Connection | None:
    """What the file says; None where it is missing or damaged (the password can then be set anew)."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
        return Connection(
            str(facts["host"]),
            int(facts["port"]),
            str(facts["user"]),
            str(facts["password"]),
            str(facts["data_dir"]),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None
    except OSError as error:
        message = f"{file} cannot be read ({error.strerror}): only the user who started the database can use it."
        raise EmbeddedDatabaseError(message) from error


def write_connection(file: Path, connection: Connection) -> None:
    """Replace the file in one step; mode 0600 from its first byte on."""
    try:
        handle, name = tempfile.mkstemp(prefix=".connection-", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(asdict(connection), out, indent=2)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        message = f"{file} cannot be written ({error.strerror}). Check that the disk is neither full nor read-only."
        raise EmbeddedDatabaseError(message) from error
