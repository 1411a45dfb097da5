"""One page in many markups: each rendering gives the same records, byte for byte, but for where they were read."""

from __future__ import annotations

import json

import pytest

from tests.saved_pages import SavedPage, answered, folders, renderings, replay

OF_THE_FILE = {"content_digest", "evidence"}
"""What tells of the file that was read, not of the project."""

PAIRS = [
    pytest.param(rendering, answered(folder), id=str(rendering))
    for folder in folders()
    for rendering in renderings(folder)
]


@pytest.mark.parametrize(("rendering", "page"), PAIRS)
def test_same_records(rendering: SavedPage, page: SavedPage) -> None:
    assert records(rendering) == records(page)


def records(page: SavedPage) -> str:
    """Return a page's projects as they would stand in a file, a line for each value."""
    projects = replay(page)["projects"]
    assert projects, f"{page} has no projects"
    return json.dumps(
        [{key: value for key, value in project.items() if key not in OF_THE_FILE} for project in projects],
        ensure_ascii=False,
        indent=1,
    )
