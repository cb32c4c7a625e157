"""Folders: who may enter them, and what is said where they cannot be made."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.core.embedded.account import server_account
from tracker.core.embedded.errors import EmbeddedDatabaseError, last_lines
from tracker.core.embedded.guard import bound_log
from tracker.core.embedded.lock import try_lock
from tracker.core.embedded.places import Places, places_of, prepare, prepare_system_folder
from tracker.core.embedded.processes import clear_leftovers, is_server_of

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server another account")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other accounts can reach, which pytest's own tmp_path is not."""
    with tempfile.TemporaryDirectory(prefix="on-record-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def private(home: Path) -> Places:
    return Places(home, home, server_account())


def test_the_home_is_private_even_where_it_was_open(tmp_path: Path) -> None:
    places = private(tmp_path / "with space" / "postgresql")
    prepare(places)
    places.home.chmod(0o755)
    prepare(places)
    assert places.home.stat().st_mode & 0o777 == 0o700


def test_a_target_that_cannot_be_written_gives_advice() -> None:
    with pytest.raises(EmbeddedDatabaseError, match=r"cannot be made or used.*DATABASE_URL"):
        prepare(private(Path("/proc/on-record/postgresql")))


def test_a_file_in_the_way_gives_advice(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(EmbeddedDatabaseError, match="cannot be made or used"):
        prepare(places_of(tmp_path / "var"))


def test_an_ordinary_user_keeps_everything_below_var(tmp_path: Path) -> None:
    places = places_of(tmp_path)
    assert places.home == tmp_path.resolve() / "postgresql"
    assert (places.base == places.home) == (os.geteuid() != 0)


@as_root
def test_another_users_database_is_refused(tmp_path: Path) -> None:
    places = private(tmp_path / "postgresql")
    prepare(places)
    os.chown(places.home, 12345, 12345)
    with pytest.raises(EmbeddedDatabaseError, match="belongs to user number 12345"):
        prepare(places)


@as_root
def test_a_system_folder_can_be_entered_whatever_the_umask(open_folder: Path) -> None:
    before = os.umask(0o077)
    try:
        prepare_system_folder(open_folder / "on-record", server_account())
    finally:
        os.umask(before)
    assert (open_folder / "on-record").stat().st_mode & 0o777 == 0o755


@as_root
def test_a_system_folder_that_others_can_write_is_refused(open_folder: Path) -> None:
    (open_folder / "writable").mkdir()
    (open_folder / "writable").chmod(0o777)
    (open_folder / "theirs").mkdir()
    os.chown(open_folder / "theirs", 12345, 0)
    (open_folder / "link").symlink_to("/var/lib")
    for name in ("writable", "theirs", "link"):
        with pytest.raises(EmbeddedDatabaseError, match="must be a folder that belongs to root"):
            prepare_system_folder(open_folder / name, server_account())


@as_root
def test_a_closed_parent_is_named(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(EmbeddedDatabaseError, match=f"cannot enter {closed}"):
        prepare_system_folder(closed / "on-record", server_account())


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    first = try_lock(tmp_path / "lock")
    assert first is not None
    assert try_lock(tmp_path / "lock") is None
    os.close(first)
    again = try_lock(tmp_path / "lock")
    assert again is not None
    os.close(again)


def test_a_stranger_is_no_server_and_survives_the_clearing(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n")
    assert not is_server_of(os.getpid(), tmp_path)
    clear_leftovers(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_the_log_is_bounded_and_its_writer_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"old\n" * 100)
        bound_log(log, limit=1000)
        assert log.stat().st_size == 400
        bound_log(log, limit=100)
        writer.write(b"new\n")
    assert log.read_bytes() == b"new\n"
    assert (tmp_path / "server.log.1").stat().st_size == 400


def test_the_tail_of_the_log_starts_where_this_start_began(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.write_text("from before\n")
    begin = log.stat().st_size
    assert "is empty" not in last_lines(log)
    log.write_text("from before\nFATAL: now\n")
    said = last_lines(log, since=begin)
    assert "FATAL: now" in said
    assert "from before" not in said
    assert "cannot be read" in last_lines(tmp_path / "none")
