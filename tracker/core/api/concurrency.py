"""Entity tags from record versions: nobody overwrites what they have not seen (RFC 9110, sections 8.8 and 13).

A tag is the record version and a digest of the representation, such as "7-0f3c9a1b2d4e". The digest makes the tag a
strong validator also where a representation carries names from elsewhere (a speaker renamed is another
representation of the same quotation). A write needs only the version: If-Match takes "7-0f3c9a1b2d4e" and "7".
"""

import hashlib
import re
from typing import Any, Final

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from tracker.core.api.problems import Problem

_TAG: Final = re.compile(r'"([0-9]{1,9})(?:-[0-9a-f]{1,64})?"', re.ASCII)

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description='The ETag of what you decide about, as you last read it; the record version alone (`"7"`) will do. '
    "Without it 428; if the record changed since, 412 with what it is now.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag of what you have; 304 if it is unchanged.",
)
ETAG = OpenApiParameter(
    "ETag",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description="The record version and a digest of the representation.",
)
VERSIONED_READ = [IF_NONE_MATCH, ETAG]
VERSIONED_WRITE = [IF_MATCH, ETAG]


def etag(record_version: int, representation: Any) -> str:
    """Return the strong entity tag of a representation."""
    digest = hashlib.sha256(JSONRenderer().render(representation)).hexdigest()
    return f'"{record_version}-{digest[:12]}"'


def expected_version(request: Request) -> int:
    """Return the record version that the client saw. Raises Problem 428 or 400."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise Problem(
            "precondition-required",
            "Say which version you saw: send its ETag in If-Match. Then nobody's change is overwritten unseen.",
            status=428,
        )
    if header == "*":
        raise _malformed("“*” would mean whatever stands there now; a decision is about a version that you saw.")
    if header.startswith("W/"):
        raise _malformed('A weak tag (W/"…") never matches; something on the way weakened it. Send it without “W/”.')
    tag = _TAG.fullmatch(header)
    if tag is None:
        raise _malformed('It holds exactly one tag in quotation marks, such as "7".')
    return int(tag[1])


def not_modified(request: Request, tag: str) -> bool:
    """Tell whether the client has this representation already (weak comparison, as for If-None-Match)."""
    header = request.headers.get("If-None-Match", "")
    return header.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in header.split(","))


def _malformed(why: str) -> Problem:
    return Problem("malformed-if-match", f"If-Match cannot be used. {why}", status=400)
