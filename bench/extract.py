"""How fast pages become projects, beside what one would write by hand: `make bench-extract`.

Prints milliseconds for a page and their ratio to a bare parse, for each markup; then the cost of a project on pages
of ten to thousands, peak memory, and microseconds for dates and sums beside other libraries. Ratios are what to
compare: times are the machine's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.clock import medians, peak_memory, print_table
from bench.pages import MARKUPS, Page, Record, page
from bench.peers import readers
from bench.values import VALUES, reads_right
from scraper import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROUNDS = 15
"""How often each reader is timed on each page."""


def pages_beside_peers() -> None:
    """Print the time of each reader on a page of each markup."""
    for markup in MARKUPS:
        made, known = page(markup), readers(markup)
        times = medians({name: partial(read, made.data, markup) for name, read in known.items()}, ROUNDS)
        parse = times["bare lxml parse"]
        rows = [
            (name, f"{time * 1e3:.2f}", f"{time / parse:.1f}", _fields_right(known[name](made.data, markup), made))
            for name, time in sorted(times.items(), key=lambda each: each[1])
        ]
        size = f"{len(made.data) / 1e3:.0f} kB, {len(made.records)} projects"
        print_table(f"{markup}: {size}", ("", "ms/page", "x parse", "fields right"), rows)


def _fields_right(found: list[Record], made: Page) -> str:
    """Return the share of the page's fields that are given as printed, `-` where nothing was looked for."""
    wanted = [field for record in made.records for field in record]
    given = [field for record in found for field in record]
    right = sum(field == printed for field, printed in zip(given, wanted, strict=False))
    return f"{right / len(wanted):.2f}" if given else "-"


def growth() -> None:
    """Print the cost of each project on ever longer pages."""
    counts = (10, 100, 1_000, 5_000)
    rows = []
    for markup in MARKUPS:
        made = {count: page(markup, count, frame=False).data for count in counts}
        # As many projects are read in each round, so that all are timed alike.
        times = {
            count: medians({"": partial(extract, data)}, rounds=3, repeat=max(1, 200 // count))[""]
            for count, data in made.items()
        }
        rows.append((markup, *(f"{times[count] / count * 1e6:.0f}" for count in counts)))
    print_table("ours, µs for each project of a page", ("", *(f"{count:,} projects" for count in counts)), rows)


def memory() -> None:
    """Print peak memory on pages of ordinary, great and absurd length."""
    rows = []
    for count, texts in ((20, 2), (1_000, 2), (20_000, 1)):
        made = f"page('dl', {count}, frame={count < 100}, texts={texts}).data"
        before, peak = peak_memory(
            "from bench.pages import page\nfrom scraper import extract\nextract(page('dl', 2, frame=False).data)\n"
            f"data = {made}\ndef measured(): extract(data)"
        )
        size = len(page("dl", count, frame=count < 100, texts=texts).data)
        over = peak - before
        rows.append((f"{count:,} projects", f"{size / 1e6:.2f}", f"{over / 1e6:.1f}", f"{over / size:.1f}"))
    print_table("ours, peak memory over what the process held before", ("", "page MB", "MB", "x page"), rows)


def values() -> None:
    """Print the time of one value in its usual forms beside other libraries."""
    for title, (texts, known) in VALUES.items():
        calls = {name: partial(_all, reader, texts) for name, reader in known.items()}
        times = medians(calls, rounds=7, repeat=20)
        rows = [
            (name, f"{time / len(texts) * 1e6:.1f}", f"{reads_right(known[name], texts)} of {len(texts)}")
            for name, time in sorted(times.items(), key=lambda each: each[1])
        ]
        print_table(f"{title}, usual forms", ("", "µs", "right"), rows)


def _all(reader: Callable[[str], object], texts: Iterable[str]) -> None:
    """Read every text."""
    for text in texts:
        reader(text)


if __name__ == "__main__":
    pages_beside_peers()
    growth()
    memory()
    values()
