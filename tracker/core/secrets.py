"""Secrets of the laptop profile: made at random, kept in files that only their owner reads."""

import os
import secrets
from pathlib import Path


def random_secret_kept_in(path: Path, *, characters: int = 50) -> str:
    """Return the secret kept in ``path``, made on first use (mode 0600).

    Two processes that start at once agree on one secret: the file is linked into place whole, and only once.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(characters)[:characters])
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
