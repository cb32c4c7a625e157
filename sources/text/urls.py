"""Web addresses: taken apart with suspicion, and put into the one form by which two of them are compared."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import quote, unquote_plus, urlsplit

from sources.text.refusals import Refusal

_LONGEST = 2_000  # characters; beyond that servers and browsers disagree
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f\\]|\s")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# Parameters that say how a reader came, not what the page is.
_TRACKING = frozenset(
    re.findall(
        r"\S+",
        """
        fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid mc_cid mc_eid _ga _gl _hsenc
        _hsmi ref_src ref_url ns_mchannel ns_source ns_campaign at_medium at_campaign at_custom1 ocid cmpid
        """,
    )
)
_TRACKING_PREFIX = "utm_"


class WebAddress(NamedTuple):
    """An http or https address. ``host`` is lower-case ASCII (IDNA), without the brackets of an IPv6 address."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"

    @property
    def target(self) -> str:
        """What a request asks the server for: path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path


def read_url(url: str) -> WebAddress:
    """Take ``url`` apart; the fragment is dropped, what is not ASCII is percent-encoded.

    Raises Refusal: ``url-invalid``, ``url-scheme`` (not http or https), ``url-userinfo`` (a login in the address).
    """
    url = url.strip()
    if not url or len(url) > _LONGEST or _UNPRINTABLE.search(url):
        raise _invalid(url, f"it is empty, longer than {_LONGEST:,} characters, or holds spaces")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _invalid(url, str(error)) from None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise Refusal("url-scheme", f"Only http and https addresses can be fetched, not {_shown(url)}.")
    if "@" in parts.netloc:
        raise Refusal("url-userinfo", f"The address {_shown(parts.hostname or url)} carries a login. Leave it out.")
    host = _host(url, parts.hostname or "")
    if port == 0:
        raise _invalid(url, "its port is 0")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return WebAddress(scheme, host, port or _DEFAULT_PORTS[scheme], path, query)


def canonical_url(url: str) -> str:
    """Return the form of ``url`` under which the same page is known however it was linked.

    Scheme and host are lower-cased, the host is IDNA, a default port, the fragment and tracking parameters are
    dropped; path and the order of the other parameters stay, since some servers heed both. Raises Refusal as
    ``read_url``.
    """
    address = read_url(url)
    kept = [item for item in address.query.split("&") if item and not _is_tracking(item)]
    return str(address._replace(query="&".join(kept)))


def _is_tracking(item: str) -> bool:
    name = unquote_plus(item.partition("=")[0]).lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIX)


def _host(url: str, host: str) -> str:
    if "%" in host:
        raise _invalid(url, "its host name holds a percent sign")
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host).compressed
        except ValueError:
            raise _invalid(url, "its IPv6 address cannot be read") from None
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise _invalid(url, "its host name cannot be read") from None
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _invalid(url, "it has no host name that can be read")
    # A last label that is a number makes an IPv4 address, of which system libraries read forms such as 0x7f.1.
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise _invalid(url, "its IPv4 address is not four plain numbers") from None
    return name


def _invalid(url: str, why: str) -> Refusal:
    return Refusal("url-invalid", f"{_shown(url)} is no web address: {why}. Copy it from the browser's address bar.")


def _shown(url: str) -> str:
    return repr(url if len(url) <= 100 else url[:97] + "...")
