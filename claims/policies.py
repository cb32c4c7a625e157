"""Who may: permissions of persons, and the groups that hold them. Software moves only where no permission is named."""

from typing import Final

from claims.workflow import MOVES, Move
from tracker.core.actors import Actor, Agent
from tracker.core.errors import NotAllowed

EDITORS: Final = "Editors"
READERS: Final = "Readers"

# What a member of the group may do; groups.py keeps the database in step.
GROUP_PERMISSIONS: Final[dict[str, tuple[str, ...]]] = {
    READERS: (
        "sources.view_outlet",
        "sources.view_document",
        "sources.view_version",
        "sources.view_sourcespan",
        "sources.view_intake",
        "claims.view_extractionrun",
        "claims.view_candidate",
        "claims.view_review",
        "claims.view_speaker",
        "claims.view_speakername",
        "claims.view_speakerposition",
        "claims.view_quote",
        "claims.view_claim",
        "claims.view_claimquote",
        "claims.view_comment",
        "core.view_auditevent",
    ),
    EDITORS: (
        "sources.add_document",
        "sources.add_outlet",
        "sources.change_outlet",
        "claims.decide_review",
        "claims.add_speaker",
        "claims.change_speaker",
        "claims.change_quote",
        "claims.withdraw_quote",
        "claims.add_claim",
        "claims.change_claim",
        "claims.add_comment",
    ),
}


def permissions_of(group: str) -> frozenset[str]:
    """Return the permissions of a group; editors also hold what readers hold."""
    own = GROUP_PERMISSIONS[group]
    return frozenset(own if group == READERS else (*own, *GROUP_PERMISSIONS[READERS]))


def require(actor: Actor, permission: str, doing: str) -> None:
    """Let ``actor`` go on only if they hold ``permission`` (app.codename).

    Raises NotAllowed, naming what was to be done, what is missing and whom to ask. Software holds no permissions.
    """
    if isinstance(actor, Agent) or not actor.is_active or not actor.has_perm(permission):
        raise NotAllowed(
            f"{actor} may not {doing}: the permission “{permission}” is missing. "
            f"Ask an administrator to add you to the group “{EDITORS}”."
        )


def require_move(actor: Actor, entry: Move) -> None:
    """Let ``actor`` go on only if they may make this move of the workflow table; see :func:`require`."""
    if entry.permission:
        require(actor, entry.permission, f"{entry.verb} a {entry.subject.split('.')[1]}")
    elif not isinstance(actor, Agent):
        raise NotAllowed(f"Only the software itself may {entry.verb} a {entry.subject.split('.')[1]}.")


def require_verb(actor: Actor, subject: str, verb: str) -> None:
    """Let ``actor`` go on only if they may make the move ``verb`` of ``subject``, from whatever state it begins."""
    for entry in MOVES:
        if (entry.subject, entry.verb) == (subject, verb):
            require_move(actor, entry)
