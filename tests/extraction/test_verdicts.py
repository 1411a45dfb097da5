"""Headings of what was refused, asked for, made up or bought: what becomes of the projects below them."""

from __future__ import annotations

import pytest

from tests.extraction.layouts.test_table import table
from tests.extraction.reading import page, projects

GRANTED = "<h2>Rahoitetut hankkeet</h2>" + table("Hanke | Hakija | Tuki", "Silta | Lopen kunta | 12 000 €")
TABLE = table("Hanke | Hakija | Tuki", "Sorvi | Paja Oy | 9 000 €")
OUTRIGHT = table("Hanke | Hakija | Myönnetty tuki", "Sorvi | Paja Oy | 9 000 €")
CARD = "<h3>Sorvi</h3><p>Hakija: Paja Oy</p><p>Tuki: 9 000 €</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<h2>Kielteisen päätöksen saaneet</h2>{TABLE}", ("rejected", None, 9000)),
        (f"<h2>Hylätyt</h2>{CARD}", ("rejected", None, 9000)),
        (f"<h2>Hylätyt</h2>{OUTRIGHT}", ("rejected", None, None)),
        (f"<h2>Hylätyt</h2>{CARD}<p>Haettu tuki: ks. liite</p>", ("rejected", None, None)),
        (f"<h2>Hylätyt</h2>{CARD.replace('h3', 'h2')}", ("rejected", None, 9000)),
        (f"<p>Ilman rahoitusta jäivät:</p>{CARD}", ("rejected", None, 9000)),
        (f"<p><b>Avslagna ansökningar</b></p>{CARD}", ("rejected", None, 9000)),
        (f"<p>Not funded</p>{TABLE}", ("rejected", None, 9000)),
        (f"<p>Saapuneet hakemukset</p>{TABLE}", ("applied", None, 9000)),
        (f"<p>Puollettavat hankkeet</p>{CARD}", ("proposed", 9000, None)),
        (f"<details><summary>Kielteiset päätökset</summary>{CARD}</details>", ("rejected", None, 9000)),
        (TABLE.replace("<table>", "<table><caption>Hylätyt</caption>"), ("rejected", None, 9000)),
        (TABLE.replace("<tr><td ", "<tr><td colspan=3>Hylätyt</td></tr><tr><td "), ("rejected", None, 9000)),
        (f"<h2>Perutut hankkeet</h2>{OUTRIGHT}", ("withdrawn", 9000, None)),
        (f"<p>Rauenneet avustukset:</p>{CARD}", ("withdrawn", 9000, None)),
        (f"<p>Varasijalla olevat hankkeet:</p>{CARD}", ("applied", None, 9000)),
        (f"<p>Hylätyt:</p>{TABLE.replace('Sorvi', 'Rilli')}<p>Myönnetyt:</p>{CARD}", ("granted", 9000, None)),
        (f"<p>Hylätyt hakemukset käsitellään syksyllä.</p><p>Muuta asiaa.</p>{CARD}", ("granted", 9000, None)),
        (f"<h2>Hylätyt</h2><h2>Myönnetyt</h2>{TABLE}", ("granted", 9000, None)),
        (f"<h2>Hylätyt</h2><h3>Myönnetyt</h3>{TABLE}", ("granted", 9000, None)),
        (f"<h2>Esimerkki</h2>{CARD}<h2>Myönnetyt</h2>{TABLE}", ("granted", 9000, None)),
        (f"<h2>Saapuneet hakemukset</h2>{TABLE}", ("applied", None, 9000)),
        (f"<h2>Haetut</h2>{CARD}", ("applied", None, 9000)),
        (f"<h2>Haetut</h2>{OUTRIGHT}", ("granted", 9000, None)),
        (f"<h2>Puollettavat hankkeet</h2>{CARD}", ("proposed", 9000, None)),
        (f"<h2>Hylätyt talot taas asutuiksi kylien keskustoissa</h2>{TABLE}", ("granted", 9000, None)),
        ("<h2>Hylätyt talot</h2><p>Hakija: Paja Oy</p><p>Tuki: 9 000 €</p>", ("granted", 9000, None)),
    ],
)
def test_last_project(body: str, expected: tuple[str, int | None, int | None]) -> None:
    first, *_, last = projects(page(GRANTED + body, "Hankkeet"))
    assert (first["status"], first["granted_amount"], first["applied_amount"]) == ("granted", 12000, None)
    assert (last["status"], last["granted_amount"], last["applied_amount"]) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "Esimerkki",
        "Mallihakemus",
        "Exempel 2",
        "Så ansöker du om bidrag",
        "Usein kysyttyä",
        "Hankintapäätökset",
        "Myönnetyt lainat",
        "Takaisinperityt tuet",
        "Palautetut avustukset",
        "Bidrag som vi har fått",
        "Seuran saamat avustukset",
    ],
)
@pytest.mark.parametrize("tag", ["h2", "p", "b"])
@pytest.mark.parametrize(
    "below",
    [TABLE, CARD, "<ul><li>Sorvi (Paja Oy, 9 000 €)</li><li>Rilli (Puu ry, 5 000 €)</li></ul>"],
    ids=["table", "card", "list"],
)
def test_no_projects_below(heading: str, tag: str, below: str) -> None:
    body = f"{GRANTED}<p>Muuta.</p><{tag}>{heading}</{tag}>{below}"
    assert [each["name"] for each in projects(page(body, "Hankkeet"))] == ["Silta"]


@pytest.mark.parametrize("name", ["Hylätyt hakemukset", "Fick inte bidrag", "Ilman rahoitusta jääneet hankkeet"])
def test_what_only_says_what_became_of_projects_names_none(name: str) -> None:
    (found,) = projects(page(f"<h3>{name}</h3><p>Hakija: Paja Oy</p><p>Tuki: 9 000 €</p>", "Hankkeet"))
    assert (found["name"], found["status"], found["granted_amount"]) == ("Paja Oy", "rejected", None)


@pytest.mark.parametrize(
    "heading",
    [
        "Mallihakemus",
        "Hankintapäätökset",
        "Myytävät tontit",
        "Esimerkki",
        "Hankehakemuksen täyttöohje",
        "Esimerkki hyvästä hakemuksesta:",
        "Exempel på god ansökan:",
        "Example of a good application:",
    ],
)
def test_no_projects_on_a_page_titled(heading: str) -> None:
    assert projects(page(OUTRIGHT, heading)) == []
