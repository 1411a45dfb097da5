"""What a page says of itself, each fact with where it says so; here the date of its last update.

A fact is published where the page can be read in one way: two funders or two programmes in the same place are none.
The web address is asked only for what the words leave open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from scraper.extraction.labels import default_labels
from scraper.extraction.page_title import names_sender
from scraper.extraction.page_words import page_words
from scraper.extraction.pairs import whole
from scraper.extraction.sections import default_sections
from scraper.extraction.titles import is_listing
from scraper.model import RawValue
from scraper.normalise.period import find_dates, read_date
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.record import Pair
    from scraper.model import Block, Document

_TOP = 12
"""A date that stands alone among the first lines is the page's own."""
_SHORTEST_TITLE = 10
_END = 6
"""So many last lines may say when the page was updated, and other things."""

_NEWS_DATE = re.compile(r"^(?:\w+[ ,|:–-]+){0,3}$")
_CLOCK = re.compile(r"^(?:,| [–-])? ?(?:klo|kl\.?|at)? ?[0-9]{1,2}[.:][0-9]{2}")
_PARTS = re.compile(r"[\s|·•,/–-]+")
_BYLINE_MARK = re.compile(r" [|/•·] ")
_FEWEST_PARTS = 3
"""`12.5.2022 | Hankeaamu` may tell of an event."""
_LONGEST_BYLINE = 120
_LONGEST_GLUED = 50
_LONGEST_LABEL = 4
"""Words of a label that stands before a date in a line."""


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


def read_updated(
    document: Document, pairs: Sequence[Pair], title: Block | None, first_record: int
) -> tuple[date, RawValue] | None:
    """Return when the page was last changed: by its label, a date among the first lines, the title, or around it."""
    labelled = [pair for pair in pairs if pair.field == "page_updated" and pair.value]
    updated = words("pages", "dates", "updated")
    labelled.sort(
        key=lambda pair: not pair.label.lower().startswith(updated) and not pair.label.lower().endswith(updated)
    )
    for pair in labelled:
        if pair.value and (day := _day(pair.value.text)):
            return day, pair.value
    for block in document.blocks.views[: min(_TOP, max(first_record, 1))]:
        if len(block.text) <= 40 and not block.in_table and block != title and (found := _lone_date(block)):
            return found
        if names_sender(block.text) and len(sent := find_dates(block.text)) == 1:  # a month or a year is no day
            [(start, end, day)] = sent
            return day, RawValue(block.text[start:end], block, start, end, block, "line")
    if bylined := _byline(document.blocks.views, title):
        return bylined
    first = document.blocks.views[:1] if first_record else []
    titles = [title, *(block for block in first if block != title and (block.kind == "heading" or block.strong))]
    if dated := next(filter(None, map(_ends_in_date, filter(None, titles))), None):
        return dated
    ends = (*document.blocks.views[:_TOP], *document.blocks.views[-_END:], *document.facts.get("margin", ()))
    if told := next(filter(None, map(_told, ends)), None):
        return told
    for name in ("modified", "published", "time"):
        days = [(day, block) for block in document.facts.get(name, ()) if (day := _day(block.text))]
        if len({day for day, _ in days}) == 1:
            return days[0][0], whole(days[0][1], "metadata")
    return None


def _byline(blocks: Sequence[Block], title: Block | None) -> tuple[date, RawValue] | None:
    """Return the one date in the line right below the title that says who wrote it: `av | mar 16, 2021 | Byar`."""
    below = blocks[title.number + 1 : title.number + 2] if title else ()
    for block in below:
        if glued := _glued(block):
            return glued
        ends = [*(found.span() for found in _BYLINE_MARK.finditer(block.text)), (len(block.text), len(block.text))]
        if len(ends) < _FEWEST_PARTS or len(block.text) > _LONGEST_BYLINE or _is_of_else(block.text):
            return None
        starts = [0, *(last for _, last in ends[:-1])]
        parts = [(start, end) for start, (end, _) in zip(starts, ends, strict=True)]
        dated = [
            (*part, found[0][2])
            for part in parts
            if (found := find_dates(block.text[slice(*part)])) and found[0][:2] == (0, part[1] - part[0])
        ]
        if len(dated) == 1:
            start, end, day = dated[0]
            return day, RawValue(block.text[start:end], block, start, end, block, "line")
    return None


def _glued(block: Block) -> tuple[date, RawValue] | None:
    """Return the date that a short line has first, in an element of its own: `<b>14.5.2019</b><i>Toimitus</i>`."""
    if not block.is_parted or len(block.text) > _LONGEST_GLUED or _is_of_else(block.text):
        return None
    first = next(iter(block.runs))
    dates = find_dates(block.text)
    if len(dates) != 1 or dates[0][0] or not block.text[first.end :].replace(" ", "").isalpha():
        return None
    if _CLOCK.sub("", block.text[dates[0][1] : first.end]).strip():
        return None
    return dates[0][2], RawValue(block.text[: dates[0][1]], block, 0, dates[0][1], block, "line")


def _ends_in_date(title: Block) -> tuple[date, RawValue] | None:
    """Return the date that a title of grants ends with, unless it is that of a call or a meeting."""
    if not is_listing(title.text) or any(page_words("dates", key).search(title.text) for key in ("calls", "events")):
        return None
    if not (dates := find_dates(title.text)):
        return None
    start, end, last = dates[-1]
    if end != len(title.text) or start <= _SHORTEST_TITLE:
        return None
    return last, RawValue(title.text[start:end], title, start, end, title, "title")


def _told(block: Block) -> tuple[date, RawValue] | None:
    """Return the date that a line says the page was updated on, whatever else it says: `… | Päivitetty 1.2.2024`."""
    if not _update().search(block.text):
        return None
    for start, end, day in find_dates(block.text):
        before = block.text[:start].rstrip(" :").removesuffix(" den").split()[-_LONGEST_LABEL:]
        found = [default_labels().exact(" ".join(before[at:])) for at in range(len(before))]
        if any(label and label.field == "page_updated" and _update().search(label.text) for label in found):
            return day, RawValue(block.text[start:end], block, start, end, block, "line")
    return None


def _day(text: str) -> date | None:
    """Return a date that is written to the day, if a time or more facts of the page should stand behind it."""
    found = read_date(text)
    if found is None and (days := find_dates(text)) and days[0][0] == 0:
        return days[0][2]
    return found[0] if found and found[1] == "day" else None


def _is_time_and_kind(text: str) -> bool:
    """Tell whether nothing stands behind a date but the time of day and what kind of news it is: ` 12.30 | Tiedote`."""
    kinds = _PARTS.split(_CLOCK.sub("", text))
    return all(default_sections().kind(kind) in {"furniture", "after"} for kind in kinds if kind)


def _lone_date(block: Block) -> tuple[date, RawValue] | None:
    """Return the date of a line that holds a date and at most a word or two such as `News`."""
    dates = find_dates(block.text)
    if len(dates) != 1:
        return None
    start, end, day = dates[0]
    label = default_labels().at(block.text)
    if label and label.field != "page_updated":
        return None
    if _is_of_else(block.text) or page_words("dates", "events").search(block.text):
        return None
    if not _is_time_and_kind(block.text[end:]) or not _NEWS_DATE.match(block.text[:start]) or start > 25:
        return None
    return day, RawValue(block.text[start:end], block, start, end, block, "line")


def _is_of_else(text: str) -> bool:
    """Tell whether a line's date is of what the page tells of: a meeting, a decision, a day by which to apply."""
    return page_words("dates", "else").search(text) is not None or _by_which().search(text) is not None


@cache
def _by_which() -> re.Pattern[str]:
    latest, updated = (either(words("pages", "dates", key)) for key in ("latest", "updated"))
    return re.compile(rf"(?:{latest}) (?!{updated})", re.IGNORECASE)


@cache
def _update() -> re.Pattern[str]:
    return re.compile(either(words("pages", "dates", "updated")), re.IGNORECASE)
