"""Where a request may go: addresses and redirects come in, those of the web go out. httpx reads them."""

from __future__ import annotations

import httpx

from scraper.crawl.faults import reason
from scraper.errors import FetchError

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def checked(url: str) -> httpx.URL:
    """Return the address if it is one of the web, without the fragment. Raises FetchError."""
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
    return parsed


def next_hop(here: httpx.URL, status: int, target: str | None) -> httpx.URL:
    """Return where a redirect leads. Raises FetchError where that is nowhere, off the web, or out of TLS."""
    if not target:
        message = f"a redirect ({status}) that leads nowhere; look for the page's present address"
        raise FetchError(message, kind="redirect")
    try:
        there = checked(str(here.join(target)))
    except (FetchError, httpx.InvalidURL, ValueError):
        message = "redirects to what is no web address; look for the page's present address"
        raise FetchError(message, kind="redirect") from None
    if here.scheme == "https" and there.scheme == "http":
        message = "redirects from https to unprotected http; look for the page's present address"
        raise FetchError(message, kind="redirect")
    return there
