"""How fast a site of 2,000 pages becomes records, beside other crawlers: `make bench-crawl`.

nginx serves the pages on this machine; delays are off. Prints pages a second and processor time a page for each way,
on short pages and on such as a council's WordPress prints; then for 60 hosts at once.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.clock import ROOT, print_table
from bench.crawlers import CRAWLERS, HOSTS, OF_HOSTS, PAGES, Took
from bench.pages import page
from tests.faults import nginx

if TYPE_CHECKING:
    from collections.abc import Iterable

ROUNDS = 3
CONFIGURATION = (
    """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/html html; text/plain txt; }}
    charset utf-8;
    gzip_static on;
    keepalive_requests 100000;
    server {{
        listen 127.0.0.1:{port};
"""
    + "".join(f"        listen 127.0.1.{number + 1}:{{port}};\n" for number in range(HOSTS))
    + """
        root {root};
    }}
}}
"""
)
"""One worker, no log, pages packed beforehand: the server takes as little of the processor as it can."""
SITES = {
    "short pages": {"frame": False, "texts": 16},
    "WordPress pages": {"frame": True, "texts": 2},
}


def make_site(root: Path, form: dict[str, object]) -> int:
    """Write a list and its 2,000 pages, each with a project, plain and packed; return a page's length in bytes."""
    folder = root / "hanke"
    folder.mkdir()
    root.chmod(0o755)
    links = "".join(f'<li><a href="/hanke/{number}.html">Hanke {number}</a></li>' for number in range(PAGES))
    _write(root / "index.html", f"<!DOCTYPE html><title>Hankkeet</title><main><ul>{links}</ul></main>".encode())
    _write(root / "robots.txt", b"User-agent: *\nDisallow: /wp-admin/\n")
    lengths = [_write(folder / f"{number}.html", page("dl", 1, number, **form).data) for number in range(PAGES)]
    return sum(lengths) // PAGES


def _write(file: Path, data: bytes) -> int:
    file.write_bytes(data)
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data))
    return len(data)


def measured(names: Iterable[str], site: str) -> dict[str, Took]:
    """Return the median run of each crawler, all of them run in turn in every round."""
    runs: dict[str, list[Took]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name, took in runs.items():
            took.append(_run(name, site))
    return {name: sorted(took, key=lambda one: one.seconds)[len(took) // 2] for name, took in runs.items()}


def _run(name: str, site: str) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.crawlers", name, site, folder]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Took(*json.loads(done.stdout))


def ceiling(site: str) -> str:
    """Return how many pages a second wrk gets, which does nothing with them."""
    if shutil.which("wrk") is None:
        return "no wrk on this machine; as root: apt-get install wrk"
    command = ["wrk", "-t1", "-c16", "-d2", "-H", "Accept-Encoding: gzip", f"{site}/hanke/0.html"]
    rates = [
        float(re.search(r"Requests/sec:\s+([\d.]+)", subprocess.check_output(command, text=True))[1])
        for _ in range(ROUNDS)
    ]
    return f"{statistics.median(rates):,.0f}"


def rows(took: dict[str, Took], unit: str) -> list[tuple[str, ...]]:
    """Return the lines of a table; the last figure is the ratio to the unit."""
    rate = {name: one.pages / one.seconds for name, one in took.items()}
    return [
        (
            name,
            f"{rate[name]:,.0f}",
            f"{one.processor / one.pages * 1e3:.2f}",
            f"{one.records:,}" if one.records else "-",
            f"{rate[name] / rate[unit]:.2f}",
        )
        for name, one in took.items()
    ]


def one_host() -> None:
    """Print what each crawler makes of one site."""
    for title, form in SITES.items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            length = make_site(root, form)
            with nginx.serving(root, CONFIGURATION) as (site, _):
                most = ceiling(site)
                took = measured(CRAWLERS, site)
                hosts = measured(OF_HOSTS, site) if not form["frame"] else {}
        head = ("", "pages/s", "CPU ms/page", "records", "x Scrapy")
        lines = [("wrk (16 connections)", most, "", "", ""), *rows(took, "Scrapy: robots, records")]
        print_table(f"{title}: {PAGES:,} of {length / 1e3:.0f} kB from one host", head, lines)
        if hosts:
            head = ("", "pages/s", "CPU ms/page", "records", "x httpx")
            print_table(f"{title}: {HOSTS} hosts at once", head, rows(hosts, "httpx, one shared client"))


if __name__ == "__main__":
    if nginx.program() is None:
        sys.exit("no nginx on this machine; run: make nginx")
    one_host()
