from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.publish.privacy import Rule
from scraper.report.discretion import Discretion
from scraper.report.records import EACH, data_files, place, places, script
from tests.report.conftest import made, see

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

IDS = ["", "a", "akke-silta-7ce044bf", "ä/ö 1", "\U0001f600", "__proto__", "\ud800"]


@pytest.mark.parametrize(
    ("projects", "files"), [(0, 1), (1, 1), (EACH, 1), (EACH + 1, 2), (3 * EACH, 4), (10_000, 256)]
)
def test_files_are_a_power_of_two(projects: int, files: int) -> None:
    assert places(projects) == files


def test_browser_finds_the_file_of_an_id(tab: Page, many: Path) -> None:
    see(tab, many, "index")
    found = tab.evaluate("ids => ids.map((id) => report.place(id, 1024))", IDS[:-1])
    assert found == [place(name, 1024) for name in IDS[:-1]]
    assert tab.evaluate("report.place('\\ud800', 1024)") == place(IDS[-1], 1024)


def test_projects_are_shared_among_files_evenly() -> None:
    counts = [0] * 16
    for number in range(800):
        counts[place(f"liitto-akke-{number:05}", 16)] += 1
    assert 25 < min(counts) <= max(counts) < 75


def test_every_project_is_in_its_file_and_no_other() -> None:
    projects = [made(number) for number in range(130)]
    files = dict(data_files(projects, None, Discretion(Rule()), {}))
    assert set(files) == {"data/pages/0.js", *(f"data/projects/{at}.js" for at in range(4))}
    for project in projects:
        [name] = [name for name, content in files.items() if f'"{project.id}":{{'.encode() in content]
        assert name == f"data/projects/{place(project.id, 4)}.js"


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "\u2029", "\ud800", '"', "\\", "\0"])
def test_script_holds_any_text(text: str) -> None:
    written = script("words", {text: [text]}).decode()
    assert written.startswith('report.take("words",{')
    assert "</" not in written
    assert not {"\u2028", "\u2029", "\0"} & set(written)
