"""Which addresses of the internet are public. The lists are the special-purpose registries of IANA (RFC 6890)."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

from sources.text.refusals import Refusal

Network: TypeAlias = IPv4Network | IPv6Network
Address: TypeAlias = IPv4Address | IPv6Address

# Written out, since what Python calls global has changed between patch releases of one version.
_SPECIAL_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's metadata service that sits on a public address
        "169.254.0.0/16",  # link-local, where other clouds keep theirs
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them, which hides an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which hides an IPv4 address
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Tell whether ``address`` is a public unicast address; an IPv4 address inside an IPv6 one counts as itself."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _SPECIAL_V4)
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    # ISATAP writes an IPv4 address behind this mark into the lower half of any prefix.
    if int(address) >> 32 & 0xFFFFFFFF in {0x00005EFE, 0x02005EFE}:
        return False
    return address in _GLOBAL_V6 and not any(address in network for network in _SPECIAL_V6)


def check_addresses(host: str, answers: Sequence[str], allowed: Sequence[Network]) -> list[Address]:
    """Return the addresses that ``host`` resolved to, all of them public or inside one of the ``allowed`` networks.

    One bad address refuses the whole answer: a name that points at both kinds is an attack or a mistake. Raises
    Refusal: ``fetch-no-address``, ``fetch-private-address``.
    """
    try:
        addresses = [ip_address(answer) for answer in answers]
    except ValueError:
        raise Refusal("fetch-no-address", f"The name {host} resolves to something that is no address.") from None
    if not addresses:
        raise Refusal("fetch-no-address", f"The name {host} has no address. Check the spelling of the address.")
    for address in addresses:
        if not is_public(address) and not is_allowed(address, allowed):
            raise Refusal(
                "fetch-private-address",
                f"{host} leads to {address}, which is not a public address, so it is not fetched. "
                "Save the page and upload the file instead.",
            )
    return addresses


def is_allowed(address: Address, allowed: Sequence[Network]) -> bool:
    """Tell whether ``address`` lies in one of the networks that the operator has opened."""
    return any(address in network for network in allowed)
