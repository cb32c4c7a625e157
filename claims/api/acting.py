"""Whether a person may do it, asked before the request is read any further."""

from claims import workflow
from claims.policies import require_move
from tracker.core.models import User


def may(editor: User, subject: str, verb: str) -> None:
    """Let ``editor`` go on if they may make the move; the service asks again. Raises NotAllowed."""
    for entry in workflow.MOVES:
        if (entry.subject, entry.verb) == (subject, verb):
            require_move(editor, entry)
