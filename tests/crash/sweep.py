"""Fails every single system call of a publication, in turn, and looks at what is left: `make test-crash`.

For the n-th write, fsync, rename … the program is killed, or told that the disk is full; then n + 1, until it runs
through. What stands afterwards must be the old dataset or the new one, each file of it; and the next run must work.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.publish import dataset
from tests.crash.publisher import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS = {
    "write": "write,pwrite64,writev",
    "fsync": "fsync,fdatasync",
    "rename": "rename,renameat,renameat2",
    "link": "symlink,symlinkat,link,linkat",
    "unlink": "unlink,unlinkat,rmdir",
    "mkdir": "mkdir,mkdirat",
}
"""Kinds of system calls that change a disk, and their names in strace."""
FAULTS = {"killed": "signal=SIGKILL", "disk full": "error=ENOSPC"}
ROUNDS_AT_MOST = 2000
Content = dict[str, bytes]


@dataclass(frozen=True)
class Outcome:
    """What one failed call led to."""

    call: str
    fault: str
    number: int
    ended: int
    """The program's exit code, negative for the signal that ended it; 0 where the fault came after the end."""
    left: str
    """`old`, `new`, or what is wrong."""


def sweep(kinds: tuple[str, ...] = tuple(CALLS), *, step: int = 1) -> Iterator[Outcome]:
    """Yield what each failed system call leads to; `step` skips calls."""
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared"
        publish(prepared, "old")
        old = content(prepared)
        after = Path(scratch) / "after"
        publish(after, "new")
        new = content(after)
        for kind in kinds:
            for fault in FAULTS:
                for number in range(1, ROUNDS_AT_MOST, step):
                    folder = Path(scratch) / "output"
                    shutil.copytree(prepared, folder, symlinks=True)
                    ended, hit = _publish_with(folder, kind, fault, number)
                    if not hit:
                        shutil.rmtree(folder)
                        break
                    yield Outcome(kind, fault, number, ended, _judged(folder, ended, old, new))
                    shutil.rmtree(folder)


def content(folder: Path) -> Content:
    """Return the dataset's files; none where a name leads nowhere."""
    return {name: (folder / name).read_bytes() for name in dataset.FILES if (folder / name).is_file()}


def _publish_with(folder: Path, kind: str, fault: str, number: int) -> tuple[int, bool]:
    """Publish the new edition with one system call failing. Return the exit code and whether it came to that call."""
    log = folder.with_name("strace.log")
    command = ["strace", "-f", "-o", str(log), "-e", f"trace={CALLS[kind]}"]
    command += ["-e", f"inject={CALLS[kind]}:{FAULTS[fault]}:when={number}"]
    command += [sys.executable, "-m", "tests.crash.publisher", str(folder), "new"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    trace = log.read_text(errors="replace")
    return done.returncode, "(INJECTED)" in trace or "killed by SIGKILL" in trace


def _judged(folder: Path, ended: int, old: Content, new: Content) -> str:
    left = content(folder)
    which = "old" if left == old else "new" if left == new else "a mixture"
    if ended == 0 and which == "old":
        return "success was told, the old set stands"
    try:
        publish(folder, "new")
    except Exception as error:  # whatever it is, it is what the sweep looks for
        return f"the next run fails: {error}"
    return which if content(folder) == new else "the next run does not publish"


def main() -> int:
    """Print a table of all outcomes, and return 1 where a set was broken."""
    counts: Counter[tuple[str, str]] = Counter()
    lefts: dict[tuple[str, str], Counter[str]] = {}
    for one in sweep():
        counts[one.call, one.fault] += 1
        lefts.setdefault((one.call, one.fault), Counter())[one.left] += 1
    print(f"{'call':8}{'fault':11}{'failed':>7}   left standing")
    for key, count in counts.items():
        print(
            f"{key[0]:8}{key[1]:11}{count:7}   " + ", ".join(f"{left}: {n}" for left, n in sorted(lefts[key].items()))
        )
    broken = sum(n for each in lefts.values() for left, n in each.items() if left not in {"old", "new"})
    print(f"broken sets: {broken} of {counts.total()}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
