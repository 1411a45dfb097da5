"""One reading process: pages are handed to it and answered in the same order, or it is said what became of it.

Neither sending nor waiting ever takes longer than a page may: a process that hangs is ended.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from typing import Final

from scraper.runs.readers import frames

_PIPE: Final = 1 << 20
"""Bytes that a pipe holds where the system lets it: some pages, so that neither side waits for the other."""
_CHUNK: Final = 1 << 18
_START: Final = "import sys; sys.path[:] = {path!r}; from scraper.runs.readers.inside import main; main()"


class LostError(Exception):
    """The process ended, or took too long and was ended; `str` says which."""


class Process:
    """A process, started at once. It ends when this end of its pipe is closed, be that by kill -9."""

    def __init__(self, patience: float) -> None:
        """Start it; a page may take `patience` seconds. Raises OSError where that can't be done."""
        self._patience = patience
        self._process = subprocess.Popen(  # noqa: S603  (this very program)
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._process.stdin is not None  # noqa: S101  (they are pipes)
        assert self._process.stdout is not None  # noqa: S101  (as above)
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError, AttributeError):  # Linux can, up to what root allows
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
        self.ready = False
        self.begun: deque[frames.Task] = deque()
        """The pages that it has and that are not answered yet."""
        self._since = time.monotonic()
        """When it began the page that it is at."""
        self._held = bytearray()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def begin(self, task: frames.Task) -> None:
        """Hand it a page. That it is lost is said when the answer is asked for."""
        if not self.begun:
            self._since = time.monotonic()
        self.begun.append(task)
        with contextlib.suppress(BrokenPipeError):
            for part in frames.of_task(task):
                if not self._sent(part):
                    return

    def has_answer(self) -> bool:
        """Tell whether something came that was not asked for yet: an answer, or the end."""
        return bool(select.select([self._from], [], [], 0)[0])

    def answer(self) -> frames.Answer:
        """Return what came of the first page that it has. Raises LostError."""
        if not self.ready:
            self._frame()
            self.ready = True
            self._since = time.monotonic()
        answer = frames.answer_of(self._frame())
        self.begun.popleft()
        self._since = time.monotonic()
        return answer

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _sent(self, data: bytes) -> bool:
        """Send it bytes; tell whether it took them."""
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(self._to, left) :]
            except BlockingIOError:
                if not select.select([], [self._to], [], self._patience)[1]:
                    return False
        return True

    def _frame(self) -> bytes:
        """Return what the next frame holds. Raises LostError."""
        [length] = frames.LENGTH.unpack(self._bytes(frames.LENGTH.size))
        return self._bytes(length)

    def _bytes(self, count: int) -> bytes:
        while len(self._held) < count:
            left = self._since + self._patience - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                raise LostError(f"reading it took over {self._patience:g} seconds")
            chunk = os.read(self._from, max(_CHUNK, count - len(self._held)))
            if not chunk:
                raise LostError(f"reading it ended its process ({_how(self._process.wait())})")
            self._held += chunk
        taken = bytes(self._held[:count])
        del self._held[:count]
        return taken


def _how(code: int) -> str:
    """Say how a process ended, as its exit code does."""
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
