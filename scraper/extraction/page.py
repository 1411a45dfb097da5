"""What a page says of itself: title, date of update, funder, programme and year, each with where it says so.

A fact is published where the page can be read in one way: two funders or two programmes in the same place are none.
The web address is asked only for what the words leave open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scraper.extraction.labels import default_labels
from scraper.extraction.pairs import whole
from scraper.extraction.sections import default_sections
from scraper.model import RawValue
from scraper.normalise.period import find_dates, read_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.record import Pair
    from scraper.model import Block, Document

_TOP = 12
"""A date that stands alone among the first lines is the page's own."""

_SITE = re.compile(r" +(?:[|–—·»:-]|::) +")
_NEWS_DATE = re.compile(r"^(?:\w+[ ,|:–-]+){0,3}$")
_OF_ELSE = re.compile(
    r"\bhaku|hakuaika|päät(?:ö|ti)|hallitu|valtuusto|kokou|tapahtuma|seminaari|webinaari|mennessä|"
    r"ansök|beslu|möte|styrelse|deadline|decision|meeting",
    re.IGNORECASE,
)
"""A date beside such a word is of what the page tells of, not of the page."""
_WORD = re.compile(r"[^a-z0-9]+")
_UPDATED = ("päivitetty", "muokattu", "uppdatera", "updated", "modified")


@dataclass(slots=True)
class PageFacts:
    """What was read of the page itself; `raw` has where, for what the page prints."""

    title: str | None = None
    title_block: Block | None = None
    updated: date | None = None
    funder: str | None = None
    funder_region: str | None = None
    programme: str | None = None
    programme_year: int | None = None
    raw: dict[str, RawValue] = field(default_factory=dict)


def read_title(document: Document, url: str | None) -> tuple[Block, int] | None:
    """Return the block that titles the page and how much of its text is the title, or None."""
    found = _html_title(document) if document.media == "html" else _text_title(document.blocks, url)
    if found is None:
        return None
    return found[0], _without_date(found[0].text, found[1])


def _without_date(text: str, end: int) -> int:
    """Return where a title ends if a date that ends it is taken off."""
    for start, stop, _ in find_dates(text[:end]):
        if stop == end and start > 10:
            return len(text[:start].rstrip(" ,–—-|("))
    return end


def _html_title(document: Document) -> tuple[Block, int] | None:
    named = next(iter(document.facts.get("title", ())), None) or next(iter(document.facts.get("og:title", ())), None)
    full = named.text if named else ""
    headings = [block for block in document.blocks if block.kind == "heading" and block.level]
    own = [
        block
        for block in headings
        if len(full) > len(block.text) and full.startswith(block.text) and _SITE.match(full, len(block.text))
    ]
    if own:
        best = max(own, key=lambda block: len(block.text))
        return best, len(best.text)
    site = next((block.text for block in document.facts.get("site_name", ())), None)
    first = [block for block in headings if block.level == 1 and block.text != site]
    if first:
        best = next((block for block in first if block.text == full), first[0])
        return best, len(best.text)
    if named is None:
        return (headings[0], len(headings[0].text)) if headings else None
    end = _site_name_start(full)
    for block in document.blocks:
        if block.text in {full, full[:end]}:
            return block, len(block.text)
        if block.text.startswith(full[:end]) and read_date(block.text[end:]):
            return block, end
    return named, end


def _site_name_start(full: str) -> int:
    """Return where a `Title – Site name` ends if the site's name is taken off."""
    parts = list(_SITE.finditer(full))
    if parts and len(full) - parts[-1].end() <= parts[-1].start() + 10 and parts[-1].start() >= 3:
        return parts[-1].start()
    return len(full)


def _text_title(blocks: Sequence[Block], url: str | None) -> tuple[Block, int] | None:
    """Return the line that the address names, else the first line that is no furniture."""
    slug = _slug_words(urlsplit(url or "").path.rstrip("/").rpartition("/")[2])
    first = None
    for block in blocks[:40]:
        words = _slug_words(block.text)
        if slug and len(words) > 1 and _same_words(words, slug):
            return block, len(block.text)
        if first is None and _can_title(block):
            first = block
    return (first, len(first.text)) if first else None


def _can_title(block: Block) -> bool:
    text = block.text
    return (
        block.kind in {"heading", "paragraph"}
        and 5 <= len(text) <= 250
        and default_sections().kind(text) is None
        and not _SITE_MARK.search(text)
        and _lone_date(block) is None
        and default_labels().exact(text) is None
    )


_SITE_MARK = re.compile(r" [·»>|] ")


def slug(text: str) -> str:
    """Return a text as web addresses write it: lower-case ASCII letters and digits, hyphens between."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORD.sub("-", folded).strip("-")


def _slug_words(text: str) -> list[str]:
    words = slug(re.sub(r"\.(?:html?|aspx?|php)$", "", unquote(text))).split("-")
    return [word for word in words if word]


def _same_words(words: list[str], address: list[str]) -> bool:
    """Tell whether a line and an address are the same words, up to a number that the address ends with."""
    while len(address) > len(words) and address[-1].isdigit():
        address = address[:-1]
    common = len(set(words) & set(address))
    return common >= 2 and common >= 0.8 * max(len(set(words)), len(set(address)))


def read_updated(
    document: Document, pairs: Sequence[Pair], title: Block | None, first_record: int
) -> tuple[date, RawValue] | None:
    """Return when the page was last changed: by its label, a date among the first lines, the title, or its head."""
    labelled = [pair for pair in pairs if pair.field == "page_updated" and pair.value]
    labelled.sort(
        key=lambda pair: not pair.label.lower().startswith(_UPDATED) and not pair.label.lower().endswith(_UPDATED)
    )
    for pair in labelled:
        if pair.value and (day := _day(pair.value.text)):
            return day, pair.value
    for block in document.blocks[: min(_TOP, max(first_record, 1))]:
        if len(block.text) <= 40 and (found := _lone_date(block)):
            return found
    if title and (dates := find_dates(title.text)):
        start, end, last = dates[-1]
        if end == len(title.text) and start > 10:
            return last, RawValue(title.text[start:end], title, start, end, title, "title")
    for name in ("modified", "published", "time"):
        days = [(day, block) for block in document.facts.get(name, ()) if (day := _day(block.text))]
        if len({day for day, _ in days}) == 1:
            return days[0][0], whole(days[0][1], "metadata")
    return None


def _day(text: str) -> date | None:
    """Return a date that is written to the day."""
    found = read_date(text)
    return found[0] if found and found[1] == "day" else None


def _lone_date(block: Block) -> tuple[date, RawValue] | None:
    """Return the date of a line that holds a date and at most a word or two such as `News`."""
    dates = find_dates(block.text)
    if len(dates) != 1:
        return None
    start, end, day = dates[0]
    label = default_labels().at(block.text)
    if (label and label.field != "page_updated") or _OF_ELSE.search(block.text):
        return None
    if end != len(block.text) or not _NEWS_DATE.match(block.text[:start]) or start > 25:
        return None
    return day, RawValue(block.text[start:end], block, start, end, block, "line")


def host(url: str | None) -> str:
    """Return an address's host name without `www.`, in lower case; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
