"""Tables whose rows are lines of elements: which lines are rows."""

from __future__ import annotations

import pytest

from tests.extraction.reading import page, rows


def lines(*parts: str) -> str:
    """Return a line for each text, an element for each of its parts between `|`."""
    return "".join(f"<div>{''.join(f'<span>{cell}</span>' for cell in line.split('|'))}</div>" for line in parts)


HEADER, ROW = "Hanke|Toteuttaja|Tuki", "Silta|Lopen kunta|12 000 €"
READ = "Silta | Lopen kunta | 12000 | - | -"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (lines(HEADER, ROW, "Polku|Askel ry|3 400"), [READ, "Polku | Askel ry | 3400 | - | -"]),
        (lines(HEADER, ROW, "Polku|Askel ry"), [READ]),
        (lines(HEADER, ROW, "Ota yhteyttä|Maija Meri|johtaja"), [READ]),
        (lines("Hanke|Vetäjä|Tuki", "Silta|Lopen kunta|12 000 €"), []),
        (lines("Hanke|Hakuaika|Tuki", "Silta|1.1.2022|12 000 €"), []),
    ],
)
def test_rows(body: str, expected: list[str]) -> None:
    assert rows(page(body, "Hankkeet")) == expected
