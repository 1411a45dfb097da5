"""What stands in a page's margins: the lines of its header and footer, and what its logos say.

They are no text of the page and are never walked; a few short lines of them are kept beside it, as its head's facts
are. Menus and long texts are passed over.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from lxml import etree

from scraper.document.elements import EMPHASIS, INLINE
from scraper.document.fold import fold
from scraper.document.places import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.document.head import Facts

_MARGINS = frozenset(("header", "footer"))
_WORDS = ("header", "footer")
"""What the ids and classes of margins hold that are plain boxes."""
_PASSED = frozenset(("nav", "ul", "ol", "form", "script", "style", "noscript", "template", "svg", "main", "article"))
_IN_LINE = frozenset((*INLINE, *EMPHASIS, "a", "br", "time", "img"))
_DEPTH = 3
"""How many boxes around a page's parts there may be."""
_MOST, _LONGEST = 40, 160
"""Lines that are kept of all margins, and the characters of one."""
_string = etree.XPath("string()", smart_strings=False)


def read_margins(root: etree._Element, facts: Facts) -> None:
    """Add the short lines of the page's header and footer, and the texts that stand for pictures there."""
    body = root.find("body")
    if body is None:
        return
    lines = chain.from_iterable(map(_lines, _margins(body, _DEPTH)))
    for text, path in islice(lines, _MOST):
        facts.add("margin", text, path)


def _margins(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    """Yield the headers and footers among an element's children, and in boxes around the page's parts."""
    for child in element:
        if (child.tag in _MARGINS or (child.tag == "div" and _is_named_so(child))) and not _holds_page(child):
            yield child
        elif depth and child.tag in {"div", "form"}:
            yield from _margins(child, depth - 1)


def _is_named_so(element: etree._Element) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    return any(map(names.__contains__, _WORDS))


def _holds_page(element: etree._Element) -> bool:
    return next(element.iter("h1", "main", "article"), None) is not None


def _lines(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the lines in a margin and what stands for its pictures, each with its path."""
    if element.tag in _PASSED:
        return
    if not _is_line(element):
        yield from chain.from_iterable(map(_lines, element))
        return
    for picture in element.iter("img"):
        if text := picture.get("alt"):
            yield text, f"{path_of(picture)}/@alt"
    text = cast("str", _string(element))
    if len(text) <= 2 * _LONGEST and fold(text) and len(fold(text)) <= _LONGEST:
        yield text, path_of(element)


def _is_line(element: etree._Element) -> bool:
    """Tell whether an element holds no boxes: what it says stands in a line, or in several that it breaks itself."""
    return all(part.tag in _IN_LINE for part in element.iterdescendants())
