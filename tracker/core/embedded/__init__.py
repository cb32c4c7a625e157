"""PostgreSQL for a laptop: started with the program that needs it, gone when that program ends.

    with open_database(Path("var")) as database:
        ...  # database.url

See `database.py` for the promises, `guard.py` for how the server follows its owner, `places.py` for where
things lie.
"""

from tracker.core.embedded.database import Database, database_url, open_database, remove_database
from tracker.core.embedded.errors import EmbeddedDatabaseError

__all__ = ["Database", "EmbeddedDatabaseError", "database_url", "open_database", "remove_database"]
