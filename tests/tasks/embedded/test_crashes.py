"""kill -9 of every party, and what is left of it at the next start."""

import os
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

from tests.tasks.embedded.servers import Owner, is_gone, keep, kept, open_for_test, postmaster, until
from tracker.core.embedded import open_database
from tracker.core.embedded.account import server_account
from tracker.core.embedded.binaries import find_binaries
from tracker.core.embedded.connection import read_connection
from tracker.core.embedded.places import SYSTEM_DIR, places_of
from tracker.core.embedded.programs import readable_binaries
from tracker.core.embedded.server import answers


def guard_of(server: psutil.Process) -> psutil.Process:
    guard = server.parent()
    assert guard is not None
    assert any(word.endswith("guard.py") for word in guard.cmdline())
    return guard


def computes(url: str) -> bool:
    with psycopg.connect(url) as session:
        found = session.execute(
            "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series%' "
            "AND pid <> pg_backend_pid()"
        )
        return found.fetchone() is not None


def test_a_killed_owner_takes_the_server_down(var: Path, new_owner: Callable[[], Owner]) -> None:
    owner = new_owner()
    owned, url = owner.said()
    assert owned
    keep(url, "stays")
    server = postmaster(var)
    guard = guard_of(server)
    owner.kill()
    assert until(lambda: is_gone(server))
    assert until(lambda: is_gone(guard))
    with open_for_test(var) as database:
        assert kept(database.url) == ["stays"]


def test_a_killed_guard_takes_the_server_down_and_the_next_start_works(var: Path) -> None:
    with open_database(var) as database:
        keep(database.url, "stays")
        server = postmaster(var)
        guard_of(server).kill()
        # At once, while the old server may still be shutting down.
        with open_for_test(var) as second:
            assert second.owned
            assert kept(second.url) == ["stays"]
        assert is_gone(server)
        assert not database.is_running()


def test_a_killed_server_recovers_what_was_committed(var: Path) -> None:
    with open_database(var) as database:
        keep(database.url, "stays")

        def compute() -> None:
            with suppress(psycopg.OperationalError), psycopg.connect(database.url) as session:
                session.execute("SELECT count(*) FROM generate_series(1, 1000000000)")

        # A backend in a long computation outlives its postmaster for a while.
        busy = threading.Thread(target=compute)
        busy.start()
        server = postmaster(var)
        assert until(lambda: computes(database.url))
        children = server.children()
        server.kill()
        assert until(lambda: not database.is_running())
        with open_for_test(var) as second:
            assert kept(second.url) == ["stays"]
            assert all(is_gone(child) for child in children)
        busy.join()


def test_a_killed_owner_and_guard_at_once(var: Path, new_owner: Callable[[], Owner]) -> None:
    owner = new_owner()
    _owned, url = owner.said()
    keep(url, "stays")
    server = postmaster(var)
    guard = guard_of(server)
    guard.suspend()
    owner.kill()
    guard.kill()
    with open_for_test(var) as database:
        assert database.owned
        assert kept(database.url) == ["stays"]
    assert is_gone(server)


def test_a_live_orphan_of_our_data_is_stopped_first(var: Path) -> None:
    with open_for_test(var) as database:
        keep(database.url, "stays")
    account = server_account()
    programs = readable_binaries(find_binaries(os.environ), account, SYSTEM_DIR)
    connection = read_connection(places_of(var).connection)
    assert connection is not None
    command = [programs.program("postgres"), "-D", connection.data_dir, "-p", str(connection.port)]
    orphan = subprocess.Popen(
        [*command, "-c", "unix_socket_directories="],
        cwd="/",
        stderr=subprocess.DEVNULL,
        **account.identity(),
    )
    try:
        assert until(lambda: answers(connection))
        with open_for_test(var) as database:
            assert database.owned
            assert orphan.wait(5) == 0
            assert kept(database.url) == ["stays"]
    finally:
        orphan.kill()
        orphan.wait()


def test_a_stale_pid_file_that_names_a_living_stranger(var: Path) -> None:
    with open_for_test(var) as database:
        keep(database.url, "stays")
    # Of the server's own account: PostgreSQL takes such a process for another server and refuses to start.
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **server_account().identity())
    try:
        pid_file = places_of(var).data / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{places_of(var).data}\n1\n5432\n\n127.0.0.1\n")
        with open_for_test(var) as database:
            assert kept(database.url) == ["stays"]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_three_starters_at_once_share_one_server(new_owner: Callable[[], Owner]) -> None:
    answers = [owner.said() for owner in [new_owner() for _ in range(3)]]
    assert sorted(owned for owned, _url in answers) == [False, False, True]
    assert len({url for _owned, url in answers}) == 1


def test_a_start_killed_in_the_middle_of_making_the_database(var: Path) -> None:
    with open_for_test(var):
        pass
    places = places_of(var)
    (places.data / "PG_VERSION").unlink()
    places.data.rename(places.base / "data.making")
    with open_for_test(var) as database:
        keep(database.url, "whole")
        assert kept(database.url) == ["whole"]


def test_a_lost_password_is_set_anew_and_the_data_stays(var: Path) -> None:
    with open_for_test(var) as first:
        keep(first.url, "stays")
    places_of(var).connection.write_text("{damaged")
    with open_for_test(var) as second:
        assert second.url != first.url
        assert kept(second.url) == ["stays"]
