"""Titles that hold a project's name and its applicant: `Biohiili (Lopen kunta)`, `Lopen kunta: Biohiili`.

In go records whose names are titles; their names are parted, and the applicants added, where a title shows by itself
which part is an organisation, or where most titles of the page have one on the same side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.normalise.organisation import is_organisation, legal_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.record import RawRecord
    from scraper.model import RawValue

_NAME_AND_APPLICANT = re.compile(
    r"(?P<name>.*[^\s,])(?: \((?P<inside>)|, |(?P<dash> [–—-] ))(?P<applicant>[A-ZÅÄÖ][^,()]+)(?(inside)\)|)"
)
_ORDERS = tuple(
    re.compile(order)
    for order in (
        r"(?P<name>.*[^\s,]) \((?P<applicant>[A-ZÅÄÖ][^()]+)\)",
        r"(?P<name>.*\S) [–—-] (?P<applicant>[A-ZÅÄÖ].+)",
        r"(?P<name>.*\S) / (?P<applicant>[A-ZÅÄÖ].+)",
        r"(?P<applicant>[A-ZÅÄÖ][^:]+): (?P<name>.+)",
        r"(?P<applicant>[A-ZÅÄÖ].*?\S) / (?P<name>.+)",
        r"(?P<applicant>[A-ZÅÄÖ].*?\S) [–—-] (?P<name>.+)",
    )
)
"""How a title may hold both: what stands on one side in most titles of a page are organisations, so it is in all."""


def take_applicant(record: RawRecord, name: RawValue) -> None:
    """Part a name from the organisation printed with it: `Biohiili (Lopen kunta)`, `Biohiili, Lopen kunta`.

    Behind a dash (`Lusto – Suomen Metsämuseo`) only a legal form tells it from the name of one organisation.
    """
    found = _NAME_AND_APPLICANT.fullmatch(name.text)
    if found and is_organisation(found["applicant"]) and (not found["dash"] or legal_form(found["applicant"])):
        record.values["applicant"] = _part_of(name, found.span("applicant"))
        record.name = _part_of(name, found.span("name"))


def take_applicants(records: Sequence[RawRecord]) -> None:
    """Part all names from their applicants where most titles of a page are parted so: `Lopen kunta: Biohiili`."""
    titled = [record for record in records if record.name and record.name.rule == "title"]
    if len(titled) < 2 or len(titled) < len(records) or any(_named_apart(record) for record in records):
        return
    names = [_title(record) for record in titled]
    for order in _ORDERS:
        found = [order.fullmatch(name.text) for name in names]
        bodies = sum(is_organisation(each["applicant"]) for each in found if each)
        others = sum(is_organisation(each["name"]) for each in found if each)
        if all(found) and bodies > 1 and bodies * 3 >= len(names) * 2 and others * 3 < bodies:
            for record, name, each in zip(titled, names, found, strict=True):
                if each:
                    record.values["applicant"] = _part_of(name, each.span("applicant"))
                    record.name = _part_of(name, each.span("name"))
            return


def _named_apart(record: RawRecord) -> bool:
    """Tell whether a record's applicant was printed elsewhere than in its title."""
    applicant = record.values.get("applicant")
    return applicant is not None and (record.name is None or applicant.block != record.name.block)


def _title(record: RawRecord) -> RawValue:
    """Return the title that a record's name and its applicant were parted from, as far as both reach."""
    name, applicant = record.name, record.values.get("applicant")
    assert name is not None  # noqa: S101  (it has a title)
    if applicant is None:
        return name
    start, end = min(name.start, applicant.start), max(name.end, applicant.end)
    end += name.block.text.startswith(")", end)
    return name._replace(text=name.block.text[start:end], start=start, end=end)


def _part_of(value: RawValue, span: tuple[int, int]) -> RawValue:
    start, end = span
    return value._replace(text=value.text[start:end], start=value.start + start, end=value.start + end)
