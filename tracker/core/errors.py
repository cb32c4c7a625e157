"""Errors that a person can act on. Every message says what is wrong and what to do."""


class DomainError(Exception):
    """The rules of the house forbid this. The message is written for the person who asked."""

    code = "not-possible"
    http_status = 409

    def __init__(self, message: str, *, pointer: str = "") -> None:
        """``pointer`` is the JSON pointer (RFC 6901) of the field at fault, for the API and for forms."""
        super().__init__(message)
        self.message = message
        self.pointer = pointer


class InvalidInput(DomainError):
    """What was sent cannot be right, whatever the state of the record."""

    code = "invalid-input"
    http_status = 422


class NotAllowed(DomainError):
    """The person may not do this."""

    code = "not-allowed"
    http_status = 403


class MoveNotPossible(DomainError):
    """The workflow has no such move from the present state."""

    code = "move-not-possible"


class StaleVersion(DomainError):
    """Someone changed the record since it was read."""

    code = "stale-version"
    http_status = 412


class Held(DomainError):
    """A colleague is at it just now, under a lease that still runs."""

    code = "held"


class BuiltOn(DomainError):
    """Somebody has built on what was to be undone."""

    code = "built-on"
