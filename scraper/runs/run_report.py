"""How a run goes, while it goes: what each source yielded, how that was judged, and what came of it.

Nouns with what can be told from them; run.py and settling.py fill them in, run_record.py keeps what lasts.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from scraper.errors import InputError
from scraper.gates import Gate, Yielded, accept
from scraper.model import WarningCode
from scraper.runs import run_record
from scraper.runs.run_record import RunRecord, SourceRecord
from scraper.schema import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scraper.history import Recorded
    from scraper.model import Page, Person, Project
    from scraper.runs.run_record import Outcome, Status
    from scraper.sources import Lookup, Source

GATE_FAILED: Final = 6
TOO_OLD: Final = 7
"""Exit codes besides those of errors: a gate failed; last good rows are older than they may be."""


@dataclass(slots=True)
class SourceReport:
    """What one source yielded, and what is published of it."""

    source: Source
    pages: list[Page] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    """Who is not named in what is published; in memory alone, until a history keeps it."""
    failures: list[str] = field(default_factory=list)
    """Why the source failed, a line each."""
    remarks: list[str] = field(default_factory=list)
    """What a person should look at although nothing failed, a line each."""
    lookups: Counter[Lookup] = field(default_factory=Counter)
    """How often each of the source's lookups was used."""
    gates: list[Gate] = field(default_factory=list)
    """What was held against it, and how that came out."""
    standing: Yielded | None = None
    """The last good rows, where the source failed and they are published again."""
    good_at: datetime | None = None
    """When a run last read all of the source and found it good."""
    repeats: int = 0
    """How many printings of projects were left out, since another page says the same."""
    seconds: float = 0
    """From its first page to its last one."""

    @property
    def granted(self) -> Decimal:
        """The sum of the grants that could be read, in euros."""
        return sum((project.granted_amount or Decimal() for project in self.projects), Decimal())

    @property
    def warnings(self) -> Counter[str]:
        """How often the pages and projects carry each warning."""
        found = Counter(code for page in self.pages for code in page.warnings)
        found.update(code for project in self.projects for code in project.warnings)
        return found

    @property
    def published(self) -> Yielded:
        """What the dataset gets: what was read, or the last good rows; of what failed a gate, nothing."""
        if self.standing is not None:
            return self.standing
        return Yielded([], []) if self.is_stopped else Yielded(self.pages, self.projects)

    @property
    def is_stopped(self) -> bool:
        """Whether a gate failed."""
        return any(gate.verdict == "failed" for gate in self.gates)

    def hold(self, gates: Iterable[Gate], *, accepted: bool) -> None:
        """Take gates to the others, and say of those that were not passed what they say."""
        taken = accept(gates) if accepted else list(gates)
        self.gates += taken
        self.failures += [gate.message for gate in taken if gate.verdict == "failed"]
        self.remarks += [gate.message for gate in taken if gate.verdict == "warned"]
        self.remarks += [f"accepted: {gate.message}" for gate in taken if gate.verdict == "accepted"]

    def record(self) -> SourceRecord:
        """Return what is kept of this."""
        outcome: Outcome = "good" if not self.failures else "kept" if self.standing is not None else "failed"
        return SourceRecord(
            id=self.source.id,
            outcome=outcome,
            pages=len(self.pages),
            projects=len(self.projects),
            granted=number(self.granted),
            kept=0 if self.standing is None else len(self.standing.projects),
            good_at=self.good_at,
            withheld=sum(WarningCode.WITHHELD in project.warnings for project in self.published.projects),
            lookups=self.lookups.total(),
            repeats=self.repeats,
            seconds=round(self.seconds, 3),
            warnings=dict(sorted(self.warnings.items())),
            failures=self.failures,
            remarks=self.remarks,
            gates=self.gates,
        )


@dataclass(slots=True)
class Bystander:
    """A source that this run did not read, and whose rows stand in the dataset."""

    id: str
    rows: Yielded
    good_at: datetime | None
    gate: Gate | None = None
    """That it is defined: held where it is not."""

    @property
    def failures(self) -> list[str]:
        """Why it needs a person, a line."""
        return [self.gate.message] if self.gate is not None and self.gate.verdict == "failed" else []

    @property
    def remarks(self) -> list[str]:
        """What was accepted, a line."""
        return [f"accepted: {self.gate.message}"] if self.gate is not None and not self.failures else []

    def record(self) -> SourceRecord:
        """Return what is kept of this."""
        return SourceRecord(
            id=self.id,
            outcome="unread" if self.gate is None else "undefined",
            kept=len(self.rows.projects),
            good_at=self.good_at,
            failures=self.failures,
            remarks=self.remarks,
            gates=[] if self.gate is None else [self.gate],
        )


@dataclass(slots=True)
class RunReport:
    """How a run went."""

    sources: list[SourceReport]
    last: RunRecord | None = None
    """The record of the run before."""
    others: list[Bystander] = field(default_factory=list)
    """Sources that stand in the dataset and were not read."""
    files: list[Path] = field(default_factory=list)
    """The published files; empty where nothing was published."""
    kept: bool = False
    """Whether an earlier dataset was left standing because a source failed."""
    too_old: list[str] = field(default_factory=list)
    """Sources whose last good rows are older than they may be, a line each: nothing is published then."""
    accepted: str | None = None
    """The reason why what failed its gates is published."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Projects that are not in 360giving.json, by reason."""
    stopped: str | None = None
    """What ended the run before its end: an error, or a person."""
    projects: int = 0
    """How many were published."""
    generation: str | None = None
    """The set of files that stands."""
    history: Recorded | None = None
    """What was written into the history; None where none is kept."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of its parts."""
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    clock: float = field(default_factory=time.monotonic)
    """When the part that is under way began."""

    @property
    def failed(self) -> list[SourceReport]:
        """The sources that failed."""
        return [report for report in self.sources if report.failures]

    @property
    def exit_code(self) -> int:
        """0; 3 where a source could not be read, 6 where a gate failed, 7 where last good rows are too old."""
        if self.too_old:
            return TOO_OLD
        if any(one.is_stopped for one in self.sources) or any(one.failures for one in self.others):
            return GATE_FAILED
        return InputError.exit_code if self.failed else 0

    @property
    def status(self) -> Status:
        """How the run went, in a word."""
        return self.promise if self.files else "failed"

    @property
    def promise(self) -> Status:
        """How the run goes if what is about to be published will be."""
        if self.exit_code:
            return "partial"
        return "complete" if self.projects else "empty"

    @property
    def reason(self) -> str | None:
        """Why the run is not complete, in a line."""
        lines = [f"{one.source.id}: {line}" for one in self.sources for line in one.failures]
        lines += [f"{one.id}: {line}" for one in self.others for line in one.failures]
        first = self.stopped or next(iter([*self.too_old, *lines]), None)
        return first if first is None or len(lines) < 2 or self.stopped else f"{first} (and {len(lines) - 1} more)"

    def passed(self, part: str) -> None:
        """Note how long a part took, which ends now."""
        now = time.monotonic()
        self.timings[part] = round(now - self.clock, 3)
        self.clock = now

    def record(self, exit_code: int) -> RunRecord:
        """Return what is kept of this run, which ends now."""
        sources = [one.record() for one in self.sources] + [one.record() for one in self.others]
        return RunRecord(
            status=self.status,
            exit_code=exit_code,
            started_at=self.started_at,
            finished_at=datetime.now(UTC),
            reason=self.reason,
            accepted=self.accepted,
            generation=self.generation,
            published=bool(self.files),
            timings=self.timings,
            left_out=dict(sorted(self.left_out.items())),
            versions=run_record.versions(),
            sources=sources if self.stopped is None else list(self._unread(sources)),
        )

    def _unread(self, sources: Iterable[SourceRecord]) -> Iterator[SourceRecord]:
        """Yield the sources of a run that ended early: their rows stand, and are as old as the record before says."""
        before = {} if self.last is None else {one.id: _stands(one) for one in self.last.sources}
        for one in sources:
            known = before.pop(one.id, SourceRecord(one.id, "unread"))
            outcome = one.outcome if one.pages or one.failures else known.outcome
            yield replace(one, outcome=outcome, kept=known.kept, good_at=one.good_at or known.good_at)
        yield from before.values()


def _stands(known: SourceRecord) -> SourceRecord:
    """Return how a source stands of which no more is known than the record before."""
    return SourceRecord(known.id, "unread", kept=known.kept or known.projects, good_at=known.good_at)
