"""Where a request may go: addresses and redirects come in, those of the web go out. httpx reads them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import httpx

from scraper.crawl.faults import reason
from scraper.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scraper.response import Exchange

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PLAIN = re.compile(
    r"(https?://[a-z0-9.-]+(?::[0-9]+)?)((?:/(?!\.)[\w.~:@!$&'()*+,;=-]*)+(?:\?[\w.~=&-]+)?)", re.ASCII
).fullmatch
"""Most addresses: a site, and a path and query that are sent as they are written."""


class Target(NamedTuple):
    """An address of the web, and what a request for it says."""

    address: str
    scheme: bytes
    host: bytes
    port: int | None
    """None where it is the scheme's own."""
    netloc: bytes
    """Host and port, as `Host` has them."""
    path: bytes
    """With the query."""


def checked(url: str) -> Target:
    """Return the address if it is one of the web, without the fragment. Raises FetchError."""
    plain = _PLAIN(url)
    if plain is None:
        return _read(url)
    site, path = plain.groups()
    start = _start(site)
    return start._replace(address=start.address[:-1] + path, path=path.encode("ascii"))


@lru_cache
def _start(site: str) -> Target:
    """Return the start page of a site."""
    return _read(f"{site}/")


def _read(url: str) -> Target:
    try:
        parsed = httpx.URL(url)
        if "#" in url:
            parsed = parsed.copy_with(fragment=None)
        scheme, host, port = parsed.scheme, parsed.host, parsed.port
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        why = "" if "@" in url else f" ({reason(error)})"  # the reason might quote a password
        raise FetchError(f"not a web address{why}; it begins with https:// or http://", kind="address") from None
    if scheme not in {"http", "https"} or not host:
        message = "not a web address; it begins with https:// or http:// and names a host"
        raise FetchError(message, kind="address")
    if port is not None and not 0 < port < 65536:  # resolvers count from 0 again, or overflow
        raise FetchError("not a web address; its port is not one of 1 to 65535", kind="address")
    if parsed.userinfo:
        raise FetchError("a password in the address is never sent; only public pages are read", kind="address")
    return Target(str(parsed), parsed.raw_scheme, parsed.raw_host, parsed.port, parsed.netloc, parsed.raw_path)


def next_hop(here: Target, status: int, targets: Collection[str], *, unprotected: bool = False) -> Target:
    """Return where a redirect leads. Raises FetchError where that is not one place of the web, or out of TLS.

    `unprotected` lets it lead out of TLS.
    """
    if len(targets) != 1:
        where = "to several places" if targets else "nowhere"
        message = f"a redirect ({status}) that leads {where}; look for the page's present address"
        raise FetchError(message, kind="redirect")
    [target] = targets
    try:
        there = checked(str(httpx.URL(here.address).join(target)))
    except (FetchError, httpx.InvalidURL, ValueError):
        message = "redirects to what is no web address; look for the page's present address"
        raise FetchError(message, kind="redirect") from None
    if here.scheme == b"https" and there.scheme == b"http" and not unprotected:
        message = "redirects from https to unprotected http; look for the page's present address"
        raise FetchError(message, kind="redirect")
    return there


def too_many(exchanges: Sequence[Exchange]) -> FetchError:
    """Return the error that so many redirects are."""
    if len({exchange.url for exchange in exchanges}) < len(exchanges):
        why = "redirects in a circle, as sites do that want a cookie (none is kept)"
    else:
        why = f"more than {len(exchanges) - 1} redirects"
    return FetchError(f"{why}; look for the page's present address", kind="redirect")
