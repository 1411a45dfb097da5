"""How the last run went: a record comes in and `run.json` goes out, in the folder of the dataset, and back.

It is written whole or not at all, also for a run that failed. One that could not write it, or was killed, leaves a sign
that it had begun. What is no record of ours is read as none.
"""

from __future__ import annotations

import dataclasses
import json
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, Literal

from scraper.gates import Gate
from scraper.publish.atomic import failures_of, write_atomically
from scraper.schema import SCHEMA_VERSION, plain

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "run.json"
SIGN: Final = ".running"
"""An empty file: a run began when it says that it was changed, and has written no record yet."""
_PACKAGES: Final = ("council-scraper", "lxml", "dateparser", "pandas", "pyarrow", "XlsxWriter")
"""What can change a dataset although its pages did not."""

Status = Literal["complete", "partial", "empty", "failed"]
"""How a run went:

`complete`  every source was read, and passed its gates
`partial`   a source failed; the others were published, with its last good rows where it has some
`empty`     every source was read and rightly has no projects
`failed`    nothing was published; what stood before stands
"""
Outcome = Literal["good", "kept", "failed", "unread", "undefined"]
"""How a source came out:

`good`       its new rows are published, or would be if the run had not failed
`kept`       it failed, and its last good rows stand
`failed`     it failed, and it has no last good rows
`unread`     it is defined, this run did not come to read it, and its rows stand
`undefined`  it is no longer defined, and its rows stand until that is accepted
"""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """How one source came out."""

    id: str
    outcome: Outcome
    pages: int = 0
    """How many this run read."""
    projects: int = 0
    """How many this run read."""
    granted: float = 0
    """The sum of their grants, in euros."""
    kept: int = 0
    """How many projects of an earlier run stand."""
    good_at: datetime | None = None
    """When a run last read all of it and found it good."""
    withheld: int = 0
    """How many projects are published without the name of a person."""
    lookups: int = 0
    """How many values were corrected."""
    repeats: int = 0
    """How many printings of projects were left out, since another page says the same."""
    seconds: float = 0
    """From its first page to its last one."""
    warnings: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """How one run went."""

    status: Status
    exit_code: int
    started_at: datetime
    finished_at: datetime
    reason: str | None = None
    """Why it is not complete, in a line."""
    accepted: str | None = None
    """The reason that `--accept` was given for what failed its gates."""
    generation: str | None = None
    """The set of files that stands after the run."""
    published: bool = False
    """Whether this run wrote it, or would have written the same."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of its parts."""
    left_out: dict[str, int] = field(default_factory=dict)
    """Projects that are not in 360giving.json, by reason."""
    versions: dict[str, str] = field(default_factory=dict)
    sources: list[SourceRecord] = field(default_factory=list)
    schema_version: str = SCHEMA_VERSION


def versions() -> dict[str, str]:
    """Return the versions of all that a dataset depends on besides its pages."""
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}


def dumps(record: RunRecord) -> str:
    """Return a record as JSON."""
    return json.dumps(dataclasses.asdict(record), ensure_ascii=False, indent=2, default=plain) + "\n"


def begin(folder: Path) -> None:
    """Leave the sign that a run has begun. Raises PublishError."""
    with failures_of(folder):
        (folder / SIGN).touch()


def begun(folder: Path) -> datetime | None:
    """Return when a run began that has written no record: it is under way, was killed, or could not write."""
    try:
        return datetime.fromtimestamp((folder / SIGN).stat().st_mtime, UTC)
    except OSError:
        return None


def write(folder: Path, record: RunRecord) -> None:
    """Write the record of the run that has begun into a folder. Raises PublishError; the old one then stands."""
    with write_atomically(folder / FILE) as stream:
        stream.write(dumps(record))
    with failures_of(folder):
        (folder / SIGN).unlink(missing_ok=True)


def read(folder: Path) -> RunRecord | None:
    """Return the record of the last run in a folder; None where there is none, or what is there is none of ours."""
    try:
        return _record(json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _record(table: dict[str, Any]) -> RunRecord:
    for name in ("started_at", "finished_at"):
        table[name] = datetime.fromisoformat(table[name])
    return RunRecord(**{**table, "sources": [_source(one) for one in table["sources"]]})


def _source(table: dict[str, Any]) -> SourceRecord:
    good_at = table["good_at"] and datetime.fromisoformat(table["good_at"])
    return SourceRecord(**{**table, "good_at": good_at, "gates": [Gate(**gate) for gate in table["gates"]]})
