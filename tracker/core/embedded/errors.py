"""The one error of this package, and the part of a log that explains it."""

from pathlib import Path

TAIL_BYTES = 8192


class EmbeddedDatabaseError(RuntimeError):
    """The laptop's own PostgreSQL cannot be found, made, started or stopped. The text says what to do."""


def last_lines(log: Path, *, since: int = 0, count: int = 12) -> str:
    """The last `count` lines written after byte offset `since`, or a note that there are none."""
    try:
        with log.open("rb") as file:
            end = file.seek(0, 2)
            file.seek(max(min(since, end), end - TAIL_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError as error:
        return f"(the server log {log} cannot be read: {error.strerror})"
    if not lines:
        return f"(the server log {log} is empty)"
    return "\n".join([f"Last lines of {log}:", *(f"  {line}" for line in lines[-count:])])
