"""Bytes of an HTML page to a `Document`: one parse, one walk over the part that holds the text.

Refused are pages over the parser's limits, which would otherwise lose their end unnoticed, pages cut off on the way,
and pages with nothing to read.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from typing import cast

from lxml import etree

from scraper.blocks import Blocks, Document
from scraper.document import head
from scraper.document.composed import compose_blocks, may_have_accents
from scraper.document.elements import length
from scraper.document.encoding import as_utf8
from scraper.document.furniture import Furniture, holds_facts
from scraper.document.margins import read_margins
from scraper.document.marks import take_marks
from scraper.document.memory import give_back, packed
from scraper.document.refusal import refuse_cut_off, refuse_many_attributes
from scraper.document.trace import Tracer
from scraper.document.walk import Walker
from scraper.errors import UnreadablePageError

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
    columns = walker.columns
    if not columns.texts:
        message = "no text outside menus and scripts; if a browser shows some, save the page from the browser"
        raise UnreadablePageError(message)
    if may_have_accents(page):
        compose_blocks(walker)
    _leave_out_copies(walker)
    take_marks(walker)
    facts = head.Facts(walker.elements, first=len(columns.texts))
    head.read_facts(root, facts)
    read_margins(root, facts)
    for node, value in walker.times:
        facts.add("time", value, "/@datetime", around=node)
    found, beside = facts.finish()
    language, tracer = head.language(root), Tracer(columns, beside)
    parents, raw = walker.parents, walker.raw
    del root, walker
    give_back(len(page))
    columns.raw = packed(raw)
    del raw
    return Document(Blocks(columns), parents, found, language, "html", encoding, digest, tracer)


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
        titles = len(walker.columns.texts)
        walker.walk(main)
        if len(walker.columns.texts) > titles:
            for facts in _facts_beside(root, main):
                walker.walk(facts)
            return walker
    for by_words in (True, False):
        walker = Walker(Furniture(root, by_words=by_words), in_text=False)
        walker.walk(root)  # not only the body: the parser leaves unknown elements after the title in the head
        if walker.columns.texts:
            break
    return walker


def _main(root: etree._Element) -> etree._Element | None:
    """Return the main part with the most text, if it has any."""
    mains = list(root.iter("main")) or cast("list[etree._Element]", _find_by_role(root))
    return mains[0] if len(mains) == 1 else max(mains, key=length, default=None)


def _facts_beside(root: etree._Element, main: etree._Element) -> list[etree._Element]:
    """Return the sidebars that print the facts of what the main part tells, as lists of terms and definitions."""
    return [aside for aside in root.iter("aside") if holds_facts(aside) and main not in aside.iterancestors()]


def _heading_outside(root: etree._Element, main: etree._Element) -> etree._Element | None:
    """Return the page's only first-level heading if it stands outside the main part."""
    headings = list(root.iter("h1"))
    if len(headings) == 1 and main not in headings[0].iterancestors():
        return headings[0]
    return None


def _leave_out_copies(walker: Walker) -> None:
    """Leave out closed parts that only repeat what is shown."""
    columns = walker.columns
    hidden = [at for at, style in enumerate(columns.styles) if columns.kinds[style].hidden] if walker.closed else []
    if not hidden:
        return
    shown = {text for text, style in zip(columns.texts, columns.styles, strict=True) if not columns.kinds[style].hidden}
    parts: dict[int, list[int]] = {}
    for at in hidden:
        part = bisect_right(walker.closed, (columns.paragraphs[at], len(columns.texts)))
        parts.setdefault(part, []).append(at)
    copies = {at for part in parts.values() if _is_copy([columns.texts[at] for at in part], shown) for at in part}
    if copies:
        walker.pick([at for at in range(len(columns.texts)) if at not in copies])


def _is_copy(part: list[str], shown: set[str]) -> bool:
    """Whether a part repeats what is shown: its title, all its figures and nearly all its characters."""
    new = [text for text in part if text not in shown]
    if any(character.isdigit() for text in new for character in text) or part[0] not in shown:
        return False
    return sum(map(len, new)) <= (1 - _COPIED) * sum(map(len, part))
