"""Label words in text: which are labels, of which field, and where the value begins."""

from __future__ import annotations

import pytest

from scraper import extract
from scraper.extraction.labels import Labels, default_labels, is_explicit, labels_with

LABELS = default_labels()


@pytest.mark.parametrize(
    ("text", "field", "form", "value"),
    [
        ("Hakija: Lopen kunta", "applicant", "colon", "Lopen kunta"),
        ("hakija: Lopen kunta", "applicant", "colon", "Lopen kunta"),
        ("HAKIJA Lopen kunta", "applicant", "space", "Lopen kunta"),
        ("HAKIJALopen kunta", "applicant", "glued", "Lopen kunta"),
        ("HakijaLopen kunta", "applicant", "glued", "Lopen kunta"),
        ("Hakija – Lopen kunta", "applicant", "dash", "Lopen kunta"),
        ("Hakija / toteuttaja: Lopen kunta", "applicant", "colon", "Lopen kunta"),
        ("Hankkeen kustannusarvio: 5 000 €", "total_cost", "colon", "5 000 €"),
        ("Kustannusarvio (1000 €): 5", "total_cost", "colon", "5"),
        ("Kustannusarvio, €: 5 000", "total_cost", "colon", "5 000"),
        ("Myönnetty rahoitus48 500 €", "granted_amount", "glued", "48 500 €"),
        ("Myönnetty tuki 1000 €", "granted_amount", "space", "1000 €"),
        ("Myönnettävä EAKR- ja valtion rahoitus: 5 €", "granted_amount", "colon", "5 €"),
        ("Tuki (%): 70", "other", "colon", "70"),
        ("Toteutusaika1.3.2022–", "period", "glued", "1.3.2022–"),
        ("Kestoelokuu 2019 – 2020", "period", "glued", "elokuu 2019 – 2020"),
        ("Sökande: Novia Ab", "applicant", "colon", "Novia Ab"),
        ("Planerad genomförandetid: 2022", "period", "colon", "2022"),
        ("Hyväksytty julkinen tuki 5 000 €", "granted_amount", "space", "5 000 €"),
        ("Beviljat stöd", "granted_amount", "bare", ""),
        ("Myönnetty / haettu", "granted_amount", "bare", ""),
        ("Sitra's funding: 24,000 euros", "granted_amount", "colon", "24,000 euros"),
        ("Österbottens förbunds finansiering: 5 000 €", "granted_amount", "colon", "5 000 €"),
        ("Anhållet bidrag: 5 000 €", "applied_amount", "colon", "5 000 €"),
    ],
    ids=lambda value: value if " " in value else None,
)
def test_labels(text: str, field: str, form: str, value: str) -> None:
    found = LABELS.at(text)
    assert found is not None
    assert (found.field, found.form, text[found.value :]) == (field, form, value)


@pytest.mark.parametrize(
    "text",
    [
        "Hakijana toimii Lopen kunta",
        "Hakijan osoite",
        "Hakijaorganisaation nimi",
        "HAKIJANA TOIMII",
        "Kustannusarviossa on huomioitu 5 000 €",
        "Tukikohta",
        "Rahoituksesta",
        "Toteutusaikana",
        "Kustannukset ja rahoitus",
        "Kestokesäkuussa",
        "Hakija-yhteisö",
        "Målsättningen",
        "End of February 2025",
        "",
    ],
)
def test_words_that_only_begin_like_labels(text: str) -> None:
    assert LABELS.at(text) is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Hakijaeuroa", ["applicant", "granted_amount"]),
        ("Hankkeen nimi / Hakija / Tuki €", ["name", "applicant", "granted_amount"]),
        ("Hakija / €", ["applicant", "granted_amount"]),
        ("Hakija", None),
        ("Hakija toteuttaa hanketta", None),
    ],
)
def test_run_of_labels(text: str, fields: list[str] | None) -> None:
    run = LABELS.run(text)
    assert (run and [field for field, _ in run]) == fields


@pytest.mark.parametrize(
    ("label", "explicit"),
    [("Myönnetty rahoitus", True), ("Beviljat stöd", True), ("EU-tuki", False), ("Rahoitus", False), ("Granted", True)],
)
def test_is_explicit(label: str, explicit: bool) -> None:
    assert is_explicit(label) is explicit


def test_labels_of_a_source_of_its_own() -> None:
    assert Labels({"applicant": ["Vetäjä"]}).at("Vetäjä: Lopen kunta").field == "applicant"  # type: ignore[union-attr]


def test_a_source_s_own_labels_are_read_on_its_pages_only():
    page = "<main><h1>Silta</h1><p>Hakija: Lopen kunta</p><p>Liiton panos: 5 000 €</p></main>".encode()
    additions = {"granted_amount": ("Liiton panos",)}
    [project] = extract(page, labels=additions).projects
    assert (project.granted_amount, project.warnings) == (5000, [])
    [project] = extract(page).projects
    assert (project.granted_amount, project.other_fields) == (None, {"Liiton panos": "5 000 €"})
    assert labels_with(additions) is labels_with(dict(additions))
    assert labels_with({}) is default_labels()
