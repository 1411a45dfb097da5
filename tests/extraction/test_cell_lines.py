"""Tables of text with a line for each cell: where their rows begin and end, and when nothing tells."""

from __future__ import annotations

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import row


def text(*rows: str) -> str:
    """Return a text with a line for each part between `|`."""
    return "\n".join(part.strip() for line in ("Hankkeet 2023", *rows) for part in line.split("|"))


HEADER = "Hanke | Hakija | Myönnetty"
ROW, READ = "Biohiili | Lopen kunta | 5 000 €", "Biohiili | Lopen kunta | 5000 | - | -"
NEXT, READ_NEXT = "Järvet | Hattulan kunta | 3 000 €", "Järvet | Hattulan kunta | 3000 | - | -"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (text(HEADER, ROW, NEXT), [READ, READ_NEXT]),
        (text(HEADER, ROW, NEXT, "Yhteensä | 8 000 €"), [READ, READ_NEXT]),
        (text(HEADER, ROW, NEXT, "Ota yhteyttä | Maija Meri | johtaja"), [READ, READ_NEXT]),
        (text(HEADER, ROW), [READ]),
        (text(HEADER, "Biohiili | Maija Meri | 5 000 €"), []),
        (text("Nro | Hakija | Käyttötarkoitus | Myönnetty | %", "1 | Lopen kunta | Biohiili | 5 000 | 53",
              "2 | Hattulan kunta | Järvet | 3 000 | 70"), [READ, READ_NEXT]),
        (text("Hanke | Hakija | Myönnetty (1 000 €)", "Biohiili | Lopen kunta | 5", "Järvet | Hattulan kunta | 3"),
         [READ, READ_NEXT]),
        # A cell that is lacking, or is printed in one line with its neighbour, ends the table.
        (text(HEADER, ROW, NEXT, "Tie | 9 000 €", "Silta | Ypäjän kunta | 7 000 €"), [READ, READ_NEXT]),
        (text(HEADER, "Biohiili Lopen kunta | 5 000 €", "Järvet | Hattulan kunta | 3 000 €"), []),
        (text("Sökande | Projekt | Beviljat", "Dalfors förening | Kurs | 27 000", "Furudals klubb | Bana | 35 000",
              "Totalt 62 000 kronor delades ut."), []),
        (text("Hanke | Hakuaika | Myönnetty", "Biohiili | 1.2.2023 | 5 000 €", "Järvet | 1.3.2023 | 3 000 €"), []),
        (text("Hakija | Lopen kunta", "Myönnetty | 5 000 €", "Kustannusarvio | 7 000 €"),
         ["Hankkeet 2023 | Lopen kunta | 5000 | 7000 | -"]),
    ],
    ids=lambda value: value.replace("\n", " | ") if isinstance(value, str) else "",
)  # fmt: skip
def test_rows(page: str, expected: list[str]) -> None:
    projects = extract(page.encode(), content_type="text/plain").to_dict()["projects"]
    assert [row(project) for project in projects] == expected  # type: ignore[attr-defined]
