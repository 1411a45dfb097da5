"""The desk in a real browser, Chromium with Playwright: what people see, click and write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scraper.desk.reviewed import read
from scraper.sources import load_sources
from tests.archived_site import OTHER, html
from tests.desk.conftest import project
from tests.peers.scripts import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.desk.conftest import Opened

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "{{7*7}}{% include 'x' %}",
    "</textarea></title><b>x</b>",
    "&lt;b&gt;&#x3c;i>",
)


@pytest.fixture
def page(browser: Browser, opened: Opened) -> Iterator[Page]:
    """Open the desk; at the end, nothing may have been asked elsewhere, and nothing may have gone wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "422" not in said.text else None)
    page.on(
        "request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((opened.origin, "data:")) else None
    )
    page.goto(f"{opened.origin}/{opened.app.key}/")
    yield page
    context.close()
    assert not wrong


def test_warning_is_accepted(page: Page, opened: Opened) -> None:
    page.get_by_role("link", name="Silta tulevaan").click()
    page.wait_for_load_state()  # its script has run then
    page.get_by_label("Why, and who says so").first.fill("The council said so.")
    page.get_by_role("button", name="Right as it is").click()
    page.get_by_text("✓ The grant is larger").wait_for()
    assert [one.note for one in read(opened.desk.reviewed)] == ["The council said so."]
    page.get_by_role("link", name="All records").click()
    page.wait_for_load_state()  # its script has run then
    assert page.get_by_role("link", name="Silta tulevaan").count() == 0


def test_value_is_corrected_from_its_words(page: Page, opened: Opened) -> None:
    page.get_by_role("link", name="Silta tulevaan").click()
    page.wait_for_load_state()  # its script has run then
    page.locator("mark", has_text="79 900 €").click()
    assert page.locator("#field").input_value() == "granted_amount"
    page.get_by_label("Right value").fill("noin 7990")
    page.locator("#note").fill("A nine too many; the council said so.")
    page.get_by_role("button", name="Write the correction").click()
    assert "is not an amount in euros" in page.get_by_role("alert").inner_text()
    assert page.locator("#note").input_value() == "A nine too many; the council said so."
    page.get_by_label("Right value").fill("7 990 €")
    page.get_by_role("button", name="Write the correction").click()
    assert "79 900 € → 7990" in page.locator(".waiting").inner_text().replace("“", "").replace("”", "")
    [found] = next(one.lookups for one in load_sources(opened.folder / "sources") if one.id == "liitto")
    assert (found.field, found.value, found.name) == ("granted_amount", 7990, "Silta tulevaan")


def test_field_and_words_light_up_together(page: Page, opened: Opened) -> None:
    page.get_by_role("link", name="Silta tulevaan").click()
    page.wait_for_load_state()  # its script has run then
    evidence = opened.case().evidence
    for column in ("granted_amount", "total_cost", "applicant"):
        page.locator(f".field[data-column={column}]").focus()
        assert page.locator("mark.lit").all_inner_texts() == [evidence[column][0].raw]
    page.locator("mark", has_text="42 000 €").hover()
    assert page.locator(".field.lit").get_attribute("data-column") == "total_cost"


def test_language_is_switched_on_the_same_record(page: Page) -> None:
    page.get_by_role("link", name="Silta tulevaan").click()
    page.wait_for_load_state()  # its script has run then
    page.get_by_role("link", name="Svenska").click()
    page.wait_for_load_state()  # its script has run then
    assert page.locator("html").get_attribute("lang") == "sv"
    page.get_by_role("heading", name="Silta tulevaan").wait_for()
    page.get_by_role("button", name="Det stämmer så här").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_page_is_as_wide_as_the_window(page: Page, width: int) -> None:
    page.get_by_role("link", name="Silta tulevaan").click()
    page.wait_for_load_state()  # its script has run then
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, scheme: Any) -> None:
    axe = SCRIPTS["axe-core"].file("axe.min.js")
    page.emulate_media(color_scheme=scheme)
    for name in ("list", "case"):
        if name == "case":
            page.get_by_role("link", name="Silta tulevaan").click()
            page.wait_for_load_state()
            page.locator(".field[data-column=applicant]").focus()
        page.evaluate(axe)
        found = page.evaluate("axe.run({preload: false, resultTypes: ['violations']})")["violations"]
        serious = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
        assert serious == [], [node["html"] for one in found for node in one["nodes"]]


def test_keyboard_reaches_all(page: Page) -> None:
    page.get_by_role("link", name="Silta tulevaan").click()
    page.wait_for_load_state()  # its script has run then
    page.wait_for_load_state()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"skip", "field", "value", "note", "note-GRANT_OVER_COST", "text"} <= reached


def test_words_of_strangers_do_nothing(page: Page, opened: Opened) -> None:
    escaped = [payload.replace("&", "&amp;").replace("<", "&lt;") for payload in PAYLOADS]
    projects = [project(f"Hanke {number}", "9 €", "8 €", f"Oy {each}") for number, each in enumerate(escaped)]
    opened.site.pages[OTHER] = html("AKKE", *projects)
    opened.site.crawl(*load_sources(opened.folder / "sources"))
    cases = {case.project.applicant: case for case in opened.desk.cases() if case.project.source == "toinen"}
    assert sorted(cases) == sorted(f"Oy {payload}" for payload in PAYLOADS)
    for payload in PAYLOADS:
        case = cases[f"Oy {payload}"]
        page.goto(f"{opened.origin}{opened.root}case/{case.project.id}")
        assert page.locator(".field[data-column=applicant] dd").inner_text().strip() == case.project.applicant
        assert page.locator("mark[data-columns=applicant]").inner_text() == case.project.applicant
        page.locator(".warning input[name=note]").first.fill(payload)
        page.locator(".warning button").first.click()
        assert payload in page.locator(".accepted small").inner_text()
        assert page.locator("main :is(script, img, svg, b)").count() == 0


def test_page_of_another_site_writes_nothing(browser: Browser, opened: Opened) -> None:
    """A form on another origin that even knows the key is refused."""
    context = browser.new_context()
    page = context.new_page()
    case = opened.case().project.id
    target = f"{opened.origin}{opened.root}case/{case}/accept"
    page.set_content(
        f'<form method=post action="{target}"><input name=warning value=GRANT_OVER_COST><button>x</button>'
    )
    with page.expect_navigation() as going:
        page.get_by_role("button").click()
    assert going.value.status == 403
    assert not opened.desk.reviewed.exists()
    context.close()
