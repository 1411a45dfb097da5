"""What sets of files need to change all at once: a workshop to write one in, a link to it, and its taking away.

The switch is the renaming of a link; whatever a kill leaves half done has a name that says so.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNFINISHED: Final = ".unfinished-"
"""How the names begin of what does not count yet, or not any more."""


@contextlib.contextmanager
def workshop(shelf: Path) -> Iterator[Path]:
    """Give an empty folder, readable as other new ones are, and take it away if it is still there at the end."""
    folder = _unfinished(shelf)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def point(link: Path, target: str, *, shelf: Path | None = None) -> None:
    """Make a link, or make it lead elsewhere, in one step; the new one is made on the shelf, or beside the old one."""
    new = _unfinished(shelf or link.parent)
    try:
        new.symlink_to(target)
        new.replace(link)
    finally:
        new.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Take away what writers that were killed left half done."""
    for unfinished in folder.glob(f"{UNFINISHED}*"):
        remove(unfinished)


def remove(path: Path) -> None:
    """Take a folder or link away; a folder first loses its name, so that no half of it ever counts as whole."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    if not path.name.startswith(UNFINISHED):
        path = path.rename(_unfinished(path.parent))
    shutil.rmtree(path, ignore_errors=True)


def _unfinished(shelf: Path) -> Path:
    return shelf / f"{UNFINISHED}{secrets.token_hex(8)}"
