"""Lines above lists: what became of what they list, and what they explain."""

from __future__ import annotations

import pytest

from scraper.extraction.labels import default_labels
from scraper.extraction.leads import announces, breaks_down, columns, order_of_sums, read_lead


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Rahoitusta myönnettiin seuraaville hankkeille:", "granted"),
        ("Liitto päätti AKKE-määrärahasta. Rahoitettavat hankkeet:", "granted"),
        ("Rahoitettavat hankkeet. Määräraha:", "call"),
        ("Följande projekt får understöd:", "granted"),
        ("The following projects were awarded funding:", "granted"),
        ("Maakuntahallitus puoltaa rahoitettavaksi:", "proposed"),
        ("Styrelsen föreslår att stöd beviljas:", "proposed"),
        ("Saapuneet hakemukset", "applied"),
        ("Inkomna ansökningar", "applied"),
        ("Hylätyt hakemukset", "rejected"),
        ("Hankkeet, joille ei myönnetty rahoitusta", "rejected"),
        ("Avslagna ansökningar", "rejected"),
        ("Följande projekt beviljades inte finansiering:", "rejected"),
        ("Finansiering har sökts för följande projekt:", "applied"),
        ("Novia University of Applied Sciences", None),
        ("Ansökningar som fick avslag", "rejected"),
        ("Kaislan kören Avslag", None),
        ("Kaislan kuoro – Hylätty", None),
        ("Rahoitusta on haettavissa:", "call"),
        ("Hakemukset tulee kohdentaa joko:", "call"),
        ("Talousarvio 2024", "budget"),
        ("Hankkeen rahoitus:", "budget"),
        ("Tukijat", "other"),
        ("Referenssit", "other"),
        ("Seuraavat yhteisöt ovat lahjoittaneet varoja:", "other"),
        ("Esimerkki 2:", "example"),
        ("Esimerkkejä rahoitetuista hankkeista", "granted"),
        ("Valtuusto myönsi lainat", "other"),
        ("Etelä-Kaisla", None),
        ("Kaislan hallinto", None),
    ],
)
def test_stance(text: str, stance: str | None) -> None:
    lead = read_lead(text)
    assert (lead.stance if lead else None) == stance


def test_of_a_long_paragraph_only_the_last_sentence_leads() -> None:
    text = "Hakemuksia hylättiin viime vuonna paljon, ja haku on ollut auki koko syksyn ajan kaikille. " * 2
    lead = read_lead(text + "Rahoitusta saivat seuraavat hankkeet:")
    assert lead is not None
    assert lead.stance == "granted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeen nimi, hakija ja haettu tuki:", ["name", "applicant", "applied_amount"]),
        ("Hakija / hanke / myönnetty tuki", ["applicant", "name", "granted_amount"]),
        ("Projektets namn, sökande och beviljat stöd:", ["name", "applicant", "granted_amount"]),
        ("Hankkeen nimi, vuosi ja muuta:", []),
        ("Hanke Hakija Rahoitus", ["name", "applicant", "granted_amount"]),
        ("Hanke Hakija", []),
        ("Hakija", []),
    ],
)
def test_columns_in_words(text: str, expected: list[str]) -> None:
    assert columns(text, default_labels()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Luvuista ensimmäinen on hankkeen budjetti ja toinen saatu avustus.",
            ("total_cost", "granted_amount", None),
        ),
        (
            "Ensimmäinen luku on myönnetty tuki, toinen hankkeen kokonaiskustannukset.",
            ("granted_amount", "total_cost", None),
        ),
        ("Den första summan är sökt stöd och den andra beviljat stöd.", ("applied_amount", "granted_amount", None)),
        ("The first figure is the total budget, the second the grant.", ("total_cost", "granted_amount", None)),
        ("Suluissa hankkeen kokonaisbudjetti.", ("granted_amount", "total_cost", 1)),
        ("Suluissa on ensin kustannusarvio ja sitten myönnetty avustus.", ("total_cost", "granted_amount", 2)),
        ("Inom parentes beviljat bidrag.", None),
        ("Ensimmäinen ja toinen summa ovat tukia.", None),
        ("Ensimmäinen on tuki ja toinen avustus.", None),
    ],
)
def test_order_of_two_sums(text: str, expected: tuple[str, str, int | None] | None) -> None:
    assert order_of_sums(text, []) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rahoitus maakunnittain", True),
        ("Tuki painopisteittäin", True),
        ("Bidrag sammanlagt", True),
        ("Rahoitus hankkeittain", False),
        ("Rahoitetut hankkeet", False),
    ],
)
def test_breakdowns(text: str, expected: bool) -> None:
    assert breaks_down(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rahoitetut:", True),
        ("Seuraavat hankkeet saivat tukea", True),
        ("Följande får stöd", True),
        ("Hankkeet", False),
    ],
)
def test_announcements(text: str, expected: bool) -> None:
    assert announces(text) is expected
