"""Lists of addresses that sites keep for machines: bytes of a sitemap or feed in, the addresses that it names out.

Sitemaps (sitemaps.org 0.9: `urlset`, `sitemapindex`, plain text), RSS 0.9–2.0 and Atom, as they are or packed with
gzip. Refused are other documents, broken XML (its end would be missing unnoticed), what unpacks to over 50 MB or
names over 50,000 addresses (the sitemap protocol's limits), and documents that declare entities, which no such list
needs: nothing outside the bytes is ever read.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urljoin

from lxml import etree

from scraper.errors import UnreadablePageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_BYTES = 50_000_000
MOST_ADDRESSES = 50_000
_GZIP: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 31
"""zlib's way to say: the largest window, with a gzip header and checksum."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a list names, in its order, made absolute."""

    pages: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    """Further lists, where it is an index of sitemaps."""


def read_addresses(data: bytes, *, url: str) -> Addresses:
    """Return the addresses in a sitemap or feed that `url` answered with. Raises UnreadablePageError."""
    text = _unpacked(data)
    if not text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return Addresses(pages=_absolute(url, text.decode("utf-8", "replace").splitlines()))
    root = _parse(text)
    name = _name(root)
    if name == "sitemapindex":
        return Addresses(lists=_absolute(url, _children(root, "sitemap", _location)))
    readers: dict[str, Callable[[], Iterator[str]]] = {
        "urlset": lambda: _children(root, "url", _location),
        "rss": lambda: _below(root, "item", _item_link),
        "RDF": lambda: _below(root, "item", _item_link),
        "feed": lambda: _children(root, "entry", _entry_link),
    }
    if name not in readers:
        message = f"it is no sitemap or feed (its root is {name!r}); look for the list's present address"
        raise UnreadablePageError(message)
    return Addresses(pages=_absolute(url, readers[name]()))


def _unpacked(data: bytes) -> bytes:
    """Undo gzip where the list is a packed file. Raises UnreadablePageError."""
    if data.startswith(_GZIP):
        unpacker = zlib.decompressobj(_GZIP_WINDOW)
        try:
            data = unpacker.decompress(data, MOST_BYTES + 1)
        except zlib.error:
            message = "the list is damaged (broken gzip); try again later"
            raise UnreadablePageError(message) from None
        if len(data) <= MOST_BYTES and not unpacker.eof:
            message = "the list is cut off in the middle (gzip without its end); try again later"
            raise UnreadablePageError(message)
    if len(data) > MOST_BYTES:
        message = f"the list is over {MOST_BYTES:,} bytes long; name a smaller one"
        raise UnreadablePageError(message)
    if not data.strip():
        message = "the list is empty; look for its present address"
        raise UnreadablePageError(message)
    return data


def _parse(text: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        message = f"the list is no well-formed XML ({' '.join(str(error).split())}); tell the site's owner"
        raise UnreadablePageError(message) from None
    dtd: Any = root.getroottree().docinfo.internalDTD  # its stub knows no entities
    if dtd is not None and any(True for _ in dtd.iterentities()):
        message = "the list declares entities, which no sitemap or feed needs; tell the site's owner"
        raise UnreadablePageError(message)
    return root


def _name(element: etree._Element) -> str:
    """Return an element's name without its namespace: feeds name theirs in many ways."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""  # what stands for an entity has no name


def _children(root: etree._Element, name: str, read: Callable[[etree._Element], str | None]) -> Iterator[str]:
    return (found for child in root if _name(child) == name and (found := read(child)))


def _below(root: etree._Element, name: str, read: Callable[[etree._Element], str | None]) -> Iterator[str]:
    return (found for child in root.iter("{*}" + name) if (found := read(child)))


def _location(entry: etree._Element) -> str | None:
    return next((child.text for child in entry if _name(child) == "loc"), None)


def _item_link(item: etree._Element) -> str | None:
    """Return where an RSS item leads: its link, or a guid that is one."""
    link = next((child.text for child in item if _name(child) == "link" and (child.text or "").strip()), None)
    guid = next((child for child in item if _name(child) == "guid" and child.get("isPermaLink") != "false"), None)
    if link is None and guid is not None and (guid.text or "").strip().startswith(("http://", "https://")):
        return guid.text
    return link


def _entry_link(entry: etree._Element) -> str | None:
    """Return where an Atom entry leads: its link to the page itself, which has no rel or `alternate`."""
    links = (child for child in entry if _name(child) == "link")
    return next((cast("str", one.get("href")) for one in links if _is_page(one)), None)


def _is_page(link: etree._Element) -> bool:
    return bool(link.get("href")) and link.get("rel", "alternate") == "alternate"


def _absolute(base: str, links: Iterator[str] | list[str]) -> tuple[str, ...]:
    """Return what links lead to, each once. Raises UnreadablePageError where there are too many."""
    found: dict[str, None] = {}
    for link in links:
        if stripped := link.strip():
            try:
                found[urljoin(base, stripped)] = None
            except ValueError:
                continue  # an address that is none leads nowhere
        if len(found) > MOST_ADDRESSES:
            message = f"the list names over {MOST_ADDRESSES:,} addresses; name its parts instead"
            raise UnreadablePageError(message)
    return tuple(found)
