"""The pure rooms import no Django: shown by importing them where Django cannot be imported."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCKED = """
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "rest_framework", "celery", "tracker"}:
            raise ImportError(f"{name} is blocked: a pure room must not import it")
        return None

sys.meta_path.insert(0, Block())
import importlib, pkgutil
count = 0
for room in sys.argv[1:]:
    package = importlib.import_module(room)
    for module in pkgutil.walk_packages(getattr(package, "__path__", ()), room + "."):
        importlib.import_module(module.name)
        count += 1
print(count)
"""


def test_pure_rooms_import_without_django() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    contracts = {contract["name"]: contract for contract in tools["importlinter"]["contracts"]}
    rooms = contracts["Pure rooms know no Django"]["source_modules"]
    command = [sys.executable, "-c", BLOCKED, *rooms]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 50
