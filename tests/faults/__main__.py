"""`make test-faults`: every fault met once, with what happened and the memory it took; then each area's bars, counted.

Memory is the most that the whole process held, the server with it. Ends with 1 where one row is not as it must be.
"""

from __future__ import annotations

import collections
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tests.faults.catalogue import FAULTS
from tests.faults.certificates import Authority
from tests.faults.meeting import fetching, meet
from tests.faults.server import FaultServer

MOST_MEGABYTES = 150
AREAS = {
    "robots": ("tests/peers/test_robots.py", "tests/faults/test_robots.py"),
    "caching": ("tests/faults/test_wellformed.py", "tests/faults/test_conditional.py"),
    "Retry-After and pace": ("tests/crawl/test_retry.py", "tests/crawl/test_pace.py", "tests/crawl/test_visit.py"),
    "transport, exceptions": (
        "tests/faults/test_faults.py",
        "tests/faults/test_cuts.py",
        "tests/faults/test_next.py",
        "tests/faults/test_samples.py",
        "tests/peers/test_naughty.py",
        "tests/crawl/test_fetch.py",
    ),
    "charset": ("tests/faults/test_charsets.py", "tests/peers/test_encodings.py", "tests/document/test_encoding.py"),
    "SSRF": ("tests/faults/test_addresses.py", "tests/crawl/test_address.py"),
    "TLS": ("tests/faults/test_tls.py",),
    "secrets": ("tests/faults/test_secrets.py",),
    "paths": ("tests/archive", "tests/publish"),
    "resume": ("tests/test_resume.py", "tests/crawl/test_frontier.py"),
}
"""Where each area's bars are held: modules and folders of tests, those that exist."""


class Row(NamedTuple):
    """What one fault came to."""

    fault: str
    scheme: str
    kind: str
    line: str
    megabytes: int
    seconds: float
    right: bool

    def __str__(self) -> str:
        said = f"{self.kind}: {self.line}"
        mark = " " if self.right else "!"
        return (
            f"{mark} {self.fault[:44]:44} {self.scheme:6} {said[:100]:100} {self.megabytes:4} MB {self.seconds:6.2f} s"
        )


class Peak:
    """The most memory that this process held since the last look."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")

    def megabytes(self) -> int:
        """Return the most since then."""
        [kilobytes] = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
        return int(kilobytes) // 1000


def rows(server: FaultServer) -> list[Row]:
    """Meet every fault over both schemes, printing each."""
    met, peak = [], Peak()
    for fault in FAULTS:
        for scheme in ("http", "https"):
            if fault.https_only and scheme == "http":
                continue
            peak.forget()
            began = time.monotonic()
            with fetching(fault.limits) as get:
                kind, line = meet(get, server.url(fault, scheme))
            seconds, right = time.monotonic() - began, kind == fault.outcome_over(scheme)
            row = Row(fault.name, scheme, kind, line, peak.megabytes(), seconds, right)
            met.append(row)
            print(row, flush=True)
    return met


def tests_of(report: Path) -> dict[str, collections.Counter[str]]:
    """Return how the tests of each area ended, from pytest's report in JUnit's form."""
    counts: dict[str, collections.Counter[str]] = {area: collections.Counter() for area in AREAS}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  our own file
        module = case.get("classname", "").replace(".", "/")
        ended = next((child.tag for child in case if child.tag in {"failure", "error", "skipped"}), "held")
        for area, places in AREAS.items():
            if module.startswith(tuple(place.removesuffix(".py") for place in places)):
                counts[area][ended] += 1
    return counts


def areas(report: Path) -> bool:
    """Run the tests of each area and print their counts; return whether all held."""
    places = [place for places in AREAS.values() for place in places if Path(place).exists()]
    command = [sys.executable, "-m", "pytest", *places, "--tb=line", f"--junitxml={report}"]
    environment = {**os.environ, "COUNCIL_SCRAPER_ALL_ROBOTS": "1"}
    # Over a pipe: tests of full disks let no file grow, and that which this output may go to is one.
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    print(done.stdout if done.returncode else done.stdout.splitlines()[-1])
    counts = tests_of(report)
    print(f"\n{'area':24} {'held':>6} {'failed':>6} {'skipped':>7}")
    for area, ended in counts.items():
        print(f"{area:24} {ended['held']:6} {ended['failure'] + ended['error']:6} {ended['skipped']:7}")
    return not any(ended["failure"] or ended["error"] or not ended["held"] for ended in counts.values())


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        os.environ["SSL_CERT_FILE"] = str(authority.bundle)
        with FaultServer(authority.server(), FAULTS) as server:
            met = rows(server)
    del os.environ["SSL_CERT_FILE"]
    wrong = [row for row in met if not row.right]
    most = max(met, key=lambda row: row.megabytes)
    print(f"\n{len(met)} faults ({len(FAULTS)} kinds), {len(wrong)} not as they must be")
    print(f"most memory: {most.megabytes} MB ({most.fault}), allowed {MOST_MEGABYTES} MB\n")
    with tempfile.TemporaryDirectory() as folder:
        held = areas(Path(folder) / "tests.xml")
    sys.exit(not held or bool(wrong) or most.megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    main()
