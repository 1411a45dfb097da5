"""What of a page is no text of it: `Furniture.judge` looks at one element's attributes and says what to do with it.

Menus, share buttons, cookie dialogs and hidden copies are left out, by element, role and class words
(vocabulary/boilerplate.toml). An element that holds the page's heading or main part is never left out by a word.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias, cast

from scraper.document.elements import EMPHASIS, GROUPS, INLINE, length
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree


class Verdict(Enum):
    """What to do with an element."""

    READ = auto()
    LEAVE = auto()
    CLOSED = auto()
    """Read, but not shown until it is opened."""
    HEADING = auto()
    OPENER = auto()
    """Read as the title of the part that it opens."""


_data = table("boilerplate")
ELEMENTS: frozenset[str] = frozenset(_data["elements"])
MARGINS: frozenset[str] = frozenset(_data["margins"])
_ROLES = frozenset(_data["roles"])
_MARGIN_ROLES = frozenset(_data["margin_roles"])
_LAST_WORDS = frozenset(_data["last_words"])
_WRAPPING_WORDS = frozenset(_data["wrapping_words"])
_TOKENS = frozenset(_data["tokens"])
_IDS = frozenset(_data["ids"])
_SAVING_WORDS = frozenset(_data["saving_words"])
_OPENABLE = frozenset(_data["openable"])
_CLOSED = frozenset(_data["closed"])
_OPENED_WORDS = frozenset(_data["opened_words"])
_OPENED = frozenset(_data["opened"])
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER_BY_WORD = _HEADINGS | {"html", "body", "main", "article", "tr", "tbody", "dt", "dd", "th", "form"}
_words = re.compile(r"[A-ZÅÄÖ]+(?![a-zåäö])|[A-ZÅÄÖ]?[a-zåäö]+|[0-9]+").findall
_cookie_token = re.compile(
    "|".join([*map(re.escape, _data["cookie_tokens"]), *(f"^{re.escape(word)}" for word in _data["cookie_prefixes"])]),
    re.IGNORECASE,
).search
_cookie_words = "|".join(map(re.escape, _data["cookie_headings"]))
_has_cookie_word = re.compile(_cookie_words).search
_begins_cookie_word = re.compile(rf"\b(?:{_cookie_words})").search
_hiding_style = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE).search
_striking_style = re.compile(
    r"(?:^|;)\s*(?:text-decoration[a-z-]*\s*:[^;]*line-through|font-size\s*:\s*0(?![.0-9]*[1-9]))", re.IGNORECASE
).search
_IN_LINE = frozenset((*INLINE, *EMPHASIS, "a"))
_MOST = 0.8
"""The share of a page's text that is the page itself, whatever its class says."""
_FEWEST_FACTS = 2
_SHORTEST_PANEL = 40
"""Characters beside links that what a button opens has, where no word says so."""
_NEAR = 4
"""How many elements up an accordion is looked for around a button."""
_TELLING = frozenset(("class", "id", "role", "hidden", "aria-hidden", "style"))
Attributes: TypeAlias = "Sequence[tuple[str | bytes, str | bytes]]"
"""As the parser's types have them; in pages they are all `str`."""
_CONTROLS = ("aria-controls", "data-target", "data-bs-target", "href")


class Furniture:
    """Judges the elements of one page. Without `by_words`, class and id words count for nothing."""

    def __init__(self, root: etree._Element, *, by_words: bool = True) -> None:
        self._root = root
        self._by_words = by_words
        self._headings = list(root.iter("h1"))
        self._articles = sum(1 for _ in root.iter("article"))
        self._named = bool(self._headings) or next(root.iter("main"), None) is not None

    def judge(self, element: etree._Element, attributes: Attributes, *, in_text: bool) -> Verdict:
        """Say what to do with an element, by its attributes; `in_text` within the main part or an article."""
        verdict = Verdict.READ
        for name, value in cast("Sequence[tuple[str, str]]", attributes):
            if name not in _TELLING or says_nothing(name, value):
                continue
            if name in ("class", "id"):
                if self._by_words and _is_furniture(value, is_id=name == "id") and self._may_go(element):
                    return Verdict.LEAVE
                if name == "class" and verdict is Verdict.READ and _is_closed(value):
                    verdict = Verdict.CLOSED
            elif name == "role":
                role = value.lower()
                if role in _ROLES or (role in _MARGIN_ROLES and not in_text and not self.holds_heading(element)):
                    return Verdict.LEAVE
                if role == "heading":
                    verdict = Verdict.HEADING
                elif role == "button" and self.is_opener(element):
                    verdict = Verdict.OPENER
            elif name == "hidden" or (name == "aria-hidden" and value == "true") or name == "style":
                if name == "aria-hidden" and element.tag in _IN_LINE:
                    return Verdict.LEAVE  # an icon: what a reader opens is no part of a line
                if name == "style" and _striking_style(value) and not self._holds_page(element):
                    return Verdict.LEAVE
                if (name == "style" and not _hiding_style(value)) or self._holds_page(element):
                    continue
                if not self._is_openable(element):
                    return Verdict.LEAVE
                verdict = Verdict.CLOSED
        return verdict

    def holds_heading(self, element: etree._Element) -> bool:
        """Whether the page's only first-level heading stands in the element."""
        return len(self._headings) == 1 and element in self._headings[0].iterancestors()

    def is_opener(self, element: etree._Element) -> bool:
        """Whether a button titles a part that it opens: it says so, or it sits in an accordion."""
        if element.get("aria-expanded") is not None or element.get("aria-controls") is not None:
            return True
        if any(element.get(name) is not None for name in ("data-target", "data-bs-target")):
            return True
        after = element.getnext()
        if after is not None and after.tag in GROUPS and (_opens(after.get("class")) or _is_panel(element, after)):
            return True
        for ancestor in islice(chain((element,), element.iterancestors()), _NEAR):
            if _opens(ancestor.get("class")):
                return not _is_opened(ancestor.get("class"))
        return False

    def _may_go(self, element: etree._Element) -> bool:
        """Whether an element may be left out because of a word: it holds neither the page nor all of its articles."""
        if element.tag in _NEVER_BY_WORD or self._holds_page(element):
            return False
        articles = sum(1 for _ in element.iter("article"))
        return not articles or articles < self._articles

    def _holds_page(self, element: etree._Element) -> bool:
        """Whether an element holds the page's heading or main part or, where it has none, most of its text."""
        if element.tag == "body" or next(element.iter("h1", "main"), None) is not None:
            return True
        return not self._named and length(element) > _MOST * self._size

    def _is_openable(self, element: etree._Element) -> bool:
        """Whether something on the page opens a hidden element."""
        parent = element.getparent()
        if _opens(element.get("class")) or (parent is not None and _opens(parent.get("class"))):
            return True
        if element.get("role") == "tabpanel":
            return True
        name = element.get("id")
        if name is not None and name in self._opened_ids:
            return True
        before = element.getprevious()
        if before is None:
            return False
        return any(part.get("aria-expanded") is not None for part in before.iter())

    @cached_property
    def _size(self) -> int:
        return length(self._root)

    @cached_property
    def _opened_ids(self) -> frozenset[str]:
        """The ids that some control of the page names."""
        found: set[str] = set()
        for element in self._root.iter("a", "button", "div", "span", "li", *_HEADINGS):
            for name in _CONTROLS:
                value = element.get(name)
                if value and (name == "aria-controls" or value.startswith("#")):
                    found.update(value.replace("#", " ").split())
        return frozenset(found)


def holds_facts(element: etree._Element) -> bool:
    """Whether a sidebar is more than a margin: a list of terms with their definitions stands in it."""
    terms = islice(element.iter("dt"), _FEWEST_FACTS) if element.tag == "aside" else ()
    return len(list(terms)) == _FEWEST_FACTS


def _is_panel(button: etree._Element, box: etree._Element) -> bool:
    """Whether a box is what the button that it follows opens: they stand alone, and it says more than links do."""
    if button.getprevious() is not None or box.getnext() is not None or button.get("type") == "submit":
        return False
    return length(box) - sum(map(length, box.iter("a", "button"))) > max(_SHORTEST_PANEL, length(button))


def speaks_of_cookies(heading: str) -> bool:
    """Whether a heading is that of a cookie dialog."""
    heading = heading.lower()
    return _has_cookie_word(heading) is not None and _begins_cookie_word(heading) is not None  # the first is quick


@lru_cache(maxsize=8192)
def says_nothing(name: str | bytes, value: str | bytes) -> bool:
    """Whether a class or id is like most: neither furniture nor closed."""
    if name not in ("class", "id"):
        return False
    tokens = str(value)
    return not (_is_furniture(tokens, is_id=name == "id") or _is_closed(tokens))


def _is_furniture(tokens: str, *, is_id: bool) -> bool:
    return any(_names_furniture(token, is_id=is_id) for token in tokens.split())


def _names_furniture(token: str, *, is_id: bool) -> bool:
    """Whether a class or id token says that the element is page furniture."""
    words = [word.lower() for word in _words(token)]
    if _cookie_token(token):
        return True
    if token.lower() in _TOKENS or (is_id and token.lower() in _IDS):
        return True
    if not _SAVING_WORDS.isdisjoint(words):
        return False
    while len(words) > 1 and words[-1] in _WRAPPING_WORDS:
        words.pop()
    return bool(words) and words[-1] in _LAST_WORDS


def _is_closed(tokens: str) -> bool:
    names = tokens.lower().split()
    return not _CLOSED.isdisjoint(names) and _OPENED.isdisjoint(names)


@lru_cache(maxsize=8192)
def _opens(tokens: str | None) -> bool:
    """Whether a class says that the element is a part that a reader opens."""
    return tokens is not None and not _OPENABLE.isdisjoint(word.lower() for word in _words(tokens))


@lru_cache(maxsize=8192)
def _is_opened(tokens: str | None) -> bool:
    """Whether a class says that the element is what is opened, and not what opens it or holds both."""
    return tokens is not None and not _OPENED_WORDS.isdisjoint(word.lower() for word in _words(tokens))
