"""A folder whose files change all at once, whatever happens on the way.

Each set of files lives in a folder of its own, a generation, named after its content. One link, `current`, says which
generation counts; the names that people know are links through it. Making a set current is one rename of that link,
so a kill, a full disk or a power cut leaves the old set or the new one, whole:

    projects.csv -> current/projects.csv
    current      -> generations/9f86d081884c7d65
    generations/9f86d081884c7d65/projects.csv, goals.csv, …
    generations/…                                the set before

A folder that can't hold links is refused.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from typing import TYPE_CHECKING

from scraper import disk
from scraper.disk import flush_file, flush_folder
from scraper.publish.switch import clear, point, remove, workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    Files = Mapping[str, Callable[[Path], None]]
    """The names of a set's files, each with what writes it to a path."""

CURRENT = "current"
GENERATIONS = "generations"


def current(folder: Path) -> Path | None:
    """Return the folder of the set that counts, None where none was ever made current."""
    link = folder / CURRENT
    return link.resolve() if link.is_dir() else None


def replace(folder: Path, files: Files, *, about_to: Callable[[str], None] | None = None) -> Path:
    """Write a set of files and make it the one that counts; return its generation's folder.

    The caller keeps other writers out. Raises OSError or what a writer raises; the old set then still counts. A set
    that equals the one that counts changes nothing. `about_to` is told the name of the generation before it counts;
    what it raises keeps the old one.
    """
    shelf = folder / GENERATIONS
    shelf.mkdir(exist_ok=True)
    clear(folder)
    clear(shelf)
    _take_in(folder, files)
    before = current(folder)
    with workshop(shelf) as room:
        generation = _built(room, files)
    if about_to is not None:
        about_to(generation.name)
    _link_names(folder, files)
    if generation == before:
        return generation
    point(folder / CURRENT, f"{GENERATIONS}/{generation.name}")
    flush_folder(folder)
    _unlink_others(folder)
    for old in shelf.iterdir():
        if old.resolve() not in {generation, before}:
            remove(old)
    return generation


def _built(room: Path, files: Files) -> Path:
    """Write the files into a workshop, see them safely on the disk, and give the folder its lasting name."""
    for name, write in files.items():
        write(room / name)
        flush_file(room / name)
    flush_folder(room)
    digest = _digest(room, files)
    generation = room.with_name(digest[:16])
    if generation.exists() and _digest(generation, files) != digest:  # somebody wrote into it
        generation = room.with_name(f"{digest[:16]}-{secrets.token_hex(4)}")
    if not generation.exists():
        room.rename(generation)
        flush_folder(generation.parent)
    return generation.resolve()


def _digest(generation: Path, names: Iterable[str]) -> str:
    """Return what identifies a set: a hash over the names and contents of its files."""
    digest = hashlib.sha256()
    for name in names:
        file = generation / name
        content = disk.digest(file) if file.is_file() else "none"
        digest.update(f"{name}\0{content}\0".encode())
    return digest.hexdigest()


def _take_in(folder: Path, files: Files) -> None:
    """Turn plain files of these names, as older versions wrote them, into the first generation."""
    plain = [name for name in files if (folder / name).is_file() and not (folder / name).is_symlink()]
    if not plain or current(folder) is not None:
        return
    with workshop(folder / GENERATIONS) as room:
        generation = _built(room, {name: _copier(folder / name) for name in plain})
    point(folder / CURRENT, f"{GENERATIONS}/{generation.name}")
    flush_folder(folder)


def _copier(old: Path) -> Callable[[Path], None]:
    def copy(new: Path) -> None:
        shutil.copyfile(old, new)

    return copy


def _link_names(folder: Path, files: Files) -> None:
    """Let every name lead through `current`: before the first set counts, that leads nowhere."""
    for name in files:
        link, target = folder / name, f"{CURRENT}/{name}"
        if not (link.is_symlink() and os.readlink(link) == target):
            point(link, target)


def _unlink_others(folder: Path) -> None:
    """Take away links to files that the set no longer has."""
    for link in folder.iterdir():
        if link.is_symlink() and os.readlink(link) == f"{CURRENT}/{link.name}" and not link.exists():
            link.unlink(missing_ok=True)
