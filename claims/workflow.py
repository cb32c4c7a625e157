"""States, and the one table of moves. Services ask this table; a command draws it; a test holds the drawing fresh."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """A state with the words that people read."""

    label: str

    def __new__(cls, value: str, label: str) -> "State":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and label of every state, as a model field takes them."""
        return [(state.value, state.label) for state in cls]


class ReviewState(State):
    """Where a candidate's review stands."""

    PENDING = "pending", "waiting for an editor"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"
    SETTLED = "settled", "decided already, under another engine"
    SUPERSEDED = "superseded", "taken over by a newer engine's candidate"


class RunState(State):
    """Where an extraction run stands."""

    QUEUED = "queued", "waiting for a worker"
    RUNNING = "running", "a worker has begun"
    DONE = "done", "done"
    FAILED = "failed", "failed"


class QuoteState(State):
    """Where a quotation stands."""

    ON_RECORD = "on_record", "on record"
    WITHDRAWN = "withdrawn", "withdrawn"


class ClaimState(State):
    """Where a claim stands."""

    OPEN = "open", "open"
    CLOSED = "closed", "closed"


class ReadingState(State):
    """Where a second reading stands."""

    AGREED = "agreed", "the two editors agree"
    DISPUTED = "disputed", "the two editors differ"
    SETTLED = "settled", "settled between them"


class CommentState(State):
    """Where a comment stands."""

    OPEN = "open", "open"
    RESOLVED = "resolved", "resolved"


class ClearanceState(State):
    """Whether "read, nothing more here" still holds of a capture."""

    STANDS = "stands", "read, nothing more here"
    WITHDRAWN = "withdrawn", "withdrawn"


NEW: Final = ""


@dataclass(frozen=True)
class Move:
    """One way from some states to one state.

    ``permission`` is Django's (app.codename), or empty where only software moves.
    A move that ``needs_reason`` is refused without one.
    """

    subject: str
    verb: str
    before: tuple[str, ...]
    after: str
    permission: str = ""
    needs_reason: bool = False


MOVES: Final[tuple[Move, ...]] = (
    Move("claims.extractionrun", "request", (NEW,), "queued"),
    Move("claims.extractionrun", "begin", ("queued", "running"), "running"),
    Move("claims.extractionrun", "finish", ("running",), "done"),
    Move("claims.extractionrun", "fail", ("queued", "running"), "failed"),
    Move("claims.extractionrun", "retry", ("failed",), "queued", "sources.add_document"),
    Move("claims.review", "propose", (NEW,), "pending"),
    Move("claims.review", "settle", (NEW,), "settled"),
    Move("claims.review", "supersede", (NEW, "pending"), "superseded"),
    Move("claims.review", "accept", ("pending",), "accepted", "claims.decide_review"),
    Move("claims.review", "reject", ("pending",), "rejected", "claims.decide_review", needs_reason=True),
    Move(
        "claims.review",
        "reopen",
        ("accepted", "rejected"),
        "pending",
        "claims.decide_review",
        needs_reason=True,
    ),
    Move("claims.review", "undo", ("accepted", "rejected"), "pending", "claims.decide_review"),
    Move("claims.secondreading", "agree", (NEW,), "agreed", "claims.decide_review"),
    Move("claims.secondreading", "dispute", (NEW,), "disputed", "claims.decide_review"),
    Move("claims.secondreading", "settle", ("disputed",), "settled", "claims.decide_review", needs_reason=True),
    Move("claims.quote", "record", (NEW,), "on_record", "claims.decide_review"),
    Move("claims.quote", "correct", ("on_record",), "on_record", "claims.change_quote", needs_reason=True),
    Move("claims.quote", "withdraw", ("on_record",), "withdrawn", "claims.withdraw_quote", needs_reason=True),
    Move("claims.quote", "restore", ("withdrawn",), "on_record", "claims.withdraw_quote", needs_reason=True),
    Move("claims.claim", "open", (NEW,), "open", "claims.add_claim"),
    Move("claims.claim", "reword", ("open",), "open", "claims.change_claim", needs_reason=True),
    Move("claims.claim", "close", ("open",), "closed", "claims.change_claim", needs_reason=True),
    Move("claims.claim", "reopen", ("closed",), "open", "claims.change_claim", needs_reason=True),
    Move("claims.comment", "add", (NEW,), "open", "claims.add_comment"),
    Move("claims.comment", "resolve", ("open",), "resolved", "claims.add_comment"),
    Move("claims.clearance", "clear", (NEW,), "stands", "claims.decide_review"),
    Move("claims.clearance", "withdraw", ("stands",), "withdrawn", "claims.decide_review"),
)


class NoSuchMove(LookupError):
    """The table has no such move from this state."""


def move(subject: str, verb: str, before: str) -> Move:
    """Return the move ``verb`` of ``subject`` (such as ``claims.review``) from state ``before``.

    Raises NoSuchMove, whose text says in plain words what the state is and where the move would begin.
    """
    known = [entry for entry in MOVES if entry.subject == subject and entry.verb == verb]
    for entry in known:
        if before in entry.before:
            return entry
    if not known:
        raise NoSuchMove(f"There is no move “{verb}” for {subject}.")
    begins = " or ".join(label(subject, state) for entry in known for state in entry.before)
    raise NoSuchMove(f"This is “{label(subject, before)}”; “{verb}” begins from “{begins}”.")


STATES: Final[dict[str, type[State]]] = {
    "claims.extractionrun": RunState,
    "claims.review": ReviewState,
    "claims.quote": QuoteState,
    "claims.claim": ClaimState,
    "claims.secondreading": ReadingState,
    "claims.comment": CommentState,
    "claims.clearance": ClearanceState,
}


def label(subject: str, state: str) -> str:
    """Return the words for a state of ``subject``; the state before the first is called new."""
    return next((known.label for known in STATES[subject] if known == state), "new")
