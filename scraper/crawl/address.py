"""Which machines a fetch may reach: host names come in, addresses on the public internet go out.

A page may redirect to anything, and a name may resolve to the machine that we run on or to its neighbours. Both are
refused by the address that is really connected to, whatever way it is written in. The list is our own: `ipaddress`
calls some addresses global that lead elsewhere (IPv4 within IPv6, multicast).
"""

from __future__ import annotations

import ipaddress
import socket

from scraper.crawl.faults import short
from scraper.errors import FetchError

_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this host (RFC 1122)
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # carriers' shared space (RFC 6598)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and the metadata services of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.88.99.0/24",  # 6to4 relays, given up (RFC 7526)
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation (RFC 9637)
    )
)
_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
"""The only part of IPv6 that is given out for the public internet."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""How a network without IPv4 writes an IPv4 address: it is judged by that."""


def is_public(address: str) -> bool:
    """Tell whether an IP address, in the form that the resolver returns, is one on the public internet."""
    ip = ipaddress.ip_address(address)
    if ip in _NAT64:
        ip = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    if ip.version == 6 and ip not in _PUBLIC_IPV6:
        return False
    return not any(ip in network for network in _NOT_PUBLIC)


def resolve(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """Return the IP addresses of a host, in the resolver's order.

    Raises FetchError where it has none, or where one of them is not public and `allow_private` is false.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"no such host: {short(host)}; check the address and the connection", kind="dns") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not (allow_private or is_public(address)):
            raise FetchError(
                f"{short(host)} is on a private network ({address}); only public addresses are fetched",
                kind="refused-address",
            )
    return addresses
