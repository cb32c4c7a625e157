"""One request to one checked address. The address is connected to itself, so no second DNS answer can change it."""

import contextlib
import http.client
import socket
import ssl
from collections.abc import Iterator, Sequence

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.response import BaseHTTPResponse

from sources.fetching.addresses import Address
from sources.fetching.deadline import Deadline
from sources.text.refusals import Refusal
from sources.text.urls import WebAddress


@contextlib.contextmanager
def answer_of(
    url: WebAddress, addresses: Sequence[Address], *, deadline: Deadline, tls: ssl.SSLContext, user_agent: str
) -> Iterator[BaseHTTPResponse]:
    """Send GET for ``url`` to the first of ``addresses`` that takes the connection, and yield the open response.

    Host header and TLS name are those of ``url``. Proxy settings of the environment are not looked at. Raises Refusal:
    ``fetch-failed``, ``fetch-tls``, ``fetch-timeout``.
    """
    try:
        with contextlib.ExitStack() as open_until_read:
            plain = open_until_read.enter_context(_connect(url, addresses, deadline))
            # TLS takes the socket over, from the handshake on; a second handle on the connection can still cut it.
            handle = open_until_read.enter_context(plain.dup())
            open_until_read.enter_context(deadline.over(handle))
            connection = HTTPConnection(url.host, url.port, timeout=deadline.left())
            connection.sock = open_until_read.enter_context(_wrapped(plain, url, tls))
            connection.request("GET", url.target, headers=_headers(user_agent), preload_content=False)
            answer = open_until_read.enter_context(contextlib.closing(connection.getresponse()))
            deadline.left()  # headers cut off by the deadline look like headers that have ended
            yield answer
    except Refusal:
        raise
    except ssl.SSLCertVerificationError as error:
        raise Refusal(
            "fetch-tls", f"The certificate of {url.host} is not valid: {error.verify_message}. Do not trust this page."
        ) from None
    except TimeoutError:
        raise deadline.refusal() from None
    except (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError) as error:
        deadline.left()  # a connection that was cut at the deadline fails in many ways
        raise Refusal(
            "fetch-failed",
            f"{url.host} could not be read ({type(error).__name__}: {str(error)[:200]}). Try again later.",
        ) from None


def _connect(url: WebAddress, addresses: Sequence[Address], deadline: Deadline) -> socket.socket:
    failure: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((str(address), url.port), timeout=deadline.left())
        except OSError as error:
            failure = error
    raise failure


def _wrapped(plain: socket.socket, url: WebAddress, tls: ssl.SSLContext) -> socket.socket:
    return tls.wrap_socket(plain, server_hostname=url.host) if url.scheme == "https" else plain


def _headers(user_agent: str) -> dict[str, str]:
    return {
        "User-Agent": user_agent,
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
