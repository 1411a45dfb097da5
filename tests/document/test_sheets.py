"""What a PDF or a printout has on every sheet is left out."""

from __future__ import annotations

import pytest

from scraper.document import read
from tests.document.reading import lines, texts

SHEETS = [
    ("Hämeen liitto\n\nA.\n\nSivu 1 (2)\n\fHämeen liitto\n\nB.\n\nSivu 2 (2)\n\f", ["A.", "B."]),
    ("A.\n\n1\n\fB.\n\n2\n\f", ["A.", "B."]),
    # Facts at the edge of two sheets are no head: their numbers don't count the sheets.
    ("Tuki: 5 000 €\n\nA.\n\fTuki: 9 000 €\n\nB.\n\f", ["Tuki: 5 000 €", "A.", "Tuki: 9 000 €", "B."]),
    ("11/24/26, 7:06 PM          Hankkeet - Hämeen liitto\n\nA.\n\nhttps://example.fi/a   1/1\n\f", ["A."]),
    ("24.11.2026 klo 19.06\n\nHankkeet - Hämeen liitto\n\nA.\n\nhttps://example.fi/a\n\n1/1\n\f", ["A."]),
    ("A.\nB.\n11/24/26, 7:06 PM Hankkeet\nhttps://example.fi/a 1/1\n\f", ["A.", "B."]),
    # Without form feeds nothing tells of sheets but their lone numbers.
    ("A.\n\nSivu 1 / 2\n\nB.\n\n2 (2)\n", ["A.", "B."]),
    ("Hämeen liitto\n\nA.\n\n- 1 -\n\nHämeen liitto\n\nB.\n\n- 2 -\n", ["A.", "B."]),
    ("A.\n\nSivu 1\n\nTuki: 5 000 €\n\nSivu 2\n\nTuki: 9 000 €\n", ["A.", "Tuki: 5 000 €", "Tuki: 9 000 €"]),
    ("A.\n2 (2)\n\nB.\n", ["A.", "2 (2)", "B."]),
    ("Hämeen liitto\n\nA.\n\nHämeen liitto\n\nB.\n", ["Hämeen liitto", "A.", "Hämeen liitto", "B."]),
]


@pytest.mark.parametrize(("page", "expected"), SHEETS, ids=[page for page, _ in SHEETS])
def test_sheets(page: str, expected: list[str]) -> None:
    assert texts(read(page.encode(), path_hint="page.txt")) == expected


PRINTED = "11/24/26, 7:06 PM{}Kylän laavu ja polku - Leader Karhu\n\n"
TITLES = [
    (PRINTED.format("   ") + "Hankkeet\nKylän laavu ja polku\nPolku.\n\f", "Kylän laavu ja polku"),
    (PRINTED.format("\n\n") + "Hankkeet\nKylän laavu\nja polku\nja metsä.\n\f", "Kylän laavu ja polku"),
    # The last of several places; a menu stands above.
    (PRINTED.format("   ").replace("Kylän", "Laavu - Kylän") + "Laavu\nHaku\n\nLaavu\nPolku.\n\f", "Laavu"),
    (PRINTED.format("   ") + "Kylän laavu\nja polut\nPolku.\n\f", None),
    ("Kylän laavu - Leader Karhu\n\nHankkeet\nKylän laavu\nPolku.\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("page", "heading"), TITLES, ids=[page for page, _ in TITLES])
def test_the_title_that_a_browser_prints_is_the_page_s_heading(page: str, heading: str | None) -> None:
    found = [text for kind, level, text in lines(read(page.encode(), path_hint="page.txt")) if level == 1]
    assert found == ([heading] if heading else [])
