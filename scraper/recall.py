"""What was read from a page, as bytes that can be kept and read again: an extraction in, bytes out, and back.

`program` tells the program that made them from any other: what one program read is nothing to the next.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from scraper.pipeline import Extraction
from scraper.schema import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

_READERS: Final = ("lxml", "dateparser")
"""Packages whose other versions may read a page in another way."""
_LEVEL: Final = 1
"""Of compression: what is kept shrinks to a tenth at once, and hardly more for four times the time."""
_encode: Callable[[object], str] = json.JSONEncoder(separators=(",", ":")).encode


def pack(extraction: Extraction) -> bytes:
    """Return an extraction as bytes."""
    return zlib.compress(_encode(extraction.to_dict()).encode("ascii"), _LEVEL)


def unpack(data: bytes) -> Extraction:
    """Return the extraction that `pack` made these bytes of."""
    return Extraction(*read_document(zlib.decompress(data)))


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
