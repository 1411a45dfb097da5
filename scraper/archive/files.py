"""The WARC files of a folder: members come in and are appended whole, offsets come in and members go out.

A file is a row of gzip members, a record in each, so what a kill cut off is never more than the last one: `scan` tells
it from members that are damaged, and `cut` takes it away. A full disk is an ArchiveError, and nothing half stays.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Self

from scraper.archive.making import warcinfo
from scraper.archive.records import GZIP
from scraper.disk import flush_folder
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

SUFFIX: Final = ".warc.gz"
UNPACKED: Final = (".warc", ".arc", ".arc.gz", ".warc.zst")
"""How the names of files of other programs end that are not read."""
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
"""How Python writes bytes of a name that are not in UTF-8, which the index is."""
OURS: Final = "council-scraper-"
"""How the names of our own files begin; others may be put beside them, and are only read."""
LARGEST_FILE: Final = 1_000_000_000
"""Bytes after which a new file is begun, as WARC's guidelines advise."""
LARGEST_RECORD: Final = 250_000_000
"""Bytes that a record may unpack to."""
_CHUNK: Final = 65_536
_FLUSH_EVERY: Final = 1.0
"""Seconds of writing that a power cut may take; a kill takes nothing."""
_MAGIC: Final = b"\x1f\x8b\x08"


class Member(NamedTuple):
    """One gzip member of a file."""

    offset: int
    end: int
    data: bytes
    """What it unpacks to: a record."""


class Damage(NamedTuple):
    """A stretch of a file that is no member."""

    offset: int
    end: int
    kind: Literal["cut off", "damaged"]
    """Cut off: nothing whole comes after it, as a kill leaves a file."""


class Place(NamedTuple):
    """Where members were written."""

    file: str
    offsets: list[int]
    end: int


class Writer:
    """Appends members to a file of this run; a new one is begun when it is full."""

    def __init__(self, folder: Path, *, largest: int = LARGEST_FILE) -> None:
        self._folder = folder
        self._largest = largest
        self._handle: int | None = None
        self._name = ""
        self._size = 0
        self._flushed = time.monotonic()

    def append(self, members: list[bytes]) -> Place:
        """Write members, all of them or none. Raises ArchiveError."""
        with _failures(self._folder):
            handle = self._opened()
            offsets = []
            end = self._size
            for member in members:
                offsets.append(end)
                end += len(member)
            try:
                _write(handle, b"".join(members))
            except OSError:
                self.take_back(self._size)
                raise
            self._size = end
            if time.monotonic() - self._flushed > _FLUSH_EVERY:
                os.fsync(handle)
                self._flushed = time.monotonic()
        return Place(self._name, offsets, end)

    def take_back(self, size: int) -> None:
        """Cut the file to a size that it had before, since what was written then counts for nothing."""
        if self._handle is not None:
            os.ftruncate(self._handle, size)
            self._size = size

    def close(self) -> None:
        """Have all of it on the disk, and close the file."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            with _failures(self._folder):
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _opened(self) -> int:
        """Return the file to append to; the first time and where one is full, a new one."""
        if self._handle is not None and self._size >= self._largest:
            self.close()
        if self._handle is None:
            self._handle, self._name = _new_file(self._folder)
            self._size = 0
            try:
                about = warcinfo(self._name)
                _write(self._handle, about)
            except OSError:
                self._abandon()
                raise
            self._size = len(about)
            flush_folder(self._folder)
        return self._handle

    def _abandon(self) -> None:
        """Take away a file that could not even be begun."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
        (self._folder / self._name).unlink(missing_ok=True)


def names(folder: Path) -> list[str]:
    """Return the names of the archive's files, sorted: ours in the order in which they were begun."""
    with _failures(folder):
        found = (one.name for one in folder.iterdir() if one.name.endswith(SUFFIX) and one.is_file())
        return sorted(name for name in found if not _NO_TEXT.search(name))


def unread(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of files that look like an archive's and are none that is read, and why they are not."""
    with _failures(folder):
        for name in sorted(one.name for one in folder.iterdir() if one.is_file()):
            if name.endswith(UNPACKED):
                yield name, f"is not read; pack it with gzip, each record by itself, as NAME{SUFFIX}"
            elif name.endswith(SUFFIX) and _NO_TEXT.search(name):
                yield name, "is not read, since its name is not in UTF-8; give it another one"


def size(folder: Path, name: str) -> int:
    """Return how long a file is, in bytes."""
    with _failures(folder):
        return (folder / name).stat().st_size


def member(folder: Path, name: str, offset: int) -> bytes:
    """Return what the member at an offset unpacks to. Raises ArchiveError where there is none, or a damaged one."""
    with _failures(folder), (folder / name).open("rb") as stream:
        found = _read(stream, offset)
    if isinstance(found, Member):
        return found.data
    raise ArchiveError(f"{folder / name}: the record at byte {offset:,} is {found}; look with 'archive check'")


def scan(folder: Path, name: str, start: int = 0) -> Iterator[Member | Damage]:
    """Yield what stands in a file from an offset on: members, and stretches that are none."""
    with _failures(folder), (folder / name).open("rb") as stream:
        end = os.fstat(stream.fileno()).st_size
        at = start
        while at < end:
            found = _read(stream, at)
            if isinstance(found, Member):
                yield found
                at = found.end
                continue
            following = _next_member(stream, at + 1, end)
            yield Damage(at, end if following is None else following, "cut off" if following is None else "damaged")
            at = end if following is None else following


def cut(folder: Path, name: str, length: int) -> None:
    """Take away what a file of ours holds after its last whole member; one that holds nothing goes."""
    with _failures(folder):
        if length == 0:
            (folder / name).unlink()
        else:
            os.truncate(folder / name, length)


def _read(stream: BinaryIO, offset: int) -> Member | Literal["cut off", "damaged"]:
    stream.seek(offset)
    unpacker = zlib.decompressobj(GZIP)
    parts = []
    length = 0
    while not unpacker.eof:
        chunk = stream.read(_CHUNK)
        if not chunk:
            return "cut off"
        try:
            part = unpacker.decompress(chunk)
        except zlib.error:
            return "damaged"
        parts.append(part)
        length += len(part)
        if length > LARGEST_RECORD:
            return "damaged"
    return Member(offset, stream.tell() - len(unpacker.unused_data), b"".join(parts))


def _next_member(stream: BinaryIO, start: int, end: int) -> int | None:
    """Return where the next member with a WARC record begins, None where there is none."""
    at = start
    while at < end:
        stream.seek(at)
        chunk = stream.read(_CHUNK)
        hit = chunk.find(_MAGIC)
        if hit < 0:
            at += max(1, len(chunk) - len(_MAGIC) + 1)
            continue
        found = _read(stream, at + hit)
        if isinstance(found, Member) and found.data.startswith(b"WARC/1."):
            return at + hit
        at += hit + 1
    return None


def _new_file(folder: Path) -> tuple[int, str]:
    """Make a file whose name no other one has."""
    began = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    number = 0
    while True:
        name = f"{OURS}{began}-{number:05}{SUFFIX}"
        try:
            return os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o666), name
        except FileExistsError:
            number += 1


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


@contextlib.contextmanager
def _failures(folder: Path) -> Iterator[None]:
    """Turn what the system refuses within the block into an ArchiveError."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            f"{folder}: the archive can't be used ({error.strerror or error}); what was kept stands, make room or"
            " check permissions"
        ) from None
