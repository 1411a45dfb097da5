"""The site: the folder of a published dataset comes in, the names and contents of the report's files go out.

For each language there are pages made whole here (overview, sources, changes) and two that a browser fills (table,
project). What they share is data in script files, since a page opened from a disk may load nothing else. The same
dataset gives the same bytes.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from scraper.desk.files import POLICY
from scraper.history import History
from scraper.publish import generations, published
from scraper.publish.dictionary import LANGUAGES
from scraper.report import figures, past
from scraper.report.discretion import discretion
from scraper.report.health import SPARK, healths
from scraper.report.records import data_files, places, script
from scraper.report.words import NAMES, Words
from scraper.runs import run_record
from scraper.schema import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from scraper.desk.pages import Pages
    from scraper.model import Page, Project
    from scraper.publish.privacy import Rule
    from scraper.report.discretion import Discretion
    from scraper.report.past import Step

ASSETS: Final = {
    "base.css": "scraper.desk",
    **dict.fromkeys(("report.css", "core.js", "table.js", "project.js"), "scraper.report"),
}
"""Styles and scripts, and whose they are: the desk and the report look alike."""
COLUMNS: Final = (
    *("name", "applicant", "granted_amount", "total_cost", "applied_amount", "start_date", "end_date", "programme"),
    *("programme_year", "funder", "status", "warnings", "partners", "applicant_legal_form", "applicant_business_id"),
    *("decision_date", "source", "source_url", "goals", "description", "id"),
)
"""The columns of the table, in their order there."""
LISTED: Final = 100
"""How many projects or blocks a page names of a kind before it only counts the others."""


def files(
    output: Path,
    pages: Pages | None,
    *,
    history: Path | str | None = None,
    rule: Rule | None = None,
    also: Collection[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """Return the report's files on what is published in a folder, which is read at once, before any is made.

    `pages` has the pages that were read; without it the report has no text of theirs. `history` is where the history
    is, if there is one. `rule` says who is withheld; without it those are whom the dataset does not name, and `also`.
    Raises InputError where there is no dataset, HistoryError where the history can't be read.
    """
    return _files(output, *published.read(output), pages, history=history, rule=rule, also=also)


def _files(
    output: Path,
    published_pages: Sequence[Page],
    projects: Sequence[Project],
    pages: Pages | None,
    *,
    history: Path | str | None,
    rule: Rule | None,
    also: Collection[str],
) -> Iterator[tuple[str, bytes]]:
    record = run_record.read(output)
    discreet = discretion(projects, pages, rule, also=also)
    published_pages, projects = discreet.pages(published_pages, projects), discreet.projects(projects)
    steps = _past(output, history, discreet)
    for name, folder in ASSETS.items():
        yield f"assets/{name}", resources.files(folder).joinpath("assets", name).read_bytes()
    yield "data/table.js", script("table", _table(projects))
    yield from data_files(projects, pages, discreet, past.by_project(steps))
    yield "index.html", _render("choose.html", names=NAMES)
    site = {
        "record": record,
        "past": steps,
        "sources": healths(published_pages, projects, record, steps, discreet),
        "ids": {one.id for one in projects},
        "places": places(len(projects)),
    }
    overview = _overview(projects)
    for language in LANGUAGES:
        words = Words(language)
        yield f"{language}/words.js", script("words", words.for_browser())
        yield f"{language}/index.html", _render("overview.html", words, **overview, **site)
        for name in ("projects", "project", "sources", "changes"):
            yield f"{language}/{name}.html", _render(f"{name}.html", words, **site)


def _past(output: Path, history: Path | str | None, discreet: Discretion) -> list[Step]:
    if history is None:
        return []
    standing = generations.current(output)
    with History(str(history), writing=False) as kept:
        return past.steps(kept, None if standing is None else standing.name, discreet)


def _table(projects: Sequence[Project]) -> dict[str, Any]:
    """Return the table's columns and rows, those with the largest grants first."""
    return {
        "columns": COLUMNS,
        "rows": [
            [plain(getattr(project, column)) for column in COLUMNS]
            for project in sorted(projects, key=lambda one: (-figures.granted(one), one.id))
        ],
    }


def _overview(projects: Sequence[Project]) -> dict[str, Any]:
    series, years = figures.by_year(projects)
    span, periods = figures.periods(projects)
    return {
        "totals": figures.totals(projects),
        "groups": {
            column: figures.groups(projects, column)
            for column in ("funder", "programme", "programme_year", "applicant")
        },
        "series": series,
        "years": years,
        "top": figures.top_applicants(projects),
        "shares": figures.shares(projects),
        "span": span,
        "periods": periods,
    }


def _render(template: str, words: Words | None = None, **values: Any) -> bytes:  # noqa: ANN401  (a template takes all)
    page = (
        _templates()
        .get_template(template)
        .render(
            t=words, policy=POLICY, languages=NAMES, file=template.replace("overview", "index"), listed=LISTED, **values
        )
    )
    return page.encode(errors="backslashreplace")


@functools.cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"width": figures.WIDTH, "spark_box": SPARK}
    return made
