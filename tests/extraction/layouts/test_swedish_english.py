"""Swedish and English pages: labels, lists and sentences of other funders' words, and pages that only look alike."""

from __future__ import annotations

import pytest

from scraper.pipeline import extract
from tests.extraction.reading import page, projects, rows


def swedish(body: str, title: str = "Aktuellt från förbundet") -> str:
    return page(body, title=title, language="sv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Landskapsstyrelsen beslöt bevilja Jakobstads stad 45 000 euro för projektet Smart hamn.",
            ["Smart hamn | Jakobstads stad | 45000 | - | -"],
        ),
        (
            "Förbundet beviljade på sitt möte i december Vasa universitet 182 000 euro för projektet 5G Kvarken. "
            "Projektet genomförs 1.1.2021–31.12.2022 och totalbudgeten är 260 000 euro.",
            ["5G Kvarken | Vasa universitet | 182000 | 260000 | 2021-01-01–2022-12-31"],
        ),
        (
            "Projektet Hamnen som nav, som genomförs av Jakobstads hamn Ab, beviljades 42 000 euro.",
            ["Hamnen som nav | Jakobstads hamn Ab | 42000 | - | -"],
        ),
        ("Till Vörå kommun beviljades 12 000 euro i bidrag.", ["Vörå kommun | Vörå kommun | 12000 | - | -"]),
        (
            "Fonden understöder projektet Skeppets resa med 12 000 euro.",
            ["Skeppets resa | - | 12000 | - | -"],
        ),
        (
            "The board decided to grant the City of Raahe 38 000 euros for the project Steel Town Skills.",
            ["Steel Town Skills | City of Raahe | 38000 | - | -"],
        ),
        ("The Smart Loom project received a grant of EUR 200,000.", ["Smart Loom | - | 200000 | - | -"]),
        (
            "Bland dem som får stöd finns Lovisa stad (25 000 euro) och Hangö hamn Ab (48 500 euro).",
            ["Lovisa stad | Lovisa stad | 25000 | - | -", "Hangö hamn Ab | Hangö hamn Ab | 48500 | - | -"],
        ),
        (
            "Bidrag har delats ut. Luckan r.f. fick 15 500 euro för projektet Bokens hus och "
            "Kustens Ungdomsförbund r.f. 8 000 euro för projektet Lära spela.",
            ["Bokens hus | Luckan r.f. | 15500 | - | -", "Lära spela | Kustens Ungdomsförbund r.f. | 8000 | - | -"],
        ),
        (
            "Till Finlands Idrott rf beviljades 40 000 euro för ledare, till Lojo IF rf 9 000 euro för en läktare och "
            "till BK-46 rf 15 000 euro för juniorer.",
            [
                "Finlands Idrott rf | Finlands Idrott rf | 40000 | - | -",
                "Lojo IF rf | Lojo IF rf | 9000 | - | -",
                "BK-46 rf | BK-46 rf | 15000 | - | -",
            ],
        ),
        (
            "Nämnden har delat ut årets bidrag:</p><p>Kvartetten rf får 1.200 euro.<br>"
            "Röda Korset rf får 900 euro.<br>Ålands Ungdomsorkester får 3.500 euro för en resa.<br>"
            "Stiftelsen Viktor får 2.000 euro.",
            [
                "Kvartetten rf | Kvartetten rf | 1200 | - | -",
                "Röda Korset rf | Röda Korset rf | 900 | - | -",
                "Ålands Ungdomsorkester | Ålands Ungdomsorkester | 3500 | - | -",
                "Stiftelsen Viktor | Stiftelsen Viktor | 2000 | - | -",
            ],
        ),
    ],
)
def test_sentences_that_grant(text: str, expected: list[str]) -> None:
    assert rows(swedish(f"<p>{text}</p>")) == expected


def test_themes_under_a_heading_of_granted_projects() -> None:
    body = (
        "<h2>Projekt som beviljats finansiering</h2><p>Starkare innovationer:</p>"
        "<ul><li>Kust i ljus, Hangö stad</li><li>Datadriven turism, Novago Oy</li></ul>"
    )
    assert rows(swedish(body)) == ["Kust i ljus | Hangö stad | - | - | -", "Datadriven turism | Novago Oy | - | - | -"]
    assert rows(swedish(body.replace("Projekt som beviljats finansiering", "Våra projekt"))) == []


def test_a_period_in_a_sentence_of_labels() -> None:
    body = (
        "<h3>Skogen</h3><p>Genomförare är Hangö stad. Beviljat stöd 52 000 euro. Genomförandetid 1.1.–31.12.2024.</p>"
    )
    assert rows(swedish(body)) == ["Skogen | Hangö stad | 52000 | - | 2024-01-01–2024-12-31"]


def test_a_heading_names_the_grant_whose_sentence_repeats_it() -> None:
    body = "<h2>Tysta motorer</h2><p>Sydväst Ab beviljades 44 250 euro i ERUF-stöd för Tysta motorer.</p>"
    assert rows(swedish(body)) == ["Tysta motorer | Sydväst Ab | 44250 | - | -"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Publics ry, €530,000, Night readings", "Hanko Institute, €18,000, Saari summer well"],
         ["Night readings | Publics ry | 530000 | - | -", "Saari summer well | Hanko Institute | 18000 | - | -"]),
        (["Sound Group: €89,000 for the project Thawing ground", "Ice Forum: €6,400 for the project Snow"],
         ["Thawing ground | Sound Group | 89000 | - | -", "Snow | Ice Forum | 6400 | - | -"]),
        (["Opera rf (Jakobstad), 5 000 € för turnéer", "Teater rf (Esbo), 7 000 € för verksamheten år 2023"],
         ["Opera rf | Opera rf | 5000 | - | -", "Teater rf | Teater rf | 7000 | - | -"]),
        (["Publics ry, €530,000, Helsinki", "Hanko Institute, €18,000, Hanko"],
         ["Publics ry | Publics ry | 530000 | - | -", "Hanko Institute | Hanko Institute | 18000 | - | -"]),
        (["Publics ry, €530,000, Uppsala", "Hanko Institute, €18,000, Moss"], []),
        (["€20,000 to the Society of Bioart for the project Moss Radio", "€8,000 to Publics ry for Night readings"],
         ["Moss Radio | Society of Bioart | 20000 | - | -", "Publics ry | Publics ry | 8000 | - | -"]),
        (["30 000 euro till Folkhälsan Syd Ab för seniorer", "2 500 euro till Hangö stad för matkurser"],
         ["Folkhälsan Syd Ab | Folkhälsan Syd Ab | 30000 | - | -", "Hangö stad | Hangö stad | 2500 | - | -"]),
        (["Kökarkultur rf, 9.000 euro för litteraturdagarna.", "Hangö stad, 2.500 euro för konserter."],
         ["Kökarkultur rf | Kökarkultur rf | 9000 | - | -", "Hangö stad | Hangö stad | 2500 | - | -"]),
    ],
    ids=str,
)  # fmt: skip
def test_what_stands_behind_a_sum(lines: list[str], expected: list[str]) -> None:
    body = f"<p>Grants were awarded as follows:</p><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    assert rows(page(body, title="Grants 2021", language="en")) == expected


@pytest.mark.parametrize(
    ("title", "lead"),
    [("EU funding by city", ""), ("Tågprojektet", "Så finansieras projektet:"), ("Finansieringsplan", "")],
)
def test_lists_of_who_pays_and_of_sums_by_place(title: str, lead: str) -> None:
    lines = "<li>City of Vaasa, 400 000 euro</li><li>City of Oulu, 300 000 euro</li><li>Åbo stad, 50 000 euro</li>"
    assert rows(swedish(f"<p>{lead}</p><ul>{lines}</ul>", title)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Staden betalar 45 000 euro till Ab Bygg Oy för projektet Skolgård.",
        "Österbottens förbund ansöker om 50 000 euro för projektet Kust.",
        "Nykarleby stad får 120 000 euro mindre i statsandelar.",
        "Förbundet reserverar 1,5 miljoner euro för projekt i Vasa.",
        "Kulturfonden stöder svenska skolor med 300 000 euro.",
        "Business Finland supports companies in Oulu with EUR 5 million.",
        "The application of Iin Energia Oy for 60 000 euros was rejected.",
    ],
)
def test_sentences_that_grant_nothing(text: str) -> None:
    assert rows(swedish(f"<p>{text}</p>")) == []


@pytest.mark.parametrize(
    ("title", "lead", "lines"),
    [
        (
            "Havet kallar",
            "Projektet finansieras av:",
            ["Egentliga Finlands förbund, 120 000 €", "Pargas stad, 15 000 €"],
        ),
        (
            "Priser för fortbildning",
            "Våra kurser:",
            ["Grundkurs, Yrkeshögskolan Novia, 450 €", "Chef, Arcada Ab, 600 €"],
        ),
        ("Våra understödjare", "Museet tackar:", ["Karleby stad, stöd 310 000 €", "Sparbanksstiftelsen, 5 000 €"]),
        ("Medlemsavgifter", "Avgifter 2023:", ["Vasa stad, 12 000 €", "Korsholms kommun, 4 000 €"]),
        ("Cold Harbour", "The project is funded by:", ["City of Kemi, 20 000 €", "Lapland University, 35 000 €"]),
    ],
)
def test_lists_that_are_no_projects(title: str, lead: str, lines: list[str]) -> None:
    items = "".join(f"<li>{line}</li>" for line in lines)
    assert rows(swedish(f"<p>{lead}</p><ul>{items}</ul>", title)) == []


@pytest.mark.parametrize(
    ("title", "lead", "field"),
    [
        (
            "Inkomna ansökningar",
            "Förbundet fick in följande ansökningar. Ansökt belopp inom parentes.",
            "applied_amount",
        ),
        ("Aktuellt", "Förbundet fick in följande ansökningar:", "applied_amount"),
        ("News", "The following applications were received, amount requested in brackets:", "applied_amount"),
        ("Aktuellt", "Förbundet fick in tio ansökningar och beviljade följande projekt stöd:", "granted_amount"),
    ],
)
def test_sums_of_applications_are_not_granted(title: str, lead: str, field: str) -> None:
    lines = "<ul><li>Vindkraft, Malax kommun (55 000 €)</li><li>Fler spår, Vasa stad (120 000 €)</li></ul>"
    found = projects(swedish(f"<p>{lead}</p>{lines}", title))
    assert [(project["name"], project[field]) for project in found] == [("Vindkraft", 55000), ("Fler spår", 120000)]
    other = {"applied_amount": "granted_amount", "granted_amount": "applied_amount"}[field]
    assert [project[other] for project in found] == [None, None]


def test_a_line_that_its_list_does_not_part_is_parted_by_its_organisation() -> None:
    lines = ["Digitala byar, Närpes stad, 45 500 €", "Grön sjöfart, Novia Ab, 9 000 €", "Klustret – Vasek Ab, 98 000 €"]
    items = "".join(f"<li>{line}</li>" for line in lines)
    assert rows(swedish(f"<p>Följande projekt beviljades stöd:</p><ul>{items}</ul>"))[-1] == (
        "Klustret | Vasek Ab | 98000 | - | -"
    )


CARDS = [
    ("Trygg mat", "Yrkeshögskolan Novia, 1.1.2023–31.12.2024, 98 400 €"),
    ("Smart avfall", "Ab Stormossen Oy, 1.3.2023–28.2.2025, 143 000 €"),
]
READ = [
    "Trygg mat | Yrkeshögskolan Novia | 98400 | - | 2023-01-01–2024-12-31",
    "Smart avfall | Ab Stormossen Oy | 143000 | - | 2023-03-01–2025-02-28",
]


def test_an_organisation_with_period_and_sum_below_a_name_is_a_project() -> None:
    body = "".join(f"<h3>{name}</h3><p>{line}</p>" for name, line in CARDS)
    assert rows(swedish(body, "Pågående projekt")) == READ


def test_so_it_is_in_a_text_with_blank_lines() -> None:
    text = "\n\n".join(["Pågående projekt", *(part for card in CARDS for part in card)])
    found = extract(text.encode(), content_type="text/plain").projects
    assert [project.name for project in found] == ["Trygg mat", "Smart avfall"]


@pytest.mark.parametrize(
    ("applicant", "grant", "cost"),
    [
        ("Samordnande stödmottagare", "EU-stöd", "Total budget"),
        ("Genomförare", "Beviljat EU- och statligt stöd", "Projektbudget"),
        ("Lead partner", "ERDF co-financing", "Project budget"),
        ("Coordinated by", "EU contribution", "Total cost"),
        ("Samordnare", "EU-stöd", "Estimated budget"),
        ("Beneficiary", "EU budget contribution", "Total budget"),
        ("Projektägare", "EU-medel (EUR)", "Projektets totalbudget"),
        ("Sökande", "Leaderstöd", "Totalbudget"),
        ("Lead applicant", "Amount granted", "Estimated total cost"),
    ],
)
def test_labels_of_other_funders(applicant: str, grant: str, cost: str) -> None:
    facts = {applicant: "Luleå tekniska universitet", grant: "924 000 €", cost: "1 540 000 €"}
    body = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts.items())
    assert rows(swedish(f"<dl>{body}</dl>", "Trä i norr")) == [
        "Trä i norr | Luleå tekniska universitet | 924000 | 1540000 | -"
    ]


@pytest.mark.parametrize(
    ("title", "more", "granted"),
    [("Beviljade bidrag 2017", "", "{}"), ("Bidrag att söka", "", ""), ("Beviljade bidrag 2017", "Lön: 400 €", "")],
    ids=str,
)
def test_a_sum_for_each_under_a_title_of_grants(title: str, more: str, granted: str) -> None:
    cards = "".join(
        f"<div><h3>{name}</h3><p>Ort: Vasa</p><p>Ändamål: Revy</p><p>{more}</p><p>Summa: {amount} €</p></div>"
        for name, amount in (("Luckan r.f.", 500), ("Arena r.f.", 900))
    )
    expected = [f"Luckan r.f. | Luckan r.f. | {granted.format(500)} | - | -"] if granted else []
    assert [row for row in rows(swedish(cards, title)) if row.startswith("Luckan")] == expected


def test_a_period_may_follow_the_implementer() -> None:
    text = "<p>Projektet Havet kallar genomförs av Åbo Akademi {}1.1.2022–31.12.2023.</p>"
    assert rows(swedish(text.format("under tiden "), "Havet kallar")) == rows(swedish(text.format(""), "Havet kallar"))
    assert rows(swedish(text.format(""), "Havet kallar")) == [
        "Havet kallar | Åbo Akademi | - | - | 2022-01-01–2023-12-31"
    ]


def test_the_last_day_to_register_is_no_date_of_the_page() -> None:
    body = "<p>Anmälan senast 5.3.2024</p><p>Kom och planera ett projekt.</p>"
    assert extract(swedish(body, "Projektverkstad").encode()).pages[0].updated is None


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (["Wasa museum|Lux rf", "Körfest rf"], ["Wasa museum 20000", "Lux rf 20000", "Körfest rf 5000"]),
        (["Wasa museum|Lux i hamn", "Körfest rf|Ridå i mars"], ["Wasa museum 20000", "Körfest rf 5000"]),
    ],
    ids=["groups of their own sizes", "what may be cards"],
)
def test_sums_that_head_organisations(groups: list[str], expected: list[str]) -> None:
    sums = zip(("20 000 €", "5 000 €"), groups, strict=True)
    body = "".join(f"<p><strong>{amount}</strong><br>{group.replace('|', '<br>')}</p>" for amount, group in sums)
    found = projects(swedish(f"<p>Stiftelsen beviljade följande understöd:</p>{body}", "Utdelning 2021"))
    assert [f"{each['applicant']} {each['granted_amount']}" for each in found] == expected


def test_labels_of_shares_are_no_projects() -> None:
    cards = "".join(
        f"<h2>{name}</h2><p>Stödmottagare: Vasa stad<br>Varav EU: {share} euro<br>Varav landskapet: {share} euro</p>"
        for name, share in (("Digital kommun", "36.800,00"), ("Trygg hamn", "55.200,00"))
    )
    assert rows(swedish(cards, "Beviljade projekt")) == [
        "Digital kommun | Vasa stad | - | - | -",
        "Trygg hamn | Vasa stad | - | - | -",
    ]


@pytest.mark.parametrize(
    ("lead", "lines", "expected"),
    [
        (
            "Nämnden beviljade följande bidrag. Anslaget är 45 000 euro.",
            ["Ungdomsgården, 4 800 €", "Sundom byaråd, 900 €", "Inalles 5 700 €"],
            ["Ungdomsgården | Ungdomsgården | 4800 | - | -", "Sundom byaråd | Sundom byaråd | 900 | - | -"],
        ),
        (
            "The largest grants awarded to organisations:",
            ["Siida-säätiö, €310,500: Crafts in the Digital Age", "Luonto ry, €94,000: Old Forests Seen by the Young"],
            [
                "Crafts in the Digital Age | Siida-säätiö | 310500 | - | -",
                "Old Forests Seen by the Young | Luonto ry | 94000 | - | -",
            ],
        ),
    ],
    ids=["a lead with a sum", "names behind a colon"],
)
def test_lists_below_their_leads(lead: str, lines: list[str], expected: list[str]) -> None:
    assert rows(swedish(f"<p>{lead}</p><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>")) == expected
