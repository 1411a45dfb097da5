"""Lists of addresses that sites keep for machines: bytes of a sitemap or feed in, the addresses that it names out.

Sitemaps (sitemaps.org 0.9: `urlset`, `sitemapindex`, plain text), RSS 0.9–2.0 and Atom, as they are or packed with
gzip. Refused are other documents, broken XML (its end would be missing unnoticed), what unpacks to over 50 MB or
names over 50,000 addresses (the sitemap protocol's limits), and documents that declare entities, which no such list
needs: nothing outside the bytes is ever read. No tree is made of a list: millions of tags would fill the memory.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from lxml import etree

from scraper.errors import UnreadablePageError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES = 50_000_000
MOST_ADDRESSES = 50_000
_GZIP: Final = b"\x1f\x8b"
_ENTRIES: Final = {"sitemapindex": "sitemap", "urlset": "url", "rss": "item", "RDF": "item", "feed": "entry"}
"""By the root's name, what holds an address. Names are without their namespaces: feeds name theirs in many ways."""
_TEXTS: Final = {"sitemap": ("loc",), "url": ("loc",), "item": ("link", "guid"), "entry": ()}
"""In which children of an entry an address stands as text."""
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_ALTERNATE: Final = frozenset({"alternate", "http://www.iana.org/assignments/relation/alternate"})
"""What Atom calls a link to the page itself (RFC 4287, section 4.2.7.2)."""
_PAGES: Final = frozenset({"", "text/html", "application/xhtml+xml"})
"""Types of a link that leads to a page."""
_ANYWHERE: Final = frozenset({"rss", "RDF"})
"""Roots whose entries may lie deeper than in the root itself."""
_is_absolute = re.compile(rb"\s*https?://", re.IGNORECASE).match
_lines = re.compile(rb"[^\r\n]+").finditer


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
        return Addresses(pages=_of_lines(text, url))
    _refuse_entities(text)
    reader = _Reader(_Found(url))
    target: Any = reader  # its stub asks for more methods than lxml does
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(text.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        message = f"the list is no well-formed XML ({' '.join(str(error).split())}); tell the site's owner"
        raise UnreadablePageError(message) from None
    found = tuple(reader.found.addresses)
    return Addresses(lists=found) if reader.root == "sitemapindex" else Addresses(pages=found)


def _unpacked(data: bytes) -> bytes:
    """Undo gzip where the list is a packed file, of one part or several. Raises UnreadablePageError."""
    if data.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(MOST_BYTES + 1)
        except EOFError:
            message = "the list is cut off in the middle (gzip without its end); try again later"
            raise UnreadablePageError(message) from None
        except (OSError, zlib.error):
            message = "the list is damaged (broken gzip, or bytes after it); try again later"
            raise UnreadablePageError(message) from None
    if len(data) > MOST_BYTES:
        message = f"the list is over {MOST_BYTES:,} bytes long; name a smaller one"
        raise UnreadablePageError(message)
    if not data.strip():
        message = "the list is empty; look for its present address"
        raise UnreadablePageError(message)
    return data


def _of_lines(text: bytes, url: str) -> tuple[str, ...]:
    """Return the addresses of a list in plain text: lines, of which the first at least is a whole address."""
    if not _is_absolute(text.removeprefix(b"\xef\xbb\xbf")):
        message = "it is no sitemap or feed (neither XML nor lines of addresses); look for the list's present address"
        raise UnreadablePageError(message)
    found = _Found(url)
    for line in _lines(text):
        found.add(line[0].decode("utf-8-sig", "replace"))
    return tuple(found.addresses)


def _refuse_entities(text: bytes) -> None:
    """Raise UnreadablePageError for XML that declares an entity, be it in UTF-16."""
    if b"<!ENTITY" in (text.replace(b"\0", b"") if b"\0" in text else text):
        message = "the list declares entities, which no sitemap or feed needs; tell the site's owner"
        raise UnreadablePageError(message)


class _Found:
    """Addresses, each once, in their order."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._links: set[str] = set()
        self.addresses: dict[str, None] = {}

    def add(self, link: str) -> None:
        """Take in what a link leads to. Raises UnreadablePageError where there are too many."""
        link = link.strip()
        if not link or link in self._links:
            return
        self._links.add(link)
        if len(self._links) > MOST_ADDRESSES:
            message = f"the list names over {MOST_ADDRESSES:,} addresses; name its parts instead"
            raise UnreadablePageError(message)
        try:
            self.addresses[urljoin(self._base, link)] = None
        except ValueError:
            return  # an address that is none leads nowhere


class _Reader:
    """Takes in the addresses of an XML list, tag by tag. Raises UnreadablePageError for another document."""

    def __init__(self, found: _Found) -> None:
        self.found = found
        self.root = ""
        self._path: list[str] = []
        """The names of the elements that are open."""
        self._words: list[str] | None = None
        """The text at hand, where it may be an address."""
        self._link = self._guid = ""
        """What the entry at hand leads to, and what stands for it where that is nothing: another link, or its name."""
        self._bases: list[str] = []
        """What links are relative to, for each element that is open; only what the list itself says."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        name = tag.rpartition("}")[2]
        if not self._path:
            self.root = self._known(name)
        self._path.append(name)
        base = self._bases[-1] if self._bases else ""
        self._bases.append(_joined(base, attributes[_BASE]) if _BASE in attributes else base)
        self._words = None
        if self._is_entry(self._path):
            self._link = self._guid = ""
        elif self._is_entry(self._path[:-1]):
            self._begin_child(name, attributes)

    def data(self, text: str) -> None:
        """Take in text."""
        if self._words is not None:
            self._words.append(text)

    def end(self, tag: str) -> None:
        """Close an element."""
        del tag
        if self._words is not None:
            self._take("".join(self._words).strip())
            self._words = None
        if self._is_entry(self._path):
            self.found.add(self._link or self._guid)
        self._path.pop()
        self._bases.pop()

    def close(self) -> None:
        """End the document."""

    def _known(self, root: str) -> str:
        if root not in _ENTRIES:
            message = f"it is no sitemap or feed (its root is {root[:80]!r}); look for the list's present address"
            raise UnreadablePageError(message)
        return root

    def _is_entry(self, path: list[str]) -> bool:
        inside = len(path) == 2 or (len(path) > 2 and self.root in _ANYWHERE)
        return inside and path[-1] == _ENTRIES[self.root]

    def _begin_child(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin what may hold the entry's address: in Atom an attribute of its link to the page itself, else a text."""
        if self.root == "feed":
            if name == "link" and attributes.get("rel", "alternate") in _ALTERNATE:
                link = _joined(self._bases[-1], attributes.get("href", ""))
                if attributes.get("type", "").lower() in _PAGES:
                    self._link = self._link or link
                else:
                    self._guid = self._guid or link
        elif name in _TEXTS[_ENTRIES[self.root]]:
            known_by = name == "guid"
            if not (self._guid if known_by else self._link) and attributes.get("isPermaLink") != "false":
                self._words = []

    def _take(self, text: str) -> None:
        """Take in the text of a child: a guid only where it is an address."""
        if self._path[-1] != "guid":
            self._link = text
        elif text.startswith(("http://", "https://")):
            self._guid = text


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link  # an address that is none leads nowhere
