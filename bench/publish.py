"""How fast 100,000 projects become files, beside what one would write by hand: `make bench-publish`.

Each file is written in a process of its own: its seconds, its size, and the memory over that of the projects. Peers
write the same rows: pandas to CSV, pandas with openpyxl to a workbook.
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
from scraper.model import Evidence, Page, Project
from scraper.publish import formats
from scraper.publish.formats import FILES, Edition

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


def main() -> None:
    """Print a row for each file, and for each peer."""
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


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*measure(sys.argv[1], PROJECTS))
    else:
        main()
