"""Past the triggers that keep the record: for tests that empty the database, or put what happened back in time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# Triggers do not fire for what comes from another server, which the session says of itself until its transaction ends.
_AS_A_REPLICA = "SET LOCAL session_replication_role = replica"


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """Let the block change what the database's triggers forbid; in one transaction, or in the one that runs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_AS_A_REPLICA)
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def emptied(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Let Django empty the tables; it is a wrapper of statements, as `connection.execute_wrapper` takes them."""
    if sql.startswith("TRUNCATE"):
        execute(_AS_A_REPLICA, None, False, context)
    return execute(sql, params, many, context)
