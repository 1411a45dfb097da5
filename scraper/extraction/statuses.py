"""How a project stands: granted, proposed, applied for, rejected or withdrawn, by a status label or the name's note."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from scraper.normalise.money import find_sums
from scraper.normalise.tables import lower, starting
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from scraper.extraction.record import RawRecord
    from scraper.model import RawValue, Status

_STATUSES: tuple[Status, ...] = ("granted", "proposed", "rejected", "withdrawn", "applied")

_NOTE = re.compile(r"\((?P<note>[^()]{4,40})\)$|[^\s] ?[,–—-] (?P<bare>\w{4,40})$")
"""What stands behind a name, in brackets or behind a mark: `Silta tulevaan (peruttu)`, `Silta tulevaan – peruttu`."""


def read_status(record: RawRecord, granted: Decimal | None, applied: Decimal | None) -> Status:
    """Return a record's status: what its label says, else a note behind its name, else what its sums say.

    `Tila` tells where a project stands, not what was decided, but that it was called off or refused.

    A grant of nothing is a rejection, as is `Hylätty` in place of a sum; a sum whose label says so (`Esitetty
    rahoitus`) is proposed.
    """
    if (printed := record.values.get("status")) and (said := _said(printed.text.lower())):
        return said
    for text in _notes(record):
        for status in _STATUSES[2:4]:
            if text.lower().startswith(tuple(table("labels")["status"][status])):
                return status
    if granted:
        label = record.labels.get("granted_amount", "").lower()
        return "proposed" if label.startswith(tuple(table("labels")["status"]["proposed"])) else "granted"
    if granted is not None or _is_refusal(record.values.get("granted_amount")):
        return "rejected"
    return "applied" if applied is not None else "granted"


def _said(text: str) -> Status | None:
    """Return the status whose word a text begins with; of two words the longer one: `beviljades`, `beviljades inte`."""
    found = [
        (len(word), status)
        for status in _STATUSES
        for word in table("labels")["status"][status]
        if text.startswith(word)
    ]
    return max(found, key=itemgetter(0))[1] if found else None


def _notes(record: RawRecord) -> Iterator[str]:
    """Yield what may tell that a project was called off or refused: where it stands, and notes behind its names."""
    for label, value in record.other:
        if label.lower() in table("labels")["standing"]["labels"]:
            yield value.text
    for named in filter(None, (record.name, record.values.get("applicant"))):
        if note := _NOTE.search(named.text):
            yield note["note"] or note["bare"]


def take_decided_sum(record: RawRecord) -> None:
    """Take the one sum of a decision to grant for what was granted: `Päätös: hyväksytään, 64 000 €`."""
    said = record.values.get("status")
    if said is None or said.block != said.last or "granted_amount" in record.values:
        return
    if not said.text.lower().startswith(tuple(table("labels")["status"]["granted"])):
        return
    sums = [found for found in find_sums(said.text) if found.unit]
    if len(sums) == 1:
        start, end = sums[0].start, sums[0].end
        paid = said._replace(text=said.text[start:end], start=said.start + start, end=said.start + end)
        record.values["granted_amount"] = paid
        record.labels["granted_amount"] = said.text[:start].strip(" ,:–-")


def called_off(text: str, start: int) -> tuple[int, int] | None:
    """Return where the brackets that end a line say that its project was called off, or refused: `(hylätty)`."""
    note = _NOTE.search(text, start) if text[-1] == ")" else None
    said = _left().search(lower(text), note.start(), note.end()) if note else None
    return (said.start(), len(text) - 1) if said else None


@cache
def _left() -> re.Pattern[str]:
    return starting([*table("labels")["status"]["withdrawn"], *table("labels")["status"]["rejected"]])


def _is_refusal(value: RawValue | None) -> bool:
    return value is not None and value.text.lower().startswith(tuple(table("labels")["status"]["rejected"]))
