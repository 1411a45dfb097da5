"""The report over HTTP: a browser gets the same pages as from the disk, under the same policy and from nowhere else."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from scraper.desk.files import files_of
from scraper.desk.server import Server
from tests.desk.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PAGES = ("", "en/index.html", "fi/projects.html", "sv/project.html", "fi/sources.html", "en/changes.html")


@pytest.fixture
def origin(saved: Path) -> Iterator[str]:
    with Server(files_of(saved), port=0) as server:
        yield server.origin


@pytest.mark.parametrize("path", PAGES)
def test_header_and_page_have_one_policy(origin: str, path: str) -> None:
    got = ask(origin, f"/{path}")
    [content] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', got.text)
    meta = unescape(content)
    assert got.headers["Content-Security-Policy"] == f"{meta}; frame-ancestors 'none'"
    assert "default-src 'none'" in meta
    assert "unsafe" not in meta
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", got.text)


def test_browser_is_content_with_it(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    context.set_default_timeout(5000)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text))
    tab.on(
        "request", lambda asked: None if asked.url.startswith((origin, "data:", "blob:")) else wrong.append(asked.url)
    )
    tab.on("response", lambda got: wrong.append(got.url) if got.status >= 400 else None)
    tab.goto(origin)
    tab.get_by_role("link", name="English").click()
    tab.get_by_role("link", name="Projects", exact=True).click()
    tab.get_by_role("link", name="Häme Goes Global").click()
    tab.locator("mark", has_text="290 605 €").click()
    assert tab.locator(".field.lit").count() == 1
    tab.locator("#back").click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download CSV").click()
    assert b"290605" in download.value.path().read_bytes()
    for name in ("Sources", "Changes", "Overview"):
        tab.get_by_role("link", name=name, exact=True).click()
        assert tab.locator("h1").inner_text() == name
    context.close()
    assert not wrong
