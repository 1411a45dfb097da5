"""Fails every single system call of a run that keeps a history, in turn: a part of `make test-crash`.

After each, the history must say what the files say that stand, before anything is repaired; and so it must after the
next run, which then differs from the first one in one cell.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.history import History
from scraper.publish import generations, published
from scraper.schema import project_record
from tests.crash.runner import publish, record
from tests.crash.sweep import FAULTS, ROUNDS_AT_MOST, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS = {
    "pwrite": "pwrite64",
    "fsync": "fsync,fdatasync",
    "rename": "rename,renameat,renameat2",
    "unlink": "unlink,unlinkat,rmdir",
}
"""Kinds of system calls that change a disk, and their names in strace; SQLite alone uses pwrite."""
ONE_CELL = ("granted_amount", 12500.5, 14000)
EXPECTED = {"old", "new"}


def sweep(kinds: tuple[str, ...] = tuple(CALLS), *, step: int = 1) -> Iterator[Outcome]:
    """Yield what each failed system call leads to; `step` skips calls."""
    with tempfile.TemporaryDirectory() as scratch:
        pages, prepared, output = (Path(scratch) / name for name in ("pages", "prepared", "output"))
        record(pages, "old")
        publish(pages, prepared)
        record(pages, "new")
        for kind in kinds:
            for fault in FAULTS:
                for number in range(1, ROUNDS_AT_MOST, step):
                    shutil.copytree(prepared, output, symlinks=True)
                    done, hit = _run_with(pages, output, kind, fault, number)
                    outcome = Outcome(kind, fault, number, done.returncode, _judged(pages, output, done))
                    shutil.rmtree(output)
                    if not hit:
                        break
                    yield outcome


def _run_with(
    pages: Path, output: Path, kind: str, fault: str, number: int
) -> tuple[subprocess.CompletedProcess[str], bool]:
    """Run with one system call failing. Return how that ended and whether it came to that call."""
    log = output.with_name("strace.log")
    command = ["strace", "-f", "-o", str(log), "-e", f"trace={CALLS[kind]}"]
    command += ["-e", f"inject={CALLS[kind]}:{FAULTS[fault]}:when={number}"]
    command += [sys.executable, "-m", "tests.crash.runner", str(pages), str(output)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    trace = log.read_text(errors="replace")
    return done, "(INJECTED)" in trace or "killed by SIGKILL" in trace


def _judged(pages: Path, output: Path, done: subprocess.CompletedProcess[str]) -> str:
    if "Traceback" in done.stderr:
        return f"a traceback: {done.stderr.splitlines()[-1]}"
    left = _state(output)
    if left not in EXPECTED or (done.returncode == 0 and left == "old"):
        return f"{left} after exit code {done.returncode}"
    publish(pages, output)
    then = _state(output)
    return left if then == "new" else f"the next run leads to {then}"


def _state(output: Path) -> str:
    """Return which edition files and history tell of: `old`, `new`, or how they differ."""
    standing = generations.current(output)
    with History(str(output / "history.sqlite"), writing=False) as history:
        last = history.runs(None if standing is None else standing.name)[-1].id
        remembered = history.changes(0, last).added
        since_the_first = [cell for one in history.changes(1, last).changed for cell in one.cells]
    records = [project_record(project, evidence=False) for project in published.read(output)[1]]
    if [(one["id"], one["granted_amount"]) for one in remembered] != [(r["id"], r["granted_amount"]) for r in records]:
        return "history and files differ"
    changes = [tuple(cell) for cell in since_the_first]
    return {(): "old", (ONE_CELL,): "new"}.get(tuple(changes), f"unknown changes {changes}")


def main() -> int:
    """Print a table of all outcomes, and return 1 where history and files differed."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for one in sweep(step=int(os.environ.get("COUNCIL_SCRAPER_STEP", "1"))):
        counts.setdefault((one.call, one.fault), Counter())[one.left] += 1
    print(f"{'history':8}{'fault':11}{'failed':>7}   left standing")
    for (call, fault), lefts in counts.items():
        told = ", ".join(f"{left}: {count}" for left, count in sorted(lefts.items()))
        print(f"{call:8}{fault:11}{lefts.total():7}   {told}")
    broken = sum(count for lefts in counts.values() for left, count in lefts.items() if left not in EXPECTED)
    print(f"histories that differ from their files: {broken}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
