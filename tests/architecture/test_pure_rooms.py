"""The pure rooms import no Django: shown by importing them where Django cannot be imported."""

import subprocess
import sys
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
for room in ("claims.extraction", "sources.text"):
    package = importlib.import_module(room)
    for module in pkgutil.walk_packages(package.__path__, room + "."):
        importlib.import_module(module.name)
print(len([name for name in sys.modules if name.startswith(("claims.extraction", "sources.text"))]))
"""


def test_pure_rooms_import_without_django() -> None:
    done = subprocess.run([sys.executable, "-c", BLOCKED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 15
