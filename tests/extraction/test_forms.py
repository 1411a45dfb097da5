"""Filled-in forms: labels above their values, in cells and in lines that lost them."""

from __future__ import annotations

import pytest

from scraper.extraction.forms import label_at_end
from scraper.extraction.labels import default_labels
from scraper.pipeline import extract
from tests.extraction.reading import page, rows

READ = ["Kuitu | Kaislan liitto kuntayhtymä | - | - | 2016-09-01–2018-12-31"]


def cell(*lines: str) -> str:
    return f"<td>{'<br>'.join(lines)}</td>"


def test_a_form_of_cells() -> None:
    body = (
        f"<table><tr>{cell('Saapumispäivämäärä', '29.8.2016')}{cell('Hakemustyyppi', 'Uusi')}</tr>"
        f"<tr>{cell('Hakijan virallinen nimi', 'Kaislan liitto kuntayhtymä')}"
        f"{cell('Organisaatiotyyppi', 'Kuntayhtymä')}</tr>"
        f"<tr>{cell('Hankkeen julkinen nimi', 'Kuitu')}</tr>"
        f"<tr>{cell('Alkamispäivämäärä')}{cell('Päättymispäivämäärä')}</tr>"
        f"<tr>{cell('1.9.2016')}{cell('31.12.2018')}</tr></table>"
    )
    assert rows(page(body, "Hankehakemus")) == READ


def test_rows_of_labels_over_rows_of_values() -> None:
    body = (
        f"<table><tr>{cell('Hakija', 'Kaislan liitto kuntayhtymä')}</tr><tr>{cell('Projektin nimi', 'Kuitu')}</tr>"
        "<tr><td>Projekti alkaa<td>Projekti päättyy<td>Raportti viimeistään"
        "<tr><td>1.9.2016<td>31.12.2018<td>1.3.2019"
        "<tr><td>Budjetti yhteensä<td>Kuntarahoitus<td>Muiden osuus"
        "<tr><td>90 000 €<td>20 000 €<td>10 000 €</table>"
    )
    assert rows(page(body, "Hankehakemus")) == [READ[0].replace("- | -", "- | 90000")]


def test_a_form_that_lost_its_table() -> None:
    text = (
        "Hankehakemus\n\nSaapumispäivämäärä\n29.8.2016 Diaarinumero\nKL 2014/4256 Hakemustyyppi\nUusi\n"
        "Hakijan virallinen nimi\nKaislan liitto kuntayhtymä Organisaatiotyyppi\nKuntayhtymä\n"
        "Hankkeen julkinen nimi\nKuitu\nAlkamispäivämäärä Päättymispäivämäärä\n1.9.2016 31.12.2018\n"
    )
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert (project.name, project.applicant) == ("Kuitu", "Kaislan liitto kuntayhtymä")
    assert (str(project.start_date), str(project.end_date)) == ("2016-09-01", "2018-12-31")
    assert project.other_fields["Saapumispäivämäärä"] == "29.8.2016"


def test_dates_in_a_form_that_lost_its_table() -> None:
    text = (
        "Hankehakemus\n\nHakijan virallinen nimi\nKaislan liitto kuntayhtymä Organisaatiotyyppi\nKuntayhtymä\n"
        "Hankkeen julkinen nimi\nKuitu\nAlkamispäivämäärä\n1.9.2016 Päättymispäivämäärä\n31.12.2018\n"
    )
    read = extract(text.encode(), content_type="text/plain")
    (project,) = read.projects
    assert (str(project.start_date), str(project.end_date)) == ("2016-09-01", "2018-12-31")
    assert read.pages[0].title == "Hankehakemus"


@pytest.mark.parametrize(
    ("lines", "sums"),
    [
        (("Kustannukset yhteensä (€)", "Haettu tuki (€)", "352 000", "246 400"), (352000, 246400)),
        (("Kustannukset yhteensä (€)", "352 000", "Haettu tuki (€)", "246 400"), (352000, 246400)),
        (("Kustannukset yhteensä (€)", "Haettu tuki (€)", "352 000", "Kuvaus"), (None, None)),
        (("Rahoituslähde", "EAKR", "Kustannukset yhteensä (€)", "352 000"), (352000, None)),
        (("Kustannukset ja rahoitus", "Budjetti yhteensä", "352 000", "Haettava tuki", "246 400"), (352000, 246400)),
        (("Kustannusarvio:\n", "352 000 euroa\n", "Haettava tuki:\n", "246 400 euroa\n", "Kuvaus"), (352000, 246400)),
    ],
)
def test_labels_of_sums_below_each_other(lines: tuple[str, ...], sums: tuple[int | None, int | None]) -> None:
    text = "\n".join(("Silta tulevaan", "Hakija: Lopen kunta", "Toteutusaika: 2023", *lines))
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert (project.total_cost, project.applied_amount) == sums


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("Alkaa", "Päättyy", "1.9.2016", "31.12.2018"), "2016-09-01", "2018-12-31"),
        (("Alkaa", "1.9.2016", "Päättyy", "31.12.2018"), "2016-09-01", "2018-12-31"),
        (("Alkaa", "Päättyy", "1.9.2016", "Kuvaus"), "None", "None"),  # which of the two it is, nothing says
    ],
)
def test_labels_of_dates_below_each_other(lines: tuple[str, ...], start: str, end: str) -> None:
    text = "\n".join(("Silta tulevaan", "Hakija: Lopen kunta", "Tuki: 5 000 €", *lines))
    (project,) = extract(text.encode(), content_type="text/plain").projects
    assert (str(project.start_date), str(project.end_date)) == (start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29.8.2016 Diaarinumero", (10, "Diaarinumero")),
        ("Kaislan kunta Organisaatiotyyppi", (14, "Organisaatiotyyppi")),
        ("Diaarinumero", None),
        ("Uusi Tuki", None),  # an everyday word
        ("Kaislan kunta", None),
    ],
)
def test_labels_at_the_end_of_a_value(text: str, expected: tuple[int, str] | None) -> None:
    found = label_at_end(text, default_labels())
    assert (found and (found[0], found[1].text)) == expected
