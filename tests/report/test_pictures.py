"""The pictures of docs/img/: whether each can be drawn; with COUNCIL_SCRAPER_PICTURES they are drawn anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.report.conftest import see, states

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def test_pictures_for_the_documents(tab: Page, saved: Path, many: Path, lived: Path, repository: Path) -> None:
    tab.set_viewport_size({"width": 1200, "height": 800})
    views = {
        "overview": (many, "index", ""),
        "table": (many, "projects", "#is.programme=AKKE"),
        "project": (saved, "project", states(tab, saved)[0]),
        "changes": (lived, "changes", ""),
    }
    for name, (report, file, state) in views.items():
        see(tab, report, file, state)
        if name == "project":
            tab.locator('.field[data-column="granted_amount"] .point').click()
            tab.wait_for_timeout(200)  # colours change slowly
        picture = tab.screenshot()
        assert picture.startswith(b"\x89PNG")
        if os.environ.get("COUNCIL_SCRAPER_PICTURES"):
            (repository / "docs" / "img" / f"{name}.png").write_bytes(picture)
