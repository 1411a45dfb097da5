"""A site that changes all at once: names and contents of files come in, a folder with them goes out.

The files are written to a folder of their own, beside the one that counts; `report` is a link, whose renaming is the
switch. A kill or a full disk leaves the old site or the new one, whole. What stands under that name and is no link of
ours is refused.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from typing import TYPE_CHECKING, Final

from scraper.disk import flush_file, flush_folder
from scraper.errors import PublishError
from scraper.publish.atomic import failures_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME: Final = "report"
SHELF: Final = ".reports"
"""Where the sites are that `report` leads to."""
_UNFINISHED: Final = ".unfinished-"


def replace(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Make a site of these files the one that `report` leads to, and return that path. Raises PublishError."""
    link = folder / NAME
    if link.exists() and not link.is_symlink():
        raise PublishError(f"{link}: is no report of ours; move it away, then write the report again")
    with failures_of(link):
        shelf = folder / SHELF
        shelf.mkdir(parents=True, exist_ok=True)
        for left in shelf.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        site = _built(shelf, files)
        _point(link, f"{SHELF}/{site.name}")
        flush_folder(folder)
        for other in shelf.iterdir():
            if other.name != site.name:
                shutil.rmtree(other, ignore_errors=True)
    return link


def write_new(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write a site as plain files to a folder that is empty or not yet there. Raises PublishError."""
    if folder.exists() and any(folder.iterdir()):
        raise PublishError(f"{folder}: is not empty; name another folder for the report")
    with failures_of(folder):
        for name, content in files:
            _write(folder / name, content)
    return folder


def _built(shelf: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write the files to the disk, into a folder that is named after their content."""
    workshop = shelf / f"{_UNFINISHED}{secrets.token_hex(8)}"
    try:
        digest = hashlib.sha256()
        for name, content in files:
            digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\0".encode())
            _write(workshop / name, content)
            flush_file(workshop / name)
        flush_folder(workshop)
        site = shelf / digest.hexdigest()[:16]
        if not site.exists():
            workshop.rename(site)
        return site
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _point(link: Path, target: str) -> None:
    """Make the link lead elsewhere in one step."""
    new = link.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
    try:
        new.symlink_to(target)
        new.replace(link)
    finally:
        new.unlink(missing_ok=True)
