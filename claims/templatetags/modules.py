"""Scripts of a page with everything that they import, so that the browser asks for all of it at once."""

import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
IMPORT: Final = re.compile(r"""^\s*(?:import|export)\b[^"';]*["']\./([\w./-]+)["']""", re.MULTILINE)


@register.simple_tag
def module(name: str) -> SafeString:
    """Return the script element of the module ``name`` (a static file), before it links to what it imports.

    Without the links a browser learns of a module only after it has read the one that imports it, link by link.
    """
    links = format_html_join("", '<link rel="modulepreload" href="{}">', ((static(one),) for one in imported(name)))
    return format_html('{}<script type="module" src="{}"></script>', links, static(name))


@cache
def imported(name: str) -> tuple[str, ...]:
    """Return the names of all modules that ``name`` imports, at whatever remove, each once.

    Raises FileNotFoundError for a module that is no static file.
    """
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop(0)
        path = finders.find(one)
        if path is None:
            raise FileNotFoundError(f"There is no static file {one}, which {name} imports.")
        beside = PurePosixPath(one).parent
        for other in IMPORT.findall(Path(path).read_text(encoding="utf-8")):
            if (beside / other).as_posix() not in found:
                found[(beside / other).as_posix()] = None
                waiting.append((beside / other).as_posix())
    return tuple(found)
