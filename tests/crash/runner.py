"""Makes a run that keeps a history: what the sweep of histories kills, and starves of disk space."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scraper.crawl.crawl import Plain
from scraper.crawl.replay import Replay
from scraper.errors import CouncilScraperError
from scraper.runs.run import Terms, run
from scraper.sources import Source

SOURCE = Source(id="liitto", funder="Esimerkin liitto", region="05", starts=("https://liitto.example/hankkeet/",))
SUMS = {"old": ("30 000 €", "12 500,50 €"), "new": ("30 000 €", "14 000 €")}


def record(pages: Path, edition: str) -> None:
    """Save the site's page as it is in an edition."""
    projects = "".join(
        f"<h2>Hanke {number}</h2><dl><dt>Hakija<dd>Kehitys Oy<dt>Myönnetty rahoitus<dd>{granted}</dl>"
        for number, granted in enumerate(SUMS[edition], start=1)
    )
    pages.mkdir(parents=True, exist_ok=True)
    page = f"<!doctype html><html lang=fi><title>AKKE-hankkeet</title><body><main>{projects}</main>"
    (pages / "page.html").write_text(page, encoding="utf-8")
    meta = {"url": SOURCE.starts[0], "file": "page.html", "content_type": "text/html; charset=utf-8"}
    (pages / "meta.json").write_text(json.dumps(meta | {"fetched_at": "2026-03-02T06:00:00Z"}))


def publish(pages: Path, output: Path) -> int:
    """Run on what is recorded, and return the exit code."""
    terms = Terms(history=str(output / "history.sqlite"))
    return run([SOURCE], visitor=Plain(Replay(pages).fetch), output=output, terms=terms).exit_code


if __name__ == "__main__":
    try:
        sys.exit(publish(Path(sys.argv[1]), Path(sys.argv[2])))
    except CouncilScraperError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
