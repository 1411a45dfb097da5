"""Lines of a page into pairs: what is cut where, and what is left to prose."""

from __future__ import annotations

import pytest

from scraper.document import read
from scraper.extraction.facts import lines_of_facts
from scraper.extraction.labels import default_labels
from scraper.extraction.pairs import find_pairs


def pairs(body: str) -> list[tuple[str, str | None]]:
    found = find_pairs(read(f"<html><body><main>{body}</main></body></html>".encode()), default_labels(), set())
    return [(pair.field, pair.value.text if pair.value else None) for pair in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Hakija: Lopen kunta.</p>", [("applicant", "Lopen kunta")]),
        ("<p>Hakija: Lopen kylät r.y.</p>", [("applicant", "Lopen kylät r.y.")]),
        ("<p>HakijaLopen kuntaKustannusarvio5 000 €</p>", [("applicant", "Lopen kunta"), ("total_cost", "5 000 €")]),
        ("<p>Kustannusarvio 5 000 €, myönnetty tuki 3 000 €</p>",
         [("total_cost", "5 000 €"), ("granted_amount", "3 000 €")]),
        ("<p>Kokonaiskustannukset 5 000 €, EAKR ja valtio 4 000 €</p>",
         [("total_cost", "5 000 €"), ("granted_amount", "4 000 €")]),
        ("<p>Kokonaiskustannukset: 5 000 €, josta JTF-tuki 4 000 €</p>",
         [("total_cost", "5 000 €"), ("granted_amount", "4 000 €")]),
        ("<p>Hakija: A ry. Kokonaisbudjetti 5 000 euroa. Salmen liiton AKKE-tuki 4 000 euroa.</p>",
         [("applicant", "A ry"), ("total_cost", "5 000 euroa"), ("granted_amount", "4 000 euroa.")]),
        ("<p>CoordinatorNovia Oy</p>", [("applicant", "Novia Oy")]),
        ("<p>Kustannusarvio on 5 000 €.</p>", [("total_cost", "5 000 €.")]),
        ("<p>Julkaistu 1.3.2022, päivitetty 12.5.2022</p>",
         [("page_updated", "1.3.2022"), ("page_updated", "12.5.2022")]),
        ("<p>Biohiili, Hakija: Lopen kunta, Tuki: 5 000 €</p>",
         [("name", "Biohiili"), ("applicant", "Lopen kunta"), ("granted_amount", "5 000 €")]),
        ("<p><b>Biohiili</b> Hakija: Lopen kunta, Tuki: 5 000 €</p>",
         [("name", "Biohiili"), ("applicant", "Lopen kunta"), ("granted_amount", "5 000 €")]),
        ("<p>Hankkeessa on monta tahoa Hakija: Lopen kunta, Tuki: 5 000 €</p>", []),
        ("<p><b>Biohiili</b> – Hiili palaa. Hakija: Lopen kunta. Aika: 2022.</p>",
         [("name", "Biohiili"), ("description", "Hiili palaa."), ("applicant", "Lopen kunta"), ("period", "2022.")]),
        ("<p>Biohiili – Hiili palaa. Hakija: Lopen kunta. Aika: 2022.</p>",
         [("name", "Biohiili"), ("description", "Hiili palaa."), ("applicant", "Lopen kunta"), ("period", "2022.")]),
        ("<p>Hiili palaa. Hakija: Lopen kunta. Aika: 2022.</p>", []),
        ("<p>Hakija:</p><p>Hankkeessa kehitetään biohiilen käyttöä.</p>", []),
        ("<p>Hakija:</p><p>Lopen kunta</p>", [("applicant", "Lopen kunta")]),
        ("<p><b>Toteutusaika</b>maaliskuu 2025 –</p>", [("period", "maaliskuu 2025 –")]),
        ("<p>Toteutusaikana on kesä.</p>", []),
        ("<p><b>Aika:</b> 1/2022–2/2023<span>Päättynyt</span></p>", [("period", "1/2022–2/2023")]),
        ("<p><b>Aika:</b> maaliskuu 2025 –<br>Lopussa</p>", [("period", "maaliskuu 2025 –")]),
        ("<p>Aika: 1/2022–2/2023 – Tuki: 5 €</p>", [("period", "1/2022–2/2023"), ("granted_amount", "5 €")]),
        ("<p>Haettu EAKR- ja valtion rahoitus 5 €</p>", [("applied_amount", "5 €")]),
        ("<p><b>Tuki:</b> 5 000 €<span>Käynnissä</span></p>", [("granted_amount", "5 000 €")]),
        ("<p><b>Tuki:</b> <i>5 000</i> / vuosi</p>", [("granted_amount", "5 000 / vuosi")]),
        ("<p><b>Tuki:</b> <i>5 000</i>€</p>", [("granted_amount", "5 000€")]),
        ("<p>Hakija</p><p>Tuki</p><p>5 000 €</p>", [("granted_amount", "5 000 €")]),
        ("<h3>Tavoitteet</h3><ul><li>oppia</li></ul>", [("goals", None)]),
        ("<p>Hakijana toimii Lopen kunta.</p>", []),
        ("<p>Rahoitus käytetään oikein.</p>", []),
        ("<p>Tuki on enintään 70 %.</p>", []),
        ("<dl><dt>Hakija</dt><dd>A ry</dd><dd>B ry</dd><dt>Teema</dt></dl>", [("applicant", "A ry")]),
        ("<dl><dt>Outo</dt><dd>arvo</dd></dl>", [("unknown", "arvo")]),
        ("<ul><li><dl><dt>Teema</dt><dd>vesi</dd></dl></li><li>Seuraava</li></ul>", [("other", "vesi")]),
    ],
)  # fmt: skip
def test_find_pairs(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(body) == expected


def test_lines_of_facts() -> None:
    document = read(
        b"<p>Biohiili, Hakija: A ry, Tuki: 5 000 EUR</p><p>Hakija: A ry, Tuki: 5 EUR</p><p>Biohiili: ohje: 1</p>"
    )
    found = find_pairs(document, default_labels(), set())
    assert lines_of_facts(document.blocks, found, default_labels()) == {0, 1}
