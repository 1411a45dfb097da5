"""What a page says of itself outside its text: title, site, dates, address and language, each traceable.

Attributes are read from `meta`, `link` and `time` elements, dates also from the JSON that search engines read.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from scraper.blocks import Block
from scraper.columns import Run
from scraper.document.composed import compose
from scraper.document.fold import fold
from scraper.document.ledger import ALONE, Ledger
from scraper.document.lines import PLAIN, indent_if_alike
from scraper.document.places import Asides, path_of

if TYPE_CHECKING:
    from lxml import etree

    from scraper.columns import Columns
    from scraper.document.places import Elements

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
_MOST: Final = 50
"""Of each fact: a page has as many languages at most, and to find where each stands takes time."""
_JSON_DATES: Final = (
    ("modified", re.compile(r'"dateModified"\s*:\s*"([^"\\]+)"')),
    ("published", re.compile(r'"datePublished"\s*:\s*"([^"\\]+)"')),
)


class Facts:
    """Writes what stands outside the text, as blocks that are numbered after those of the text, `first` and on."""

    def __init__(self, elements: Elements, first: int) -> None:
        self._sources = Asides(elements)
        self._ledger = Ledger(self._sources, first)
        self._style = self._ledger.style("paragraph", 0, "", "", hidden=False, strong=False)
        self._raws: list[str] = []
        self._size = 0
        self._numbers: dict[str, list[int]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._numbers

    def is_full(self, key: str) -> bool:
        """Whether there are so many of a fact that no more are wanted."""
        return len(self._numbers.get(key, ())) >= _MOST

    def add(self, key: str, raw: str, path: str, *, offset: int = 0, around: int = -1) -> None:
        """Add a fact if it prints: `raw` stands `offset` characters into what is at `path` (from `around` on)."""
        text = compose(fold(raw))
        if not text:
            return
        ledger = self._ledger
        node = self._sources.add(self._size - offset, path, around)
        indent = indent_if_alike(raw, text)
        runs = ALONE
        if indent < 0:
            run = Run(0, len(text), self._size, self._size + len(raw), node, ledger.look(PLAIN))
            runs = ledger.list_runs([*run], 1)
        self._numbers.setdefault(key, []).append(len(self._raws))
        ledger.write(text, self._style, 0, 0, node, self._size + max(indent, 0), runs)
        self._raws.append(raw)
        self._size += len(raw)

    def finish(self) -> tuple[dict[str, list[Block]], Columns]:
        """Return the blocks of each fact, and the columns that they are in."""
        columns = self._ledger.columns
        self._ledger.pack()
        columns.raw = "".join(self._raws)
        return {key: [Block(columns, at) for at in numbers] for key, numbers in self._numbers.items()}, columns


def read_facts(root: etree._Element, facts: Facts) -> None:
    """Add what the page states in its head."""
    for element in root.iter("title", "meta", "link", "script"):
        tag = element.tag
        if tag == "meta":
            name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
            key = _FACTS.get(name.lower())
            if key:
                _add_attribute(facts, key, element, "content")
        elif tag == "link":
            relation = (element.get("rel") or "").lower()
            if relation == "canonical":
                _add_attribute(facts, "canonical", element, "href")
            elif relation == "alternate" and element.get("hreflang"):
                _add_attribute(facts, "translation", element, "href")
        elif tag == "title":
            if "title" not in facts and fold(element.text or ""):
                facts.add("title", element.text or "", path_of(element))
        elif element.get("type") == "application/ld+json":
            _add_json_dates(facts, element)


def language(root: etree._Element) -> str | None:
    """Return the language the page declares, as two lower-case letters."""
    locales = (meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:locale")
    for value in chain((root.get("lang"), root.get("xml:lang")), locales):
        code = (value or "").strip()[:2].lower()
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code
    return None


def _add_attribute(facts: Facts, key: str, element: etree._Element, name: str) -> None:
    value = element.get(name) or ""
    if not facts.is_full(key) and fold(value):
        facts.add(key, value, f"{path_of(element)}/@{name}")


def _add_json_dates(facts: Facts, script: etree._Element) -> None:
    source = script.text or ""
    for key, pattern in _JSON_DATES:
        match = pattern.search(source)
        if match and not facts.is_full(key):
            facts.add(key, match[1], path_of(script), offset=match.start(1))
