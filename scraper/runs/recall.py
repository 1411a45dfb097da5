"""What was read from a page, as bytes that can be kept and read again: an extraction in, bytes out, and back.

`program` tells the program that made them from any other: what one program read is nothing to the next.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from scraper.model import Evidence
from scraper.pipeline import Extraction
from scraper.schema import evidence_record, read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

    from scraper.model import Page, Project

_READERS: Final = ("lxml", "dateparser")
"""Packages whose other versions may read a page in another way."""
_LEVEL: Final = 1
"""Of compression: what is kept shrinks to a tenth at once, and hardly more for four times the time."""
_LENGTHS: Final = struct.Struct("!QQ")
_encode: Callable[[object], str] = json.JSONEncoder(separators=(",", ":")).encode


class Kept(Mapping[str, "Evidence | list[Evidence]"]):
    """The evidence of one record as it is kept, unpacked when somebody asks for it: most of a page's bytes are such."""

    __slots__ = ("_page", "_place")

    def __init__(self, page: bytes, place: int) -> None:
        self._page = page
        self._place = place

    def __getitem__(self, column: str) -> Evidence | list[Evidence]:
        found = self.as_kept()[column]
        return [Evidence(**each) for each in found] if isinstance(found, list) else Evidence(**found)

    def __iter__(self) -> Iterator[str]:
        return iter(self.as_kept())

    def __len__(self) -> int:
        return len(self.as_kept())

    def __repr__(self) -> str:
        return f"Kept({dict(self)!r})"

    def as_kept(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return _evidence_of(self._page)[self._place]


def pack(extraction: Extraction) -> bytes:
    """Return an extraction as bytes: what was read, where the page is translated, and apart from it all evidence."""
    said = _packed(extraction.to_dict(evidence=False))
    translations = "\n".join(extraction.translations).encode("utf-8", "surrogatepass")
    evidence = _packed([evidence_record(one.evidence) for one in _records(extraction)])
    return b"".join((_LENGTHS.pack(len(said), len(translations)), said, translations, evidence))


def unpack(data: bytes) -> Extraction:
    """Return the extraction that `pack` made these bytes of."""
    begin = _LENGTHS.size
    of_said, of_translations = _LENGTHS.unpack_from(data)
    said, data = data[begin : begin + of_said], data[begin + of_said :]
    translations, page = data[:of_translations].decode("utf-8", "surrogatepass"), data[of_translations:]
    found = Extraction(
        *read_document(zlib.decompress(said), evidence=False), list(filter(None, translations.split("\n")))
    )
    for place, one in enumerate(_records(found)):
        one.evidence = Kept(page, place)
    return found


def _records(extraction: Extraction) -> Iterator[Page | Project]:
    yield from extraction.pages
    yield from extraction.projects


def _packed(thing: object) -> bytes:
    return zlib.compress(_encode(thing).encode("ascii"), _LEVEL)


@lru_cache(maxsize=1)
def _evidence_of(page: bytes) -> list[dict[str, Any]]:
    """Return the evidence of a page's records; that of the page at hand is remembered."""
    return list(json.loads(zlib.decompress(page)))


@cache
def program() -> str:
    """Return by what this program is known: a digest of all its code and data, and the versions of its readers."""
    return fingerprint(resources.files("scraper"))


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
