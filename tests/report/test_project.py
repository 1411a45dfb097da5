"""The project page: what is lit is, to the letter, what the evidence says that the page printed, and the other way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scraper import extract
from scraper.archive import Archive
from scraper.desk.pages import Pages
from scraper.model import Project
from scraper.publish import dataset
from scraper.publish.formats import Edition
from scraper.report import build, shelf
from scraper.response import Response
from tests.archive.answers import at, exchange
from tests.report.conftest import see, states
from tests.saved_pages import all_pages

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HEAD = "<!doctype html><html lang=fi><meta charset=utf-8><title>AKKE-hankkeet 2022</title><h1>AKKE-hankkeet 2022</h1>"
MARKUPS = {
    "glued labels": (
        "<h2>Silta</h2><p><strong>Hakija:</strong>Kanavan kehitys Oy<br><strong>Myönnetty rahoitus:</strong>30 000 €"
        "<br><strong>Toteutusaika:</strong>1.3.2022–31.12.2023</p>"
    ),
    "no-break spaces and soft hyphens": (
        "<h2>Vene&shy;valkama &amp; laituri</h2><dl><dt>Hakija</dt><dd>Kanavan&nbsp;kehi&shy;tys Oy</dd>"
        "<dt>Myönnetty&nbsp;rahoitus</dt><dd>5&nbsp;000,50&nbsp;&euro;</dd></dl>"
    ),
    "a table of rows": (
        "<table><tr><th>Hanke</th><th>Hakija</th><th>Myönnetty rahoitus</th></tr>"
        "<tr><td>Silta</td><td>Kanavan kehitys Oy</td><td>30 000 €</td></tr>"
        "<tr><td>Satama</td><td>Rannan <i>kehitys</i> Oy</td><td>12 500,50 €</td></tr></table>"
    ),
    "values in parts": (
        "<h2>Silta <em>tule</em>vaan</h2><dl><dt>Hakija</dt>"
        "<dd><span>Kanavan</span>\n  <span>kehitys</span> <b>Oy</b></dd>"
        "<dt>Myönnetty rahoitus</dt><dd><b>30</b> 000<!-- x --> €</dd></dl>"
        "<p>Kuvaus on\n\n tässä, <a href=/x>linkki</a> myös."
    ),
    "what no browser shows": (
        "<script>var x = 'Silta';</script><style>h2 { color: red }</style><h2>Silta</h2><noscript>Silta</noscript>"
        "<dl><dt>Hakija</dt><dd>Kanavan kehitys Oy</dd><dt>Myönnetty rahoitus</dt><dd>30 000 €</dd></dl>"
    ),
    "lines of text": (
        "AKKE-hankkeet 2022\r\n\r\nSilta tulevaan\r\nHakija: Kanavan kehitys Oy\r\nMyönnetty rahoitus: 30 000 €\r\n"
    ),
}
NOWHERE = {"page_title", "page_updated", "programme", "programme_year", "funder", "decision_date"}
"""What a page may say of itself where no line of it prints that: in its head."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of all saved pages in all markups, and of the markups here, each a page of its own."""
    folder = tmp_path_factory.mktemp("printed")
    bodies = [(page.path.read_bytes(), page.content_type or "text/html") for page in all_pages()]
    for name, markup in MARKUPS.items():
        text = name == "lines of text"
        bodies.append(
            ((markup if text else HEAD + markup).encode(), "text/plain" if text else "text/html; charset=utf-8")
        )
    projects: list[Project] = []
    with Archive(folder / "archive") as archive:
        for number, (body, kind) in enumerate(bodies):
            url = f"https://liitto.example/{number}"
            hop = exchange(url, body, headers=f"Content-Type: {kind}\n")
            archive.store(Response(url, 200, {}, kind, body, at(number), (hop,)))
            for project in extract(body, url=url, content_type=kind).projects:
                project.id, project.source_url = f"{number}-{project.id}", url
                projects.append(project)
    assert {
        project.source_url for project in projects if int(project.id.partition("-")[0]) >= len(bodies) - len(MARKUPS)
    }
    dataset.publish(folder, Edition([], projects))
    return shelf.replace(folder, build.files(folder, Pages(folder / "archive")))


LIT_BY_FIELDS = """() => Object.fromEntries([...document.querySelectorAll(".field")].map((field) => {
  const point = field.querySelector(".point");
  if (!point) return [field.dataset.column, null];
  point.focus();
  const lit = [...document.querySelectorAll("mark.lit")].map((mark) => mark.textContent);
  const fields = [...document.querySelectorAll(".field.lit")].map((field) => field.dataset.column);
  return [field.dataset.column, [lit.join(""), fields]];
}))"""
LIT_BY_WORDS = """() => [...document.querySelectorAll("mark")].map((mark) => {
  mark.dispatchEvent(new PointerEvent("pointerenter"));
  return [mark.textContent, [...document.querySelectorAll(".field.lit")].map((field) => field.dataset.column)];
})"""


def test_fields_and_words_light_up_together(tab: Page, printed: Path) -> None:
    records = {one["id"]: one for one in json.loads((printed.parent / "projects.json").read_text("utf-8"))["projects"]}
    found = states(tab, printed)
    assert len(found) == len(records) > 30
    values = 0
    for state in {records[state[1:]]["source_url"]: state for state in found}.values():  # one of each page
        see(tab, printed, "project", state)
        record = records[state[1:]]
        raws = {
            column: [one["raw"] for one in (said if isinstance(said, list) else [said])]
            for column, said in record["evidence"].items()
        }
        lit = tab.evaluate(LIT_BY_FIELDS)
        for column, words in raws.items():
            if lit[column] is None:
                assert column in NOWHERE, (state, column)
                continue
            assert letters(lit[column][0]) == letters("".join(dict.fromkeys(words))), (state, column)
            assert lit[column][1] == [column]
            values += 1
        for words, columns in tab.evaluate(LIT_BY_WORDS):
            assert columns
            for column in columns:
                assert any(letters(words) in letters(raw) for raw in raws[column]), (state, column)
    assert values > 150


def letters(text: str) -> str:
    """Return a text without white space: how that is folded is not the evidence's matter."""
    return "".join(text.split())


def test_words_lead_to_their_field_and_the_live_page(tab: Page, saved: Path) -> None:
    see(tab, saved, "projects")
    tab.get_by_role("link", name="Häme Goes for Growth").click()
    tab.wait_for_selector("html[data-ready]")
    tab.locator("mark", has_text="79 900 €").click()
    assert tab.locator(".field.lit").get_attribute("data-column") == "granted_amount"
    assert (
        tab.get_by_role("link", name="Open the live page").get_attribute("href").startswith("https://www.hameenliitto")
    )
    assert "2021-04-22 06:00 UTC" in tab.locator("#where").inner_text()


def test_keyboard_goes_to_words_and_back(tab: Page, saved: Path) -> None:
    see(tab, saved, "project", states(tab, saved)[0])
    tab.locator('.field[data-column="granted_amount"] .point').focus()
    assert tab.locator("mark.lit").all_inner_texts() == ["290 605 €"]
    tab.keyboard.press("Enter")
    assert focused(tab) == "290 605 €"
    tab.keyboard.press("ArrowDown")
    assert focused(tab) == "415 150 €"
    assert tab.locator(".field.lit").get_attribute("data-column") == "total_cost"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.closest('.field').dataset.column") == "total_cost"


def focused(tab: Page) -> str:
    text: str = tab.evaluate("document.activeElement.innerText")
    return text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Hanke alkaa muuna vuonna kuin ohjelman vuonna."),
        ("sv", "Projektet börjar ett annat år än programmets."),
        ("en", "The project starts in another year than the programme's."),
    ],
    ids=["fi", "sv", "en"],
)
def test_warnings_are_in_plain_words(tab: Page, saved: Path, language: str, sentence: str) -> None:
    see(tab, saved, "project", states(tab, saved)[0], language=language)
    assert sentence in tab.locator("#warnings").inner_text()


def test_history_tells_each_cell(tab: Page, lived: Path) -> None:
    see(tab, lived, "projects")
    tab.get_by_role("link", name="Silta tulevaan").click()
    tab.wait_for_selector("html[data-ready]")
    changed, first = tab.locator("#steps > li").all()
    assert "there since history began" in first.inner_text()
    assert [one.inner_text() for one in changed.locator("dt").all()] == [
        "Granted €",
        "Description",
        "Other fields",
        "Warnings",
    ]
    assert changed.locator("del").first.text_content() == "was €30,000"
    assert [one.text_content() for one in changed.locator("ins").all()][:3] == [
        "now €36,000",
        "now ja leveä ",
        "now Erikoisala: kaupunkikehitys",
    ]


def test_a_page_that_is_not_kept_says_so(tab: Page, many: Path) -> None:
    see(tab, many, "project", states(tab, many)[0])
    assert "text is not kept" in tab.locator("#page").inner_text()


@pytest.mark.parametrize(
    "state", ["", "#", "#nonsense", "#a/x", "#../../x/y", "#%E0%A4%A/x", "#__proto__", "#constructor"]
)
def test_an_unknown_project_is_said(tab: Page, many: Path, state: str) -> None:
    see(tab, many, "project", state)
    assert tab.locator("h1").inner_text() == "This project is not in the dataset."
