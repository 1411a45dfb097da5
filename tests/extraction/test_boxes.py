"""Tables made of boxes: which boxes are rows, and where the table ends."""

from __future__ import annotations

import pytest

from tests.extraction.reading import page, rows


def boxes(*lines: str) -> str:
    """Return a row of boxes for each line, a box for each of its parts between `|`."""
    return "".join(f"<div>{''.join(f'<div>{part.strip()}</div>' for part in line.split('|'))}</div>" for line in lines)


HEADER = "Hakija | Hanke | Haettu | Myönnetty"
ROW, READ = "Lopen kunta | Biohiili | 9 000 € | 5 000 €", "Biohiili | Lopen kunta | 5000 | - | -"
NEXT, READ_NEXT = "Hattulan kunta | Järvet | 4 000 € | 3 000 €", "Järvet | Hattulan kunta | 3000 | - | -"

CONTACT = "Ota yhteyttä | Maija Meri | johtaja | 040 123"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<div>{boxes(HEADER, ROW, NEXT)}</div>", [READ, READ_NEXT]),
        (f"<div><div>{boxes(HEADER)}</div><div>{boxes(ROW, NEXT)}</div></div>", [READ, READ_NEXT]),
        (f"<div>{boxes(HEADER, ROW, 'Ypäjän kunta | Tie | 2 000 €', NEXT)}</div>", [READ, READ_NEXT]),
        (f"<div>{boxes(HEADER, ROW, NEXT, 'Yhteensä | - | 13 000 € | 8 000 €')}</div>", [READ, READ_NEXT]),
        (f"<div><div>{boxes(HEADER, ROW)}</div></div><div>{boxes(CONTACT)}</div>", [READ]),
        (f"<div>{boxes(HEADER, ROW)}<section><p>Kysy</p><p>Maija Meri</p><p>johtaja</p><p>p. 1</p></section></div>",
         [READ]),
        (f"<div>{boxes('Hakija | Hanke | Hakuaika | Tuki', ROW)}</div>", []),
    ],
)  # fmt: skip
def test_rows(body: str, expected: list[str]) -> None:
    assert rows(page(body, "Hankkeet")) == expected
