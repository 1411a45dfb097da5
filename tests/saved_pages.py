"""The saved pages as tests see them: every file of fixtures/ with its address and its right answer.

In come the folders under fixtures/ (and another folder of cases, where one is named); out go `SavedPage`s and
what `extract` reads from each. Nothing is written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scraper import extract

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
CASE_FILES = {"page.html": "text/html", "page.txt": "text/plain"}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class SavedPage:
    """A file that prints a page. `expected` is the fixture's answer, shared by all renderings of the page."""

    path: Path
    url: str | None
    content_type: str | None
    expected: Json

    def __str__(self) -> str:
        """Return the file's name, the first part of a test's id."""
        return self.path.name


def folders(root: Path = FIXTURES) -> list[Path]:
    """Return the folders of fixtures: `<source>/<yyyy-mm>-<what>`."""
    return sorted(path.parent for path in root.glob("*/*/meta.json"))


def answered(folder: Path) -> SavedPage:
    """Return the file that the page's address is answered with."""
    meta = read_json(folder / "meta.json")
    return SavedPage(folder / meta["file"], meta["url"], meta["content_type"], read_json(folder / "expected.json"))


def renderings(folder: Path) -> list[SavedPage]:
    """Return the other files of a fixture, which print the same facts in other markups."""
    page, meta = answered(folder), read_json(folder / "meta.json")
    return [
        SavedPage(folder / each["file"], page.url, each["content_type"], page.expected)
        for each in meta.get("renderings", ())
    ]


def all_pages() -> list[SavedPage]:
    """Return every file of every fixture."""
    return [page for folder in folders() for page in (answered(folder), *renderings(folder))]


def case_pages(root: Path) -> list[SavedPage]:
    """Return the pages of a folder of cases: `<case>/page.html|txt`, the address in `expected.json`'s `source_url`."""
    return [
        SavedPage(path, read_json(path.parent / "expected.json")["source_url"], CASE_FILES[path.name], {})
        for path in sorted(root.glob("*/page.*"))
        if path.name in CASE_FILES
    ]


@cache
def replay(page: SavedPage) -> Json:
    """Return the JSON document that a page gives."""
    return extract(page.path.read_bytes(), url=page.url, content_type=page.content_type).to_dict()


def replayed_page(page: SavedPage) -> Json:
    """Return what a page says of itself."""
    only: Json
    (only,) = replay(page)["pages"]
    return only


def replayed_project(page: SavedPage, name: str) -> Json:
    """Return the one project of that name; the test fails where the page gives none or several."""
    projects: list[Json] = replay(page)["projects"]
    found = [project for project in projects if project["name"] == name]
    if len(found) != 1:
        pytest.fail(f"{page}: {len(found)} projects are named {name!r}; read: {[each['name'] for each in projects]}")
    return found[0]


def read_json(path: Path) -> Json:
    """Return a JSON file's object."""
    loaded: Json = json.loads(path.read_text("utf-8"))
    return loaded
