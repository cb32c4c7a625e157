"""Start, stop, join, restart: what a program sees of the embedded server."""

import os
import socket
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.tasks.embedded.servers import is_gone, keep, kept, open_for_test, postmaster
from tracker.core.embedded import EmbeddedDatabaseError, database_url, open_database, remove_database
from tracker.core.embedded.places import places_of

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="root keeps the data outside the project, others do not")


def port(url: str) -> int:
    return int(str(conninfo_to_dict(url)["port"]))


def test_a_restart_keeps_the_data_the_address_and_the_password(var: Path) -> None:
    with open_for_test(var) as first:
        assert first.owned
        keep(first.url, "stays")
        server = postmaster(var)
    assert is_gone(server)
    assert not first.is_running()
    with open_for_test(var) as second:
        assert second.url == first.url
        assert kept(second.url) == ["stays"]


def test_text_is_utf8_and_knows_letters_beyond_ascii(var: Path) -> None:
    with open_for_test(var) as database, psycopg.connect(database.url) as session:
        assert session.execute("SELECT upper('éß'), current_setting('server_encoding')").fetchone() == (
            "Éß",
            "UTF8",
        )


def test_nobody_enters_without_the_password_and_only_from_this_machine(var: Path) -> None:
    with open_for_test(var) as database:
        for password in ("wrong", ""):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(make_conninfo(database.url, password=password, passfile=os.devnull))
        sockets = [s for s in postmaster(var).net_connections("all") if s.status == psutil.CONN_LISTEN]
        assert [s.laddr.ip for s in sockets] == ["127.0.0.1"]


def test_files_with_secrets_are_private_and_the_server_is_never_root(var: Path) -> None:
    with open_for_test(var):
        places = places_of(var)
        assert places.home.stat().st_mode & 0o777 == 0o700
        assert places.data.stat().st_mode & 0o777 == 0o700
        assert {file.stat().st_mode & 0o777 for file in places.home.iterdir() if file.is_file()} == {0o600}
        server = postmaster(var)
        assert all(0 not in process.uids() for process in (server, *server.children(recursive=True)))
        assert 0 not in server.gids()


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(var: Path) -> None:
    with open_for_test(var):
        assert os.getsid(postmaster(var).pid) != os.getsid(0)


def test_who_joins_uses_the_same_server_and_cannot_stop_it(var: Path) -> None:
    with open_for_test(var) as owner:
        with open_database(var, name="another") as guest:
            assert not guest.owned
            assert port(guest.url) == port(owner.url)
            assert guest.is_running()
        keep(guest.url, "in the other database")
        assert owner.is_running()
    assert not guest.is_running()


def test_a_taken_port_is_given_up_for_a_free_one(var: Path) -> None:
    with open_for_test(var) as first:
        keep(first.url, "stays")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port(first.url)))
        other.listen()
        with open_for_test(var) as second:
            assert port(second.url) != port(first.url)
            assert kept(second.url) == ["stays"]


def test_the_address_comes_from_the_environment_then_from_the_running_server(var: Path) -> None:
    with pytest.raises(EmbeddedDatabaseError, match="make run"):
        database_url({}, var)
    assert not var.exists()
    with open_for_test(var) as database:
        assert database_url({"DATABASE_URL": " "}, var) == database.url
        assert database_url({"DATABASE_URL": "postgresql://elsewhere/x"}, var) == "postgresql://elsewhere/x"
    with pytest.raises(EmbeddedDatabaseError, match="does not run"):
        database_url({}, var)


def test_removal_waits_for_the_owner(var: Path) -> None:
    with open_for_test(var):
        assert not remove_database(var)
    base = places_of(var).base
    assert base.exists()
    assert remove_database(var)
    assert not base.exists()
    assert not remove_database(var)


@as_root
def test_a_moved_project_is_told_where_its_data_is(var: Path) -> None:
    with open_for_test(var) as database:
        keep(database.url, "stays")
    moved = var.with_name("moved")
    var.rename(moved)
    with pytest.raises(EmbeddedDatabaseError, match=f"still in {places_of(var).data}"):
        open_for_test(moved)
    places_of(moved).base.rmdir()
    moved.rename(var)
    with open_for_test(var) as database:
        assert kept(database.url) == ["stays"]


@as_root
def test_a_removed_project_leaves_its_data_aside_and_the_next_starts_empty(var: Path) -> None:
    with open_for_test(var) as database:
        keep(database.url, "from before")
    for file in places_of(var).home.iterdir():
        file.unlink()
    places_of(var).home.rmdir()
    with open_for_test(var) as database, pytest.raises(psycopg.errors.UndefinedTable):
        kept(database.url)
    assert len(list(places_of(var).base.glob("data.before-*"))) == 1
