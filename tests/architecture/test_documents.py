"""The documents say what the code does."""

import re
import tomllib
from pathlib import Path

from django.core.management import call_command

from tests.architecture.test_compose import variables_of_the_settings

ROOT = Path(__file__).resolve().parents[2]


def test_the_drawing_of_the_workflow_is_fresh() -> None:
    call_command("draw_workflow", "--check")


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in variables_of_the_settings() if f"`{name}`" not in readme} == set()


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lines = text.splitlines()
    for dependency in wanted:
        place = next(i for i, line in enumerate(lines) if line.strip().startswith(f'"{dependency}"'))
        above = place - 1
        while lines[above].strip().startswith('"'):
            above -= 1
        assert lines[above].strip().startswith("#"), f"{dependency} has no reason beside it"


def test_no_registry_host_and_no_machine_path_is_committed() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "README.md", "ARCHITECTURE.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://\S*(pypi|pythonhosted|npmjs|deb\.debian)", text), name
        assert "--index-url" not in text, name


def test_the_licence_is_apache() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"] == "Apache-2.0"
