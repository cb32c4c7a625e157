"""How an editor likes the desk: which key does what, and whether keys do anything at all (WCAG 2.1.4)."""

from collections.abc import Mapping
from typing import Final

from claims.models import DeskPreference
from tracker.core.errors import InvalidInput
from tracker.core.models import User

# Action: its key, and what it does, in the order of the help.
ACTIONS: Final[dict[str, tuple[str, str]]] = {
    "accept": ("a", "accept, and go on to the next"),
    "reject": ("x", "reject: choose the reason by its number"),
    "skip": ("s", "leave it for later, and go on"),
    "next": ("j", "the next in the queue"),
    "previous": ("k", "the one before"),
    "edit": ("e", "edit the passages"),
    "speaker": ("p", "find the speaker"),
    "sole": ("o", "take the speaker on file whom the article means"),
    "claim": ("c", "link to a claim"),
    "shrink": ("[", "end the passage a word earlier"),
    "grow": ("]", "end the passage a word later"),
    "begin_later": ("{", "begin the passage a word later"),
    "begin_earlier": ("}", "begin the passage a word earlier"),
    "add": ("+", "add the selected words as a part"),
    "new": ("n", "make a new quotation of the selected words"),
    "comment": ("m", "comment on the passage"),
    "undo": ("u", "take back the last decision"),
    "queue": ("q", "go to the queue"),
    "help": ("?", "show the keys"),
}


def keys_of(preference: DeskPreference | None) -> dict[str, str]:
    """Return the key of every action, as this editor has it."""
    own = preference.keys if preference else {}
    return {action: str(own.get(action, key)) for action, (key, _) in ACTIONS.items()}


def set_keys(keys: Mapping[str, str], *, by: User, keys_on: bool) -> DeskPreference:
    """Keep the keys of an editor; an action that is not given has its default.

    Raises InvalidInput, with a pointer to the action, for what is no single printable character, and for a key that
    two actions would share. Keys with Ctrl, Alt or Meta, and the browser's own (Tab, Enter, arrows, space), cannot be
    given at all.
    """
    chosen = {action: keys.get(action, key).strip() or key for action, (key, _) in ACTIONS.items()}
    taken: dict[str, str] = {}
    for action, key in chosen.items():
        if len(key) != 1 or not key.isprintable() or key.isspace():
            raise InvalidInput(
                f"“{key[:10]}” is no key for “{ACTIONS[action][1]}”. Give one letter, figure or sign.",
                pointer=f"/{action}",
            )
        if key in taken:
            raise InvalidInput(
                f"The key “{key}” cannot do two things: “{ACTIONS[taken[key]][1]}” and “{ACTIONS[action][1]}”.",
                pointer=f"/{action}",
            )
        taken[key] = action
    own = {action: key for action, key in chosen.items() if key != ACTIONS[action][0]}
    preference, _ = DeskPreference.objects.update_or_create(user=by, defaults={"keys_on": keys_on, "keys": own})
    return preference
