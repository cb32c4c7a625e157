"""How far an engine has come with a text: shares from 0 to 1, told to whoever asked for them."""

from collections.abc import Callable
from typing import Final

Progress = Callable[[float], None]
STEPS: Final = 100  # told apart at most; a finer share helps nobody who waits


def untold(share: float) -> None:
    """Tell nobody."""


def in_steps(progress: Progress | None) -> Progress:
    """Return a way to tell ``progress`` each share that is a step above the last one told, and 1 once."""
    if progress is None:
        return untold
    following = 0.0

    def tell(share: float) -> None:
        nonlocal following
        if share >= following:
            following = 2.0 if share >= 1 else min(1.0, share + 1 / STEPS)
            progress(min(share, 1.0))

    return tell


def between(progress: Progress, start: float, end: float) -> Progress:
    """Return a way to tell ``progress`` of a part of the work, which goes from ``start`` to ``end`` of the whole."""
    if progress is untold:
        return untold
    return lambda share: progress(start + (end - start) * share)
