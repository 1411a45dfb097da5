"""What a run and its reading processes say to each other: a page one way, what stands on it the other, as bytes.

A frame is its length, eight bytes, and so many bytes. Nothing in a frame is ever run.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LENGTH: Final = struct.Struct("!Q")
READY: Final = b"ready"
"""The first frame that a process sends."""
_FOUND: Final = b"+"
_REFUSED: Final = b"-"


class Task(NamedTuple):
    """A page to read, and what is known of it, as `extract` takes it."""

    body: bytes
    url: str
    content_type: str | None
    labels: Mapping[str, tuple[str, ...]]


class Answer(NamedTuple):
    """What came of a page: one of the two is there."""

    found: bytes | None = None
    """An extraction, as `recall` packs it."""
    refused: str | None = None
    """Why the page can't be read."""


def framed(*parts: bytes) -> bytes:
    """Return a frame that holds the parts, one after the other."""
    return b"".join((LENGTH.pack(sum(map(len, parts))), *parts))


def of_task(task: Task) -> tuple[bytes, bytes]:
    """Return the frame of a page in two parts: the page itself may be large, and is not copied."""
    about = json.dumps((task.url, task.content_type, dict(task.labels))).encode("ascii")
    length = LENGTH.size + len(about) + len(task.body)
    return b"".join((LENGTH.pack(length), LENGTH.pack(len(about)), about)), task.body


def task_of(frame: bytes) -> Task:
    """Return the page that `of_task` made a frame of."""
    [length] = LENGTH.unpack_from(frame)
    end = LENGTH.size + length
    url, content_type, labels = json.loads(frame[LENGTH.size : end])
    return Task(frame[end:], url, content_type, labels)


def of_answer(answer: Answer) -> bytes:
    """Return the frame of what came of a page."""
    if answer.found is not None:
        return framed(_FOUND, answer.found)
    return framed(_REFUSED, (answer.refused or "").encode("utf-8", "surrogatepass"))


def answer_of(frame: bytes) -> Answer:
    """Return what `of_answer` made a frame of."""
    if frame[:1] == _FOUND:
        return Answer(found=frame[1:])
    return Answer(refused=frame[1:].decode("utf-8", "surrogatepass"))


def read(stream: BinaryIO) -> bytes | None:
    """Return what the next frame holds; None at the end, and where the rest is cut off."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    [length] = LENGTH.unpack(head)
    held = stream.read(length)
    return held if len(held) == length else None
