"""JSON from strangers: bounded in size and depth, and strict."""

import codecs
import json
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

DEEPEST: Final = 20  # the deepest body of this API nests 4
_TOO_DEEP: Final = f"The body nests deeper than {DEEPEST} levels."


class StrictJSONParser(BaseParser):
    """Reads one JSON object in UTF-8.

    The parser of REST framework reads any amount at any depth; this one refuses what could exhaust the server, names
    that stand twice (a proxy may have judged the other one) and the numbers that JSON does not have.
    """

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the object. Raises ParseError, and RequestDataTooBig past DATA_UPLOAD_MAX_MEMORY_SIZE bytes."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise RequestDataTooBig(f"A JSON body may have {limit} bytes.")
        try:
            found = json.loads(
                raw.removeprefix(codecs.BOM_UTF8).decode("utf-8"),
                object_pairs_hook=_once,
                parse_constant=_no_such_number,
            )
            _judge(found, DEEPEST)
        except UnicodeDecodeError as error:
            raise ParseError(f"The body is not UTF-8 (byte {error.start}). Send JSON in UTF-8.") from error
        except UnicodeEncodeError as error:
            raise ParseError("The body holds half a character (a lone surrogate such as \\ud800).") from error
        except ValueError as error:
            raise ParseError(f"The body is not JSON: {str(error)[:200]}") from error
        except RecursionError as error:
            raise ParseError(_TOO_DEEP) from error
        if not isinstance(found, dict):
            raise ParseError("The body is not a JSON object. Send {…} with the fields by name.")
        return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object.")
    return found


def _no_such_number(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON.")


def _judge(value: object, levels: int) -> None:
    """Refuse deep nesting, and half characters: escapes of lone surrogates, which no answer could repeat (RFC 7493)."""
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, dict | list):
        if not levels:
            raise RecursionError
        for inner in (*value, *value.values()) if isinstance(value, dict) else value:
            _judge(inner, levels - 1)
