"""The report's table of 10,000 projects in a browser: first rows, a keystroke in the search, a sort; beside DataTables.

`make bench-report` prints milliseconds. The peer is DataTables on a plain HTML table of the same columns, as its manual
begins.
"""

from __future__ import annotations

import html
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from scraper.model import Project
from tests.conftest import CHROMIUM
from tests.peers.scripts import SCRIPTS
from tests.report.conftest import made, published

PROJECTS = 10_000
PEER = {"jquery": "dist/jquery.min.js", "datatables.net": "js/dataTables.min.js"}
COLUMNS = (
    "name",
    "applicant",
    "granted_amount",
    "total_cost",
    "start_date",
    "end_date",
    "programme",
    "programme_year",
    "funder",
)
KEYS = "hanke numero 77"
SETTLE = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def main() -> int:
    """Print the figures."""
    projects = [made(number) for number in range(PROJECTS)]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        site = published(Path(folder), projects)
        print(f"{PROJECTS:,} projects, milliseconds", "first rows", "keystroke (median, worst)", "sort", sep="  ")
        ours = measure(
            browser, f"file://{site}/en/projects.html", "#rows tr th a", "#search", "#heads th:nth-child(2) button"
        )
        print("report", *ours, sep="  ")
        page = Path(folder) / "peer.html"
        page.write_text(plain(projects), encoding="utf-8")
        for package, inside in PEER.items():
            page.with_name(f"{package}.js").write_text(SCRIPTS[package].file(inside), encoding="utf-8")
        theirs = measure(browser, f"file://{page}", ".dt-info", ".dt-search input", "thead th:nth-child(2)")
        print("DataTables", *theirs, sep="  ")
        browser.close()
    return 0


def measure(browser: Browser, address: str, drawn: str, search: str, sort: str) -> tuple[str, str, str]:
    """Return the milliseconds of the first rows, a keystroke and a sort, each until the next frame is painted."""
    firsts = []
    for _ in range(3):
        page = browser.new_page()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(drawn)
        firsts.append(page.evaluate(f"({SETTLE})().then(() => performance.now())"))
        if len(firsts) < 3:
            page.close()
    page.focus(search)
    keys = [timed(page, search, KEYS[: at + 1]) for at in range(len(KEYS))]
    page.fill(search, "")
    one = page.evaluate(
        f"async (sort) => {{const at = performance.now(); document.querySelector(sort).click(); await ({SETTLE})();"
        " return performance.now() - at}",
        sort,
    )
    page.close()
    return f"{median(firsts):,.0f}", f"{median(keys):,.0f}, {max(keys):,.0f}", f"{one:,.0f}"


def timed(page: Page, search: str, text: str) -> float:
    """Return how long it takes from a key's event to the painted rows."""
    took: float = page.evaluate(
        "async ([search, text]) => {const box = document.querySelector(search); const at = performance.now();"
        " box.value = text; box.dispatchEvent(new Event('input', {bubbles: true}));"
        f" await ({SETTLE})(); return performance.now() - at}}",
        [search, text],
    )
    return took


def plain(projects: list[Project]) -> str:
    """Return a page with all rows as HTML, and DataTables to look after it."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(getattr(one, name)))}</td>" for name in COLUMNS) + "</tr>"
        for one in projects
    )
    heads = "".join(f"<th>{name}</th>" for name in COLUMNS)
    scripts = "".join(f"<script src='{package}.js'></script>" for package in PEER)
    return (
        f"<!doctype html><meta charset='utf-8'><table id='t'><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        f"{scripts}<script>new DataTable('#t')</script>"
    )


if __name__ == "__main__":
    sys.exit(main())
