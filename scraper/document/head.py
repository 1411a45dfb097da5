"""What a page says of itself outside its text: title, site, dates, address and language, each traceable.

Attributes are read from `meta`, `link` and `time` elements, dates also from the JSON that search engines read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scraper.document.fold import fold
from scraper.document.trace import Attribute
from scraper.document.writer import fact

if TYPE_CHECKING:
    from lxml import etree

    from scraper.model import Block

_FACTS: Final = {
    "og:title": "og:title",
    "og:site_name": "site_name",
    "description": "description",
    "og:description": "description",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "dcterms.modified": "modified",
    "dc.date.modified": "modified",
    "last-modified": "modified",
    "article:published_time": "published",
    "dcterms.date": "published",
    "dc.date": "published",
    "dcterms.issued": "published",
    "date": "published",
}
"""Names of `meta` elements, in lower case, and the fact each one is."""
_JSON_DATES: Final = (
    ("modified", re.compile(r'"dateModified"\s*:\s*"([^"\\]+)"')),
    ("published", re.compile(r'"datePublished"\s*:\s*"([^"\\]+)"')),
)


def facts(root: etree._Element) -> dict[str, list[Block]]:
    """Collect what the page states in its head, by fact; a fact that is not stated has no key."""
    found: dict[str, list[Block]] = {}
    for element in root.iter("title", "meta", "link", "script"):
        tag = element.tag
        if tag == "meta":
            name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
            key = _FACTS.get(name.lower())
            if key:
                _add(found, key, Attribute(element, "content"))
        elif tag == "link":
            if (element.get("rel") or "").lower() == "canonical":
                _add(found, "canonical", Attribute(element, "href"))
        elif tag == "title":
            text = fold(element.text or "")
            if text and "title" not in found:
                found["title"] = [fact(element, text, element.text or "")]
        elif element.get("type") == "application/ld+json":
            _add_json_dates(found, element)
    return found


def language(root: etree._Element) -> str | None:
    """Return the language the page declares, as two lower-case letters."""
    stated = [root.get("lang"), root.get("xml:lang")]
    stated += [meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:locale"]
    for value in stated:
        code = (value or "").strip()[:2].lower()
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code
    return None


def _add(found: dict[str, list[Block]], key: str, place: Attribute) -> None:
    raw = place.element.get(place.name) or ""
    text = fold(raw)
    if text:
        found.setdefault(key, []).append(fact(place, text, raw))


def _add_json_dates(found: dict[str, list[Block]], script: etree._Element) -> None:
    source = script.text or ""
    for key, pattern in _JSON_DATES:
        match = pattern.search(source)
        if match:
            found.setdefault(key, []).append(fact(script, match[1], match[1], match.start(1)))
