"""Every file of a published dataset, by its name: an edition comes in, one file after the other is written.

A new format is a line in `WRITERS`. Those that describe the others come last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.publish import csv, excel, finnish, json, linked, package, parquet, threesixty
from scraper.publish.atomic import open_new
from scraper.publish.publication import Publication, load_publication

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from scraper.model import Page, Project
    from scraper.publish.dictionary import Language


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published: pages and projects, the latter sorted by id, and what the dataset says of itself."""

    pages: Sequence[Page]
    projects: Sequence[Project]
    publication: Publication = field(default_factory=load_publication)
    headings: Language | None = None
    """The language above the columns of spreadsheet files; None: the columns' names."""


def write(path: Path, edition: Edition) -> None:
    """Write the file that its name stands for. Raises OSError, or PublishError for what the format can't hold."""
    WRITERS[path.name](path, edition)


def _csv(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        csv.write_projects(stream, edition.projects)


def _goals(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        csv.write_goals(stream, edition.projects)


def _json(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        json.dump(stream, edition.pages, edition.projects)


def _json_lines(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        json.dump_lines(stream, edition.projects)


def _finnish_csv(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        finnish.write_projects(stream, edition.projects, edition.headings)


def _workbook(path: Path, edition: Edition) -> None:
    excel.write_workbook(path, edition.projects, edition.headings)


def _parquet(path: Path, edition: Edition) -> None:
    parquet.write_table(path, edition.projects)


def _grants(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        threesixty.write_grants(stream, edition.projects, edition.publication)


def _dcat(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        linked.write_dcat(stream, path.parent, DATA_FILES, edition.projects, edition.publication)


def _schema_org(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        linked.write_schema_org(stream, path.parent, DATA_FILES, edition.projects, edition.publication)


def _package(path: Path, edition: Edition) -> None:
    with open_new(path) as stream:
        package.write_package(stream, path.parent, DATA_FILES, edition.publication)


WRITERS: dict[str, Callable[[Path, Edition], None]] = {
    "projects.csv": _csv,
    "projects.fi.csv": _finnish_csv,
    "goals.csv": _goals,
    "projects.json": _json,
    "projects.jsonl": _json_lines,
    "projects.xlsx": _workbook,
    "projects.parquet": _parquet,
    "360giving.json": _grants,
    "datapackage.json": _package,
    "dcat.jsonld": _dcat,
    "dataset.jsonld": _schema_org,
}
FILES = tuple(WRITERS)
DESCRIPTIONS = ("datapackage.json", "dcat.jsonld", "dataset.jsonld")
DATA_FILES = tuple(name for name in FILES if name not in DESCRIPTIONS)
"""The files that hold the projects, which the others describe."""
