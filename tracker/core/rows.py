"""One row by a statement that is written out, where the ORM would take longer to build it than PostgreSQL to answer."""

from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def columns_of(model: type[models.Model], table: str) -> str:
    """Return the columns of ``model`` for a SELECT, in the order in which :func:`first` takes them."""
    return ", ".join(f"{table}.{field.column}" for field in model._meta.concrete_fields)


def first(model: type[Row], sql: str, values: list[Any]) -> tuple[Row, tuple[Any, ...]] | None:
    """Return the first row that ``sql`` finds, and what it selects beyond the columns of ``model``; None if none.

    ``sql`` selects :func:`columns_of` first. Fields whose values Django converts on the way (JSON) cannot be read so.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()
    if found is None:
        return None
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, found[: len(names)]), found[len(names) :]
