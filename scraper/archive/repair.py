"""Bringing the index and the files into agreement: a folder however it was left comes in, one that is right goes out.

What a kill cut off at the end of a file of ours is taken away, what is whole and not indexed is indexed. Damage in the
middle of a file is stepped over and told, never taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scraper.archive import files, records
from scraper.archive.files import Damage, Member
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.archive.capture import Capture
    from scraper.archive.index import Index


class Fault(NamedTuple):
    """Something that is wrong with the archive."""

    file: str
    offset: int
    what: str


def agree(folder: Path, index: Index, *, writing: bool) -> None:
    """Index what is not indexed, and where `writing`, take away what was cut off. Raises ArchiveError."""
    indexed = index.sizes()
    present = files.names(folder)
    for name in indexed.keys() - set(present):
        index.forget(name)
    for name in present:
        length = files.size(folder, name)
        known = indexed.get(name, 0)
        if length < known:  # it was cut short behind our back
            index.forget(name)
            known = 0
        if length > known:
            _index(folder, name, known, index, writing=writing)
    if present != sorted(indexed):  # a file that came may have what others refer to
        _find_bodies(folder, index)


def faults(folder: Path, index: Index) -> Iterator[Fault]:
    """Read all that is archived, and yield what can't be read or is not what it was."""
    for name, why in files.unread(folder):
        yield Fault(name, 0, why)
    for name in files.names(folder):
        for found in files.scan(folder, name):
            if isinstance(found, Damage):
                yield Fault(name, found.offset, f"{found.end - found.offset:,} bytes are {found.kind}")
            else:
                yield from _member_faults(name, found, index)
    for capture in index.missing():
        yield Fault(capture.file, capture.offset, f"the page that {capture.url} is said to be still is not archived")


def _index(folder: Path, name: str, start: int, index: Index, *, writing: bool) -> None:
    end = start
    for found in files.scan(folder, name, start):
        if isinstance(found, Member):
            capture = _capture(name, found, index)
            index.add(name, found.end, () if capture is None else (capture,))
            end = found.end
        elif found.kind == "damaged":
            end = found.end
        elif writing and name.startswith(files.OURS):
            files.cut(folder, name, end)


def _find_bodies(folder: Path, index: Index) -> None:
    """Look once more for the bodies of revisits, since the files are not indexed in the order of their records."""
    for capture in index.missing():
        referred = records.refers_to(records.parse(files.member(folder, capture.file, capture.offset)))
        original = index.at(*referred) if referred else None
        if original is not None:
            index.put(capture.of_page(original))


def _capture(name: str, found: Member, index: Index) -> Capture | None:
    """Return what a member captured; a revisit's digest and validators are those of the page, if it is archived."""
    try:
        record = records.parse(found.data)
        capture = records.capture_of(record)
    except ArchiveError:
        return None  # `faults` tells of it
    if capture is None:
        return None
    referred = records.refers_to(record) if capture.revisit else None
    original = index.at(*referred) if referred else None
    return (capture.of_page(original) if original else capture).placed(name, found.offset)


def _member_faults(name: str, found: Member, index: Index) -> Iterator[Fault]:
    try:
        record = records.parse(found.data)
        printed = record.rec_headers.get_header("WARC-Payload-Digest")
        capture = records.capture_of(record)
    except ArchiveError as error:
        yield Fault(name, found.offset, str(error))
        return
    if not records.is_alone(record, found.data):
        yield Fault(name, found.offset, "is packed as one, and only its first record is read; pack each by itself")
    if capture is None:
        return
    known = index.place(name, found.offset)
    printed_else = (printed or "").startswith("sha256:") and printed != capture.payload
    indexed_else = known is not None and known.digest != capture.digest
    if capture.revisit is None and (printed_else or indexed_else):
        yield Fault(
            name, found.offset, f"the page of {capture.url} is not the one that was archived (its digest differs)"
        )
    if known is None:
        yield Fault(name, found.offset, f"the page of {capture.url} is not indexed")
