"""What was read from a page, as bytes that can be kept and read again: an extraction in, bytes out, and back.

`program` tells the program that made them from any other: what one program read is nothing to the next.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from scraper.model import Evidence, Page, Project
from scraper.pipeline import Extraction
from scraper.schema import DATE_COLUMNS, MONEY_COLUMNS, evidence_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

_READERS: Final = ("lxml", "dateparser")
"""Packages whose other versions may read a page in another way."""
_LEVEL: Final = 1
"""Of compression: what is kept shrinks to a tenth at once, and hardly more for four times the time."""
_TYPES: Final[dict[str, Callable[[str], object]]] = {
    **dict.fromkeys(MONEY_COLUMNS, Decimal),
    **dict.fromkeys((*DATE_COLUMNS, "updated"), date.fromisoformat),
    "retrieved_at": datetime.fromisoformat,
}
"""What is written as text and was none."""


def pack(extraction: Extraction) -> bytes:
    """Return an extraction as bytes."""
    record = {
        "pages": [_record(page) for page in extraction.pages],
        "projects": [_record(project) for project in extraction.projects],
    }
    return zlib.compress(json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode("ascii"), _LEVEL)


def unpack(data: bytes) -> Extraction:
    """Return the extraction that `pack` made these bytes of."""
    record = json.loads(zlib.decompress(data))
    return Extraction(
        [Page(**_values(page)) for page in record["pages"]],
        [Project(**_values(project)) for project in record["projects"]],
    )


@cache
def program() -> str:
    """Return by what this program is known: a digest of all its code and data, and the versions of its readers."""
    return fingerprint(resources.files(__package__))


def fingerprint(folder: Traversable) -> str:
    """Return a digest of the code and data below a folder, and of the versions of the packages that read pages."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in _READERS]).encode())
    for file in _files(folder):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith((".py", ".toml")):
            yield entry


def _record(noun: Page | Project) -> dict[str, object]:
    record = {field.name: _plain(getattr(noun, field.name)) for field in fields(noun) if field.name != "evidence"}
    record["evidence"] = evidence_record(noun.evidence)
    return record


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _values(record: dict[str, Any]) -> dict[str, Any]:
    values = {
        name: _TYPES[name](value) if name in _TYPES and value is not None else value for name, value in record.items()
    }
    values["evidence"] = {
        name: [Evidence(**each) for each in found] if isinstance(found, list) else Evidence(**found)
        for name, found in record["evidence"].items()
    }
    return values
