"""What can be a value: units, sums, names, sentences and lists of organisations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scraper.document import read
from scraper.extraction.fit import fits, is_namelike, is_sentence, organisations, unit_of
from scraper.extraction.pairs import whole


@pytest.mark.parametrize(
    ("note", "euros"),
    [
        ("€", 1),
        ("euroa", 1),
        ("EUR", 1),
        ("1000 €", 1000),
        ("1 000 €", 1000),
        ("t€", 1000),
        ("tuhatta euroa", 1000),
        ("tusen euro", 1000),
        ("M€", 1_000_000),
        ("milj. €", 1_000_000),
        ("miljoonaa euroa", 1_000_000),
        ("%", None),
        ("alv 0 %", None),
        ("2 000 €", None),
        ("", None),
    ],
)
def test_unit_of(note: str, euros: int | None) -> None:
    assert unit_of(note) == (None if euros is None else Decimal(euros))


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("granted_amount", "48 500 €", True),
        ("granted_amount", "70 %", False),
        ("granted_amount", "040 123 4567", False),
        ("granted_amount", "15.3.2021", False),
        ("granted_amount", "haetaan myöhemmin", False),
        ("period", "1.3.2022–28.2.2023", True),
        ("period", "kaksi vuotta", False),
        ("end_date", "31.12.2023", True),
    ],
)
def test_fits(field: str, text: str, expected: bool) -> None:
    assert fits(field, text) is expected


@pytest.mark.parametrize(
    ("text", "sentence", "namelike"),
    [
        ("Lopen kunta", False, True),
        ("Lopen kylien ja metsien yhdistys r.y.", False, True),
        ("5G-verkko", False, True),
        ("”Biohiili”", False, True),
        ("Hankkeessa kehitetään biohiilen käyttöä.", True, False),
        ("vastaa siitä", False, False),
        ("", False, False),
    ],
)
def test_names_and_sentences(text: str, sentence: bool, namelike: bool) -> None:
    assert (is_sentence(text), is_namelike(text)) == (sentence, namelike)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lopen kunta", ["Lopen kunta"]),
        ("Lopen kunta, Hattulan kunta", ["Lopen kunta", "Hattulan kunta"]),
        ("Lopen kunta, Hattulan kunta ja Ypäjän kunta", ["Lopen kunta", "Hattulan kunta", "Ypäjän kunta"]),
        ("Korsnäs kommun och Novia Ab", ["Korsnäs kommun", "Novia Ab"]),
        ("Lopen kunta; Suomen Työ ja Toimi ry", ["Lopen kunta", "Suomen Työ ja Toimi ry"]),
        ("Mäki, pelto ja metsä ry", ["Mäki, pelto ja metsä ry"]),
        ("Lopen kunta ja muita toimijoita", ["Lopen kunta ja muita toimijoita"]),
    ],
)
def test_organisations(text: str, expected: list[str]) -> None:
    (block,) = read(f"<p>{text}</p>".encode()).blocks
    parts = organisations(whole(block, "line"))
    assert [part.text for part in parts] == expected
    assert [block.text[part.start : part.end] for part in parts] == expected
