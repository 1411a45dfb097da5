"""Replay: every saved page gives exactly its expected records and facts, one test for each value."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from scraper.schema import COLUMNS
from tests.evidence import letters, printed_text
from tests.saved_pages import (
    FIXTURES,
    SavedPage,
    all_pages,
    answered,
    folders,
    read_json,
    renderings,
    replay,
    replayed_page,
    replayed_project,
)

NOT_ASKED = {"source", "retrieved_at", "content_digest"}
"""Columns without an expectation of their own: the run sets them, or a test here states what they are made of."""

PAGES = all_pages()
PROJECT_VALUES = [
    pytest.param(page, project["name"], column, id=f"{page} · {project['name']} · {column}")
    for page in PAGES
    for project in page.expected["projects"]
    for column in project
]
PAGE_FACTS = [
    pytest.param(page, fact, id=f"{page} · {page.expected['pages'][0]['title']} · {fact}")
    for page in PAGES
    for fact in page.expected["pages"][0]
]


@pytest.mark.parametrize(("page", "name", "column"), PROJECT_VALUES)
def test_project_value(page: SavedPage, name: str, column: str) -> None:
    (expected,) = [project[column] for project in page.expected["projects"] if project["name"] == name]
    value = replayed_project(page, name)[column]
    assert (sorted(value) if column == "warnings" else value) == expected


@pytest.mark.parametrize(("page", "fact"), PAGE_FACTS)
def test_page_fact(page: SavedPage, fact: str) -> None:
    assert replayed_page(page)[fact] == page.expected["pages"][0][fact]


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.path.parent.name}/{page}" for page in PAGES])
class TestPage:
    def test_prints_what_is_expected_of_it(self, page: SavedPage) -> None:
        printed = letters(printed_text(page.path))
        for project in page.expected["projects"]:
            texts = [project["name"], project["applicant"], *project["goals"], *project["description"].split("\n\n")]
            assert [text for text in texts if letters(text) not in printed] == []

    def test_has_these_projects_and_no_other(self, page: SavedPage) -> None:
        names = [project["name"] for project in replay(page)["projects"]]
        assert sorted(names) == sorted(project["name"] for project in page.expected["projects"])

    def test_ids_tell_projects_apart(self, page: SavedPage) -> None:
        ids = [project["id"] for project in replay(page)["projects"]]
        assert len(set(ids)) == len(page.expected["projects"])
        assert all(ids)

    def test_digest_is_of_the_bytes(self, page: SavedPage) -> None:
        digest = f"sha256:{sha256(page.path.read_bytes()).hexdigest()}"
        read = replay(page)
        assert {each["content_digest"] for each in (*read["pages"], *read["projects"])} == {digest}


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: str(folder.relative_to(FIXTURES)))
class TestFolder:
    def test_lists_each_of_its_files_once(self, folder: Path) -> None:
        listed = [page.path.name for page in (answered(folder), *renderings(folder))]
        assert sorted([*listed, "expected.json", "meta.json"]) == sorted(path.name for path in folder.iterdir())

    def test_expects_every_column(self, folder: Path) -> None:
        for project in read_json(folder / "expected.json")["projects"]:
            assert set(project) == set(COLUMNS) - NOT_ASKED

    def test_counts_its_projects(self, folder: Path) -> None:
        expected = read_json(folder / "expected.json")
        (page,) = expected["pages"]
        assert page["projects"] == len(expected["projects"])
