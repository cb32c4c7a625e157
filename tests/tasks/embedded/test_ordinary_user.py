"""The ordinary user: private home, umask 0077, spaces in names, a full disk."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.tasks.embedded.servers import ROOT
from tracker.core.embedded.account import ProcessIdentity

SITE_PACKAGES = Path(psycopg.__file__).parent.parent
SCRIPT = """
import os, resource, sys
from pathlib import Path
import psycopg
from tracker.core.embedded import EmbeddedDatabaseError, open_database

os.umask(0o077)
if sys.argv[2:]:
    limit = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with open_database(Path(sys.argv[1]), fast_and_unsafe=True) as database:
        print("user", psycopg.connect(database.url).execute("SELECT 1").fetchone())
except EmbeddedDatabaseError as error:
    print("refused:", error)
"""


def identity() -> ProcessIdentity:
    """For root the account 'nobody'; any other user is ordinary already."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}{os.pathsep}{SITE_PACKAGES}"}


@pytest.fixture(scope="module")
def python() -> str:
    """An interpreter of our version that the ordinary user can run: ours may lie in root's home."""
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, shutil.which(f"python{ours}", path="/usr/local/bin:/usr/bin")):
        try:
            check = [str(candidate), "-c", "import psycopg, tracker.core.embedded"]
            subprocess.run(check, cwd="/", env=environment(), check=True, capture_output=True, **identity())
        except (OSError, subprocess.CalledProcessError):
            continue
        return str(candidate)
    pytest.skip(f"no Python {ours} with the project's packages that an ordinary user can read")


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="on-record-test-") as name:
        home = Path(name)
        home.chmod(0o700)
        user = identity()
        if user:
            os.chown(home, user["user"], user["group"])
        yield home


def run(python: str, *arguments: str) -> str:
    command = [python, "-c", SCRIPT, *arguments]
    answer = subprocess.run(
        command,
        cwd="/",
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        **identity(),
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_everything_works_in_a_private_home_and_lies_below_var(python: str, home: Path) -> None:
    var = home / "my project" / "var"
    for _start in range(2):
        assert run(python, str(var)) == "user (1,)\n"
    assert {entry.name for entry in (var / "postgresql").iterdir()} == {
        "connection.json", "data", "server.lock", "server.log"
    }  # fmt: skip
    assert (var / "postgresql" / "data").stat().st_mode & 0o777 == 0o700


def test_a_folder_without_write_permission_is_refused_with_advice(python: str, home: Path) -> None:
    closed = home / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    user = identity()
    if user:
        os.chown(closed, user["user"], user["group"])
    said = run(python, str(closed / "var"))
    assert said.startswith("refused: The folder")
    assert "Permission denied" in said
    assert "DATABASE_URL" in said


def test_a_disk_without_room_is_refused_with_what_initdb_said(python: str, home: Path) -> None:
    """A limit on the size of files stands for the full disk: it needs no right to mount one."""
    var = home / "var"
    said = run(python, str(var), "200000")
    assert said.startswith("refused: PostgreSQL could not make the database")
    assert "neither full nor read-only" in said
    # Nothing half made is left, so the next start with more room is a first start.
    assert not (var / "postgresql" / "data").exists()
    assert run(python, str(var)) == "user (1,)\n"
