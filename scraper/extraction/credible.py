"""Whether a raw record is a project: calls, cookie lists and contact boxes print the same label words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from scraper.extraction.fit import fits, unit_of
from scraper.extraction.labels import MONEY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extraction.record import RawRecord
    from scraper.model import Block

_CALL_TITLE = re.compile(
    r"rahoitushaku|hankehaku|hakuilmoitus|haku (?:on )?(?:auki|avoinna|avautuu|käynnissä|päättyy)|"
    r"haettavissa|haettavana|\bhakuaika|"
    r"utlysning|ansökningstid|ansökningsomgång|ansökan (?:är )?öppen|\bcall for\b|open call|calls? (?:is|are) open",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"cookie|eväste|\bkakor\b", re.IGNORECASE)
_DATES = frozenset({"period", "start_date", "end_date"})


def is_project(record: RawRecord, calls: Sequence[int], title: Block | None) -> bool:
    """Tell whether a record names a project and says who carries it out, what it gets, or when it runs.

    `calls` are the numbers, ascending, of the blocks whose label only a call for applications prints.
    """
    if record.name is None and "applicant" not in record.values:
        return False
    if bisect_left(calls, record.first) < bisect_right(calls, record.last) or any(
        _COOKIE.search(text) for text in _texts(record)
    ):
        return False
    sums = [name for name in MONEY_FIELDS & record.values.keys() if _readable(name, record)]
    dates = [name for name in _DATES & record.values.keys() if _readable(name, record)]
    carried = "applicant" in record.values
    if title is not None and _CALL_TITLE.search(title.text):
        return carried and bool(sums)
    if record.layout != "labelled":
        return bool(sums or dates or carried)
    return (
        (carried and bool(sums or dates or record.name))
        or (bool(sums) and bool(dates))
        or (bool(dates) and _explained(record))
        or len(sums) > 1
    )


def _texts(record: RawRecord) -> Iterable[str]:
    if record.name:
        yield record.name.text
    if applicant := record.values.get("applicant"):
        yield applicant.text


def _readable(name: str, record: RawRecord) -> bool:
    unit = record.units.get(name, "")
    return fits(name, record.values[name].text, unit if unit_of(unit) else "")


def _explained(record: RawRecord) -> bool:
    """Tell whether a record with dates alone reads like a project: it has text or goals of its own."""
    return bool(record.description or record.goals)
