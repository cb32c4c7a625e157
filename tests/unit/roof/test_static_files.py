"""Scripts are asked for at once, and in production under names that say what they hold."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import Context, Template
from pytest_django import Settings

from claims.templatetags.modules import IMPORT, imported

DESK = "claims/desk.js"


def text_of(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def test_a_module_is_linked_with_all_that_it_imports() -> None:
    page = Template('{% load modules %}{% module "claims/desk.js" %}').render(Context())
    links = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', page)
    assert page.endswith('<script type="module" src="/static/claims/desk.js"></script>')
    assert {"claims/article.js", "claims/segments.js", "claims/codepoints.js"} <= set(links)
    assert len(links) == len(set(links))
    # Nothing that any of them imports is missing, however the line is written.
    for name in (DESK, *links):
        for other in re.findall(r'from\s*"\./([^"]+)"', text_of(name)):
            assert f"claims/{other}" in links


def test_imports_are_seen_however_they_are_written() -> None:
    lines = [
        "import { a,",
        'b } from "./1.js";',
        'import "./2.js";',
        "export { c } from './3.js';",
        '// import "./4.js"',
    ]
    assert IMPORT.findall("\n".join(lines)) == ["1.js", "2.js", "3.js"]


def test_a_module_that_is_not_there_is_an_error_that_names_it() -> None:
    with pytest.raises(FileNotFoundError, match=r"no static file claims/nothing\.js"):
        imported("claims/nothing.js")


def test_collected_modules_import_by_the_names_that_say_what_they_hold(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "tracker.static_files.StaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    collected = [path for path in tmp_path.glob("claims/*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)]
    assert collected
    for path in collected:
        for other in IMPORT.findall(path.read_text(encoding="utf-8")):
            assert re.search(r"\.[0-9a-f]{12}\.js$", other), f"{path.name} imports {other}"
            assert (path.parent / other).is_file()
