"""Tables of plain text: the same cells whether tabs, strokes or columns of spaces part them."""

from __future__ import annotations

import pytest

from scraper.document import read

Rows = list[list[str]]

TABLES = [
    ("A\tB\n\nC\tD\n", [["A", "B"], ["C", "D"]]),
    # The widest cell of a column leaves one space behind it.
    (
        "Yritys                   Toimenpide            Tuki €\n"
        "Konepaja Salonen Oy      CNC-sorvi             24 600\n"
        "Merikarvian Savustamo Oy Kylmäketjun laajennus 11 240\n"
        "                         Yhteensä              35 840\n",
        [
            ["Yritys", "Toimenpide", "Tuki €"],
            ["Konepaja Salonen Oy", "CNC-sorvi", "24 600"],
            ["Merikarvian Savustamo Oy", "Kylmäketjun laajennus", "11 240"],
            ["Yhteensä", "35 840"],
        ],
    ),
    # The header stands apart, and the rows go on on the next sheet.
    (
        "Järjestö                    Myönnetty\n\n"
        "Kaislan Liitto ry             412 000\n"
        "Salmi ry                    1 905 000\n\n"
        "                                2 (2)\n\n"
        "Perän Seura ry                 780 500\n"
        "Puro ry                     3 120 000\n",
        [
            ["Järjestö", "Myönnetty"],
            ["Kaislan Liitto ry", "412 000"],
            ["Salmi ry", "1 905 000"],
            ["Perän Seura ry", "780 500"],
            ["Puro ry", "3 120 000"],
        ],
    ),
    # Cells that go on below: from the top of their row on.
    (
        "Hanke              Toteuttaja             Tuki\n"
        "Hiilineutraali     Metropolia             512 300\n"
        "logistiikka        Ammattikorkeakoulu Oy\n"
        "Älykäs pelto       Helsingin yliopisto    301 000\n",
        [
            ["Hanke", "Toteuttaja", "Tuki"],
            ["Hiilineutraali logistiikka", "Metropolia Ammattikorkeakoulu Oy", "512 300"],
            ["Älykäs pelto", "Helsingin yliopisto", "301 000"],
        ],
    ),
    # Cells in the middle of their row: half a line apart where one has two lines and its neighbour one.
    (
        "   Koodi        Hakija                  Hanke                Tuki\n"
        "                Hämeen                  Biohiilen käyttö\n"
        "   HL 45                                                     49 700\n"
        "                ammattikorkeakoulu Oy   kasvualustoissa\n"
        "                                        Kiertotalous-\n"
        "   HL 51        Forssan kaupunki                             21 000\n"
        "                                        keskuksen valmistelu\n",
        [
            ["Koodi", "Hakija", "Hanke", "Tuki"],
            ["HL 45", "Hämeen ammattikorkeakoulu Oy", "Biohiilen käyttö kasvualustoissa", "49 700"],
            ["HL 51", "Forssan kaupunki", "Kiertotalous- keskuksen valmistelu", "21 000"],
        ],
    ),
    # A sum is broken after its thousands, in a column that is narrower than it.
    (
        "             Hanke                     Toteuttaja        Budjetti AKKE\n"
        "Kainuun kaivannaisteollisuuden   Kajaanin                45 000   31\n"
        "tilannekuva                      Ammattikorkeakoulu Oy            500\n"
        "Saavutettava Vuokatti            Sotkamon kunta          60 000   42\n"
        "                                                                  000\n",
        [
            ["Hanke", "Toteuttaja", "Budjetti", "AKKE"],
            ["Kainuun kaivannaisteollisuuden tilannekuva", "Kajaanin Ammattikorkeakoulu Oy", "45 000", "31 500"],
            ["Saavutettava Vuokatti", "Sotkamon kunta", "60 000", "42 000"],
        ],
    ),
    # What stands below a table goes on in none of its rows.
    (
        "   Hanke                   Hakija           Tuki\n"
        "   Luontomatkailun reitit  Lopen kunta      38 500\n"
        "   Kaivosten arvoketju     Kajaanin AMK Oy  61 250\n"
        "   Kauppakatu 1, Kajaani\n",
        [
            ["Hanke", "Hakija", "Tuki"],
            ["Luontomatkailun reitit", "Lopen kunta", "38 500"],
            ["Kaivosten arvoketju", "Kajaanin AMK Oy", "61 250"],
        ],
    ),
    # Two lines of two columns may be labels and their values, or labels above them.
    ("Nimi             Tyyppi\nLopen liitto     Kuntayhtymä\n", None),
    ("Nimi:            Loppi\nTyyppi:          Kunta\n", [["Nimi:", "Loppi"], ["Tyyppi:", "Kunta"]]),
    # Labels and values.
    (
        "Hakija:       Lopen kunta\nTavoitteet:   Kuntien palvelut ovat järkeviä\n              ja kattavia\n",
        [["Hakija:", "Lopen kunta"], ["Tavoitteet:", "Kuntien palvelut ovat järkeviä ja kattavia"]],
    ),
    # Whether `Satama` begins a row without a sum or goes on above can't be told.
    (
        "Hanke         Toteuttaja       Tuki\n"
        "Silta         Lopen kunta      512 300\n"
        "Satama        Porin kaupunki\n"
        "Rata elää     Forssa           301 000\n",
        None,
    ),
    ("Lopen  kunta on pieni, ja\nsiellä  on hyvä asua.\n", None),
    ("Tietoa  meistä\n", None),
    # Markdown, with a row of one cell and a total whose first cell is empty.
    (
        "**Yritys**| Toimenpide| Tuki €\n---|---|---\nKanta-Häme\nKonepaja Oy| CNC-sorvi| 24 600\n"
        "| Yhteensä| 24 600\n\nA|B",
        [
            ["Yritys", "Toimenpide", "Tuki €"],
            ["Kanta-Häme"],
            ["Konepaja Oy", "CNC-sorvi", "24 600"],
            ["Yhteensä", "24 600"],
        ],
    ),
    # Rows that were wrapped: two spaces end each of them.
    (
        "Hanke| Hakija| Tuki| %  \n---|---|---|---  \nSilta| Lopen kunta| 120\n000| 70  \nTie| Turku|\n5 000| 50  \n",
        [["Hanke", "Hakija", "Tuki", "%"], ["Silta", "Lopen kunta", "120 000", "70"], ["Tie", "Turku", "5 000", "50"]],
    ),
    (
        "| A | B |\n|:--|--:|\n| C | D |\n",
        [["A", "B"], ["C", "D"]],
    ),
    ("Hakija: A | Tuki: 5 €\nHakija: B | Tuki: 6 €\n", None),
    # Drawn with lines: what stands between two of them is one row.
    (
        "┌────┬───────────┬───────┐\n"
        "│    │   Hanke   │ Tuki  │\n"
        "├────┼───────────┼───────┤\n"
        "│    │Arktinen   │       │\n"
        "│    │ohutlevytyö│130 200│\n"
        "│TL 1├───────────┼───────┤\n"
        "│    │Luonnosta  │98 000 │\n"
        "└────┴───────────┴───────┘\n",
        [["Hanke", "Tuki"], ["Arktinen ohutlevytyö", "130 200"], ["TL 1", "Luonnosta", "98 000"]],
    ),
]


@pytest.mark.parametrize(("page", "expected"), TABLES, ids=[page for page, _ in TABLES])
def test_tables(page: str, expected: Rows | None) -> None:
    assert rows(page) == (expected or [])


def rows(page: str) -> Rows:
    found: dict[tuple[int, int], list[str]] = {}
    for block in read(page.encode(), path_hint="page.txt").blocks:
        if block.cell:
            found.setdefault((block.cell.table, block.cell.row), []).append(block.text)
    return list(found.values())


def test_columns_count_from_the_left_edge() -> None:
    page = "Hanke       Hakija     Tuki\nSilta       Loppi      5 000\n            Yhteensä   5 000\n"
    cells = [block.cell.column for block in read(page.encode(), path_hint="page.txt").blocks if block.cell]
    assert cells == [0, 1, 2, 0, 1, 2, 1, 2]
