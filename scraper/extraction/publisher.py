"""Who publishes a page, where its words name nobody who grants: a foundation or a Leader group on its own site.

A municipality's site tells of others' money too: it grants only what its page lists for others, and no programme pays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.page_title import SITE
from scraper.model import RawValue
from scraper.normalise.organisation import is_organisation, legal_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.extraction.record import RawRecord
    from scraper.model import Block, Document

_GRANTS = re.compile(
    r"(?:[Ss]tiftelsen|[Ff]onden för) \w.*|\w+stiftelsen i [A-ZÅÄÖ][\w-]*|Leader [A-ZÅÄÖ].*"
    r"|(?:\w.* )?[\w-]*(?:säätiö(?: sr)?|(?<= )Säätiö|(?<!aluekehitys)(?<!sosiaali)rahasto|stiftelsen?(?: sr)?|fonden"
    r"|Foundation|Fund)"
    r"|(?:\w.* )?(?:Foundation|Fund) (?:for|of) (?:the )?[A-Z].*"
)
"""The name of a body that is there to grant."""
_ADDRESS = re.compile(r", (?=[^,]*[0-9])")
"""Behind a name in a footer: `Leader Joki ry, Rantatie 6, 62200 Kauhava`."""
_LONGEST = 60
"""A longer first line of a text is news."""
_MUNICIPALITY = re.compile(r"(?:City|Town|Municipality) of \w.*")


def read_publisher(
    document: Document, records: Sequence[RawRecord], programme: str | None
) -> tuple[str, RawValue] | None:
    """Return the body whose site the page is on, if it can be the one that grants, and where it is named."""
    receivers = [record.values.get("applicant") for record in records]
    for name, raw in _site_names(document, margins=bool(records)):
        if any(value and (_holds(value.text, name) or _holds(name, value.text)) for value in receivers):
            return None  # a project of its own
        if _GRANTS.fullmatch(name.title() if name.isupper() else name):
            return name, raw
        if _is_municipality(name) and records and all(receivers) and not _is_of_others(programme):
            return name, raw
    return None


def _holds(longer: str, name: str) -> bool:
    """Tell whether a name stands in another as whole words: `Kauhava` names no `Kauhavan Puukkoseura ry`."""
    at = longer.find(name)
    return at >= 0 and not longer[at - 1 : at].isalnum() and not longer[at + len(name) : at + len(name) + 1].isalnum()


def _is_of_others(programme: str | None) -> bool:
    """Tell whether a programme has a name of its own (`AKKE`, `Leader`); kinds of grants, which all give, have none."""
    return programme is not None and programme[:1].isupper()


def _is_municipality(name: str) -> bool:
    return (legal_form(name) == "kunta" and " " in name) or _MUNICIPALITY.fullmatch(name) is not None


def _site_names(document: Document, *, margins: bool) -> Iterator[tuple[str, RawValue]]:
    """Yield the names that the page's head gives its site, and with `margins` those that stand there."""
    for block in document.facts.get("site_name", ()):
        yield from _parts(block, 0)
    for block in document.facts.get("title", ()):
        if mark := SITE.search(block.text):
            yield from _parts(block, mark.end())
    if document.media == "text" and document.blocks:
        first = document.blocks[0]
        if is_organisation(first.text) or (len(first.text) <= _LONGEST and _GRANTS.fullmatch(first.text)):
            yield from _parts(first, 0)
    for block in document.facts.get("margin", ()) if margins else ():
        yield from _parts(block, 0)


def _parts(block: Block, start: int) -> Iterator[tuple[str, RawValue]]:
    """Yield each name in a line of them, `Ingå kommun - Inkoon kunta`, from `start` on."""
    while start < len(block.text):
        mark = SITE.search(block.text, start)
        end = mark.start() if mark else len(block.text)
        address = _ADDRESS.search(block.text, start, end)
        name = block.text[start : address.start() if address else end].strip(" ,")
        yield name, RawValue(name, block, start, start + len(name), block, "mention")
        start = mark.end() if mark else len(block.text)
