"""Pages to measure with: what a council's WordPress prints around a list of funded projects, in three markups.

In come a markup's name and a number of projects; out go the page's bytes and what each of its records says.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

LABELS = ("Hakija", "Myönnetty rahoitus", "Kustannusarvio", "Toteutusaika")
MARKUPS = {
    "dl": ("<dl>", "<dt>{0}</dt><dd>{1}</dd>", "", "</dl>"),
    "strong": ("<p>", "<strong>{0}</strong>{1}", "<br>", "</p>"),
    "table": ("<table>", "<tr><th>{0}</th><td>{1}</td></tr>", "", "</table>"),
}
PLACES = ("Forssan", "Lohjan", "Hausjärven", "Lopen", "Rääkkylän", "Ähtärin", "Kyrön", "Hämeenlinnan")
BODIES = ("kaupunki", "kunta", "Yrityskehitys Oy", "ammattikorkeakoulu Oy", "kylät ry", "seudun kuntayhtymä")
THEMES = ("Kiertotalous", "Järvimatkailu", "Kasvuyritykset", "Lähiruoka", "Osaajapolku", "Vesistöt", "Puurakentaminen")
AIMS = ("verkosto", "palvelumalli", "selvitys", "kehitysohjelma", "toimintamalli", "kokeilu")
SENTENCES = (
    "Hanke kokoaa alueen yritykset, oppilaitokset ja kunnat saman pöydän ääreen ja sopii yhteisistä toimista.",
    "Hakijana toimiva organisaatio vastaa viestinnästä, johon kustannusarviossa on varattu 12 000 euroa.",
    "Toteutusaikana järjestetään kolme seminaaria, ja niistä ensimmäinen pidetään 16.9.2021 Hämeenlinnassa.",
    "Tulokset julkaistaan avoimesti, jotta muutkin maakunnat voivat ottaa toimintamallin käyttöönsä.",
    "Aiempi työ osoitti, että pienet yritykset tarvitsevat apua kansainvälisille markkinoille lähdettäessä.",
)
GOALS = (
    "lisätä yritysten osaamista ja kasvua koko maakunnassa",
    "synnyttää pysyvä yhteistyö oppilaitosten kanssa",
    "vähentää päästöjä 30 prosenttia vuoteen 2030 mennessä",
    "tuoda uusia matkailijoita alueelle myös talvella sekä",
    "rakentaa selkeät toimintatavat.",
)


class Record(NamedTuple):
    """What the page prints of a project."""

    name: str
    applicant: str
    granted: str
    cost: str
    period: str


class Page(NamedTuple):
    """A page and its right answer."""

    data: bytes
    records: list[Record]


def page(markup: str, projects: int = 19, seed: int = 0, *, frame: bool = True, texts: int = 2) -> Page:
    """Return a page of that many projects; without `frame` and `texts` it is little but their facts."""
    random = Random(seed)
    records = [_record(random, number) for number in range(projects)]
    body = "\n".join(_printed(record, markup, random, texts) for record in records)
    title = "AKKE-rahoitetut hankkeet 2021"
    before, after = (_head(random), _foot(random)) if frame else ("", "")
    html = (
        f'<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>{title} – Hämeen liitto</title>{before}'
        f'<main id="content" class="site-main"><h1 class="entry-title">{title}</h1><p>Päivitetty 21.4.2021</p>'
        f"<p>Hämeen liiton vuonna 2021 rahoittamat hankkeet:</p>{body}</main>{after}</body></html>"
    )
    return Page(html.encode(), records)


def _record(random: Random, number: int) -> Record:
    granted = random.randint(8, 300) * 1_000 + random.choice((0, 250, 605))
    start = random.randint(1, 12)
    return Record(
        f"{random.choice(THEMES)} {number + 1}.0 – uusi {random.choice(AIMS)}",
        f"{random.choice(PLACES)} {random.choice(BODIES)}",
        _euros(granted),
        _euros(granted * 10 // 7),
        f"1.{start}.2021–{random.randint(1, 28)}.{random.randint(1, 12)}.{random.randint(2022, 2024)}",
    )


def _euros(amount: int) -> str:
    return f"{amount:,} €".replace(",", " ")


def _printed(record: Record, markup: str, random: Random, texts: int) -> str:
    before, form, between, after = MARKUPS[markup]
    facts = between.join(form.format(*pair) for pair in zip(LABELS, record[1:], strict=True))
    text = "".join(f"<p>{' '.join(random.sample(SENTENCES, 3))}</p>\n" for _ in range(texts))
    goals = "\n".join(f"<li>{goal}</li>" for goal in GOALS)
    aims = f'<p>Tarkemmat tavoitteet ovat</p>\n<ul class="wp-block-list">{goals}</ul>' if texts else ""
    return f'<h2 class="wp-block-heading">{record.name}</h2>\n{before}{facts}{after}\n{text}{aims}'


def _head(random: Random) -> str:
    """Return the rest of the head and what stands before the main part: styles, scripts and a menu."""
    styles = "".join(
        f".wp-block-{number}{{color:var(--wp--preset--color--{number});padding:{number}px 1.25em;margin:0 auto}}"
        for number in range(260)
    )
    links = "".join(f'<link rel="stylesheet" href="/wp-content/plugins/p{n}/style.css?ver=6.{n}">' for n in range(25))
    script = "".join(f"window.dataLayer.push({{'id':{random.randint(1, 10**6)},'on':true}});" for _ in range(150))
    menu = "".join(
        f'<li class="menu-item menu-item-{n}"><a href="/sivu/{n}/"><span>{random.choice(THEMES)} {n}</span></a></li>'
        for n in range(120)
    )
    return (
        f"<style>{styles}</style>{links}<script>{script}</script></head><body class='page'>"
        f'<header class="site-header"><nav class="main-navigation"><ul>{menu}</ul></nav></header>'
    )


def _foot(random: Random) -> str:
    """Return what stands after the main part: news, contacts, a cookie notice and scripts."""
    news = "".join(
        f"<li><a href='/uutinen/{n}'>{random.choice(THEMES)}: myönnettiin {n} 000 €</a> <i>{n + 1}.5.2021</i></li>"
        for n in range(20)
    )
    script = "".join(f"(function(w){{w.q{n}=w.q{n}||[];w.q{n}.push(['init',{n}]);}})(window);" for n in range(220))
    return (
        f'<aside class="widget-area"><h2>Uutisia</h2><ul>{news}</ul></aside>'
        '<footer class="site-footer"><p>Hämeen liitto, Niittykatu 5, 13100 Hämeenlinna</p></footer>'
        '<div class="cookie-banner" role="dialog"><dl><dt>Nimi</dt><dd>consent</dd></dl></div>'
        f"<script>{script}</script>"
    )
