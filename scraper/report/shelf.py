"""A site that changes all at once: names and contents of files come in, a folder with them goes out.

The files are written to a folder of their own, beside the one that counts; `report` is a link, whose renaming is the
switch. A kill or a full disk leaves the old site or the new one, whole. What stands under that name and is no link of
ours is refused.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
from typing import TYPE_CHECKING, Final

from scraper.disk import flush_file, flush_folder
from scraper.errors import PublishError
from scraper.publish.atomic import failures_of
from scraper.publish.switch import clear, point, remove, workshop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME: Final = "report"
SHELF: Final = ".reports"
"""Where the sites are that `report` leads to."""
LOCK: Final = ".lock"


def replace(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Make a site of these files the one that `report` leads to, and return that path. Raises PublishError.

    Whoever comes while another is writing there waits: it takes seconds.
    """
    link, shelf = folder / NAME, folder / SHELF
    with failures_of(link):
        shelf.mkdir(parents=True, exist_ok=True)
        with _alone(shelf):
            if link.exists() and not link.is_symlink():
                raise PublishError(f"{link}: is no report of ours; move it away, then write the report again")
            clear(shelf)
            with workshop(shelf) as room:
                site = _named(room, _write(room, files))
            point(link, f"{SHELF}/{site.name}", shelf=shelf)  # nobody else clears up there
            flush_folder(folder)
            for other in list(shelf.iterdir()):
                if other.name not in {site.name, LOCK}:
                    remove(other)
    return link


def write_new(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write a site as plain files to a folder that is empty or not yet there. Raises PublishError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PublishError(f"{folder}: is not empty; name another folder for the report")
    with failures_of(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with workshop(folder.parent) as room:
            _write(room, files)
            room.rename(folder)
        flush_folder(folder.parent)
    return folder


def _write(room: Path, files: Iterable[tuple[str, bytes]]) -> str:
    """Write the files to the disk and return a digest of all of them."""
    digest = hashlib.sha256()
    paths: list[Path] = []
    for name, content in files:
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\0".encode())
        paths.append(room / name)
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        paths[-1].write_bytes(content)
    for path in paths:  # all written before the first is flushed: the disk then takes them together
        flush_file(path)
    for folder in {parent for path in paths for parent in path.parents if parent.is_relative_to(room)}:
        flush_folder(folder)
    return digest.hexdigest()


def _named(room: Path, digest: str) -> Path:
    """Give a finished site its lasting name. One of that name was written by an earlier run, whole, or it had none."""
    site = room.with_name(digest[:16])
    if not site.exists():
        room.rename(site)
        flush_folder(site.parent)
    return site


@contextlib.contextmanager
def _alone(shelf: Path) -> Iterator[None]:
    """Keep other writers out until the end of the block."""
    with (shelf / LOCK).open("a") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        yield
