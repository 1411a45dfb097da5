"""Texts that mean harm, in every field, in the past, in records of runs and on pages: all of them stay texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.conftest import EVERY_TEXT, PAYLOADS, see, states

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def test_pages_made_here_hold_texts(tab: Page, harmful: Path) -> None:
    for name in ("index", "sources", "changes"):
        see(tab, harmful, name)
        assert foreign(tab) == []
        text = tab.locator("main").text_content() or ""
        assert any(payload in text for payload in PAYLOADS)


def test_table_holds_texts(tab: Page, harmful: Path) -> None:
    see(tab, harmful, "projects")
    every = "[...document.querySelectorAll('#columns input:not(:checked)')].map((box) => box.click()).length"
    assert tab.evaluate(every) > 5
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")  # all rows at once
    assert foreign(tab) == []
    names = tab.eval_on_selector_all("#rows th", "cells => cells.map((cell) => cell.textContent)")
    assert set(PAYLOADS) <= set(names)
    assert len(names) == int(tab.locator("#count").inner_text().split()[0]) > 100


def test_project_pages_hold_texts(tab: Page, harmful: Path) -> None:
    found = states(tab, harmful)
    [of_the_page] = [state for state in found if state.endswith("-00000")]
    for state in [of_the_page, *found[:: 1 if EVERY_TEXT else 12]]:
        see(tab, harmful, "project", state)
        assert tab.locator(".field").count() > 5
        assert tab.locator("#steps ins").count() > 5
        assert foreign(tab) == []
        if state == of_the_page:
            assert tab.locator("#page p").count() > 100


def foreign(tab: Page) -> list[str]:
    """Return elements, handlers and links that are none of the report's own."""
    found: list[str] = tab.evaluate(
        """() => {
        const own = new Set(("A BODY BR BUTTON CODE DD DEL DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER "
          + "H1 H2 H3 HEAD HEADER HTML INPUT INS LABEL LEGEND LI LINK MAIN MARK META NAV NOSCRIPT OL OPTION P Q SCRIPT "
          + "SECTION SELECT SMALL SPAN STRONG SUMMARY TABLE TBODY TD TH THEAD TIME TITLE TR UL "
          + "svg rect line polyline text title").split(" "));
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
