"""The same three projects in every way of printing names, times every way of printing facts: the same records."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.extraction.reading import page, rows


class Facts(NamedTuple):
    """How a project's facts are printed: each with `{label}` and `{value}`, what parts them, what holds them."""

    each: str
    between: str = ""
    around: str = "{}"


PROJECTS = [
    ("Biohiilen jatkojalostus", "Forssan Yrityskehitys Oy", "48 500 €", "60 625 €", "1.3.2022–28.2.2023"),
    ("Kuituhampun arvoketju", "Hämeen ammattikorkeakoulu Oy", "120 000 €", "150 000 €", "1.9.2022–31.12.2023"),
    ("Järvimatkailun uusi vuosi", "Lopen kunta", "15 000 €", "20 000 €", "1.5.2022–30.4.2023"),
]
LABELS = ("Hakija", "Myönnetty rahoitus", "Kustannusarvio", "Toteutusaika")
EXPECTED = [
    "Biohiilen jatkojalostus | Forssan Yrityskehitys Oy | 48500 | 60625 | 2022-03-01–2023-02-28",
    "Kuituhampun arvoketju | Hämeen ammattikorkeakoulu Oy | 120000 | 150000 | 2022-09-01–2023-12-31",
    "Järvimatkailun uusi vuosi | Lopen kunta | 15000 | 20000 | 2022-05-01–2023-04-30",
]
INTRO = "<p>Hämeen liitto rahoitti vuonna 2022 kolmea hanketta yhteensä 183 500 eurolla.</p>"

FACTS = [
    Facts("<dt>{label}</dt><dd>{value}</dd>", around="<dl>{}</dl>"),
    Facts("<div><dt>{label}</dt><dd>{value}</dd></div>", around="<dl>{}</dl>"),
    Facts("<dt><p>{label}:</p></dt><dd><p>{value}</p></dd>", around="<dl>{}</dl>"),
    Facts("<tr><th>{label}</th><td>{value}</td></tr>", around="<table>{}</table>"),
    Facts("<tr><td>{label}</td><td>{value}</td></tr>", around="<table><tbody>{}</tbody></table>"),
    Facts("<tr><td>{label}:</td><td>{value}</td></tr>", around="<table>{}</table>"),
    Facts("{label}: {value}", "<br>", "<p>{}</p>"),
    Facts("{label} – {value}", "<br>", "<p>{}</p>"),
    Facts("{label} {value}", "<br>", "<p>{}</p>"),
    Facts("{label}<br>{value}", "<br>", "<p>{}</p>"),
    Facts("<b>{label}:</b> {value}", "<br>", "<p>{}</p>"),
    Facts("<b>{label}</b> {value}", "<br>", "<p>{}</p>"),
    Facts("<b>{label}</b>{value}", "<br>", "<p>{}</p>"),
    Facts("<b>{label}:</b><br>{value}", "<br>", "<p>{}</p>"),
    Facts("<span>{label}</span> <span>{value}</span>", "<br>", "<div>{}</div>"),
    Facts("<span>{label}</span><span>{value}</span>", around="<div>{}</div>"),
    Facts("<p>{label}: {value}</p>"),
    Facts("<p>{label}:<br>{value}</p>"),
    Facts("<p>{label}</p><p>{value}</p>"),
    Facts("<p><b>{label}</b></p><p>{value}</p>"),
    Facts("<h5>{label}</h5><p>{value}</p>"),
    Facts("<div>{label}</div><div>{value}</div>"),
    Facts('<div class="row"><div class="label">{label}</div><div class="value">{value}</div></div>'),
    Facts("<li>{label}: {value}</li>", around="<ul>{}</ul>"),
    Facts("<li><strong>{label}</strong><span>{value}</span></li>", around="<ul>{}</ul>"),
    Facts("<li><p>{label}</p><p>{value}</p></li>", around="<ul>{}</ul>"),
    Facts("{label}: {value}", " | ", "<p>{}</p>"),
    Facts("{label}: {value}", "; ", "<p>{}</p>"),
    Facts("{label}: {value}", ", ", "<p>{}</p>"),
    Facts("{label}: {value}", " • ", "<p>{}</p>"),
    Facts("{label}: {value}", ". ", "<p>{}</p>"),
    Facts("{label}: {value}", " ", "<p>{}</p>"),
    Facts("{label} {value}", ", ", "<p>{}</p>"),
    Facts("{label}{value}", "", "<p>{}</p>"),
    Facts('<div class="stat"><div class="figure">{value}</div><div class="caption">{label}</div></div>'),
    Facts("<li><strong>{value}</strong><br><span>{label}</span></li>", around="<ul>{}</ul>"),
    Facts("<p><span>{value}</span><span>{label}</span></p>"),
]

NAMES = [
    "<h2>{name}</h2>{facts}",
    "<h3><a href='/hanke'>{name}</a></h3>{facts}",
    "<h4>{name}</h4><p class='meta'>Forssan seutu</p>{facts}",
    "<p>{name}</p>{facts}",
    "<p><strong>{name}</strong></p>{facts}",
    "<ul><li>{name}{facts}</li></ul>",
    "<details><summary>{name}</summary>{facts}</details>",
    "<div class='card'><span class='kicker'>AKKE</span><h3>{name}</h3>{facts}<p><a href='/x'>Lue lisää</a></p></div>",
    "<div class='card'><div class='card__title'>{name}</div><div class='card__body'>{facts}</div></div>",
    "<article class='card'>{facts}<h3>{name}</h3></article>",
    "<div class='accordion-item'><h3><button aria-expanded='false'>{name}</button></h3>"
    "<div class='accordion-collapse collapse'><div class='accordion-body'>{facts}</div></div></div>",
    "<div class='et_pb_toggle et_pb_toggle_close'><h5 class='et_pb_toggle_title'>{name}</h5>"
    "<div class='et_pb_toggle_content clearfix'>{facts}</div></div>",
    "<div class='elementor-accordion-item'><div class='elementor-tab-title' role='button'><a href='#'>{name}</a></div>"
    "<div class='elementor-tab-content'>{facts}</div></div>",
    "<div class='card'><div class='card-header'><a data-toggle='collapse' href='#c'>{name}</a></div>"
    "<div class='collapse'><div class='card-body'>{facts}</div></div></div>",
]

CHANGES = {
    "lower-case labels": str.lower,
    "capital labels": str.upper,
    "no-break spaces": lambda label: label.replace(" ", "&nbsp;"),
    "soft hyphens": lambda label: f"{label[:4]}&shy;{label[4:]}",
    "a label in two elements": lambda label: f"<i>{label[:4]}</i>{label[4:]}",
}


def rendered(name: str, facts: Facts, change: object = str) -> str:
    """Return a page with the projects printed so, each label changed by `change`."""
    parts = []
    for title, *values in PROJECTS:
        pairs = [
            facts.each.format(label=change(label), value=value)  # type: ignore[operator]
            for label, value in zip(LABELS, values, strict=True)
        ]
        parts.append(name.format(name=title, facts=facts.around.format(facts.between.join(pairs))))
    return page(INTRO + "".join(parts))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("facts", FACTS, ids=["…".join(facts) for facts in FACTS])
def test_names_and_facts(name: str, facts: Facts) -> None:
    assert rows(rendered(name, facts)) == EXPECTED


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("facts", [FACTS[number] for number in (0, 4, 6, 10, 17, 21, 26)], ids="…".join)
def test_labels_in_other_letters(facts: Facts, change: str) -> None:
    assert rows(rendered(NAMES[0], facts, CHANGES[change])) == EXPECTED


def test_capital_labels_glued_to_their_values() -> None:
    glued = next(facts for facts in FACTS if facts.each == "{label}{value}")
    assert rows(rendered(NAMES[0], glued, str.upper)) == EXPECTED
