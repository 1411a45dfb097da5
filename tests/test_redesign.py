"""What councils do to their sites: after each change a run says what is wrong, or still reads all; nothing is lost.

A site on this machine is read, published, changed and read again, by the command itself.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from scraper.cli import main
from scraper.publish import dataset
from scraper.publish.frame import read_projects
from tests.site import HTML, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAMES = ("Silta tulevaan", "Satama elää", "Torni", "Aukio", "Kylätalo", "Älykäs metsä", "Vesiväylät", "Ruokaketju")
LIST = "/rahoitus/akke-hankkeet/"


def page(lang: str = "fi", labels: tuple[str, str, str, str] | None = None, names: tuple[str, ...] = NAMES) -> str:
    """Return the council's page before anything happened to it, or with other labels or fewer projects."""
    applicant, granted, cost, period = labels or ("Hakija", "Myönnetty rahoitus", "Kustannusarvio", "Toteutusaika")
    cards = "".join(
        f'<article class="card project-card" id="h{number}"><h2 class="card__title">{name}</h2><dl class="card__facts">'
        f"<dt>{applicant}</dt><dd>Jämsän kehitys Oy</dd><dt>{granted}</dt><dd>{10 + number} 500 €</dd>"
        f"<dt>{cost}</dt><dd>{20 + number} 000 €</dd><dt>{period}</dt><dd>1.1.2022-31.12.2023</dd></dl>"
        '<p class="card__text">Hanke kokoaa alueen toimijat yhteiseen työhön.</p></article>'
        for number, name in enumerate(names)
    )
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>AKKE-hankkeet 2022</title></head><body>'
        '<nav class="menu"><a href="/">Etusivu</a></nav><main class="page"><h1 class="title">AKKE-hankkeet 2022</h1>'
        f"{cards}</main></body></html>"
    )


def bare(title: str, body: str) -> str:
    return f'<!doctype html><html lang="fi"><head><title>{title}</title></head><body>{body}</body></html>'


class Change(NamedTuple):
    """What is answered instead, and which words must name the reason; none where all must still be read."""

    content: bytes
    content_type: str
    code: int
    words: str


def answers(content: str, code: int, words: str, content_type: str = HTML) -> Change:
    return Change(content.encode(), content_type, code, words)


NOTHING = "0 projects where at least 1 are expected"
SWEDISH = ("Sökande", "Beviljat stöd", "Kostnadsberäkning", "Genomförandetid")
CHANGES = {
    "label renamed": answers(
        page(labels=("Hakija", "Myönnöksen määrä", "Kustannusarvio", "Toteutusaika")),
        6,
        "granted_amount is filled in 0% of the projects where it was in 100%",
    ),
    "classes gone": answers(re.sub(r' (class|id)="[^"]*"', "", page()), 0, ""),
    "404 with 200": answers(
        bare("Sivua ei löytynyt", "<main><h1>Sivua ei löytynyt</h1><p>Tarkista osoite.</p></main>"), 6, NOTHING
    ),
    "login page": answers(
        bare(
            "Kirjaudu – Liitto",
            '<main><h1>Kirjaudu sisään</h1><form method="post"><label>Tunnus <input name="user"></label>'
            '<label>Salasana <input type="password" name="pw"></label></form></main>',
        ),
        6,
        NOTHING,
    ),
    "cookie wall": answers(
        bare("Evästeet", "<main><h1>Käytämme evästeitä</h1><button>Hyväksy kaikki</button></main>"), 6, NOTHING
    ),
    "empty list": answers(page(names=()), 6, NOTHING),
    "half the projects": answers(
        page(names=NAMES[:4]), 6, "4 projects where the last good run had 8, a drop of 50% (over 20%)"
    ),
    "amounts × 1000": answers(
        page().replace(" €", " 000 €"), 6, "the sum of grants grew from 112,000 € to 112,000,000"
    ),
    "charset switch: read as another": Change(
        page().encode("utf-8").decode("latin-1").encode("utf-8"),
        HTML,
        6,
        "garbled letters where the last good run had 0",
    ),
    "charset switch: declared rightly": Change(
        page().replace("utf-8", "iso-8859-15").encode("iso-8859-15"), "text/html; charset=iso-8859-15", 0, ""
    ),
    "language switch": answers(page("sv", SWEDISH), 6, "the pages are in Swedish where they were in Finnish"),
    "JavaScript-only": answers(
        bare(
            "AKKE-hankkeet 2022", '<noscript>Ota JavaScript käyttöön.</noscript><div id="root"></div><script></script>'
        ),
        3,
        "no text outside menus and scripts; if a browser shows some, save the page from the browser",
    ),
    "parked domain": answers(
        bare("liitto.example", "<h1>This domain is for sale</h1><p>Buy it for 4 900 €.</p>").replace('"fi"', '"en"'),
        6,
        NOTHING,
    ),
}


@pytest.fixture
def council(tmp_path: Path) -> Iterator[tuple[Site, Callable[..., int]]]:
    """A site that was read once, and what reads it again."""
    with Site() as site:
        site.add(LIST, page())
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "liitto.toml").write_text(
            f'id = "liitto"\nfunder = "Liitto"\nregion = "05"\nlanguage = "fi"\nstarts = ["{site.url(LIST)}"]\n'
        )
        folders = ("--sources", str(tmp_path / "mine"), "--output", str(tmp_path / "out"))

        def go(*arguments: str) -> int:
            return main(["run", *folders, "--allow-private", "--delay", "0", *arguments])

        assert go("--quiet") == 0
        yield site, go


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in dataset.FILES}


def record(folder: Path) -> dict[str, object]:
    return json.loads((folder / "run.json").read_text())


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_redesign_is_read_or_told(change, council, tmp_path, capsys):
    site, go = council
    before = files(tmp_path / "out")
    known = read_projects(tmp_path / "out")
    site.add(LIST, change.content, change.content_type)
    assert go() == change.code
    said = capsys.readouterr().err
    if change.code:
        assert change.words in said
        assert "nothing was published: the last dataset still stands" in said
        assert files(tmp_path / "out") == before
        assert record(tmp_path / "out")["status"] == "failed"
        assert change.words in record(tmp_path / "out")["reason"]
    else:
        assert said == ""
        now = read_projects(tmp_path / "out")
        bytes_of_the_page = ["content_digest", "retrieved_at"]
        assert now.drop(columns=bytes_of_the_page).equals(known.drop(columns=bytes_of_the_page))


def test_what_an_empty_page_calls_itself_is_said(council, capsys):
    site, go = council
    site.add(LIST, CHANGES["login page"].content)
    assert go() == 6
    assert f"council-scraper: liitto: no project on {site.url(LIST)}, which calls itself 'Kirjaudu" in (
        capsys.readouterr().err
    )


def test_a_new_label_is_named(council, capsys):
    site, go = council
    site.add(LIST, CHANGES["label renamed"].content)
    assert go() == 6
    assert "new labels that are not understood: 'Myönnöksen määrä'" in capsys.readouterr().err


def test_what_is_right_is_accepted_with_a_reason(council, tmp_path, capsys):
    site, go = council
    site.add(LIST, CHANGES["half the projects"].content)
    assert go("--accept", "Four were withdrawn.") == 0
    assert "council-scraper: liitto: accepted: 4 projects where the last good run had 8" in capsys.readouterr().err
    assert len(read_projects(tmp_path / "out")) == 4
    kept = record(tmp_path / "out")
    assert (kept["status"], kept["accepted"]) == ("complete", "Four were withdrawn.")
    assert [gate["name"] for gate in kept["sources"][0]["gates"] if gate["verdict"] == "accepted"] == ["drop"]
    assert go() == 0
    assert record(tmp_path / "out")["accepted"] is None


def test_a_page_that_can_not_be_read_is_not_accepted(council, tmp_path):
    site, go = council
    before = files(tmp_path / "out")
    site.add(LIST, CHANGES["JavaScript-only"].content)
    assert go("--accept", "It is right.") == 3
    assert files(tmp_path / "out") == before


def test_programs_are_told_which_gates_were_not_passed(council, tmp_path):
    site, go = council
    site.add(LIST, CHANGES["half the projects"].content)
    assert go("--log-json", str(tmp_path / "log")) == 6
    told = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    [gate] = [event for event in told if event["kind"] == "gate"]
    assert gate["source"] == "liitto"
    assert gate["message"].startswith("drop failed: 4 projects where the last good run had 8")
