"""Fails every single system call of an archive that is being written, in turn: a part of `make test-crash`.

After each, the archive is opened anew: each page that was told to be stored must be there, and nothing be wrong.
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

from scraper.archive import Archive
from scraper.errors import ArchiveError
from tests.crash.archiver import page, url
from tests.crash.sweep import FAULTS, ROUNDS_AT_MOST, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS = {
    "write": "write",
    "pwrite": "pwrite64",
    "fsync": "fsync,fdatasync",
    "truncate": "ftruncate",
    "unlink": "unlink,unlinkat",
    "mkdir": "mkdir,mkdirat",
}
"""Kinds of system calls that change a disk, and their names in strace; the index is what uses pwrite."""


def sweep(kinds: tuple[str, ...] = tuple(CALLS), *, step: int = 1) -> Iterator[Outcome]:
    """Yield what each failed system call leads to; `step` skips calls."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "archive"
        for kind in kinds:
            for fault in FAULTS:
                for number in range(1, ROUNDS_AT_MOST, step):
                    done, hit = _store_with(folder, kind, fault, number)
                    if not hit:
                        break
                    yield Outcome(kind, fault, number, done.returncode, _judged(folder, done))
                    shutil.rmtree(folder, ignore_errors=True)
                shutil.rmtree(folder, ignore_errors=True)


def _store_with(folder: Path, kind: str, fault: str, number: int) -> tuple[subprocess.CompletedProcess[str], bool]:
    """Store pages with one system call failing. Return how that ended and whether it came to that call."""
    log = folder.with_name("strace.log")
    told = folder.with_name("told")
    command = ["strace", "-f", "-o", str(log), "-e", f"trace={CALLS[kind]}"]
    command += ["-e", f"inject={CALLS[kind]}:{FAULTS[fault]}:when={number}"]
    command += [sys.executable, "-m", "tests.crash.archiver", str(folder)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with told.open("w") as stream:
        done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, text=True, check=False, env=environment)
    done.stdout = told.read_text()
    trace = log.read_text(errors="replace")
    return done, "(INJECTED)" in trace or "killed by SIGKILL" in trace


def _judged(folder: Path, done: subprocess.CompletedProcess[str]) -> str:
    numbers = [int(line) for line in done.stdout.split()]
    if "Traceback" in done.stderr and "print(number" not in done.stderr:  # what it tells may be refused, too
        return f"a traceback: {done.stderr.splitlines()[-1]}"
    try:
        with Archive(folder) as archive:
            captures = [archive.latest(url(number)) for number in numbers]
            lost = [n for n, one in zip(numbers, captures, strict=True) if one is None or archive.body(one) != page(n)]
            faults = list(archive.faults())
    except ArchiveError as error:
        return f"can't be opened: {error}"
    return f"lost: {lost}" if lost else f"wrong: {faults[0].what}" if faults else "all there"


def main() -> int:
    """Print a table of all outcomes, and return 1 where a page was lost."""
    lefts: dict[tuple[str, str], Counter[str]] = {}
    for one in sweep():
        lefts.setdefault((one.call, one.fault), Counter())[one.left] += 1
    print(f"{'call':10}{'fault':11}{'failed':>7}   the archive afterwards")
    for (call, fault), left in lefts.items():
        print(f"{call:10}{fault:11}{left.total():7}   {', '.join(f'{what}: {n}' for what, n in sorted(left.items()))}")
    total = sum(left.total() for left in lefts.values())
    broken = total - sum(left["all there"] for left in lefts.values())
    print(f"broken archives: {broken} of {total}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
