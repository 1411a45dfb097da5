"""Bytes of a page to the links on it: where each leads, what its text says, and by what address the page is known.

All links count, those of menus and footers too: which are followed is decided by whoever follows. A page that asks
robots not to follow its links (`<meta name="robots" content="nofollow">`) has none, nor have plain text and bytes
that are no page.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast
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
    address is always told.
    """
    try:
        refuse_unfit(data)
        page = as_utf8(data, decode_name(data, content_type))
        if not _MARKUP.search(page):
            return Links()
        refuse_many_attributes(page)
        root = etree.fromstring(page, _parser())
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
    """Return the address that links are relative to: the page's own, or what its first `base` says."""
    for element in root.iter("base"):
        if element.get("href"):
            return _Base(url).absolute(element.get("href")) or url
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
