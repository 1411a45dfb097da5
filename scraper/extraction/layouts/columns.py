"""The columns of a table: what a row of labels says of the cells below it, and what those cells say of themselves.

A header that no vocabulary knows (`Yritys`, `Seura`) is an applicant's where its cells are organisations and a column
beside it says what somebody got.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from scraper.extraction.fit import fits, unit_of
from scraper.extraction.grid import joined
from scraper.extraction.labels import (
    MONEY_FIELDS,
    applications,
    is_explicit,
    names_givers,
    names_receipts,
    names_receivers,
    purposes,
)
from scraper.extraction.layouts.above import read_above
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import find_dates
from scraper.normalise.text import strip_footnote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.grid import Grid, Lines
    from scraper.extraction.labels import Field, Label, Labels

YEAR = re.compile(
    r"(?: (?:vuonna|vuodelle|vuodeksi|v\.|för år|år|för|in|for))? (?P<year>(?:19|20)[0-9]{2})(?![0-9–-])"
    r"|^(?P<first>(?:19|20)[0-9]{2}) (?=[a-zåäö])"
)
"""The year of the sums of a column: `Myönnetty 2020`, `2020 myönnetty`."""
_OTHER_YEAR = re.compile(
    r"(?:vuonna |vuosi |v\. ?|år |ta |tp |tae )?(?:19|20)[0-9]{2}(?:,? ?(?:€|\(€\)|euroa|eur))?", re.IGNORECASE
)
"""A column of what was got in some year, beside that of these grants; `TA 2023` is of a budget."""
_SUM = frozenset({"summa", "sum"})
_IN_ALL = re.compile(r" (?:yhteensä|yht\.|totalt|sammanlagt|in total)(?!\w)", re.IGNORECASE)
_JOINT = re.compile(r" ?/ ?| ja | och | and |, ", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-zåäö])- (?=[a-zåäö])")
"""Where a word goes on in the next line of a narrow header."""
_EITHER = re.compile(r" ?/ ?| tai | eller | or ")
_FIGURE = re.compile(r"[0-9]{1,3}(?:[ .\u00a0\u202f][0-9]{3})*(?:,[0-9]{1,2})?")
_SAMPLE = 40
"""So many rows tell what a column holds."""


@dataclass(slots=True)
class Column:
    """What a header cell says of the cells under it."""

    field: Field
    label: str
    unit: str
    second: Field | None = None
    """What a second line of its cells is, where the header names two: `Hanke ja toteuttaja`."""


def read_header(grid: Grid, row: int, labels: Labels) -> dict[int, Column] | None:
    """Return the columns that a row of labels names, or None where the row is none."""
    cells = grid.rows[row]
    columns: dict[int, Column] = {}
    known, dated = 0, False
    for number, lines in cells.items():
        text = strip_footnote(_HYPHEN.sub("", joined(lines)))
        label = (
            labels.exact(text)
            or labels.exact(YEAR.sub("", text))
            or _summed(text, labels)
            or (row in grid.headers and _in_element(lines, labels))
        )
        if label and label.field != "total":
            second = _second(label.text, labels)
            field = "name" if (label.field, second) == ("code", "name") else label.field
            columns[number] = Column(field, label.text, label.unit, second)
            known += label.field not in {"other", "call"}
        elif unit_of(text):
            columns[number] = Column("granted_amount", text, text)
            known += 1
        elif _OTHER_YEAR.fullmatch(text):
            columns[number], dated = Column("other", text, ""), True
        else:
            if any(character.isdigit() for character in text):
                return None
            columns[number] = Column("unknown", text, "")
    if dated and not any(column.field in MONEY_FIELDS for column in columns.values()):
        return None
    _find_days(grid, row, columns)
    known += _find_decided(grid, row, columns) + _find_sum(grid, columns, cells, labels)
    _set_years_aside(columns, cells)
    if known and _find_receivers(grid, row, columns, labels):
        known += 1
    fields = {column.field for column in columns.values()}
    if "applicant" in fields and "name" not in fields:
        for column in columns.values():
            if _tells_purpose(column.label, labels):
                column.field, known = "name", known + 1
                break
    distinct = {column.field for column in columns.values() if column.field not in {"unknown", "other", "call"}}
    sure = known * 2 >= len(columns) or distinct >= {"name", "applicant"}
    return columns if known >= 2 and len(distinct) >= 2 and sure else None


def under(
    above: dict[int, Column] | None, header: dict[int, Column], cells: dict[int, Lines], labels: Labels
) -> dict[int, Column]:
    """Return a header's columns, those below a wide cell of the header row above told apart by what it says.

    `Offentligt stöd` over `EU`, `Stat` and `Sammanlagt` is what the last of these adds up.
    """
    for number, column in header.items() if above else ():
        wide = above.get(number) if above else None
        if wide is None or wide.field not in MONEY_FIELDS or column.field != "unknown" or wide.label == column.label:
            continue
        label, said = labels.exact(column.label), labels.exact(wide.label)
        if label and label.field == "total" and said and not said.weak:  # `Rahoitus` may add up what others pay
            header[number] = Column(wide.field, wide.label, wide.unit or label.unit)
    return header


def settle_units(grid: Grid, row: int, columns: dict[int, Column]) -> dict[int, Column]:
    """Return the columns, sums without a unit in euros where one has thousands: `800` below `7 500` is 800 euros."""
    for number, column in columns.items():
        if column.field not in MONEY_FIELDS or column.unit:
            continue
        below = [joined(lines) for each in grid.rows if each > row and (lines := grid.rows[each].get(number))]
        sums = [text for text in below if any(map(str.isalnum, text))]
        if any(" " in text or "." in text for text in sums) and all(map(_FIGURE.fullmatch, sums)):
            column.unit = "€"
    return columns


def _find_days(grid: Grid, row: int, columns: dict[int, Column]) -> None:
    """Take `Myönnetty` for the day of the decision where its cells are days, beside a column of sums."""
    money = [number for number, column in columns.items() if column.field == "granted_amount"]
    for number in money if len(money) > 1 else []:
        texts = [text for text in _below(grid, row, number) if text]
        if texts and all(text[0].isdigit() and find_dates(text) for text in texts):
            columns[number].field = "decision_date"


def _find_decided(grid: Grid, row: int, columns: dict[int, Column]) -> int:
    """Take `Päätös` over sums for what was granted, `Hakemus` beside it for what was asked for; count the latter."""
    decided = [
        column for number, column in columns.items() if column.field == "status" and _holds_sums(grid, row, number)
    ]
    if len(decided) != 1 or any(column.field == "granted_amount" for column in columns.values()):
        return 0
    decided[0].field = "granted_amount"
    asked = [
        column
        for number, column in columns.items()
        if column.field == "unknown" and column.label.lower() in applications() and _holds_sums(grid, row, number)
    ]
    for column in asked:
        column.field = "applied_amount" if len(asked) == 1 else "other"
    return len(asked)


def _holds_sums(grid: Grid, row: int, column: int) -> bool:
    """Tell whether two in three of the cells below a header are sums, and two of them at least."""
    texts = _below(grid, row, column)
    sums = sum(fits("granted_amount", text) for text in texts)
    return sums > 1 and sums * 3 >= len(texts) * 2


def _below(grid: Grid, row: int, column: int) -> list[str]:
    """Return the first cells of a column below a header, but those of headings between the rows."""
    below = islice((number for number in sorted(grid.rows) if number > row and len(grid.own[number]) > 1), _SAMPLE)
    return [joined(grid.rows[number][column]) for number in below if column in grid.rows[number]]


def _in_element(lines: Lines, labels: Labels) -> Label | None:
    """Return the label that has an element of its own in a header, before words on how the table is sorted."""
    block = lines[0]
    found = labels.at(block.text) if len(lines) == 1 and block.is_parted else None
    return found if found and any(run.end == found.end for run in block.runs) else None


def _summed(text: str, labels: Labels) -> Label | None:
    """Return the label of a sum that a header says is all of it: `Myönnetty yhteensä`."""
    found = labels.exact(_IN_ALL.sub("", text))
    return found if found and found.field in MONEY_FIELDS and (not found.weak or is_explicit(found.text)) else None


def _find_sum(grid: Grid, columns: dict[int, Column], cells: dict[int, Lines], labels: Labels) -> int:
    """Take `Summa` for what those got, or asked for, whom a column names; return how many columns were found.

    A column of receivers says that they got it, else the line above the table has to.
    """
    if not any(column.field == "applicant" for column in columns.values()):
        return 0
    sums = [
        number for number, lines in cells.items() if (found := labels.exact(joined(lines))) and found.field == "total"
    ]
    if len(sums) != 1 or any(column.field in MONEY_FIELDS for column in columns.values()):
        return 0
    label = labels.exact(joined(cells[sums[0]]))
    field: Field | None = "granted_amount"
    if not any(column.field == "applicant" and names_receivers(column.label) for column in columns.values()):
        if label is None or label.text.lower() not in _SUM:
            return 0  # `Yhteensä` may add up what others pay
        above = read_above(grid.first, grid.blocks, labels)
        field = above.usual_sum if above.is_funded and not (above.is_none or above.breakdown or above.side) else None
    if field:
        columns[sums[0]] = Column(field, joined(cells[sums[0]]), label.unit if label else "")
    return int(field is not None)


def _set_years_aside(columns: dict[int, Column], cells: dict[int, Lines]) -> None:
    """Take the sums of other years for no project's."""
    found = {number: each for number in columns if (each := YEAR.search(joined(cells.get(number, []))))}
    dated = [
        (columns[number].field, columns[number].label, each["year"] or each["first"]) for number, each in found.items()
    ]
    for number in (number for number, aside in zip(found, of_other_years(dated), strict=True) if aside):
        columns[number] = Column("other", joined(cells[number]), "")


def of_other_years(columns: Sequence[tuple[Field, str, str]]) -> list[bool]:
    """Tell of each column, by its field, label and year, whether its sums are of another year than that of the grants.

    What was granted in the year in which it was asked for counts, else what a label says outright, of the last year.
    Of several that nothing tells apart none does.
    """
    asked = {year for field, _, year in columns if field == "applied_amount"}
    aside = [False] * len(columns)
    for money in MONEY_FIELDS:
        several = {at: column for at, column in enumerate(columns) if column[0] == money}
        last = max((year for _, _, year in several.values()), default="")
        own = set(several)
        if money == "granted_amount" and len(asked) == 1:
            own = {at for at, (_, _, year) in several.items() if year in asked}
        elif money == "granted_amount" and len(several) > 1:
            own = {at for at, (_, label, _) in several.items() if is_explicit(label)}
            own = own if {several[at][2] for at in own} == {last} else set()
        for at in several if len(own) != 1 else set(several) - own:
            aside[at] = True
    return aside


def _second(text: str, labels: Labels) -> Field | None:
    """Return the field of the second label in a header cell that prints two."""
    parts = _JOINT.split(text)
    found = labels.exact(parts[1]) if len(parts) == len(("first", "second")) else None
    return found.field if found else None


def _tells_purpose(text: str, labels: Labels) -> bool:
    """Tell whether a header says what each grant is for, in one word or in several: `Tapahtuma tai hanke`."""
    if text.lower() in purposes():
        return True
    parts = _EITHER.split(text)
    known = [labels.exact(part) for part in parts]
    return len(parts) > 1 and all(
        part.lower() in purposes() or (label is not None and label.field == "name")
        for part, label in zip(parts, known, strict=True)
    )


def _find_receivers(grid: Grid, row: int, columns: dict[int, Column], labels: Labels) -> bool:
    """Take the one column of organisations for the applicants where a sum beside it was got; tell whether it was.

    The sum's column says so, or, where it says nothing but its unit, a line above the table.
    """
    if any(column.field == "applicant" for column in columns.values()):
        return False
    money = [column for column in columns.values() if column.field in MONEY_FIELDS]
    told = any(names_receipts(column.label) for column in money)
    # `1 000 €` is a unit too, and may be a sum.
    plain = any(unit_of(column.label) and not any(map(str.isdigit, column.label)) for column in money)
    if not told and not (plain and _follows_grants(grid, labels)):
        return False
    unknown = {number: column.label for number, column in columns.items() if column.field == "unknown"}
    holders = [number for number, label in unknown.items() if label and not names_givers(label)]
    if 0 not in columns and not holders:
        columns[0], holders = Column("unknown", "", ""), [0]  # nothing stands over the names
    found = [number for number in holders if holds_organisations(grid, row, number, labels)]
    if len(found) != 1:
        return False
    columns[found[0]].field = "applicant"
    return True


def _follows_grants(grid: Grid, labels: Labels) -> bool:
    """Tell whether a line above a table says that what stands in it was granted."""
    above = read_above(grid.first, grid.blocks, labels)
    return above.stance == "granted" and not (above.is_none or above.breakdown)


def holds_organisations(grid: Grid, row: int, column: int, labels: Labels) -> bool:
    """Tell whether two in three of the cells below a header are organisations, and two of them at least.

    Headings between the rows and rows that add others up are passed over.
    """
    texts = _below(grid, row, column)
    texts = [text for text in texts if not ((label := labels.at(text)) and label.field == "total")]
    bodies = sum(map(is_organisation, texts))
    return bodies > 1 and bodies * 3 >= len(texts) * 2
