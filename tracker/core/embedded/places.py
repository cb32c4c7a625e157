"""Which file lies where, and who may read it.

An ordinary user keeps everything in `var/postgresql`. As root the server's account may not reach the project
(it may lie in a home of mode 0700), so its data and its programs lie below SYSTEM_DIR; password, lock and log
stay in `var`.
"""

import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.core.embedded.account import Account, server_account
from tracker.core.embedded.errors import EmbeddedDatabaseError

SYSTEM_DIR = Path("/var/lib/on-record")
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True)
class Places:
    """`home`: private folder with connection file, lock and log. `base`: holds the data directory."""

    home: Path
    base: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def connection(self) -> Path:
        return self.home / "connection.json"

    @property
    def lock(self) -> Path:
        return self.home / "server.lock"

    @property
    def log(self) -> Path:
        return self.home / "server.log"


def places_of(var: Path) -> Places:
    """The places for the project folder `var`, without touching the disk."""
    account = server_account()
    home = var.resolve() / "postgresql"
    if not account.borrowed:
        return Places(home, home, account)
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Places(home, SYSTEM_DIR / digest, account)


def prepare(places: Places) -> None:
    """Make the folders. Raises EmbeddedDatabaseError where that is not possible or not safe."""
    try:
        if not places.home.exists():
            _set_aside_data_of_a_removed_project(places)
        places.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _require_own_folder(places.home)
        places.home.chmod(0o700)
        if places.base != places.home:
            prepare_system_folder(places.base.parent, places.account)
            prepare_system_folder(places.base, places.account)
    except OSError as error:
        message = (
            f"The folder {error.filename or places.home} cannot be made or used ({error.strerror}). The "
            f"database needs about 100 MB in {places.base}: check the disk and its permissions, or set "
            "DATABASE_URL to a server of your own."
        )
        raise EmbeddedDatabaseError(message) from error


def prepare_system_folder(folder: Path, account: Account) -> None:
    """Make a folder that root alone writes and that `account` can enter, or refuse one that is otherwise."""
    folder.mkdir(mode=0o755, exist_ok=True)
    if not is_roots_alone(folder) or not folder.is_dir():
        message = (
            f"{folder} must be a folder that belongs to root and that nobody else can write, because root "
            "puts programs into it. Look at who made it, then move it away and start again."
        )
        raise EmbeddedDatabaseError(message)
    # mkdir obeys the umask; the account has to get in even where that is 0077.
    folder.chmod(0o755)
    for parent in folder.parents:
        if not parent.stat().st_mode & stat.S_IXOTH:
            message = (
                f"The account '{account.name}' cannot enter {parent}, so the database below it cannot run. "
                f"Allow it (chmod o+x {parent}), run as an ordinary user, or set DATABASE_URL."
            )
            raise EmbeddedDatabaseError(message)


def is_roots_alone(path: Path) -> bool:
    """True for a plain file or folder (no link) that root owns and nobody else can write."""
    facts = path.lstat()
    plain = stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)
    return plain and facts.st_uid == 0 and not facts.st_mode & OTHERS_MAY_WRITE


def _require_own_folder(folder: Path) -> None:
    owner = folder.stat().st_uid
    if owner != os.geteuid():
        message = (
            f"{folder} belongs to user number {owner}, and you are user number {os.geteuid()}. The database "
            "in it can be opened only by the user who made it: run as that user, or use another copy of the "
            "project."
        )
        raise EmbeddedDatabaseError(message)


def _set_aside_data_of_a_removed_project(places: Places) -> None:
    """As root the data outlives a deleted `var`: a new one there starts empty, and nothing is deleted."""
    if places.base != places.home and places.data.exists():
        places.data.rename(places.base / time.strftime("data.before-%Y%m%d-%H%M%S", time.gmtime()))
