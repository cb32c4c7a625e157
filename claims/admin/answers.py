"""Answers to the desk's scripts: pieces of a page with what the page should do, instead of a page."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# Every answer to a script bears it. What comes without it (the login page, a proxy's error) is never put into a page.
MARK = "X-Desk"


def is_script(request: HttpRequest) -> bool:
    """Tell whether the desk's scripts ask (HTMX), and not the browser for a whole page."""
    return request.headers.get("HX-Request") == "true"


def piece(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    address: str = "",
    tell: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Answer with a piece of a page; ``address`` becomes the page's own, ``tell`` are events with their details."""
    answer = HttpResponse(render_to_string(template, dict(context), request), status=status)
    if address:
        answer["HX-Push-Url"] = address
    return _marked(answer, tell)


def news(tell: Mapping[str, Any], *, status: int = 204) -> HttpResponse:
    """Answer with events alone: the page stays as it is."""
    return _marked(HttpResponse(status=status), tell)


def _marked(answer: HttpResponse, tell: Mapping[str, Any] | None) -> HttpResponse:
    answer[MARK] = "yes"
    if tell:
        # Headers are ASCII: whatever the words are, JSON escapes them.
        answer["HX-Trigger-After-Swap" if answer.status_code == 200 else "HX-Trigger"] = json.dumps(tell)
    return answer
