"""A connection that is kept between requests is looked at without a statement, and made anew where it was lost."""

import time
from collections.abc import Iterator
from typing import TypeAlias

import psycopg
import pytest
from django.db import close_old_connections, connection

from tracker.core.postgresql.base import DatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)
Session: TypeAlias = psycopg.Connection[tuple[object, ...]]
SECONDS = 10.0


@pytest.fixture
def outside() -> Iterator[Session]:
    """Somebody else in the same database."""
    facts = connection.get_connection_params()
    with psycopg.connect(
        dbname=facts["dbname"],
        user=facts["user"],
        password=facts["password"],
        host=facts["host"],
        port=facts["port"],
        autocommit=True,
    ) as session:
        yield session


def own_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def last_statement(outside: Session, process: int) -> object:
    row = outside.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [process]).fetchone()
    return row[0] if row else None


def wait_until_gone(outside: Session, process: int) -> None:
    deadline = time.monotonic() + SECONDS
    while last_statement(outside, process) is not None and time.monotonic() < deadline:
        time.sleep(0.01)


def test_a_good_connection_is_asked_nothing(outside: Session) -> None:
    assert isinstance(connection.copy(), DatabaseWrapper)
    process = own_process()
    assert connection.is_usable()
    assert last_statement(outside, process) == "SELECT pg_backend_pid()"


def test_a_connection_that_the_server_ended_is_made_anew(outside: Session) -> None:
    process = own_process()
    outside.execute("SELECT pg_terminate_backend(%s)", [process])
    wait_until_gone(outside, process)
    assert not connection.is_usable()
    close_old_connections()  # as at the beginning of each request
    assert own_process() != process


def test_a_connection_with_news_is_kept(outside: Session) -> None:
    process = own_process()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN news")
    outside.execute("NOTIFY news")
    time.sleep(0.1)  # whether or not the news is there by now, the connection is good
    assert connection.is_usable()
    close_old_connections()
    assert own_process() == process
    assert last_statement(outside, process) == "SELECT pg_backend_pid()"


def test_no_connection_is_no_good_one() -> None:
    own_process()
    connection.connection.close()
    assert not connection.is_usable()
    connection.close()
    assert not connection.is_usable()
    assert own_process() > 0
