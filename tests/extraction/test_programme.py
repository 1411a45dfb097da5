"""Programmes named in text."""

from __future__ import annotations

import pytest

from scraper.extraction.programme import default_programmes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("AKKE-rahoitus", ["AKKE"]),
        ("Akke-hankkeet", ["AKKE"]),
        ("alueiden kestävän kasvun ja elinvoiman tukemiseen", ["AKKE"]),
        ("EAKR- ja ESR-hankkeet", ["EAKR", "ESR"]),
        ("ESR+ -hankkeet", ["ESR+"]),
        ("Euroopan aluekehitysrahastosta", ["EAKR"]),
        ("Europeiska regionala utvecklingsfonden", ["EAKR"]),
        ("oikeudenmukaisen siirtymän rahaston tuki", ["JTF"]),
        ("vakkeeseen", []),
        ("AKKELA", []),
        ("", []),
    ],
)
def test_find(text: str, codes: list[str]) -> None:
    assert list(dict.fromkeys(mention.code for mention in default_programmes().find(text))) == codes


@pytest.mark.parametrize(
    ("printed", "published"),
    [("EAKR", "EAKR"), ("AKKE-määräraha", "AKKE"), ("Oma ohjelma", "Oma ohjelma"), ("EAKR/ESR", "EAKR/ESR")],
)
def test_named(printed: str, published: str) -> None:
    assert default_programmes().named(printed) == published
