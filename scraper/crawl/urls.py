"""Addresses in one spelling: what a page calls a link goes in, the address by which it is known comes out, or None.

Only the spelling is changed, by RFC 3986 section 6.2 and what browsers do, never what is asked for: the order of
parameters, the case of paths and slashes at the end stay, since a site may tell them apart. What says only who follows
a link (utm_source, fbclid …) is cut off. Refused are other schemes than http and https, and addresses with a password.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from ipaddress import AddressValueError, IPv6Address
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

from scraper.vocabulary import table

_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_PATH = "/%:@!$&'()*+,;=~"
_IN_QUERY = _IN_PATH + "?"
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_NEVER_IN_HOST = re.compile(r"[\x00-\x20#%/<>?@\\^|\x7f]")
_NORMAL = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?!(?:80|443)/)(?:[1-5][0-9]{4}|[1-9][0-9]{0,3}))?(?:/(?!\.)[\w.~:@!$&'()*+,;=-]*)+",
    re.ASCII,
).fullmatch
"""Most addresses are spelt so, and need no look at their parts."""
_REMEMBERED = 20_000
"""Addresses whose spelling is remembered: each page of a site has the same menus."""
_LONGEST = 2_000
"""Characters; a longer address is a trap or a mistake (RFC 9110 asks servers for 8,000, sitemaps allow 2,048)."""


class Numbered(NamedTuple):
    """An address without the number of a list's page, and that number; None for an address without one."""

    base: str
    """In small letters, without a slash at its end: a site does not tell lists apart by these."""
    number: int | None

    def pages_on(self, shown: Numbered) -> bool:
        """Tell whether this is another page of the list of which one is `shown`, by a number in its address."""
        return self.number is not None and self.number != shown.number and self.base == shown.base


@lru_cache(_REMEMBERED)
def normalise(url: str) -> str | None:
    """Return the one spelling of an address; None for what no page can have as its address."""
    if len(url) <= _LONGEST and _NORMAL(url):
        return url
    try:
        parts = urlsplit(url.strip("\t\n\r\f ").replace("\\", "/"))
        scheme, port = parts.scheme.lower(), parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if scheme not in _DEFAULT_PORTS or host is None or "@" in parts.netloc or port == 0:
        return None
    netloc = host if port in {None, _DEFAULT_PORTS[scheme]} else f"{host}:{port}"
    path = _without_dots(_escaped(parts.path, _IN_PATH)) or "/"
    normal = urlunsplit((scheme, netloc, path, _query(parts.query), ""))
    return normal if len(normal) <= _LONGEST else None


def resolve(base: str, link: str) -> str | None:
    """Return the normal address of a link that stands on the page `base`; None where it leads to no page."""
    try:
        return normalise(urljoin(base, link.strip()))
    except ValueError:
        return None


def host(url: str) -> str:
    """Return the host of a normal address, with its port if that is not the usual one."""
    return url.partition("://")[2].partition("/")[0]


def site(url: str) -> str:
    """Return the host of a normal address without `www.`, which is the same site to people."""
    return host(url).removeprefix("www.")


def to_host(url: str) -> str:
    """Return a normal address up to the end of its host, without a port: `https://liitto.fi`."""
    parts = urlsplit(url)
    name = parts.netloc if parts.port is None else parts.netloc.rpartition(":")[0]
    return f"{parts.scheme}://{name}"


@lru_cache(_REMEMBERED)
def is_file(url: str) -> bool:
    """Tell whether an address ends as files do that are no pages (images, archives, PDF …), or is a robots.txt."""
    name = url.partition("?")[0].rpartition("/")[2].lower()
    _, dot, ending = name.rpartition(".")
    return (bool(dot) and ending in _words("files")) or name == "robots.txt"


@lru_cache(_REMEMBERED)
def numbered(url: str) -> Numbered:
    """Part a normal address from the number of the list's page that it shows: `?page=2`, `/sivu/2/`."""
    address, _, query = url.partition("?")
    number = None
    kept = []
    for parameter in query.split("&") if query else ():
        name, _, value = parameter.partition("=")
        if name.lower() in _words("page_parameters") and value.isascii() and value.isdigit() and len(value) < 9:
            number = int(value)
        else:
            kept.append(parameter)
    if folder := _page_folder().search(address, address.find("/", len("https://"))):
        number = int(folder["number"])
        number = None if number == 1 else number  # where numbers are folders, the first page is the one without any
        address = address[: folder.start()] + "/"
    return Numbered(_bare(f"{address}?{'&'.join(kept)}" if kept else address), number)


def names_same_page(url: str, canonical: str) -> bool:
    """Tell whether a page may call itself by another address and be believed.

    Not where that is another page of the same list, or a folder that the page lies in: sites that name their front
    page, or the list's first page, on every page are common, and what stands on those pages would be lost.
    """
    here, there = urlsplit(url), urlsplit(canonical)
    if numbered(url).number != numbered(canonical).number or site(url) != site(canonical):
        return False
    inner, outer = _bare(here.path), _bare(there.path)
    return inner == outer or not inner.startswith(f"{outer}/")


def _host(name: str) -> str | None:
    """Return a host's name in ASCII; None for what no host is called. Raises ValueError."""
    name = name.rstrip(".\u3002\uff0e\uff61")  # the dots that IDNA knows
    if ":" in name:
        try:
            return f"[{IPv6Address(name).compressed}]"
        except AddressValueError:
            return None
    if not name or _NEVER_IN_HOST.search(name):
        return None
    return name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii").lower()


def _escaped(text: str, safe: str) -> str:
    """Return a path or query with one spelling of each character: escaped where it has to be, in capitals."""
    text = _ESCAPE.sub(_unescaped, _STRAY_PERCENT.sub("%25", text))
    return quote(text, safe=safe, errors="replace")


def _unescaped(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()


def _without_dots(path: str) -> str:
    """Return a path without `.` and `..` (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    steps = path.split("/")[1:]
    for step in steps:
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    if steps[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    parameters = (_escaped(parameter, _IN_QUERY) for parameter in query.split("&") if parameter)
    return "&".join(one for one in parameters if not _tracking().fullmatch(one.partition("=")[0]))


def _bare(address: str) -> str:
    return address.rstrip("/").lower()


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("links")[key])


@cache
def _tracking() -> re.Pattern[str]:
    names = (re.escape(name).replace(r"\*", ".*") for name in table("links")["tracking"])
    return re.compile("|".join(names), re.IGNORECASE)


@cache
def _page_folder() -> re.Pattern[str]:
    folders = "|".join(map(re.escape, table("links")["page_folders"]))
    return re.compile(rf"/(?:{folders})/(?P<number>[0-9]{{1,8}})/?\Z", re.IGNORECASE)
