"""Tables that became text: a line of column names, then a name and its sums on each line."""

from __future__ import annotations

import pytest

from scraper.pipeline import extract


@pytest.mark.parametrize(
    ("header", "line", "expected"),
    [
        ("Hakijaeuroa", "Lopen Latu ry15 000", ("Lopen Latu ry", None, 15000)),
        ("Hakija Haettu Myönnetty", "Lopen Latu ry 25 000 19 000", ("Lopen Latu ry", 25000, 19000)),
        ("HakijaHaettu €Myönnetty €", "Lopen Latu ry25 0009 000", ("Lopen Latu ry", 25000, 9000)),
        ("HakijaHaettuMyönnetty", "Lopen Latu ry4 000,00500,00", ("Lopen Latu ry", 4000, 500)),
        ("Hakija Haettu Myönnetty", "Lopen Latu r.f. *) 4 000 € 3 500 €", ("Lopen Latu r.f.", 4000, 3500)),
        ("Sökande Ansökt Beviljat", "Lopen Latu ry – 3 500", ("Lopen Latu ry", None, 3500)),
        (
            "Hakija Tuki 2019 Haettu 2020 Myönnetty 2020",
            "Lopen Latu ry 8 000 9 000 7 000",
            ("Lopen Latu ry", 9000, 7000),
        ),
        ("Hakija Tuki 2019 Tuki 2020", "Lopen Latu ry 8 000 9 000", ("Lopen Latu ry", None, None)),
        ("Hakija Haettu Myönnetty", "Lopen Latu ry 12 500", ("Lopen Latu ry", None, None)),  # one sum or two
        ("Hakija Haettu Myönnetty", "Lopen Latu ry 1 200 900", ("Lopen Latu ry", None, None)),
    ],
)
def test_lines_below_the_names_of_columns(header: str, line: str, expected: tuple[str, int | None, int | None]) -> None:
    text = f"Avustukset 2020\n\n{header}\n\n{line}\n\nHattulan Latu ry 1 000\n"
    first = extract(text.encode(), content_type="text/plain").projects[0]
    assert (first.name, first.applied_amount, first.granted_amount) == expected
