"""Whether a raw record is a project: calls, cookie lists and contact boxes print the same label words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from scraper.extraction.fit import fits, unit_of
from scraper.extraction.funder import default_funders
from scraper.extraction.labels import MONEY_FIELDS, default_labels, kinds_of_applicants, themes
from scraper.extraction.leads import breaks_down, read_lead
from scraper.extraction.page_words import page_words
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import read_date, read_period
from scraper.normalise.tables import either, globbed, lower, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.record import RawRecord
    from scraper.model import Block, RawValue

_NO_NAME = re.compile(r"\[[^\]]*n(?:imi|ame|amn)\b|_", re.IGNORECASE)
"""What a form has where a name should stand: `[Hakijan nimi]`."""
_BY_LETTER = re.compile(r"(?:(?P<kind>\w+)| of) [A-ZÅÄÖ](?: [a-zåäöA-Z]{2,3})?")
"""Made up as well: `Kyläyhdistys X ry`, `Kunta B`, `University of X`."""
_WORKED = re.compile(r"(?:\w*esimerkki|\w*exempel|(?:\w+ )?example)(?: [0-9a-c])?(?::|$)", re.IGNORECASE)
"""How a line begins that leads to what a guide made up: `Laskentaesimerkki`, `Exempel: En byaförening bygger …`."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
"""A period that is refused, `syksy 2022 – kevät 2027`, is one all the same."""
_PUBLIC = re.compile(
    r"(?:kunta|kaupunki|yliopisto|ammattikorkeakoulu|liitto|hyvinvointialue|kommun|stad|universitet|förbund)$|"
    r"\b(?:City|University) of\b",
    re.IGNORECASE,
)
_COOKIE_CODE = re.compile(r"_[a-z]", re.IGNORECASE)
"""`_ga`, `_fbp`."""
_SEPARATOR = re.compile(r"[,;/] ?(?:ja |tai |och |eller |and |or )?| (?:ja|tai|sekä|och|eller|and|or) ")
_LEGAL_FORM = re.compile(r" (?:ry|rf|oy|ab|oyj|abp)$")
"""`Yhdistys ry` is a kind of applicants, too."""
_TITLES = 16
"""Titles that are remembered: each record of a page asks."""
_NEAR = 2
"""So many lines above a record may lead to it."""
_SHORTEST_PROJECT = timedelta(days=28)
"""What has only dates and text and is over sooner is an event."""
_SHORTEST_PROGRAMME = timedelta(days=5 * 365)
_DATES = frozenset({"period", "start_date", "end_date"})


def projects(
    records: Sequence[RawRecord], calls: Sequence[int], title: Block | None, blocks: Sequence[Block]
) -> list[RawRecord]:
    """Return the records that are projects, by what each says or by the company that it keeps.

    A record that says less than its neighbours, in the same labels and under a name printed like theirs, is one too.
    """
    records = [record for record in records if (record.name or record.values) and not _is_worked(record, blocks)]
    known = {id(record) for record in records if is_project(record, calls, title)}
    if title and known and _announced(title.text) == "calls" and not any(map(_names_body, records)):
        return []  # `Rahoitus lukuina`
    if len(known) == len(records):
        return list(records)
    company = {
        (_printed(record.name.block), label)
        for record in records
        if id(record) in known and record.name
        for label in record.labels.values()
    }
    return [
        record
        for record in records
        if id(record) in known
        or (
            record.name is not None
            and record.labels
            and not _is_called_for(record, calls)
            and all((_printed(record.name.block), label) in company for label in record.labels.values())
        )
    ]


def _names_body(record: RawRecord) -> bool:
    applicant = record.values.get("applicant")
    return applicant is not None and is_organisation(applicant.text)


def _printed(block: Block) -> tuple[str, int, str]:
    return block.kind, block.level, block.shape


def _is_called_for(record: RawRecord, calls: Sequence[int]) -> bool:
    """Tell whether a record speaks to applicants: in a label of calls among or right after its facts, or in an
    applicant that is a kind of them, or a name that is one and has a sum alone (`Yhdistykset: 700 000 €`).
    """
    if bisect_left(calls, record.first) < bisect_right(calls, record.last + 1):
        return True
    applicant = record.values.get("applicant")
    who = record.name if applicant is None and record.values.keys() <= MONEY_FIELDS else applicant
    parts = _SEPARATOR.split(who.text.rstrip(" .").lower()) if who else [""]
    kinds = [_is_kind(_LEGAL_FORM.sub("", part.strip())) for part in parts]
    if all(kinds) or sum(kinds) > 1:
        return True
    if applicant is None or not applicant.text[:1].islower() or is_organisation(applicant.text):
        return False
    return applicant.text.islower() or parts[0].split(" ", 1)[0] in kinds_of_applicants() or _has_limit(record)


def _is_kind(text: str) -> bool:
    return text in kinds_of_applicants() or text in themes()


def _has_limit(record: RawRecord) -> bool:
    """Tell whether a record prints the most that anybody may get: `högst 1 000 €`."""
    granted = record.values.get("granted_amount")
    return granted is not None and _limit().match(granted.text) is not None


@cache
def _limit() -> re.Pattern[str]:
    return globbed(f"{word}*" for word in words("units", "words", "limit"))


def is_project(record: RawRecord, calls: Sequence[int], title: Block | None) -> bool:
    """Tell whether a record names a project and says who carries it out, what it gets, or when it runs.

    `calls` are the numbers, ascending, of the blocks whose label only a call for applications prints.
    """
    applicant = record.values.get("applicant")
    carried = applicant is not None and any(map(str.isalpha, applicant.text))  # `Saajat: 611` counts them
    if (record.name is None and not carried) or _is_sum(record.name):
        return False
    if _is_called_for(record, calls) or _is_cookie(record) or _is_example(record) or _is_share(record, title):
        return False
    sums = [name for name in MONEY_FIELDS if name in record.values and _readable(name, record)]
    dates = [name for name in _DATES if name in record.values and _readable(name, record)]
    announced = _announced(title.text) if title else "projects"
    if announced != "projects":
        return announced == "calls" and carried and bool(sums)
    if not carried and record.name is not None and _is_programme(record, record.name.text):
        return False
    if record.layout != "labelled":
        costs = sums == ["total_cost"] and not (dates or carried)  # `Hanke`, `Kustannusarvio`: who pays nobody says
        return bool(sums or dates or carried) and not (costs and not _tells_of_grants(title))
    if sums and not dates:
        dates = [name for name in _DATES if name in record.values and _YEAR.search(record.values[name].text)]
    return (
        (
            carried
            and (
                bool(sums or dates)
                or (
                    record.name is not None
                    and "applicant" in record.labels
                    and is_organisation(record.values["applicant"].text)
                )
            )
        )
        or (bool(sums) and bool(dates))
        or (_lasts(record) and _explained(record))
        or len(sums) > 1
    )


def _tells_of_grants(title: Block | None) -> bool:
    lead = read_lead(title.text) if title else None
    return lead is not None and lead.stance == "granted"


def _is_programme(record: RawRecord, name: str) -> bool:
    """Tell whether a name is a programme's or a fund's, and its period as long as theirs are."""
    period = record.values.get("period")
    read = read_period(period.text) if period else None
    if read is None or read.start is None or read.end is None or read.end - read.start < _SHORTEST_PROGRAMME:
        return False
    return _programmes().search(lower(name)) is not None


@cache
def _programmes() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('leads', 'line', 'programmes'))})(?!\w)")


@lru_cache(_TITLES)
def _announced(title: str) -> Literal["none", "calls", "projects"]:
    """Return what a page's title announces: purchases, posts and examples, calls and budgets, or anything else."""
    lead = read_lead(title)
    if page_words("titles", "others").search(title) or (lead is not None and lead.stance in {"example", "other"}):
        return "none"
    is_call = any(page_words("titles", key).search(title) for key in ("calls", "figures"))
    return "calls" if is_call else "projects"


def _is_example(record: RawRecord) -> bool:
    """Tell whether a record says that it is made up, as guides print them, or is named by what was bought."""
    applicant, name = record.values.get("applicant"), record.name
    if any(value and page_words("made_up", "examples").match(value.text) for value in (name, applicant)):
        return True
    if applicant and (page_words("made_up", "nobody").match(applicant.text) or _NO_NAME.match(applicant.text)):
        return True
    if applicant and (letter := _BY_LETTER.fullmatch(applicant.text)):
        return letter["kind"] is None or letter["kind"].lower().endswith(tuple(kinds_of_applicants()))
    lead = read_lead(name.text) if name else None
    if name is None or lead is None:
        return False
    return lead.stance == "example" or (lead.stance == "other" and " " not in name.text)


def _is_worked(record: RawRecord, blocks: Sequence[Block]) -> bool:
    """Tell whether one of the lines right above a record says that it is an example."""
    named = {record.name.block.number} if record.name else set()
    firsts = named | {min((value.block.number for value in record.values.values()), default=0)}
    return any(_WORKED.match(block.text) for first in firsts for block in blocks[max(0, first - _NEAR) : first])


def _is_sum(name: RawValue | None) -> bool:
    """Tell whether what should be a name is a sum: labels and sums stand otherwise than they were read."""
    return name is not None and name.text[:1].isdigit() and fits("granted_amount", name.text)


def _is_share(record: RawRecord, title: Block | None) -> bool:
    """Tell whether a record is what a public body got for all projects, `Rahoitus yliopistoittain`, and names none.

    So it is where regional councils receive: they hand on.
    """
    applicant = record.values.get("applicant")
    if applicant is None or record.name is not None:
        return False
    if title is not None and breaks_down(title.text) and _PUBLIC.search(applicant.text):
        return True
    return default_funders().named(applicant.text).region is not None


def _is_cookie(record: RawRecord) -> bool:
    """Tell whether a record is a line of a cookie notice: it is called so, or lasts as long as a visit; none costs."""
    if any(name in record.values for name in MONEY_FIELDS):
        return False
    for value in (record.name, record.values.get("applicant")):
        if value and (page_words("cookies", "names").search(value.text) or _COOKIE_CODE.match(value.text)):
            return True
    lasting = [value.text for value in record.values.values()] + [value.text for _, value in record.other]
    return any(page_words("cookies", "lifetimes").fullmatch(text) for text in lasting)


def _lasts(record: RawRecord) -> bool:
    """Tell whether a record's dates are as far apart as a project's are, be it without an end.

    `Alkaa` and `Kesto` are everyday words: they say so of courses, jobs and processes too.
    """
    named = [
        label for name in _DATES if name in record.labels and (label := default_labels().exact(record.labels[name]))
    ]
    if all(label.weak for label in named) and not _is_called_project(record):
        return False
    if value := record.values.get("period"):
        period = read_period(value.text)
        start, end = period.start, period.end
    else:
        days = [read_date(value.text) for name in ("start_date", "end_date") if (value := record.values.get(name))]
        if len(days) < 2 or not all(days):
            return False
        start, end = (day[0] for day in days if day)
    if start is None or end is None:
        return start is not end  # one of them is open; a period that can't be read lasts nobody knows how long
    return end - start >= _SHORTEST_PROJECT


def _readable(name: str, record: RawRecord) -> bool:
    unit = record.units.get(name, "")
    return fits(name, record.values[name].text, unit if unit_of(unit) else "")


def _explained(record: RawRecord) -> bool:
    """Tell whether a record with dates alone reads like a project: it has text or goals, or is called one."""
    return bool(record.description or record.goals) or _is_called_project(record)


def _is_called_project(record: RawRecord) -> bool:
    """Tell whether a label says that a record is a project, `Hankkeen nimi`, and another who pays for it."""
    label = default_labels().exact(record.labels["name"]) if "name" in record.labels else None
    return label is not None and not label.weak and "funder" in record.values
