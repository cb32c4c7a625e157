"""What every test may use."""

from collections.abc import Generator

import pgtrigger
import pytest

from tests.factories import editor
from tracker.core.models import User


@pytest.fixture
def ada(db: None) -> User:
    """An editor."""
    return editor("ada")


@pytest.fixture
def ben(db: None) -> User:
    """Another editor."""
    return editor("ben")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Let Django empty the test database between transactional tests, past the triggers that forbid it."""
    with pgtrigger.ignore():
        return (yield)
