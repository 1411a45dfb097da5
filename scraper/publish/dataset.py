"""The published dataset: a folder with projects.csv, goals.csv, projects.json and projects.jsonl that belong together.

Pages and projects come in, the paths of the written files go out. They change all at once (generations.py); whatever
else the folder holds stays. A kernel lock lets one writer in at a time; it is freed however that one ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
from typing import TYPE_CHECKING, TextIO

from scraper.errors import BusyError, PublishError
from scraper.publish import csv, generations, json
from scraper.publish.atomic import failures_of, open_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from scraper.model import Page, Project

FILES = ("projects.csv", "goals.csv", "projects.json", "projects.jsonl")
LOCK = ".lock"


def publish(folder: Path, pages: Sequence[Page], projects: Sequence[Project]) -> list[Path]:
    """Make these the dataset in the folder, projects sorted by id, and return the paths of its files.

    Raises PublishError where that can't be done or another run is writing there; the old files then stand.
    """
    with locked(folder):
        return replace(folder, pages, projects)


def exists(folder: Path) -> bool:
    """Tell whether a dataset was published in the folder before."""
    return generations.current(folder) is not None or any((folder / name).is_file() for name in FILES)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other writers out of the folder, which is made if need be. Raises BusyError where one is in there."""
    with contextlib.ExitStack() as at_the_end:
        with failures_of(folder):
            folder.mkdir(parents=True, exist_ok=True)
            holder = at_the_end.enter_context((folder / LOCK).open("a"))
            try:
                fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                busy = f"{folder}: another run is writing there; wait for it or name another folder"
                raise BusyError(busy) from None
        yield


def replace(folder: Path, pages: Sequence[Page], projects: Sequence[Project]) -> list[Path]:
    """Do the work of `publish` for a caller that holds the lock."""
    rows = sorted(projects, key=lambda project: project.id)
    for one, other in itertools.pairwise(rows):
        if one.id == other.id:
            raise PublishError(f"{folder}: two projects have the id {one.id}; nothing was written")
    files: dict[str, Callable[[TextIO], None]] = {
        "projects.csv": lambda stream: csv.write_projects(stream, rows),
        "goals.csv": lambda stream: csv.write_goals(stream, rows),
        "projects.json": lambda stream: json.dump(stream, pages, rows),
        "projects.jsonl": lambda stream: json.dump_lines(stream, rows),
    }
    with failures_of(folder):
        generations.replace(folder, {name: _text(write) for name, write in files.items()})
    return [folder / name for name in files]


def _text(write: Callable[[TextIO], None]) -> Callable[[Path], None]:
    """Return what writes a text to a path."""

    def to_path(path: Path) -> None:
        with open_new(path) as stream:
            write(stream)

    return to_path
