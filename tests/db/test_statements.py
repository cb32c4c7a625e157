"""How statements reach PostgreSQL: planned once for a connection, and never with more values than it takes."""

import pytest
from django.db import connection

from sources.models import Outlet

pytestmark = pytest.mark.django_db
ROWS = 20_000  # of four values each: PostgreSQL takes 65,535


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_what_is_asked_again_and_again_is_planned_once() -> None:
    for number in range(6):
        Outlet.objects.filter(name=f"no such outlet {number}").exists()
    asked = [statement for statement in prepared() if "sources_outlet" in statement]
    assert len(asked) == 1
    assert "no such outlet" not in asked[0]


def test_more_rows_than_a_statement_takes_values_go_in_several() -> None:
    Outlet.objects.bulk_create(
        (Outlet(name=f"Outlet {number}", domain=f"{number}.example") for number in range(ROWS)),
        ignore_conflicts=True,
    )
    assert Outlet.objects.count() == ROWS
    changed = list(Outlet.objects.all())
    for outlet in changed:
        outlet.language = "en"
    Outlet.objects.bulk_update(changed, ["name", "domain", "language"])
    assert Outlet.objects.filter(language="en").count() == ROWS
