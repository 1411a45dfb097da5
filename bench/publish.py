"""How fast 100,000 projects become files, beside what one would write by hand: `make bench-publish`.

Each file is written in a process of its own: its seconds, its size, and the memory over that of the projects. Peers
write the same rows: pandas to CSV, pandas with openpyxl to a workbook. At the end, a whole run over such a dataset
reads one small source anew: the rows of the other stand.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from bench.clock import print_table
from scraper.crawl.crawl import Plain
from scraper.model import Evidence, Page, Project
from scraper.publish import dataset, formats
from scraper.publish.formats import FILES, Edition
from scraper.response import Response
from scraper.runs.run import Terms, run
from scraper.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECTS = 100_000
PAGES = 100
DESCRIPTION = "Hanke kokoaa alueen yritykset, oppilaitokset ja kunnat yhteiseen työhön, jonka tuloksia jaetaan. " * 3


def edition(count: int) -> Edition:
    """Return a dataset like those that are published: usual texts, five goals, evidence of six values."""
    places = {
        name: Evidence("79 900 €", f"/html/body/main/dl[{number}]/dd[2]", 0, 8, "structure")
        for number, name in enumerate(("name", "applicant", "granted_amount", "total_cost", "start_date", "end_date"))
    }
    fetched = datetime(2021, 4, 22, 9, 30, tzinfo=UTC)
    projects = [
        Project(
            id=f"hameen-liitto-akke-hanke-{number:06}",
            name=f"Hanke {number}",
            applicant=f"Hämeen {number % 500}. kehitysyhtiö Oy",
            applicant_legal_form="oy",
            granted_amount=Decimal(10_000 + number % 90_000),
            total_cost=Decimal(20_000 + number % 90_000),
            start_date=date(2021, 3, 15),
            end_date=date(2022, 3, 31),
            date_precision="day",
            description=f"{number}: {DESCRIPTION}",
            goals=[f"tavoite {goal} hankkeelle {number}" for goal in range(5)],
            funder="Hämeen liitto",
            funder_region="05",
            programme="AKKE",
            programme_year=2021,
            page_title="AKKE-rahoitetut hankkeet 2021",
            page_updated=date(2021, 4, 21),
            source="hameen-liitto",
            source_url=f"https://www.hameenliitto.fi/akke/{number % PAGES}/",
            retrieved_at=fetched,
            content_digest="sha256:" + f"{number % PAGES:064}",
            other_fields={"Yhteyshenkilö": f"Henkilö {number % 50}"},
            evidence=places,
        )
        for number in range(count)
    ]
    pages = [
        Page(url=f"https://www.hameenliitto.fi/akke/{number}/", projects=count // PAGES) for number in range(PAGES)
    ]
    return Edition(pages, projects)


def _by_pandas(write: str) -> Callable[[Path, Edition], None]:
    def to_path(path: Path, made: Edition) -> None:
        import pandas as pd  # noqa: PLC0415  (its memory is measured)

        names = [field.name for field in fields(Project) if field.name != "evidence"]
        frame = pd.DataFrame([{name: getattr(one, name) for name in names} for one in made.projects])
        frame["retrieved_at"] = frame["retrieved_at"].dt.tz_localize(None)
        if write == "csv":
            frame.to_csv(path, index=False)
        else:
            frame.to_excel(path, index=False, engine="openpyxl")

    return to_path


PEERS = {"pandas.to_csv": _by_pandas("csv"), "pandas and openpyxl": _by_pandas("xlsx")}


def measure(name: str, count: int) -> tuple[float, int, float]:
    """Return the seconds, bytes and megabytes of memory that one file takes; run in a process of its own."""
    made = edition(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as scratch:
        for file in formats.DATA_FILES if name in formats.DESCRIPTIONS else ():
            formats.write(Path(scratch) / file, Edition([], []))  # what is described must be there
        path = Path(scratch) / (name if name in FILES else "peer.csv" if "csv" in name else "peer.xlsx")
        start = time.perf_counter()
        PEERS[name](path, made) if name in PEERS else formats.write(path, made)
        seconds = time.perf_counter() - start
        size = path.stat().st_size
    return seconds, size, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3


def prepare(output: Path) -> None:
    """Publish the dataset that a run will find."""
    dataset.publish(output, edition(PROJECTS))


def rerun(output: Path) -> tuple[float, float, float, float]:
    """Run on another source, and return the seconds of it, of reading what stands, of publishing, and megabytes."""
    sources = [
        Source(id=name, funder="Liitto", starts=(f"https://{name}.example/",)) for name in ("hameen-liitto", "a")
    ]
    page = b"<html lang=fi><title>Hankkeet</title><h2>Silta</h2><dl><dt>Hakija<dd>Oy<dt>Tuki<dd>5 000 EUR</dl></html>"

    def visit(url: str) -> Response:
        return Response(url, 200, {}, "text/html; charset=utf-8", page, datetime(2021, 4, 22, tzinfo=UTC))

    start = time.perf_counter()
    terms = Terms(history=str(output / "history.sqlite"))
    report = run(sources[1:], visitor=Plain(visit), output=output, defined=sources, terms=terms)
    seconds = time.perf_counter() - start
    assert (report.exit_code, report.projects) == (0, PROJECTS + 1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return seconds, report.timings["crawl"], report.timings["publish"], memory


def main() -> None:
    """Print a row for each file, and for each peer; then a run."""
    rows, times = [], {}
    for name in (*FILES, *PEERS):
        line = subprocess.run([sys.executable, "-m", "bench.publish", name], capture_output=True, text=True, check=True)
        seconds, size, memory = map(float, line.stdout.split())
        times[name] = seconds
        rows.append((name, f"{seconds:.1f}", f"{size / 1e6:.1f}", f"{memory:.0f}"))
    print_table(f"{PROJECTS:,} projects", ("", "s", "MB", "MB memory over the projects"), rows)
    ratios = (("projects.csv", "pandas.to_csv"), ("projects.xlsx", "pandas and openpyxl"))
    for ours, peer in ratios:
        print(f"{ours}: {times[ours] / times[peer]:.2f} x {peer}")
    print(f"all files: {sum(times[name] for name in FILES):.1f} s")
    with tempfile.TemporaryDirectory() as output:
        called = [[sys.executable, "-m", "bench.publish", step, output] for step in ("prepare", "rerun")]
        subprocess.run(called[0], check=True)
        line = subprocess.run(called[1], capture_output=True, text=True, check=True).stdout
    seconds, reading, publishing, memory = map(float, line.split())
    print(
        f"a run over them: {seconds:.1f} s, {reading:.1f} of these reading what stands, {publishing:.1f} publishing it"
        f" and remembering it for the first time; {memory:,.0f} MB at its peak"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare", folder]:
            prepare(Path(folder))
        case ["rerun", folder]:
            print(*rerun(Path(folder)))
        case [name]:
            print(*measure(name, PROJECTS))
        case _:
            main()
