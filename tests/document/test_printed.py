from __future__ import annotations

from typing import Any

import pytest

from scraper.document.printed import Printed, read_printed
from scraper.model import Evidence
from tests.saved_pages import SavedPage, all_pages, replay

PAGES = all_pages()


def printed(page: SavedPage) -> Printed:
    return read_printed(page.path.read_bytes(), content_type=page.content_type, path_hint=page.url)


def evidence_of(record: dict[str, Any]) -> dict[str, list[Evidence]]:
    return {
        column: [Evidence(**each) for each in (found if isinstance(found, list) else [found])]
        for column, found in record["evidence"].items()
    }


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.path.parent.name}/{page}" for page in PAGES])
def test_marked_words_are_those_of_the_evidence(page: SavedPage) -> None:
    text = printed(page)
    for project in replay(page)["projects"]:
        found = evidence_of(project)
        lines = text.marked(found)
        for column, pieces in found.items():
            marked = "".join(part.text for line in lines for part in line if column in part.columns)
            shown = [piece for piece in pieces if "/@" not in piece.path and not piece.path.endswith("/title")]
            assert letters(marked) == letters("".join(piece.raw for piece in shown)), column


def letters(text: str) -> list[str]:
    """Return the characters of a text in their alphabet's order: a column's pieces need not stand in its order."""
    return sorted("".join(text.split()))


def test_scripts_are_no_text_and_breaks_end_lines() -> None:
    html = b"<!doctype html><title>T</title><script>evil()</script><p>yksi <b>kaksi</b><br>kolme</p><style>x</style>"
    lines = [[part.text for part in line] for line in read_printed(html).marked({})]
    assert lines == [["yksi kaksi"], ["kolme"]]


@pytest.mark.parametrize(
    "path",
    ["/html/body/p[9]", "//p", "/html/body/p[1]/@title", "count(//p)", "/html/body/p[", "id('a')", "line:1", ""],
)
def test_other_paths_stand_nowhere(path: str) -> None:
    text = read_printed(b"<!doctype html><p title=yksi>yksi<p>kaksi")
    assert text.span(Evidence("yksi", path, 0, 4, "text")) is None


def test_other_words_stand_nowhere() -> None:
    text = read_printed(b"<!doctype html><p>yksi")
    assert text.span(Evidence("yksi", "/html/body/p", 0, 4, "text")) == (0, 4)
    assert text.span(Evidence("kaksi", "/html/body/p", 0, 4, "text")) is None
    assert text.span(Evidence("yksi", "/html/body/p", 1, 400, "text")) is None


def test_text_that_the_parser_leaves_in_the_head_is_printed() -> None:
    html = b"<!doctype html><title>T</title><main><h1>Hankkeet</h1></main>"
    assert [[part.text for part in line] for line in read_printed(html).marked({})] == [["Hankkeet"]]
