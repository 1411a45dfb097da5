"""What a PDF or a printout has on every sheet is left out."""

from __future__ import annotations

import pytest

from scraper.document import read
from tests.document.reading import texts

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
    ("A.\n2 (2)\n\nB.\n", ["A.", "2 (2)", "B."]),
    ("Hämeen liitto\n\nA.\n\nHämeen liitto\n\nB.\n", ["Hämeen liitto", "A.", "Hämeen liitto", "B."]),
]


@pytest.mark.parametrize(("page", "expected"), SHEETS, ids=[page for page, _ in SHEETS])
def test_sheets(page: str, expected: list[str]) -> None:
    assert texts(read(page.encode(), path_hint="page.txt")) == expected
