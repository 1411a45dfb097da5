"""A program that meets one fault after another goes on: each is a line, and the page after them all is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.catalogue import FAULTS
from tests.faults.server import ARRIVES, ROOMY, UNREADABLE

if TYPE_CHECKING:
    from tests.faults.server import FaultServer

QUICK = [
    fault
    for fault in FAULTS
    if fault.limits == ROOMY and fault.outcome not in {ARRIVES, UNREADABLE, "too-long"} and not fault.https_only
]
"""Faults that are over at once, whatever the limits."""


def test_the_page_after_all_faults_is_read(server: FaultServer) -> None:
    urls = [server.url(fault, "http") for fault in QUICK]
    command = [str(Path(sys.executable).with_name("council-scraper")), "extract", "--allow-private"]
    done = subprocess.run(
        [*command, *urls, server.good("http")], capture_output=True, encoding="utf-8", timeout=100, check=False
    )
    lines = done.stderr.splitlines()
    assert done.returncode == 3
    assert len(urls) > 100
    assert len(lines) == len(urls), done.stderr[-2000:]
    assert all(line.startswith(f"council-scraper: {url}: ") for line, url in zip(lines, urls, strict=True))
    assert [project["name"] for project in json.loads(done.stdout)["projects"]] == ["Kuituhamppu kiertoon"]
