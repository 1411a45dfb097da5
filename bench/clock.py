"""Measuring: medians of interleaved rounds, so that a slow moment of the machine falls on all alike; and a table.

In come named functions without arguments; out go the median seconds of each, of the processor's time: what else the
machine does is not counted. Memory is measured in a process of its
own, from what the system says of it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent


def medians(contenders: Mapping[str, Callable[[], object]], rounds: int, repeat: int = 1) -> dict[str, float]:
    """Return the median seconds of one call of each contender, all of them called in turn in every round."""
    for call in contenders.values():
        call()
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, call in contenders.items():
            started = process_time()
            for _ in range(repeat):
                call()
            seconds[name].append((process_time() - started) / repeat)
    return {name: median(each) for name, each in seconds.items()}


def peak_memory(program: str) -> tuple[int, int]:
    """Run a Python program that calls `measured()`; return the bytes that its process held before, and at its peak."""
    done = subprocess.run(
        [sys.executable, "-c", f"{_HELD}\n{program}\nbefore = held('VmRSS')\nmeasured()\nprint(before, held('VmHWM'))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    before, peak = map(int, re.findall(r"\d+", done.stdout))
    return before * 1024, peak * 1024


_HELD = """
import re, pathlib
def held(what):
    return int(re.search(what + r":\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: the first column to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    print(f"\n{title}")
    for row in (head, ["-" * width for width in widths], *rows):
        cells = [
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  " + "  ".join(cells).rstrip())
