"""Headings that open a part of a project, and lines that announce goals."""

from __future__ import annotations

import pytest

from scraper.extraction.sections import default_sections, leads_to_goals


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Tavoitteet", "goals"),
        ("TAVOITTEET:", "goals"),
        ("2.1 Hankkeen tavoitteet", "goals"),
        ("Mål", "goals"),
        ("Kuvaus", "description"),
        ("Tausta ja tarve", "description"),
        ("Hankkeen perustiedot", "about"),
        ("Rahoitus", "about"),
        ("Esittely", "about"),
        ("Yhteystiedot", "after"),
        ("Läs mera", "after"),
        ("Päättynyt", "status"),
        ("Etusivu", "furniture"),
        ("Pöytäkirja on tarkastettu", "furniture"),
        ("Biohiilen jatkojalostus", None),
        ("Tavoitteena kasvu", None),
        ("", None),
    ],
)
def test_kind(heading: str, kind: str | None) -> None:
    assert default_sections().kind(heading) == kind


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("Hankkeen tavoitteena on:", True),
        ("Tarkemmat tavoitteet ovat", True),
        ("Hanke on monivuotinen. Tavoitteena on:", True),
        ("Målet är att", True),
        ("Tavoite saavutettiin. Hankkeessa tehtiin:", False),
        ("Toimenpiteet:", False),
        ("Hankkeen päämäärä oli selvä jo alusta alkaen, ja se ohjasi kaikkea työtä koko kauden ajan.", False),
    ],
)
def test_leads_to_goals(line: str, leads: bool) -> None:
    assert leads_to_goals(line) is leads
