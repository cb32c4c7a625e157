"""The table of Django's cache in the database: attempts to sign in are counted there, for all processes together."""

from django.db import migrations

# What `manage.py createcachetable` makes, but unlogged: after a crash of the server an empty cache does no harm.
MAKE = """
CREATE UNLOGGED TABLE core_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_pgmq")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE core_cache")]
