"""A site that changes all at once: names and contents of files come in, a folder with them goes out.

The files are written to a folder of their own, beside the one that counts; `report` is a link, whose renaming is the
switch. A kill or a full disk leaves the old site or the new one, whole. What stands under that name and is no link of
ours is refused.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import secrets
import shutil
from typing import TYPE_CHECKING, Final

from scraper.disk import flush_file, flush_folder
from scraper.errors import PublishError
from scraper.publish.atomic import failures_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME: Final = "report"
SHELF: Final = ".reports"
"""Where the sites are that `report` leads to."""
LOCK: Final = ".lock"
_UNFINISHED: Final = ".unfinished-"


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
            _take_away(shelf.glob(f"{_UNFINISHED}*"))
            with _workshop(shelf) as workshop:
                site = _named(workshop, _write(workshop, files))
            _point(link, site)
            flush_folder(folder)
            _take_away(other for other in list(shelf.iterdir()) if other.name not in {site.name, LOCK})
    return link


def write_new(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write a site as plain files to a folder that is empty or not yet there. Raises PublishError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PublishError(f"{folder}: is not empty; name another folder for the report")
    with failures_of(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _workshop(folder.parent) as workshop:
            _write(workshop, files)
            workshop.rename(folder)
        flush_folder(folder.parent)
    return folder


def _write(workshop: Path, files: Iterable[tuple[str, bytes]]) -> str:
    """Write the files to the disk and return a digest of all of them."""
    digest = hashlib.sha256()
    paths: list[Path] = []
    for name, content in files:
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\0".encode())
        paths.append(workshop / name)
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        paths[-1].write_bytes(content)
    for path in paths:  # all written before the first is flushed: the disk then takes them together
        flush_file(path)
    for folder in {parent for path in paths for parent in path.parents if parent.is_relative_to(workshop)}:
        flush_folder(folder)
    return digest.hexdigest()


def _named(workshop: Path, digest: str) -> Path:
    """Give a finished site its lasting name. One of that name was written by an earlier run, whole, or it had none."""
    site = workshop.with_name(digest[:16])
    if not site.exists():
        workshop.rename(site)
        flush_folder(site.parent)
    return site


@contextlib.contextmanager
def _workshop(shelf: Path) -> Iterator[Path]:
    """Give an empty folder, and take it away if it is still there at the end."""
    workshop = shelf / f"{_UNFINISHED}{secrets.token_hex(8)}"
    workshop.mkdir()
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


@contextlib.contextmanager
def _alone(shelf: Path) -> Iterator[None]:
    """Keep other writers out until the end of the block."""
    with (shelf / LOCK).open("a") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        yield


def _point(link: Path, site: Path) -> None:
    """Make the link lead to a site in one step; until then it lies on the shelf, where nobody else clears up."""
    new = site.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
    try:
        new.symlink_to(f"{SHELF}/{site.name}")
        new.replace(link)
    finally:
        new.unlink(missing_ok=True)


def _take_away(paths: Iterable[Path]) -> None:
    """Remove sites, and what kills left half done; a site first loses its name, so that no half of it counts."""
    for path in paths:
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        elif path.name.startswith(_UNFINISHED):
            shutil.rmtree(path, ignore_errors=True)
        else:
            half = path.rename(path.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}"))
            shutil.rmtree(half, ignore_errors=True)
