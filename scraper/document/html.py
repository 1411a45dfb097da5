"""Bytes of an HTML page to a `Document`: one parse, one walk over the part that holds the text.

Refused are pages over the parser's limits, which would otherwise lose their end unnoticed, pages cut off on the way,
and pages with nothing to read.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from lxml import etree

from scraper.document import head
from scraper.document.encoding import as_utf8
from scraper.document.furniture import Furniture
from scraper.document.marks import might_be_marked, take_marks
from scraper.document.refusal import refuse_cut_off, refuse_many_attributes
from scraper.document.trace import HtmlSource, length
from scraper.document.walk import Walker
from scraper.errors import UnreadablePageError
from scraper.model import Document

if TYPE_CHECKING:
    from scraper.model import Block

_COPIED = 0.9
"""A closed part is a copy if this share of its characters stands in lines that are shown elsewhere."""
_find_by_role = etree.XPath("//*[@role='main']")
_local = threading.local()


def read_html(data: bytes, encoding: str, digest: str) -> Document:
    """Read an HTML page. Raises UnreadablePageError if it is no whole page or has no text."""
    page = as_utf8(data, encoding)
    refuse_cut_off(page)
    refuse_many_attributes(page)
    root = _parse(page)
    try:
        walker = _walk(root)
    except RecursionError as error:  # less deep than the parser's own limit, yet deeper than any page that is read
        message = "its elements are nested too deep to be read; save the page again"
        raise UnreadablePageError(message) from error
    if not walker.blocks:
        message = "no text outside menus and scripts; if a browser shows some, save the page from the browser"
        raise UnreadablePageError(message)
    blocks = _without_copies(walker.blocks, walker.closed)
    take_marks(blocks, [number for number, block in enumerate(blocks) if might_be_marked(block.text)])
    facts = head.facts(root)
    if walker.times:
        facts["time"] = walker.times
    return Document(blocks, walker.parents, facts, head.language(root), "html", encoding, digest, HtmlSource())


def _parse(page: bytes) -> etree._Element:
    """Parse well-formed UTF-8, with a parser that each thread keeps."""
    parser: etree.HTMLParser | None = getattr(_local, "parser", None)
    if parser is None:
        parser = _local.parser = etree.HTMLParser(
            encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True
        )
    try:
        root = cast("etree._Element | None", etree.fromstring(page, parser))
    except etree.LxmlError as error:
        message = f"the HTML cannot be parsed: {' '.join(str(error).split())}"
        raise UnreadablePageError(message) from error
    last = parser.error_log.last_error
    if last is not None and last.type_name == "ERR_RESOURCE_LIMIT":
        message = (
            f"over the parser's limits at line {last.line} (nested too deep, or one text of 10 MB): split the page"
        )
        raise UnreadablePageError(message)
    if root is None:
        message = "no element and no text in it; save the page again"
        raise UnreadablePageError(message)
    return root


def _walk(root: etree._Element) -> Walker:
    """Walk the main part, or else all, or else all with class words ignored: the first that has text."""
    walker = Walker(Furniture(root), in_text=True)
    main = _main(root)
    if main is not None:
        heading = _heading_outside(root, main)
        if heading is not None:
            walker.walk(heading)
        titles = len(walker.blocks)
        walker.walk(main)
        if len(walker.blocks) > titles:
            return walker
    for by_words in (True, False):
        walker = Walker(Furniture(root, by_words=by_words), in_text=False)
        walker.walk(root)  # not only the body: the parser leaves unknown elements after the title in the head
        if walker.blocks:
            break
    return walker


def _main(root: etree._Element) -> etree._Element | None:
    """Return the main part with the most text, if it has any."""
    mains = list(root.iter("main")) or cast("list[etree._Element]", _find_by_role(root))
    return mains[0] if len(mains) == 1 else max(mains, key=length, default=None)


def _heading_outside(root: etree._Element, main: etree._Element) -> etree._Element | None:
    """Return the page's only first-level heading if it stands outside the main part."""
    headings = list(root.iter("h1"))
    if len(headings) == 1 and main not in headings[0].iterancestors():
        return headings[0]
    return None


def _without_copies(blocks: list[Block], closed: list[list[Block]]) -> list[Block]:
    """Leave out closed parts that only repeat what is shown."""
    if not closed:
        return blocks
    shown = {block.text for block in blocks if not block.hidden}
    copies = {id(block) for part in closed if _is_copy(part, shown) for block in part}
    return [block for block in blocks if id(block) not in copies] if copies else blocks


def _is_copy(part: list[Block], shown: set[str]) -> bool:
    """Whether a part repeats what is shown: its title, all its figures and nearly all its characters."""
    new = [block.text for block in part if block.text not in shown]
    if any(character.isdigit() for text in new for character in text) or part[0].text not in shown:
        return False
    return sum(map(len, new)) <= (1 - _COPIED) * sum(len(block.text) for block in part)
