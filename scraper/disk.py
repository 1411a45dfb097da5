"""Files on a disk: what was written outlasts a power cut when the call returns; what is long is hashed bit by bit."""

from __future__ import annotations

import contextlib
import hashlib
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


def digest(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
