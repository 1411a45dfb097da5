"""The log for programs: events come in, each goes out as one line of JSON, safe to show on any terminal.

Keys that do not apply are left out. What a stranger chose (addresses, messages) holds no character that a terminal
might obey or not show: those are JSON escapes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import threading
from datetime import datetime
from typing import TYPE_CHECKING

from scraper.cli.output import standard
from scraper.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.crawl.events import Event, Watch

STDOUT = "-"


@contextlib.contextmanager
def log_to(name: str) -> Iterator[Watch]:
    """Give what writes each event to a file, at its end; `-` is standard output. Raises PublishError.

    A line is written at once, so that whoever reads along misses nothing, and whole, whichever thread it comes from.
    """
    lock = threading.Lock()
    with contextlib.ExitStack() as at_the_end:
        with _failures(name):
            if name == STDOUT:
                standard()
            put = _say if name == STDOUT else at_the_end.enter_context(open(name, "ab", buffering=0)).write

        def write(event: Event) -> None:
            with lock, _failures(name):
                put(line(event).encode())

        yield write


@contextlib.contextmanager
def _failures(name: str) -> Iterator[None]:
    """Turn what the system refuses into a PublishError; a reader who left is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PublishError(f"{name}: can't be written ({error.strerror}); make room, or log to another file") from None


def _say(data: bytes) -> None:
    stream = standard()
    stream.write(data.decode())
    stream.flush()


def line(event: Event) -> str:
    """Return an event as a line of JSON."""
    facts = {name: value for name, value in dataclasses.asdict(event).items() if value is not None}
    at = event.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return (
        _shown(
            json.dumps({"at": at, **{name: _plain(facts[name]) for name in facts if name != "at"}}, ensure_ascii=False)
        )
        + "\n"
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return round(value, 3) if isinstance(value, float) else value


def _shown(text: str) -> str:
    """Return JSON with each character that is not printable as an escape of JSON."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)
