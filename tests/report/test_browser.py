"""The report in a real browser, opened from the disk: what people search, point at, download and read.

Skipped where Chromium or Playwright is missing, never where CI is set: `make test-web` gets both.
"""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from scraper.publish.dictionary import LANGUAGES
from tests.report.axe import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = ("index", "projects", "project", "sources", "changes")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a tab; at the end, nothing may have been asked elsewhere, and nothing may have gone wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI")
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    page.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else wrong.append(asked.url)
    )
    yield page
    context.close()
    assert not wrong


def see(page: Page, report: Path, name: str, state: str = "", language: str = "en") -> None:
    page.goto("about:blank")
    page.goto(f"file://{report}/{language}/{name}.html{state}")
    if name.startswith("project"):
        page.wait_for_selector("html[data-ready]")


def rows(page: Page, column: int = 0) -> list[str]:
    """Return a column of the rows that are drawn."""
    return [row.locator("th, td").nth(column).inner_text() for row in page.locator("#rows tr:not(.gap)").all()]


def test_search_and_filters_keep_what_fits(page: Page, many: Path) -> None:
    see(page, many, "projects")
    assert page.locator("#count").inner_text().startswith("600 of 600 projects")
    page.get_by_label("Search the projects").fill("NUMERO 59")
    assert page.locator("#count").inner_text().startswith("16 of 600 projects")
    page.get_by_label("Filter: Programme").select_option("AKKE")
    assert sorted(rows(page)) == ["Hanke numero 594"]
    assert "q=NUMERO+59" in page.url
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Granted €: at least").fill("400000")
    assert page.locator("#count").inner_text().startswith("2 of 600") == (len(rows(page)) == 2)
    assert all(int(row.strip("€").replace(",", "")) >= 400_000 for row in rows(page, 2))


def test_days_are_filtered_as_far_as_they_are_given(page: Page, many: Path) -> None:
    see(page, many, "projects", "#min.start_date=2019-03&max.start_date=2019")
    found = rows(page, 4)
    assert found
    assert all("2019-03" <= day <= "2019-12-31" for day in found)


@pytest.mark.parametrize(
    ("heading", "column", "key"),
    [
        ("Total cost €", 3, lambda text: float(text.strip("€").replace(",", ""))),
        ("Granted €", 2, lambda text: -float(text.strip("€").replace(",", ""))),
        ("Starts", 4, str),
        ("Project", 0, lambda text: int(text.split()[-1])),
    ],
    ids=["cost", "granted", "starts", "name"],
)
def test_sorting_is_by_value(page: Page, many: Path, heading: str, column: int, key: Any) -> None:
    see(page, many, "projects", "#sort=-total_cost" if heading == "Granted €" else "")
    button = page.locator("#heads").get_by_role("button", name=heading, exact=True)
    button.click()
    if heading in {"Total cost €", "Starts"}:
        button.click()  # the first click shows the largest
    found = [key(text) for text in rows(page, column)]
    assert len(found) > 10
    assert found == sorted(found)
    assert page.locator("th[aria-sort]").count() == 1


def test_only_rows_in_sight_are_drawn(page: Page, many: Path) -> None:
    see(page, many, "projects", "#sort=name")
    assert len(rows(page)) < 60
    page.evaluate("document.getElementById('scroll').scrollTop = 1e9")
    page.locator("#rows").get_by_text("Hanke numero 599", exact=True).wait_for()
    assert page.locator("#table").get_attribute("aria-rowcount") == "602"


def test_download_is_what_is_shown(page: Page, many: Path) -> None:
    see(
        page,
        many,
        "projects",
        "#q=tavoite+numero&has.name=1&is.programme=AIKO&columns=name,granted_amount,goals&sort=name",
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head == ["name", "granted_amount", "programme", "goals"]
    count = int(page.locator("#count").inner_text().split()[0])
    assert len(lines) == count > 10
    assert all("1" in line[0] and line[2] == "AIKO" for line in lines)
    assert [line[0] for line in lines][: len(rows(page))] == rows(page)


def test_the_address_keeps_the_state(page: Page, many: Path) -> None:
    see(page, many, "projects", "#q=numero+7&sort=name&is.funder=Liitto+7&columns=name,funder")
    found = rows(page)
    assert page.get_by_label("Search the projects").input_value() == "numero 7"
    page.get_by_role("link", name="Svenska").click()
    page.wait_for_selector("html[lang=sv][data-ready]")
    assert rows(page) == found
    assert page.locator("#heads").inner_text().split() == ["Projekt", "Finansiär"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_are_drawn_with_their_figures(page: Page, many: Path, language: str) -> None:
    see(page, many, "index", language=language)
    charts = page.locator("figure.chart").all()
    assert len(charts) == 4
    for chart in charts:
        assert chart.locator("svg[role=img] rect").count() >= 2
        assert chart.locator("svg[role=img]").get_attribute("aria-label")
        chart.locator("summary").click()
        assert chart.locator("table tbody tr").count() >= 2
    assert page.locator("html").get_attribute("lang") == language


def test_every_field_lights_its_words(page: Page, saved: Path) -> None:
    """What is lit is, to the letter, what the evidence says that the page printed."""
    see(page, saved, "projects")
    addresses = [link.get_attribute("href") or "" for link in page.locator("#rows a").all()]
    records = {one["id"]: one for one in json.loads((saved.parent / "projects.json").read_text("utf-8"))["projects"]}
    assert len(addresses) == len(records) == 2
    for address in addresses:
        see(page, saved, "project", f"#{address.partition('#')[2]}")
        record = records[address.rpartition("/")[2]]
        for column, found in record["evidence"].items():
            field = page.locator(f'.field[data-column="{column}"]')
            field.locator(".point").click()
            raws = [one["raw"] for one in (found if isinstance(found, list) else [found])]
            lit = page.locator(".words.lit").all_inner_texts()
            assert "".join("".join(lit).split()) == "".join("".join(raws).split()), column
            assert field.evaluate("one => one.classList.contains('lit')")


def test_words_light_their_field(page: Page, saved: Path) -> None:
    see(page, saved, "projects")
    page.get_by_role("link", name="Häme Goes for Growth").click()
    page.wait_for_selector("html[data-ready]")
    page.locator(".words", has_text="79 900 €").click()
    assert page.locator(".field.lit").get_attribute("data-column") == "granted_amount"
    assert (
        page.get_by_role("link", name="Open the live page").get_attribute("href").startswith("https://www.hameenliitto")
    )
    assert "2021-04-22 06:00:00 UTC" in page.locator("#where").inner_text()


def test_a_page_that_is_not_kept_says_so(page: Page, many: Path) -> None:
    see(page, many, "projects")
    page.locator("#rows a").first.click()
    page.wait_for_selector("html[data-ready]")
    assert "text is not kept" in page.locator("#page").inner_text()


@pytest.mark.parametrize(
    "state", ["", "#", "#nonsense", "#000000000000/x", "#../../x/y", "#%E0%A4%A/x", "#__proto__/x"]
)
def test_an_unknown_project_is_said(browser: Browser, many: Path, state: str) -> None:
    page = browser.new_page()
    see(page, many, "project", state)
    assert page.locator("h1").inner_text() == "This project is not in the dataset."
    page.close()


def test_the_keyboard_goes_everywhere(page: Page, many: Path) -> None:
    see(page, many, "projects")
    reached = []
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("(e => e.id || e.className || e.dataset.filter || e.tagName)(document.activeElement)")
        )
    for wanted in ("skip", "search", "clear", "download", "scroll", "sort", "has.name", "min.granted_amount"):
        assert wanted in reached, wanted
    page.keyboard.press("Home")
    page.locator("#rows a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready] .field")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows(page: Page, saved: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    see(page, saved, name, language="fi")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(page: Page, saved: Path, name: str, scheme: Any) -> None:
    if not SCRIPT.exists() and not os.environ.get("CI"):
        pytest.skip("axe-core is not fetched; get it with: make test-web")
    page.emulate_media(color_scheme=scheme)
    see(page, saved, "projects")
    link = page.locator("#rows a").first.get_attribute("href") or ""
    see(page, saved, name, f"#{link.partition('#')[2]}" if name == "project" else "")
    page.evaluate(SCRIPT.read_text("utf-8"))
    found = page.evaluate(
        "axe.run({preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    serious = [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_harmful_texts_stay_texts(page: Page, harmful: Path) -> None:
    """No alert, no request, no element that texts brought: the fixture `page` looks at the first two."""
    for name in ("index", "sources", "changes"):
        see(page, harmful, name)
        assert foreign(page) == []
    see(page, harmful, "projects")
    every = page.evaluate(
        "[...document.querySelectorAll('#columns input:not(:checked)')].map((box) => box.click()).length"
    )
    assert every > 5
    count = int(page.locator("#count").inner_text().split()[0])
    links = set()
    for at in range(0, count * 36, 700):
        page.evaluate("at => {document.getElementById('scroll').scrollTop = at}", at)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert foreign(page) == []
        links |= set(page.evaluate("[...document.querySelectorAll('#rows th a')].map((a) => a.getAttribute('href'))"))
    assert len(links) == count
    for link in sorted(links)[:: 1 if os.environ.get("COUNCIL_SCRAPER_EVERY_TEXT") else 12]:
        see(page, harmful, "project", f"#{link.partition('#')[2]}")
        assert page.locator(".field").count() > 5
        assert foreign(page) == []


def foreign(page: Page) -> list[str]:
    """Return elements, handlers and links that are none of the report's own."""
    found: list[str] = page.evaluate(
        """() => {
        const own = new Set(("A BODY BUTTON CODE DD DEL DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER "
          + "H1 H2 H3 HEAD HEADER HTML INPUT INS LABEL LEGEND LI LINK MAIN META NAV NOSCRIPT OL OPTION P Q SCRIPT "
          + "SECTION SELECT SPAN SUMMARY TABLE TBODY TD TH THEAD TITLE TR UL svg rect line text title").split(" "));
        const wrong = [];
        for (const one of document.querySelectorAll("*")) {
          if (!own.has(one.tagName)) wrong.push(one.outerHTML.slice(0, 200));
          for (const {name, value} of one.attributes) {
            if (name.startsWith("on") || name === "style" && one.tagName !== "TD") wrong.push(`${name}=${value}`);
            if (name === "href" && !/^(https?:\\/\\/|#|data:,$|[\\w./-]+(#|$))/.test(value)) wrong.push(value);
            if (name === "src" && !/^[\\w./-]+$/.test(value)) wrong.push(value);
          }
        }
        return wrong;
      }"""
    )
    return found


def test_pictures_for_the_documents(browser: Browser, saved: Path, many: Path, repository: Path) -> None:
    """With COUNCIL_SCRAPER_PICTURES, draw docs/img/ anew; always, look whether each can be drawn."""
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    see(page, saved, "projects")
    link = page.locator("#rows a").first.get_attribute("href") or ""
    views = {
        "overview": (many, "index", ""),
        "table": (many, "projects", "#is.programme=AKKE"),
        "project": (saved, "project", f"#{link.partition('#')[2]}"),
    }
    for name, (report, file, state) in views.items():
        see(page, report, file, state)
        if name == "project":
            page.locator('.field[data-column="granted_amount"] .point').click()
        picture = page.screenshot()
        assert picture.startswith(b"\x89PNG")
        if os.environ.get("COUNCIL_SCRAPER_PICTURES"):
            (repository / "docs" / "img" / f"{name}.png").write_bytes(picture)
    page.close()
