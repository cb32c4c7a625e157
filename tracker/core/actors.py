"""Who acts: a person, or a piece of software under its own name and version."""

from dataclasses import dataclass
from typing import TypeAlias

from tracker.core.models import User


@dataclass(frozen=True)
class Agent:
    """Software that acts by itself, such as ``Agent("rules 1.0.0")``."""

    name: str

    def __str__(self) -> str:
        return self.name


Actor: TypeAlias = User | Agent


def editor_of(actor: Actor) -> User | None:
    """Return the person, or None when software acted."""
    return actor if isinstance(actor, User) else None
