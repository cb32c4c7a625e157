"""What the browser tests take from npm is pinned to the byte, and the lock names no registry."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_packages_have_exact_versions() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert wanted["private"] is True
    assert [
        version for version in wanted["devDependencies"].values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ] == []


def test_the_lock_holds_hashes_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text, "Run npm with this folder's .npmrc, which leaves the registry's address out."
    held = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert held
    assert [name for name, package in held.items() if not package["integrity"].startswith("sha512-")] == []
