"""The published dataset: a folder with projects.csv, goals.csv, projects.json and projects.jsonl that belong together.

Pages and projects come in, the paths of the written files go out. All files are built and on the disk before the
first of them takes its place by a rename; where one can't, those before it are put back. Whatever else the folder
holds stays. A kernel lock lets one writer in at a time; it is freed however that one ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from scraper.errors import PublishError
from scraper.publish import csv, json
from scraper.publish.atomic import failures_of, flush_folder, open_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scraper.model import Page, Project

FILES = ("projects.csv", "goals.csv", "projects.json", "projects.jsonl")
LOCK = ".lock"
UNFINISHED = ".publishing-"
"""How the names of folders begin in which files are built; a killed run leaves one, the next run takes it away."""


def publish(folder: Path, pages: Sequence[Page], projects: Sequence[Project]) -> list[Path]:
    """Make these the dataset in the folder, projects sorted by id, and return the paths of its files.

    Raises PublishError where that can't be done or another run is writing there; the old files then stand.
    """
    with locked(folder):
        return replace(folder, pages, projects)


def exists(folder: Path) -> bool:
    """Tell whether a dataset was published in the folder before."""
    return any((folder / name).exists() for name in FILES)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other writers out of the folder, which is made if need be. Raises PublishError where one is in there."""
    with contextlib.ExitStack() as at_the_end:
        with failures_of(folder):
            folder.mkdir(parents=True, exist_ok=True)
            holder = at_the_end.enter_context((folder / LOCK).open("a"))
            try:
                fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                busy = f"{folder}: another run is writing there; wait for it or name another folder"
                raise PublishError(busy) from None
        yield


def replace(folder: Path, pages: Sequence[Page], projects: Sequence[Project]) -> list[Path]:
    """Do the work of `publish` for a caller that holds the lock."""
    rows = sorted(projects, key=lambda project: project.id)
    for one, other in itertools.pairwise(rows):
        if one.id == other.id:
            raise PublishError(f"{folder}: two projects have the id {one.id}; nothing was written")
    writers: dict[str, Callable[[TextIO], None]] = {
        "projects.csv": lambda stream: csv.write_projects(stream, rows),
        "goals.csv": lambda stream: csv.write_goals(stream, rows),
        "projects.json": lambda stream: json.dump(stream, pages, rows),
        "projects.jsonl": lambda stream: json.dump_lines(stream, rows),
    }
    with failures_of(folder), _workshop(folder) as workshop:
        for name in FILES:
            with open_new(workshop / name) as stream:
                writers[name](stream)
        _switch(workshop, folder)
        flush_folder(folder)
    return [folder / name for name in FILES]


@contextlib.contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Give an empty folder on the same disk and take it away at the end, with those that killed runs left."""
    for unfinished in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(unfinished)
    workshop = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _switch(workshop: Path, folder: Path) -> None:
    """Move the files of the workshop into the folder: all of them, or none."""
    old = workshop / "old"
    old.mkdir()
    for name in FILES:
        if (folder / name).exists():
            shutil.copy2(folder / name, old / name)
    with contextlib.ExitStack() as undo:
        for name in FILES:
            undo.callback(_put_back, old / name, folder / name)
            (workshop / name).replace(folder / name)
        undo.pop_all()


def _put_back(old: Path, current: Path) -> None:
    if old.exists():
        old.replace(current)
    else:
        current.unlink(missing_ok=True)
