"""Errors as problem details (RFC 9457), whatever raised them."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from tracker.core.errors import DomainError

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = "urn:on-record:problem:"
_LONGEST: Final = 500  # characters of a detail: some repeat what was sent

Fault = dict[str, str]


class Problem(exceptions.APIException):
    """A problem with its own code, status and further members; ``errors`` are {detail, pointer or parameter}."""

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        status: int,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail, code)
        self.code = code
        self.message = detail
        self.status_code = status
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.more = more


def invalid_body(faults: object) -> Problem:
    """Return the problem for a serializer's errors, each with the JSON pointer (RFC 6901) of its field."""
    errors = [{"detail": detail, "pointer": path} for path, detail in _flat(faults, "")]
    return Problem("invalid-input", _summary(errors), status=422, errors=errors)


def handle(exc: Exception, context: dict[str, Any]) -> Response:
    """Answer any exception of a view with a problem; the unexpected one is logged and told without its inside."""
    set_rollback()
    found = as_problem(exc)
    body = {
        "type": f"{TYPE}{found.code}",
        "title": found.code.replace("-", " ").capitalize(),
        "status": found.status_code,
        "detail": found.message,
        "instance": context["request"].path,
        "code": found.code,
        "errors": found.errors,
        **found.more,
    }
    return Response(body, status=found.status_code, headers=found.headers, content_type=MEDIA_TYPE)


def as_problem(exc: Exception) -> Problem:
    """Return ``exc`` as a problem."""
    if isinstance(exc, Problem):
        return exc
    if isinstance(exc, DomainError):
        errors = [{"detail": exc.message, "pointer": exc.pointer}] if exc.pointer else []
        return Problem(exc.code, exc.message, status=exc.http_status, errors=errors)
    if isinstance(exc, exceptions.APIException):
        return _of_rest_framework(exc)
    if isinstance(exc, Http404 | ObjectDoesNotExist):
        return Problem("not-found", "There is nothing at this address. Check the number in it.", status=404)
    if isinstance(exc, DjangoPermissionDenied):
        return Problem("not-allowed", "You may not do this. Ask an administrator.", status=403)
    if isinstance(exc, RequestDataTooBig):
        return Problem("too-large", "The request is larger than this server takes.", status=413)
    if isinstance(exc, SuspiciousOperation | UnreadablePostError | MultiPartParserError):
        return Problem("malformed-request", "The request cannot be read. Check how it is written.", status=400)
    if isinstance(exc, OperationalError):
        log.error("the database does not answer the API", exc_info=exc)
        return Problem(
            "try-again", "The database is busy or away. Try again soon.", status=503, headers={"Retry-After": "5"}
        )
    log.error("the API met an unexpected error", exc_info=exc)
    return Problem(
        "internal-error",
        "The server met an error that is not yours. Nothing was changed. Please tell its operator when it was.",
        status=500,
    )


_CODES: Final = {
    "not_authenticated": "not-signed-in",
    "authentication_failed": "not-signed-in",
    "permission_denied": "not-allowed",
    "parse_error": "malformed-request",
    "not_found": "not-found",
    "method_not_allowed": "method-not-allowed",
    "not_acceptable": "not-acceptable",
    "unsupported_media_type": "unsupported-media-type",
    "throttled": "too-many-requests",
}


def _of_rest_framework(exc: exceptions.APIException) -> Problem:
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    if isinstance(exc, exceptions.ValidationError):
        errors = [{"detail": detail, "parameter": path.removeprefix("/")} for path, detail in _flat(exc.detail, "")]
        return Problem("invalid-parameter", _summary(errors), status=exc.status_code, errors=errors, headers=headers)
    code = _CODES.get(exc.default_code, exc.default_code.replace("_", "-"))
    return Problem(code, str(exc.detail), status=exc.status_code, headers=headers)


def _summary(errors: list[Fault]) -> str:
    if len(errors) == 1:
        where = errors[0].get("pointer") or errors[0].get("parameter") or ""
        return f"{where}: {errors[0]['detail']}" if where else errors[0]["detail"]
    return f"{len(errors)} things are wrong; “errors” lists each with its place. Nothing was changed."


def _flat(faults: object, pointer: str) -> list[tuple[str, str]]:
    """Return (JSON pointer, words) of every leaf of a serializer's errors."""
    if isinstance(faults, Mapping):
        return [
            leaf
            for name, inner in faults.items()
            for leaf in _flat(inner, pointer if name == "non_field_errors" else f"{pointer}/{_escaped(str(name))}")
        ]
    if isinstance(faults, list | tuple):
        nested = any(isinstance(inner, Mapping | list) for inner in faults)
        return [
            leaf
            for position, inner in enumerate(faults)
            if inner
            for leaf in _flat(inner, f"{pointer}/{position}" if nested else pointer)
        ]
    return [(pointer, str(faults)[:_LONGEST])]


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
