"""Files that are old or new, never half: what is written goes to a temporary file that takes the place at the end.

A path comes in, an open stream goes out. An error on the way, a full disk or an interrupt leaves the old file as it
was and no temporary one behind; what is no plain file (a folder, a device) is refused.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from scraper.disk import flush_folder
from scraper.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def write_atomically(path: Path) -> Iterator[TextIO]:
    """Give a stream as `open_new` does, whose content becomes the file at `path` when the block ends without an error.

    An existing file keeps its permissions, a link stays and what it leads to is replaced. Raises PublishError where
    the file can't be written.
    """
    with replacing(path) as temporary, open_new(temporary) as stream:
        yield stream


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the path of a file to be made, which becomes the one at `path` as `write_atomically` says."""
    with failures_of(path):
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        temporary = target.with_name(f".{secrets.token_hex(8)}.part")
        try:
            yield temporary
            if mode is not None:
                temporary.chmod(mode)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        flush_folder(target.parent)


@contextlib.contextmanager
def open_new(path: Path) -> Iterator[TextIO]:
    r"""Give a stream to a file that must not exist yet; at the end of the block it is safely on the disk.

    UTF-8, line ends as they are written. A lone surrogate, which UTF-8 can't hold, is written as `\udc80`.
    """
    with path.open("x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def failures_of(path: Path) -> Iterator[None]:
    """Turn what the system refuses within the block into a PublishError about `path`."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        if error.filename2 is not None:  # what a rename would have replaced
            why = f"{Path(error.filename2).name}: {why}"
        raise PublishError(
            f"{path}: can't be written ({why}); what was there is unchanged, try another place"
        ) from None


def _mode(target: Path) -> int | None:
    """Return the permissions of the file to be replaced, None where there is none. Raises PublishError for no file."""
    try:
        found = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found):
        raise PublishError(f"{target}: is no plain file; name a file, or - for standard output")
    return stat.S_IMODE(found)
