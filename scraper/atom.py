"""What runs changed as an Atom feed (RFC 4287): runs with their changes come in, the newest first; XML goes out.

An entry is one project that one run added, changed or removed. The same history gives the same ids, so that a reader
shows each entry once.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from scraper.schema import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from scraper.changes import Cell, Changes, Record

NAMESPACE = "http://www.w3.org/2005/Atom"
NAMES = uuid.UUID("0f2a2a6c-6f0b-5d39-9d5c-3d0a3a3f0c51")
"""Under which the ids of feeds and entries are made."""
UNKNOWN = "council-scraper"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Step:
    """One run in the feed."""

    at: datetime
    changes: Changes


def feed(steps: Iterable[Step], *, title: str, begun: datetime, author: str | None = None) -> str:
    """Return the feed. `begun`, when the history's first run began, tells it from the feeds of other histories."""
    steps = list(steps)
    root = Xml.Element("feed", xmlns=NAMESPACE)
    name = f"history {plain(begun)}"
    _add(root, "id", uuid.uuid5(NAMES, name).urn)
    _add(root, "title", title)
    _add(root, "updated", plain(max((step.at for step in steps), default=begun)))
    _add(_add(root, "author"), "name", author or UNKNOWN)
    for step in steps:
        for change, record, text in _entries(step.changes):
            entry = _add(root, "entry")
            _add(entry, "id", uuid.uuid5(NAMES, f"{name} {step.at.isoformat()} {record['id']}").urn)
            _add(entry, "title", f"{change}: {record['name']}")
            _add(entry, "updated", plain(step.at))
            _add(entry, "category", term=change)
            if record["source_url"]:
                _add(entry, "link", href=str(record["source_url"]))
            _add(entry, "content", text, type="text")
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=False).join(('<?xml version="1.0"?>\n', "\n"))


def _entries(changes: Changes) -> Iterator[tuple[str, Record, str]]:
    """Yield what happened, to which record, and what a reader shows of it."""
    for record in changes.added:
        yield "added", record, _lines(record)
    for one in changes.changed:
        yield "changed", one.new, "\n".join(map(_line, one.cells))
    for record in changes.removed:
        yield "removed", record, _lines(record)


def _lines(record: Record) -> str:
    shown = (
        "applicant",
        "granted_amount",
        "total_cost",
        "start_date",
        "end_date",
        "programme",
        "funder",
        "description",
    )
    return "\n".join(f"{column}: {record[column]}" for column in shown if record[column] is not None)


def _line(cell: Cell) -> str:
    return f"{cell.column}: {_value(cell.old)} → {_value(cell.new)}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "–"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in value.items()) or "–"
    return "–" if value is None else str(value)


def _add(parent: Xml.Element, name: str, text: object = None, **attributes: str) -> Xml.Element:
    """Add an element; characters that XML can't hold are left out."""
    element = Xml.SubElement(parent, name, {key: _NOT_XML.sub("", value) for key, value in attributes.items()})
    element.text = None if text is None else _NOT_XML.sub("", str(text))
    return element
