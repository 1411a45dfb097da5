"""What runs in a reading process: pages come in on standard input, what stands on them goes out on standard output.

It ends when its input does, whatever it is doing then: nobody is left to take the answer. An error that is not a
page's fault ends it too, with a traceback; the run then knows which page did that.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from scraper import pipeline
from scraper.errors import UnreadablePageError
from scraper.runs import recall
from scraper.runs.readers import frames

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_MEMORY: Final = 4 << 30
"""Bytes of addresses that a page may make its reader take: a page at the limit of the fetcher takes a tenth."""
_FIRST_PAGE: Final = b"<!DOCTYPE html><title>Hanke</title><p>Hakija: Lopen kunta</p><p>Tuki: 5 000 \xe2\x82\xac</p>"


def main() -> None:
    """Answer page after page until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the run says when to end
    _limit_memory()
    pages: SimpleQueue[frames.Task] = SimpleQueue()
    threading.Thread(target=_take_in, args=(sys.stdin.buffer, pages), daemon=True).start()
    pipeline.extract(_FIRST_PAGE)  # whatever the first page has to wait for is made before it comes
    _write(answers, frames.framed(frames.READY))
    while True:
        _write(answers, frames.of_answer(answer(pages.get())))


def answer(task: frames.Task) -> frames.Answer:
    """Read one page."""
    try:
        found = pipeline.extract(task.body, url=task.url, content_type=task.content_type, labels=task.labels)
    except UnreadablePageError as error:
        return frames.Answer(refused=str(error))
    return frames.Answer(found=recall.pack(found))


def _take_in(stream: BinaryIO, pages: SimpleQueue[frames.Task]) -> None:
    """Take pages in as they come, so that whoever sends one need not wait until the one before is read."""
    while (frame := frames.read(stream)) is not None:
        pages.put(frames.task_of(frame))
    os._exit(0)


def _limit_memory() -> None:
    with contextlib.suppress(ValueError, OSError):  # where the system allows less already
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _write(stream: BinaryIO, frame: bytes) -> None:
    left = memoryview(frame)
    while left:
        left = left[stream.write(left) :]
