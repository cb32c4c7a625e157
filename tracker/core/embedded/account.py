"""Who the server runs as. PostgreSQL refuses to run as root, so root lends it an account with no rights."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tracker.core.embedded.errors import EmbeddedDatabaseError

UNPRIVILEGED = ("postgres", "nobody")


class ProcessIdentity(TypedDict, total=False):
    """The arguments of subprocess that give a child its identity."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """The account that owns the data directory and the server's processes.

    `borrowed` is true when root lends it; otherwise it is simply the user who runs the program.
    """

    name: str
    uid: int
    gid: int
    borrowed: bool

    def identity(self) -> ProcessIdentity:
        if not self.borrowed:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Hand a file or folder that root has made to this account."""
        if self.borrowed:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """The current user, or for root `postgres` where it exists, else `nobody`."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), borrowed=False)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid, borrowed=True)
    message = (
        "PostgreSQL does not run as root, and this machine has neither an account 'postgres' nor 'nobody' "
        "to run it as. Run as an ordinary user, or set DATABASE_URL to a server of your own."
    )
    raise EmbeddedDatabaseError(message)


def child_environment() -> dict[str, str]:
    """What the server's programs may see: nothing of ours (PGDATA, passwords), English messages, UTC."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
