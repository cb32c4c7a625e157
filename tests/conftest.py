"""What every test may use."""

from collections.abc import Generator, Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from kombu import pools
from pytest_django import DjangoDbBlocker, Settings

from tests.factories import editor
from tests.in_flight import wait_for_the_answers
from tests.past_the_triggers import emptied
from tracker.celery import app as celery_app
from tracker.core.models import User


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the queue live in the database that Django made for the tests, as it lives in the laptop's own."""
    test = connection.settings_dict
    address = f"{quote(test['USER'])}:{quote(test['PASSWORD'])}@{test['HOST']}:{test['PORT']}/{test['NAME']}"
    celery_app.conf.update(broker_url=f"pgmq://{address}")
    celery_app.conf.broker_transport_options["conn_string"] = f"postgresql://{address}"
    yield
    celery_app.close()
    pools.reset()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def quick_logins(settings: Settings) -> None:
    """Hash passwords quickly: how hard they are to guess is Django's to test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_drawn(settings: Settings) -> None:
    """Draw no decision for a second reading but where a test asks for it: one in twenty would go another way."""
    settings.SECOND_READING_PERCENT = 0


@pytest.fixture(autouse=True)
def answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the live server answer everything after the windows closed and before Django empties the database."""
    seen = "live_server" in request.fixturenames
    if seen:
        request.getfixturevalue("transactional_db")  # so that this ends before the database does
    yield
    if seen:
        wait_for_the_answers()


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
    with connection.execute_wrapper(emptied):
        return (yield)
