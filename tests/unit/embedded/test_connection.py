"""The connection file keeps a password: who may read it, and where the password must not appear."""

import os
from pathlib import Path

from tracker.core.embedded.connection import Connection, new_connection, read_connection, write_connection


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_it_comes_back_as_written_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "connection.json"
    before = os.umask(0)
    try:
        connection = new_connection(tmp_path / "data")
        write_connection(file, connection)
    finally:
        os.umask(before)
    assert read_connection(file) == connection
    assert mode(file) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [file.name]


def test_every_password_is_new_and_long() -> None:
    first, second = (new_connection(Path("data")).password for _ in range(2))
    assert first != second
    assert len(first) >= 40


def test_a_missing_or_damaged_file_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "connection.json"
    assert read_connection(file) is None
    for damage in ("", "{", "[]", '{"host": "127.0.0.1"}', '{"port": null}'):
        file.write_text(damage)
        assert read_connection(file) is None


def test_the_url_quotes_what_a_url_would_misread() -> None:
    connection = Connection("127.0.0.1", 5433, "us:er", "p@ss/word", "/data")
    assert connection.url("a b") == "postgresql://us%3Aer:p%40ss%2Fword@127.0.0.1:5433/a%20b"


def test_the_password_is_not_part_of_what_logs_show() -> None:
    connection = new_connection(Path("data"))
    assert connection.password not in repr(connection)
