"""Funding bodies in text, in any inflected form, and by address."""

from __future__ import annotations

import pytest

from scraper.extraction.funder import default_funders


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hämeen liiton maakuntahallitus", ["Hämeen liitto"]),
        ("Keski-Pohjanmaan maakuntahallitus päätti", ["Keski-Pohjanmaan liitto"]),
        ("Päijät-Hämeen liitolle", ["Päijät-Hämeen liitto"]),
        ("Keski-Suomen liitosta ja Kainuun liitosta", ["Keski-Suomen liitto", "Kainuun liitto"]),
        ("Österbottens förbunds beslut", ["Österbottens förbund"]),
        ("Satakuntaliiton hankkeet", ["Satakuntaliitto"]),
        ("STEAn avustusehdotus", ["STEA"]),
        ("Hämeen ELY-keskukseen saapui", ["Hämeen ELY-keskus"]),
        ("avioliitto", []),
        ("Itä-Uudenmaan liitto", []),
        ("Hämeen Yrittäjät", []),
    ],
)
def test_find(text: str, names: list[str]) -> None:
    assert [funder.name for funder, _, _ in default_funders().find(text)] == names


@pytest.mark.parametrize(
    ("url", "language", "name"),
    [
        ("https://www.hameenliitto.fi/a", "fi", "Hämeen liitto"),
        ("https://uutiset.hameenliitto.fi/a", None, "Hämeen liitto"),
        ("https://nothameenliitto.fi/", "fi", None),
        ("https://example.fi/hameenliitto.fi", "fi", None),
        ("http://[", "fi", None),
        (None, "fi", None),
    ],
)
def test_of_address(url: str | None, language: str | None, name: str | None) -> None:
    found = default_funders().of_address(url, language)
    assert (found and found.name) == name
