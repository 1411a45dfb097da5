"""What HTML elements mean to a reader of text: names by what they do, and three questions about one element."""

from __future__ import annotations

from typing import cast

from lxml import etree

HEADING_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
EMPHASIS = ("b", "strong", "em", "i", "u", "label")
INLINE = (
    *("span", "font", "small", "big", "sup", "sub", "mark", "code", "abbr", "acronym", "cite", "q", "s", "del", "ins"),
    *("strike", "tt", "kbd", "samp", "var", "dfn", "bdi", "bdo", "data", "ruby", "rt", "rp", "wbr", "nobr", "output"),
    *("tbody", "thead", "tfoot", "map", "slot"),
)
"""Elements that begin no line of their own; row groups among them, as only their rows do."""
GROUPS = ("div", "section", "fieldset")
LISTS = ("ul", "ol", "menu", "dir")
_BOXES = frozenset((*GROUPS, "p", "address", "blockquote", "center", "header", "footer", "form"))
_STRUCTURE = frozenset((*HEADING_LEVELS, "dl", "table", "article", "details", "section", "fieldset"))
_ROLE_LEVEL = 2
"""The level of `role="heading"` without `aria-level`, as in WAI-ARIA 1.2."""

_length = etree.XPath("string-length()")


def length(element: etree._Element) -> int:
    """Count the characters of an element's string value without making it."""
    return int(cast("float", _length(element))) if len(element) else len(element.text or "")


def heading_level(element: etree._Element) -> int:
    """Return a heading's level, as its name or its role states it."""
    if element.tag in HEADING_LEVELS:
        return HEADING_LEVELS[element.tag]
    stated = element.get("aria-level") or ""
    return int(stated) if stated in ("1", "2", "3", "4", "5", "6") else _ROLE_LEVEL


def is_card(item: etree._Element) -> bool:
    """Whether a list item groups several things: titles, pairs, or boxes with no text of its own beside them."""
    if any(child.tag in _STRUCTURE for child in item):
        return True
    boxes = [child for child in item if child.tag in _BOXES]
    if len(boxes) == 1:
        return is_card(boxes[0])
    texts = [item.text, *(child.tail for child in item)]
    return len(boxes) > 1 and not any(text and not text.isspace() for text in texts)
