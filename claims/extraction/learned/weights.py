"""The weights that stand in the repository, and the hash by which every run names them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "weights"
FILES = ("tagger.onnx", "look.onnx", "pieces.json", "calibration.json")
_SUMS = "SHA256SUMS"


class SpoiledWeights(Exception):
    """A file of the weights is not the one that was trained; the message says which and what to do."""


def sums(folder: Path = FOLDER) -> dict[str, str]:
    """SHA-256 in hex of each file, as the folder's SHA256SUMS has it; empty where a file or the sums are not there."""
    path = folder / _SUMS
    if not path.exists() or not all((folder / name).exists() for name in FILES):
        return {}
    pairs = (line.split(maxsplit=1) for line in path.read_text("ascii", "replace").splitlines() if line.strip())
    return {pair[-1]: pair[0] for pair in pairs}


def sha256(listed: Mapping[str, str]) -> str | None:
    """One hash that stands for all files, from their sums, or None where there are none."""
    if not listed:
        return None
    return hashlib.sha256("".join(f"{listed.get(name)}  {name}\n" for name in FILES).encode("ascii")).hexdigest()


def load(folder: Path, listed: Mapping[str, str]) -> dict[str, bytes]:
    """The files, each read once and held against the sums. Raises SpoiledWeights where one is not what they say."""
    read: dict[str, bytes] = {}
    for name in FILES:
        read[name] = (folder / name).read_bytes()
        if hashlib.sha256(read[name]).hexdigest() != listed.get(name):
            raise SpoiledWeights(
                f"{folder / name} is not the file that was trained (its SHA-256 is not in SHA256SUMS). Restore it, "
                "e.g. with: git checkout -- claims/extraction/learned/weights; or remove it, and the rules serve."
            )
    return read


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS for the files as they are: for those who made them."""
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES)
    (folder / _SUMS).write_text("".join(lines), "ascii")
