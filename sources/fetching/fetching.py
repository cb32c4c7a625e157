"""Fetches one page: every hop resolved, checked, and connected to at the address that was checked."""

import contextlib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from ipaddress import ip_address
from urllib.parse import urljoin

from urllib3.response import BaseHTTPResponse

from sources.fetching.addresses import Address, Network, check_addresses, is_allowed
from sources.fetching.connecting import answer_of
from sources.fetching.deadline import Deadline, resolve_before
from sources.fetching.deadline import resolve as ask_system
from sources.text.refusals import Refusal
from sources.text.urls import WebAddress, read_url

LIMIT_BYTES = 10_000_000
TIMEOUT_S = 30.0
USER_AGENT = "OnRecord/0.1 (keeps one copy of an article for its quotations)"
MEDIA_TYPES = frozenset({"text/html", "text/plain", "application/xhtml+xml"})

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = frozenset({80, 443, 8080, 8443})
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_PIECE = 65_536  # bytes read at a time, after decompression


@dataclass(frozen=True)
class Fetched:
    """A page as a server gave it.

    ``body`` is decompressed and otherwise untouched; ``headers`` have lower-case names; ``redirects`` are the addresses
    asked before ``url_final``, in order; ``fetched_at`` is in UTC, when the answer was complete.
    """

    url_asked: str
    url_final: str
    status: int
    headers: dict[str, str]
    body: bytes
    media_type: str
    charset: str | None
    redirects: tuple[str, ...]
    fetched_at: datetime


def fetch(
    url: str,
    *,
    limit_bytes: int = LIMIT_BYTES,
    timeout_s: float = TIMEOUT_S,
    allowed_networks: Sequence[Network] = (),
    user_agent: str = USER_AGENT,
    resolve: Callable[[str, int], Sequence[str]] = ask_system,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetch ``url`` and return what came, following at most five redirects.

    ``limit_bytes`` bounds the decompressed body, ``timeout_s`` all of it together: names, redirects, headers, body.
    Addresses that are not public are refused unless they lie in ``allowed_networks`` (an intranet), where any port
    may be asked. ``resolve`` gives the addresses of a name and raises OSError; ``tls`` replaces the system's
    certificates. Raises Refusal: those of ``read_url``, and ``fetch-port``, ``fetch-no-address``,
    ``fetch-private-address``, ``fetch-tls``, ``fetch-timeout``, ``fetch-failed``, ``fetch-redirects``,
    ``fetch-status``, ``fetch-media-type``, ``fetch-encoding``, ``fetch-too-large``.
    """
    context = tls or ssl.create_default_context()
    address = read_url(url)
    deadline = Deadline(address.host, timeout_s)
    asked: list[str] = []
    while True:
        addresses = _checked(address, deadline, resolve, allowed_networks)
        with answer_of(address, addresses, deadline=deadline, tls=context, user_agent=user_agent) as answer:
            location = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or location is None:
                media_type, charset = _checked_head(answer, address, limit_bytes)
                body = _body(answer, address, limit_bytes)
                headers = {name.lower(): value for name, value in answer.headers.items()}
                status = answer.status
                break
        asked.append(str(address))
        if len(asked) > _MOST_REDIRECTS:
            raise Refusal("fetch-redirects", f"{read_url(url).host} redirects more than {_MOST_REDIRECTS} times.")
        address = read_url(_joined(address, location))
    return Fetched(url, str(address), status, headers, body, media_type, charset, tuple(asked), datetime.now(tz=UTC))


def _checked(
    url: WebAddress, deadline: Deadline, resolver: Callable[[str, int], Sequence[str]], allowed: Sequence[Network]
) -> list[Address]:
    try:
        answers: Sequence[str] = [str(ip_address(url.host))]
    except ValueError:
        answers = resolve_before(deadline, resolver, url.host, url.port)
    addresses = check_addresses(url.host, answers, allowed)
    if url.port not in _PORTS and not all(is_allowed(address, allowed) for address in addresses):
        ports = ", ".join(str(port) for port in sorted(_PORTS))
        raise Refusal("fetch-port", f"Port {url.port} of {url.host} is not one that pages are fetched from ({ports}).")
    return addresses


def _joined(base: WebAddress, location: str) -> str:
    """Return where a Location header leads; http.client hands on its bytes as Latin-1, servers write UTF-8."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(str(base), location.strip())
    except ValueError:
        raise Refusal("fetch-redirects", f"{base.host} redirects to something that is no address.") from None


def _checked_head(answer: BaseHTTPResponse, url: WebAddress, limit_bytes: int) -> tuple[str, str | None]:
    """Return media type and charset of an answer that may be read. Raises Refusal for every other."""
    if answer.status != 200:
        raise Refusal(
            "fetch-status", f"{url.host} answered {answer.status} instead of the page. Check the address in a browser."
        )
    message = Message()
    message["Content-Type"] = answer.headers.get("Content-Type", "application/octet-stream")
    media_type = message.get_content_type()
    if media_type not in MEDIA_TYPES:
        raise Refusal(
            "fetch-media-type",
            f"{url.host} sent {media_type[:80]}, not a web page or plain text. Upload the article as a file.",
        )
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise Refusal("fetch-encoding", f"{url.host} sent the page compressed as {encoding[:40]!r}, unasked.")
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > limit_bytes:
        raise _too_large(url, limit_bytes)
    return media_type, message.get_content_charset()


def _body(answer: BaseHTTPResponse, url: WebAddress, limit_bytes: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read(_PIECE, decode_content=True):
        size += len(piece)
        if size > limit_bytes:
            raise _too_large(url, limit_bytes)
        pieces.append(piece)
    return b"".join(pieces)


def _too_large(url: WebAddress, limit_bytes: int) -> Refusal:
    return Refusal(
        "fetch-too-large",
        f"The page at {url.host} is larger than {limit_bytes:,} bytes. Save the text of the article and upload that.",
    )
