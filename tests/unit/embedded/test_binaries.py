"""Which PostgreSQL is taken, and what is said when there is none."""

from pathlib import Path

import pytest

from tracker.core.embedded.binaries import OLDEST_MAJOR, find_binaries
from tracker.core.embedded.errors import EmbeddedDatabaseError


def program(folder: Path, name: str, says: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)


def test_the_wheel_comes_first_and_is_recent_enough() -> None:
    found = find_binaries({"PATH": ""})
    assert found.wheel_root is not None
    assert found.major >= OLDEST_MAJOR
    assert Path(found.program("initdb")).is_file()


def test_a_system_server_is_taken_for_the_version_that_the_data_needs(tmp_path: Path) -> None:
    program(tmp_path, "postgres", "postgres (PostgreSQL) 97.3 (Some 97.3-1)")
    program(tmp_path, "initdb", "")
    found = find_binaries({"PATH": str(tmp_path)}, major=97)
    assert (found.folder, found.version, found.wheel_root) == (tmp_path, "97.3", None)


def test_a_link_on_path_is_followed_to_the_folder_with_initdb(tmp_path: Path) -> None:
    real, linked = tmp_path / "real", tmp_path / "linked"
    real.mkdir()
    linked.mkdir()
    program(real, "postgres", "postgres (PostgreSQL) 98beta1")
    program(real, "initdb", "")
    (linked / "postgres").symlink_to(real / "postgres")
    assert find_binaries({"PATH": str(linked)}, major=98).folder == real


def test_old_and_broken_servers_are_named_in_the_refusal(tmp_path: Path) -> None:
    program(tmp_path, "postgres", "postgres (PostgreSQL) 14.9")
    program(tmp_path, "initdb", "")
    with pytest.raises(EmbeddedDatabaseError) as refusal:
        find_binaries({"PATH": str(tmp_path)}, major=99)
    said = str(refusal.value)
    assert "PostgreSQL 99 was not found" in said
    assert f"{tmp_path}: version 14.9 is older than {OLDEST_MAJOR}" in said
    assert "DATABASE_URL" in said


def test_a_server_without_initdb_is_no_candidate(tmp_path: Path) -> None:
    program(tmp_path, "postgres", "postgres (PostgreSQL) 99.1")
    with pytest.raises(EmbeddedDatabaseError, match="no working postgres and initdb"):
        find_binaries({"PATH": str(tmp_path)}, major=99)
