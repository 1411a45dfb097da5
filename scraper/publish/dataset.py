"""The published dataset: a folder with the files of formats.py, which belong together.

An edition comes in, the paths of the written files go out. They change all at once (generations.py); whatever
else the folder holds stays. A kernel lock lets one writer in at a time; it is freed however that one ends.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import itertools
from typing import TYPE_CHECKING

from scraper.errors import BusyError, PublishError
from scraper.publish import formats, generations
from scraper.publish.atomic import failures_of
from scraper.publish.formats import FILES, Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK = ".lock"


def publish(folder: Path, edition: Edition) -> list[Path]:
    """Make an edition the dataset in the folder, projects sorted by id, and return the paths of its files.

    Raises PublishError where that can't be done or another run is writing there; the old files then stand.
    """
    with locked(folder):
        return replace(folder, edition)


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


def is_busy(folder: Path) -> bool:
    """Tell whether somebody is writing to the folder. Nothing is made or changed."""
    try:
        with (folder / LOCK).open("rb") as holder:
            fcntl.flock(holder, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def replace(folder: Path, edition: Edition, *, about_to: Callable[[str], None] | None = None) -> list[Path]:
    """Do the work of `publish` for a caller that holds the lock.

    `about_to` is told the generation's name when its files are ready but do not count yet; what it raises keeps the
    old ones.
    """
    rows = sorted(edition.projects, key=lambda project: project.id)
    for one, other in itertools.pairwise(rows):
        if one.id == other.id:
            raise PublishError(f"{folder}: two projects have the id {one.id}; nothing was written")
    edition = dataclasses.replace(edition, projects=rows)
    with failures_of(folder):
        generations.replace(folder, dict.fromkeys(FILES, lambda path: formats.write(path, edition)), about_to=about_to)
    return [folder / name for name in FILES]
