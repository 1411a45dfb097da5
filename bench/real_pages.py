"""What the program makes of any folder of saved pages: `python -m bench.real_pages DIR`.

Reads every .html, .htm and .txt file below DIR. Prints how many pages were read or refused, each page that holds
projects, each that failed with an error that is not the program's own, and the slowest. Exits with 1 where one failed.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from scraper import CouncilScraperError, extract

SUFFIXES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: its projects, the refusal, or the error that should not have been."""

    path: Path
    seconds: float
    projects: tuple[str, ...] = ()
    refusal: str = ""
    crash: str = ""


def main(folder: Path) -> int:
    """Read every page below a folder and print what came of it; return the exit code."""
    outcomes = [outcome(path) for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES]
    if not outcomes:
        print(f"{folder}: no saved pages ({', '.join(SUFFIXES)})", file=sys.stderr)
        return 2
    for each in outcomes:
        name = each.path.relative_to(folder)
        if each.crash:
            print(f"crash  {name}: {each.crash}")
        for project in each.projects:
            print(f"found  {name}: {project}")
    refusals = Counter(each.refusal for each in outcomes if each.refusal)
    for refusal, times in refusals.most_common():
        print(f"refused {times}: {refusal}")
    print_summary(outcomes, folder)
    return int(any(each.crash for each in outcomes))


def print_summary(outcomes: list[Outcome], folder: Path) -> None:
    """Print how many pages there were, what became of them, and which was the slowest."""
    slowest = max(outcomes, key=lambda each: each.seconds)
    size = sum(each.path.stat().st_size for each in outcomes)
    print(f"{len(outcomes)} pages, {size / 1e6:.0f} MB, {sum(each.seconds for each in outcomes):.1f} s")
    print(
        f"{sum(bool(each.crash) for each in outcomes)} crashes, {sum(bool(each.refusal) for each in outcomes)} refused"
    )
    holding = [each for each in outcomes if each.projects]
    print(f"{sum(len(each.projects) for each in holding)} projects on {len(holding)} pages")
    name, kilobytes = slowest.path.relative_to(folder), slowest.path.stat().st_size / 1e3
    print(f"slowest: {slowest.seconds * 1e3:.0f} ms, {name} ({kilobytes:.0f} kB)")


def outcome(path: Path) -> Outcome:
    """Read one page."""
    data = path.read_bytes()
    started = perf_counter()
    try:
        extraction = extract(data, content_type=SUFFIXES[path.suffix.lower()])
    except CouncilScraperError as error:
        return Outcome(path, perf_counter() - started, refusal=str(error))
    except Exception as error:  # to find any is what this program is for
        return Outcome(path, perf_counter() - started, crash=f"{type(error).__name__}: {error}")
    seconds = perf_counter() - started
    return Outcome(path, seconds, tuple(_line(project) for project in extraction.projects))


def _line(project: object) -> str:
    """Return what of a project shows whether it is one."""
    facts = ("name", "applicant", "granted_amount", "total_cost", "applied_amount", "start_date", "end_date")
    return " | ".join(str(value)[:80] for fact in facts if (value := getattr(project, fact)) is not None)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.real_pages DIR")
    sys.exit(main(Path(sys.argv[1])))
