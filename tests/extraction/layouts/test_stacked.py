"""Cards without labels: lines of a name, an organisation and a sum in one order, in several markups."""

from __future__ import annotations

import pytest

from tests.extraction.reading import page, rows

CARDS = [
    ("Kuitu kiertoon", "Jokilaakson ammattikorkeakoulu Oy", "70 000 €"),
    ("Hamppu kasvuun", "Kaislan kaupunki", "35 000 euroa"),
    ("Ruoko rantaan", "Kylä ja Koski", "EUR 5 000"),
]
LEAD = "<p>Liitto on myöntänyt rahoitusta seuraaville hankkeille.</p>"
READ = [
    "Kuitu kiertoon | Jokilaakson ammattikorkeakoulu Oy | 70000 | - | {0}",
    "Hamppu kasvuun | Kaislan kaupunki | 35000 | - | {0}",
    "Ruoko rantaan | Kylä ja Koski | 5000 | - | {0}",
]


@pytest.mark.parametrize(
    ("card", "period"),
    [
        ("<div><h3>{0}</h3><p>{1}</p><p>{2}</p></div>", "-"),
        ("<h3>{0}</h3><p>{1}</p><p>1.2.2022–31.12.2022</p><p>{2}</p>", "2022-02-01–2022-12-31"),
        ("<h3>{0}</h3><p>{1}</p><p>{2}, 1.2.2022–31.12.2022</p>", "2022-02-01–2022-12-31"),
        ("<h3>{0}</h3><p>{1}</p><p>helmikuu 2022 – joulukuu 2022 | {2}</p>", "2022-02-01–2022-12-31"),
        ("<h3>{0}</h3><p>{1}</p><p>{2}</p><p>Hankkeessa kehitetään uusia tapoja yritysten kanssa.</p>", "-"),
        ("<p><b>{1}</b><br>{0}<br>{2}</p>", "-"),
        ("<p>{0}<br>{1}<br>{2}</p>", "-"),
        ("<dl><dt>{0}</dt><dd>{1}</dd><dd>{2}</dd></dl>", "-"),
        ("<div><span>{2}</span><h3>{0}</h3><span>{1}</span></div>", "-"),
    ],
)
def test_cards(card: str, period: str) -> None:
    body = "".join(card.format(*each) for each in CARDS)
    assert rows(page(LEAD + body)) == [row.format(period) for row in READ]


@pytest.mark.parametrize("title", ["Liiton rahoittamat hankkeet", "Rahoitetut hankkeet", "Myönnetyt avustukset"])
def test_a_title_that_says_that_they_were_funded(title: str) -> None:
    body = "".join(f"<h3>{name}</h3><p>{applicant}</p><p>{money}</p>" for name, applicant, money in CARDS)
    assert rows(page(body, title)) == [row.format("-") for row in READ]


YEARS = ("2021", "2022", "2023")


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ("<p>1.2.{3}–31.12.{3}</p><h3>{0}</h3><p>{1}</p><p>{2}</p>", True),
        ("<h3>{0}</h3><p>{1}</p><p>{2}</p><p>1.2.{3}–31.12.{3}</p>", True),
        ("<h3>{0}</h3><p>{1}</p><p>1.2.{3}–31.12.{3}</p><p>{2}</p>", True),
        ("<p>1.2.{3}–31.12.{3}</p><h3>{0}</h3><p>{1}</p><p>{2}</p><p>1.5.{3}–31.5.{3}</p>", False),
    ],
)
def test_a_period_beside_a_card_is_not_its_neighbours(card: str, told: bool) -> None:
    body = "".join(card.format(*each, year) for each, year in zip(CARDS, YEARS, strict=True))
    periods = [f"{year}-02-01–{year}-12-31" if told else "-" for year in YEARS]
    assert rows(page(LEAD + body)) == [row.format(period) for row, period in zip(READ, periods, strict=True)]


def test_a_period_that_only_some_cards_have_is_nobodys() -> None:
    dated = "<p>1.2.2021–31.12.2021</p>"
    first, second, third = (f"<h3>{name}</h3><p>{body}</p><p>{money}</p>" for name, body, money in CARDS)
    assert rows(page(LEAD + first + dated + second + third)) == [row.format("-") for row in READ]


@pytest.mark.parametrize(
    "lead", ["Haettavissa on rahoitusta:", "Talousarvio 2022", "Rahoitus maakunnittain", "Jäsenet"]
)
def test_cards_of_something_else(lead: str) -> None:
    cards = "".join(f"<h3>{name}</h3><p>{body}</p><p>{money}</p>" for name, body, money in CARDS)
    assert rows(page(f"<h2>{lead}</h2>{cards}", title="Tietoa")) == []


@pytest.mark.parametrize(
    "card",
    [
        "<h3>{0}</h3><p>{2}</p>",
        "<h3>Sarja</h3><p>{0}</p><p>{2}</p>",
        "<p>{2}</p>",
    ],
)
def test_cards_that_name_no_organisation(card: str) -> None:
    assert rows(page(LEAD + "".join(card.format(*each) for each in CARDS))) == []


def test_cards_of_applications() -> None:
    cards = "".join(f"<h3>{name}</h3><p>{body}</p><p>{money}</p>" for name, body, money in CARDS)
    assert rows(page(f"<p>Saapuneet hakemukset:</p>{cards}", title="Hakemukset")) == [
        row.format("-").replace(" 70000 ", " - ").replace(" 35000 ", " - ").replace(" 5000 ", " - ") for row in READ
    ]


@pytest.mark.parametrize(
    ("header", "read"), [("<p>Hanke</p><p>Hakija</p>", True), ("<p>Hakija</p><p>Hanke</p>", False)]
)
def test_names_of_columns_above_the_cards(header: str, read: bool) -> None:
    cards = "".join(f"<h3>{name}</h3><p>{body}</p><p>{money}</p>" for name, body, money in CARDS)
    assert bool(rows(page(f"{LEAD}{header}{cards}"))) is read


@pytest.mark.parametrize("card", ["<div><h3>{0}</h3><p>{1}</p><p>{2}</p></div>", "<p><b>{0}</b><br>{1}<br>{2}</p>"])
def test_a_line_of_the_next_card_is_no_name(card: str) -> None:
    (name, *facts), *others = CARDS
    body = card.format(f"{name}?", *facts) + "".join(card.format(*each) for each in others)
    body += card.format("Takaisin", "", "")
    assert not {row.split(" | ")[0] for row in rows(page(LEAD + body))} & {"Takaisin"}


def test_a_lead_that_is_a_label_takes_no_name() -> None:
    body = "".join("<p>{}<br>{}<br>{}</p>".format(*each) for each in CARDS)
    assert rows(page(f"<p>Myönnetty rahoitus:</p>{body}")) == [row.format("-") for row in READ]
