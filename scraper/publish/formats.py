"""Every file of a published dataset, by its name: an edition comes in, one file after the other is written.

A new format is a line in `WRITERS`. Those that describe the others come last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

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


def write(path: Path, edition: Edition, *, name: str | None = None) -> None:
    """Write the file that its name stands for, or that `name` does where it has another.

    Raises OSError, or PublishError for what the format can't hold.
    """
    WRITERS[name or path.name](path, edition)


def _text(write: Callable[[TextIO, Edition], object]) -> Callable[[Path, Edition], None]:
    """Return what writes a text to a path."""

    def to_path(path: Path, edition: Edition) -> None:
        with open_new(path) as stream:
            write(stream, edition)

    return to_path


def _about(write: Callable[[TextIO, Path, Edition], object]) -> Callable[[Path, Edition], None]:
    """Return what writes a text about the files that stand beside it."""

    def to_path(path: Path, edition: Edition) -> None:
        with open_new(path) as stream:
            write(stream, path.parent, edition)

    return to_path


WRITERS: dict[str, Callable[[Path, Edition], None]] = {
    "projects.csv": _text(lambda stream, one: csv.write_projects(stream, one.projects)),
    "projects.fi.csv": _text(lambda stream, one: finnish.write_projects(stream, one.projects, one.headings)),
    "goals.csv": _text(lambda stream, one: csv.write_goals(stream, one.projects)),
    "projects.json": _text(lambda stream, one: json.dump(stream, one.pages, one.projects)),
    "projects.jsonl": _text(lambda stream, one: json.dump_lines(stream, one.projects)),
    "projects.xlsx": lambda path, one: excel.write_workbook(path, one.projects, one.headings),
    "projects.parquet": lambda path, one: parquet.write_table(path, one.projects),
    "360giving.json": _text(lambda stream, one: threesixty.write_grants(stream, one.projects, one.publication)),
    "datapackage.json": _about(
        lambda stream, folder, one: package.write_package(stream, folder, DATA_FILES, one.publication)
    ),
    "dcat.jsonld": _about(
        lambda stream, folder, one: linked.write_dcat(stream, folder, DATA_FILES, one.projects, one.publication)
    ),
    "dataset.jsonld": _about(
        lambda stream, folder, one: linked.write_schema_org(stream, folder, DATA_FILES, one.projects, one.publication)
    ),
}
FILES = tuple(WRITERS)
DESCRIPTIONS = ("datapackage.json", "dcat.jsonld", "dataset.jsonld")
DATA_FILES: tuple[str, ...] = tuple(name for name in FILES if name not in DESCRIPTIONS)
"""The files that hold the projects, which the others describe."""
