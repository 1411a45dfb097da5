"""Where data goes: standard output, or a file that appears whole or not at all.

A path comes in, a text stream goes out; a disk that is full or a folder that is closed becomes a PublishError.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from scraper.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator

STDOUT = "-"


@contextmanager
def opened(path: str) -> Iterator[TextIO]:
    """Yield a UTF-8 stream to `path`, or to standard output for `-`. Raises PublishError, and BrokenPipeError there."""
    if path == STDOUT:
        with _standard_output() as stream:
            yield stream
    elif _is_device(path):
        with _device(path) as stream:
            yield stream
    else:
        from scraper.publish.atomic import write_atomically  # only where a file is written

        with write_atomically(Path(path)) as stream:
            yield stream


def standard() -> TextIO:
    """Return standard output. Raises PublishError where it is closed."""
    if sys.stdout is None:
        raise PublishError("standard output: is closed; open it or name a file")
    return sys.stdout


def let_go_of(stream: TextIO) -> None:
    """Send what is still buffered for stdout or stderr nowhere: the interpreter's last flush must not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    stream = standard()
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go_of(stream)
        raise PublishError(
            f"standard output: could not be written ({error.strerror}); name a file with --output"
        ) from None


@contextmanager
def _device(path: str) -> Iterator[TextIO]:
    """Write straight to a pipe or a device: a file renamed over `/dev/null` would take its place."""
    try:
        with open(path, "w", encoding="utf-8", newline="") as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PublishError(f"{path}: could not be written ({error.strerror}); name another file") from None


def _is_device(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
