"""What was written outlasts a power cut: files and folders come in, they are on the disk when the call returns."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def flush_file(file: Path) -> None:
    """Have a file that somebody else wrote outlast a power cut. Raises OSError."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Have the names in a folder, not only the files, outlast a power cut, where the file system can do that.

    Where it can't, nothing is wrong yet: the files are in their places.
    """
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
