"""Folders for real servers, and programs that own one; all gone after the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tasks.embedded.servers import Owner
from tracker.core.embedded import remove_database


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a folder" / "var"
    yield folder
    remove_database(folder)


@pytest.fixture
def new_owner(var: Path) -> Iterator[Callable[[], Owner]]:
    made: list[Owner] = []

    def make() -> Owner:
        made.append(Owner(var))
        return made[-1]

    yield make
    for owner in made:
        owner.finish()
