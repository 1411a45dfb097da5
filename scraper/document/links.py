"""Bytes of a page to the links on it: where each leads, what its text says, and by what address the page is known.

All links count, those of menus and footers too: which are followed is decided by whoever follows. A page that asks
robots not to follow its links (`<meta name="robots" content="nofollow">`) has none, nor have plain text and bytes
that are no page. Of a page with a great many tags, no more than its links is made into a tree; one with more links
than any page means is refused.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast
from urllib.parse import urljoin, urlsplit

from lxml import etree

from scraper.document.encoding import as_utf8, decode_name
from scraper.document.fold import fold
from scraper.document.refusal import refuse_many_attributes, refuse_unfit
from scraper.errors import UnreadablePageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARKUP = re.compile(rb"<(?:a|area|link)\b", re.IGNORECASE)
_FROM_ROOT: Final = re.compile(r"/(?!/)(?:(?!/\.)[!-~])*\Z")
"""A path from the site's root in which no step leads back."""
_WHOLE: Final = re.compile(r"https?://[^/?#]", re.IGNORECASE)
"""An address of its own host."""
_RELATIVE: Final = ""
_REMEMBERED: Final = 20_000
"""Links whose address is remembered: each page of a site has the same menus."""
_LONGEST: Final = 2_000
"""Characters: no page has a longer address, and what is remembered must not fill the memory."""
_MANY_TAGS: Final = 200_000
"""A tree of them takes some 60 MB; most pages have a hundredth."""
MOST_LINKS: Final = 100_000
_TO_FOLLOW: Final = ("a", "area")
_IN_PLACE_OF_TEXT: Final = ("aria-label", "title")
_NOFOLLOW: Final = frozenset({"nofollow", "none"})
_string = etree.XPath("string()", smart_strings=False)
_local = threading.local()


class Link(NamedTuple):
    """One link of a page."""

    url: str
    """Where it leads, made absolute, otherwise as the page spells it."""
    text: str
    """Its text, white space folded; that of its label or picture where it has none."""
    next: bool
    """Whether the page calls it the next one of a series (`rel="next"`)."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a page, in its order."""

    links: tuple[Link, ...] = ()
    canonical: str | None = None
    """The address by which the page wants to be known (`<link rel="canonical">`), made absolute."""


def read_links(
    data: bytes, *, url: str, content_type: str | None = None, wanted: Callable[[str], bool] | None = None
) -> Links:
    """Return the links of the page that `url` answered with; none for what is no HTML page.

    `wanted` is asked of each absolute address, and nothing more is read of a link that is not. A page's canonical
    address is always told. Raises UnreadablePageError for a page with over 100,000 links.
    """
    try:
        refuse_unfit(data)
        page = as_utf8(data, decode_name(data, content_type))
        if not _MARKUP.search(page):
            return Links()
        refuse_many_attributes(page)
        root = etree.fromstring(page, _parser()) if page.count(b"<") <= _MANY_TAGS else _thin_tree(page)
    except _TooManyLinksError:
        raise
    except (UnreadablePageError, etree.LxmlError):
        return Links()  # whoever reads the page will say what is wrong with it
    return Links() if root is None else _links(root, url, wanted)


def _parser() -> etree.HTMLParser:
    parser: etree.HTMLParser | None = getattr(_local, "parser", None)
    if parser is None:
        parser = _local.parser = etree.HTMLParser(
            encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True
        )
    return parser


class _TooManyLinksError(UnreadablePageError):
    """A page has more links than any page means."""


def _thin_tree(page: bytes) -> etree._Element:
    """Return a tree of a page's links. Raises _TooManyLinksError."""
    target: Any = _Thin()  # its stub asks for more methods than lxml does
    tree = etree.fromstring(page, etree.HTMLParser(target=target, encoding="utf-8"))
    if target.kept > MOST_LINKS:
        message = f"the page has over {MOST_LINKS:,} links, which is a trap or a mistake; leave it out"
        raise _TooManyLinksError(message)
    return tree


class _Thin:
    """Makes a tree of nothing but links, what is said of them, and their texts and pictures.

    A link ends where the next one begins: of links in links, each would have the text of all.
    """

    _KEPT: Final = frozenset({*_TO_FOLLOW, "link", "base", "meta", "img"})

    def __init__(self) -> None:
        self._builder: Any = etree.TreeBuilder()  # its stub knows no plain `dict`
        self._builder.start("html", {})
        self._in_link = False
        self.kept = 0
        """How many elements are in the tree; no more than are too many."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if tag not in self._KEPT or (tag == "img" and not self._in_link) or self.kept > MOST_LINKS:
            return
        self.kept += 1
        if tag == "a":
            self._end_link()
            self._in_link = True
        self._builder.start(tag, attributes)
        if tag != "a":
            self._builder.end(tag)

    def data(self, text: str) -> None:
        """Take in text."""
        if self._in_link:
            self._builder.data(text)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag == "a":
            self._end_link()

    def close(self) -> etree._Element:
        """Return the tree, and keep nothing of it: the parser holds whoever makes its tree in a circle."""
        self._end_link()
        self._builder.end("html")
        tree: etree._Element = self._builder.close()
        self._builder = None
        return tree

    def _end_link(self) -> None:
        if self._in_link:
            self._in_link = False
            self._builder.end("a")


def _links(root: etree._Element, url: str, wanted: Callable[[str], bool] | None) -> Links:
    base = _Base(_base(root, url))
    canonical = None
    names: tuple[str, ...] = _TO_FOLLOW
    for element in root.iter("link"):
        relations = _words(element.get("rel"))
        if "next" in relations:
            names = (*_TO_FOLLOW, "link")
        if canonical is None and "canonical" in relations and not relations & {"nofollow", "next"}:
            canonical = base.absolute(element.get("href"))
    if any(_forbids_to_follow(element) for element in root.iter("meta")):
        return Links(canonical=canonical)
    links: list[Link] = []
    for element in root.iter(*names):
        target = base.absolute(element.get("href"))
        if target is None or (wanted is not None and not wanted(target)):
            continue
        relations = _words(element.get("rel"))
        if "nofollow" in relations:
            continue
        if element.tag != "link":
            links.append(Link(target, _text(element), "next" in relations))
        elif "next" in relations:
            links.append(Link(target, "", next=True))
    return Links(tuple(links), canonical)


def _forbids_to_follow(meta: etree._Element) -> bool:
    return (meta.get("name") or "").lower() == "robots" and bool(_NOFOLLOW & _words(meta.get("content"), ","))


def _base(root: etree._Element, url: str) -> str:
    """Return the address that links are relative to: the page's own, or what its first `base` says, if it is one."""
    for element in root.iter("base"):
        if element.get("href"):
            base = _Base(url).absolute(element.get("href")) or url
            return base if _WHOLE.match(base) else url
    return url


class _Base:
    """What links are relative to. Most say a path from the site's root, or all: the same on each page of the site."""

    def __init__(self, url: str) -> None:
        self._url = url
        try:
            parts = urlsplit(url)
        except ValueError:
            self._site = ""
        else:
            self._site = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    def absolute(self, link: str | None) -> str | None:
        """Return where a link leads; None where that is a place on the page itself, or nowhere."""
        if not link or len(link) > _LONGEST:
            return None
        found = _of_the_site(self._site, link)
        return _joined(self._url, link.strip()) if found == _RELATIVE else found


@lru_cache(_REMEMBERED)
def _of_the_site(site: str, link: str) -> str | None:
    """Return where a link leads from any page of the site; `_RELATIVE` where that depends on the page."""
    link = link.strip()
    if not link or link.startswith("#"):
        return None
    if site and _FROM_ROOT.match(link):
        return site + link
    return _joined(site, link) if _WHOLE.match(link) else _RELATIVE


def _joined(base: str, link: str) -> str | None:
    try:
        return urljoin(base, link)
    except ValueError:
        return None


def _text(element: etree._Element) -> str:
    return fold(cast("str", _string(element))) or next(filter(None, map(fold, _other_texts(element))), "")


def _other_texts(element: etree._Element) -> Iterator[str]:
    """Yield what may stand for the text of a link that has none, the best first."""
    for name in _IN_PLACE_OF_TEXT:
        yield element.get(name) or ""
    for picture in element.iter("img"):
        yield picture.get("alt") or ""


def _words(value: str | None, separator: str | None = None) -> frozenset[str]:
    return frozenset(word.strip().lower() for word in value.split(separator)) if value else frozenset()
