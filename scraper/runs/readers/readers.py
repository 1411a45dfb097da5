"""The reading processes of a run: pages go in, what stands on them comes out.

Where a page brings its process down or takes too long, that page fails, and those that waited behind it are read by
another. Where no process can be started, pages are read in the run's own.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from scraper.errors import UnreadablePageError
from scraper.runs.readers import inside
from scraper.runs.readers.process import LostError, Process

if TYPE_CHECKING:
    from types import TracebackType

    from scraper.runs.readers.frames import Answer, Task

PATIENCE: Final = 120.0
"""Seconds that a page may take: one of 20,000 projects takes ten."""
MOST: Final = 8
"""Processes at most: by then a run waits for its sites, not for its pages."""
BUSY: Final = 4
"""So many pages of its own keep a process busy: it has the next one when it is done with one."""
_ADVICE = "save the page and send it to this program's makers; the other pages are read"


@dataclass(slots=True, eq=False)
class Ticket:
    """A page that was handed in."""

    task: Task
    process: Process | None = None
    answer: Answer | None = None
    lost: str | None = None
    """What became of the process that read it, where that was lost."""


class Readers:
    """Some processes; one is started at once, further ones when all are busy."""

    def __init__(self, most: int | None = None, *, patience: float = PATIENCE) -> None:
        """Have `most` processes: None for as many as there are processors beside the run's own; 0 for none at all."""
        self._most = spare_processors() if most is None else most
        self._patience = patience
        self._processes: list[Process] = []
        self._tickets: dict[Process, list[Ticket]] = {}
        if self._most:
            self._start()

    @property
    def ahead(self) -> int:
        """How many pages may be handed in before the first is taken out; more would only wait."""
        return 2 * BUSY * self._most

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes."""
        return [process.pid for process in self._processes]

    def begin(self, task: Task) -> Ticket:
        """Hand a page in."""
        ticket = Ticket(task)
        process = self._idlest()
        if process is not None:
            self._hand(process, ticket)
        return ticket

    def is_done(self, ticket: Ticket) -> bool:
        """Tell whether a page is read, so that its result is there at once."""
        process = ticket.process
        while ticket.answer is None and process is not None and process.ready and process.has_answer():
            self._take_next(process)
            process = ticket.process
        return ticket.answer is not None

    def result(self, ticket: Ticket) -> bytes:
        """Return what stands on a page, as `recall` packs it. Raises UnreadablePageError."""
        while ticket.answer is None and ticket.lost is None:
            if ticket.process is None:
                ticket.answer = inside.answer(ticket.task)
            else:
                self._take_next(ticket.process)
        if ticket.lost is not None:
            raise UnreadablePageError(f"{ticket.lost}; {_ADVICE}")
        assert ticket.answer is not None  # noqa: S101  (the loop's end)
        if ticket.answer.found is None:
            raise UnreadablePageError(ticket.answer.refused)
        return ticket.answer.found

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.end()
        self._processes.clear()
        self._tickets.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _idlest(self) -> Process | None:
        """Return the process with the fewest pages, a new one where all are busy; None where none can be had."""
        least = min(self._processes, key=lambda process: len(process.begun), default=None)
        if self._most and (least is None or (len(least.begun) >= BUSY and len(self._processes) < self._most)):
            return self._start() or least
        return least

    def _start(self) -> Process | None:
        try:
            process = Process(self._patience)
        except OSError:
            self._most = len(self._processes)  # no more than there are
            return None
        self._processes.append(process)
        self._tickets[process] = []
        return process

    def _hand(self, process: Process, ticket: Ticket) -> None:
        ticket.process = process
        self._tickets[process].append(ticket)
        process.begin(ticket.task)

    def _take_next(self, process: Process) -> None:
        """Take a process's next answer; where it is lost, say so of its page, and hand the others to another."""
        try:
            answer = process.answer()
        except LostError as lost:
            self._replace(process, str(lost))
        else:
            self._tickets[process].pop(0).answer = answer

    def _replace(self, process: Process, lost: str) -> None:
        tickets = self._tickets.pop(process)
        self._processes.remove(process)
        process.end()
        if process.ready:
            tickets.pop(0).lost = lost
        else:
            self._most = len(self._processes)  # one that never was ready tells nothing of a page
        for ticket in tickets:
            ticket.process = None
            if (other := self._idlest()) is not None:
                self._hand(other, ticket)


def spare_processors() -> int:
    """Return how many processors this program may use beside its first, one at least."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST, allowed - 1))
