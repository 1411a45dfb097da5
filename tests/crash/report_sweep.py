"""Fails every single system call of the writing of a report, in turn: a part of `make test-crash`.

What stands afterwards must be the old site or the new one, each file of it and no other; and the next one must work.
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

from scraper.report import shelf
from tests.crash.reporter import files, publish
from tests.crash.sweep import CALLS, FAULTS, ROUNDS_AT_MOST, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

Content = dict[str, bytes]


def sweep(kinds: tuple[str, ...] = tuple(CALLS), *, step: int = 1) -> Iterator[Outcome]:
    """Yield what each failed system call leads to; `step` skips calls."""
    with tempfile.TemporaryDirectory() as scratch:
        prepared, output = Path(scratch) / "prepared", Path(scratch) / "output"
        prepared.mkdir()
        publish(prepared, "old")
        for kind in kinds:
            for fault in FAULTS:
                for number in range(1, ROUNDS_AT_MOST, step):
                    shutil.copytree(prepared, output, symlinks=True)
                    done, hit = _write_with(output, kind, fault, number)
                    outcome = Outcome(kind, fault, number, done.returncode, _judged(output, done))
                    shutil.rmtree(output)
                    if not hit:
                        break
                    yield outcome


def content(folder: Path) -> Content:
    """Return the site's files by their names."""
    site = folder / shelf.NAME
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _write_with(folder: Path, kind: str, fault: str, number: int) -> tuple[subprocess.CompletedProcess[str], bool]:
    """Write the new report with one system call failing. Return how that ended and whether it came to that call."""
    log = folder.with_name("strace.log")
    command = ["strace", "-f", "-o", str(log), "-e", f"trace={CALLS[kind]}"]
    command += ["-e", f"inject={CALLS[kind]}:{FAULTS[fault]}:when={number}"]
    command += [sys.executable, "-m", "tests.crash.reporter", str(folder), "new"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    trace = log.read_text(errors="replace")
    return done, "(INJECTED)" in trace or "killed by SIGKILL" in trace


def _judged(folder: Path, done: subprocess.CompletedProcess[str]) -> str:
    if "Traceback" in done.stderr:
        return f"a traceback: {done.stderr.splitlines()[-1]}"
    old, new = dict(files("old")), dict(files("new"))
    left = content(folder)
    which = "old" if left == old else "new" if left == new else "a mixture"
    if done.returncode == 0 and which == "old":
        return "success was told, the old site stands"
    publish(folder, "new")
    kept = [path.name for path in (folder / shelf.SHELF).iterdir() if path.name != shelf.LOCK]
    return which if content(folder) == new and len(kept) == 1 else f"the next one leaves {kept}"


def main() -> int:
    """Print a table of all outcomes, and return 1 where a site was broken."""
    lefts: dict[tuple[str, str], Counter[str]] = {}
    for one in sweep():
        lefts.setdefault((one.call, one.fault), Counter())[one.left] += 1
    print(f"{'call':8}{'fault':11}{'failed':>7}   left standing")
    for (call, fault), found in lefts.items():
        told = ", ".join(f"{left}: {count}" for left, count in sorted(found.items()))
        print(f"{call:8}{fault:11}{found.total():7}   {told}")
    failed = sum(found.total() for found in lefts.values())
    broken = sum(count for found in lefts.values() for left, count in found.items() if left not in {"old", "new"})
    print(f"broken sites: {broken} of {failed}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
