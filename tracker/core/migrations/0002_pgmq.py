"""The queue of the laptop: pgmq's functions and tables, as plain SQL in a schema of their own (no extension needed)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from pgmq.install import get_embedded_install_sql


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Run the SQL that the package pgmq ships, unless the database has pgmq already."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('pgmq') IS NOT NULL")
        installed = cursor.fetchone()[0]
    if not installed:
        schema_editor.execute(get_embedded_install_sql(), params=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop, elidable=False)]
