"""The report for everybody: axe-core's rules, the keyboard, a narrow window, paper, languages, calm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from scraper.publish.dictionary import LANGUAGES
from tests.peers.scripts import SCRIPTS
from tests.report.conftest import see, states

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PAGES = ("index", "projects", "project", "sources", "changes")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIGHT = {"fi": "light", "sv": "dark", "en": "light"}
"""What each language is looked at in."""


def open_page(tab: Page, report: Path, name: str, language: str = "en") -> None:
    see(tab, report, name, states(tab, report)[1] if name == "project" else "", language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(tab: Page, lived: Path, name: str, language: str) -> None:
    axe = SCRIPTS["axe-core"].file("axe.min.js")
    tab.emulate_media(color_scheme=LIGHT[language])  # type: ignore[arg-type]  # one of its words
    open_page(tab, lived, name, language)
    tab.eval_on_selector_all("details:not(.choice)", "all => all.forEach((one) => {one.open = true})")
    if name == "project":
        tab.locator(".point").first.click()
        tab.wait_for_timeout(150)  # colours change slowly
    tab.evaluate(axe)
    assert serious(tab) == []


def serious(tab: Page) -> list[Any]:
    found = tab.evaluate("rules => axe.run({preload: false, resultTypes: ['violations'], runOnly: rules})", RULES)
    return [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_the_keyboard_goes_everywhere_in_order(tab: Page, many: Path) -> None:
    see(tab, many, "projects")
    reached = walked(tab, 45)
    order = [
        *("skip", "index.html", "projects.html", "sources.html", "changes.html", "fi", "sv", "en"),
        *(
            "search",
            "SUMMARY",
            "clear",
            "download",
            "scroll",
            "sort",
            "has.name",
            "min.granted_amount",
            "Hanke numero 101",
        ),
    ]
    places = [reached.index(wanted) for wanted in order]
    assert places == sorted(places)


def walked(tab: Page, steps: int) -> list[str]:
    """Return what the Tab key reaches; each must show that it has the focus."""
    reached = []
    for _ in range(steps):
        tab.keyboard.press("Tab")
        name, outline, inside = tab.evaluate(
            """() => {
            const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
            const name = one.id || one.dataset.filter || one.lang
              || {skip: "skip", sort: "sort"}[one.className] || (one.closest("nav") ? one.getAttribute("href") : "")
              || (one.tagName === "A" ? one.textContent : one.tagName);
            const seen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
            return [name, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, seen];
          }"""
        )
        if name == "BODY":
            break
        assert outline, name
        assert inside, name
        reached.append(name)
    return reached


def test_the_keyboard_goes_through_rows_that_are_drawn_as_it_comes(tab: Page, many: Path) -> None:
    see(tab, many, "projects", "#sort=name")
    tab.locator("#rows a").first.focus()
    for _ in range(80):
        tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Hanke numero 80"
    assert tab.evaluate("document.activeElement.closest('tr').getAttribute('aria-rowindex')") == "83"
    tab.evaluate("document.getElementById('scroll').scrollTop = 1e9")
    tab.locator("#rows").get_by_text("Hanke numero 599", exact=True).wait_for()
    assert tab.evaluate("document.activeElement.id") == "scroll"


def test_skip_link_leads_past_the_menu(tab: Page, many: Path) -> None:
    see(tab, many, "projects")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "search"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows(tab: Page, lived: Path, many: Path, name: str) -> None:
    open_page(tab, many if name == "index" else lived, name, "fi")
    for width in (1280, 768, 360):
        tab.set_viewport_size({"width": width, "height": 740})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    if name != "projects":  # its rows are wider than any sheet
        tab.emulate_media(media="print")
        tab.set_viewport_size({"width": 680, "height": 960})  # A4 at 96 dots an inch, with margins
        assert tab.evaluate("document.documentElement.scrollWidth") <= 680


def test_paper_holds_all_rows_and_no_buttons(tab: Page, many: Path) -> None:
    see(tab, many, "projects")
    tab.emulate_media(media="print")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#rows tr").count() == 600
    assert not tab.locator(".tools, #filters, .languages").first.is_visible()
    assert len(tab.pdf()) > 10_000


def test_text_is_printed_whole(tab: Page, saved: Path) -> None:
    open_page(tab, saved, "project")
    tab.emulate_media(media="print")
    box = tab.locator("#page")
    assert box.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert not tab.locator(".point").first.is_visible()


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_where_that_is_not_wanted(tab: Page, saved: Path, motion: Any, *, moves: bool) -> None:
    tab.emulate_media(reduced_motion=motion)
    open_page(tab, saved, "project")
    durations = tab.eval_on_selector_all("*", "all => all.map((one) => getComputedStyle(one).transitionDuration)")
    assert any(one != "0s" for one in durations) is moves


def test_charts_are_drawn_with_their_figures(tab: Page, many: Path) -> None:
    see(tab, many, "index")
    charts = tab.locator("figure.chart").all()
    assert len(charts) == 4
    for chart in charts:
        assert chart.locator("svg[role=img] rect").count() >= 2
        assert chart.locator("svg[role=img]").get_attribute("aria-label")
        chart.locator("summary").click()
        assert chart.locator("table tbody tr").count() >= 2


@pytest.mark.parametrize("name", ["index", "project", "changes"])
def test_languages_lead_to_the_same_page(tab: Page, lived: Path, name: str) -> None:
    open_page(tab, lived, name)
    place = _place(tab)
    titles = [tab.title()]
    for language in ("Suomi", "Svenska"):
        tab.get_by_role("link", name=language, exact=True).click()
        assert _place(tab) == place
        if name.startswith("project"):
            tab.wait_for_selector("html[data-ready]", state="attached")
        titles.append(tab.title())
    assert len(set(titles)) == 3


def _place(tab: Page) -> tuple[str, str]:
    """Return which file of its language a tab shows, and the state that its address tells."""
    parts = urlsplit(tab.url)
    return parts.path.rpartition("/")[2], parts.fragment


def test_sources_tell_of_several_runs(tab: Page, lived: Path) -> None:
    see(tab, lived, "sources")
    table = tab.locator("main > .wide")
    assert table.locator("tbody tr").count() == 2
    assert table.locator("polyline").count() == 2
    harbour = tab.locator("section").first
    rows = harbour.locator("table").last.locator("tbody tr").all()
    assert [row.locator("td").first.inner_text() for row in rows] == ["3", "3", "3", "3"]
    assert [row.locator("td").nth(3).inner_text() for row in rows] == ["0", "0", "1", "3"]
    assert rows[2].locator("td").last.inner_text() == "Erikoisala"
    assert "the site answered 404" in tab.locator("section").last.inner_text()


def test_changes_lead_to_projects(tab: Page, lived: Path) -> None:
    see(tab, lived, "changes")
    sections = [one.inner_text() for one in tab.locator("section").all()]
    assert len(sections) == 4
    assert "Nothing changed." in sections[0]
    assert all(word in sections[2] for word in ("Added: 1", "Majakka", "Removed: 1", "Laituri", "leveä"))
    assert "History begins here: 5 projects." in sections[3]
    tab.get_by_role("link", name="Majakka").click()
    tab.wait_for_selector("html[data-ready]")
    assert tab.locator("h1").inner_text() == "Majakka"
