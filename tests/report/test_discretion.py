"""Who is withheld from the dataset is nowhere in the report: not on pages, in the past or in records of runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scraper.cli import main
from scraper.desk.pages import Pages
from scraper.publish import published
from scraper.publish.privacy import Rule
from scraper.report import build, shelf
from scraper.report.discretion import Discretion, discretion
from tests.archived_site import BRIDGE, HARBOUR, OTHER, html
from tests.report.conftest import Runs, printed

if TYPE_CHECKING:
    from pathlib import Path

PERSON = "Pekka Virtanen"
FORMS = ("Virtanen", "Virtasen", "Virtas")
"""The surname, and how cases begin it."""


@pytest.fixture
def site(tmp_path: Path) -> Runs:
    """Return sites on which a person has a grant, and is told of elsewhere; the first run named persons."""
    site = Runs(tmp_path)
    site.pages[BRIDGE] = html(
        f"AKKE-hankkeet 2022 {PERSON}", printed("Maalauksia", "3 000 €", PERSON), printed("Silta", "30 000 €")
    )
    site.pages[HARBOUR] = html("AKKE-hankkeet 2023", f"<p>Pekka Virtasen näyttely.</p>{printed('Satama', '12 500 €')}")
    site.pages[OTHER] = html("AKKE-hankkeet 2022", printed("Torni", "7 000 €"))
    site.again(persons=True)
    site.again()
    return site


def written(report: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in report.rglob("*") if path.is_file())


def test_withheld_person_is_nowhere(site: Runs) -> None:
    text = written(site.report())
    assert [form for form in FORMS if form in text] == []
    assert "Maalauksia" in text
    assert text.count('"silent":"persons"') == 2
    assert text.count('"silent":null') == 1


def test_withheld_person_is_nowhere_in_what_run_and_report_write(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    meta = {"url": BRIDGE, "file": "page.html", "content_type": "text/html", "fetched_at": "2026-03-01T06:00:00Z"}
    (pages / "meta.json").write_text(json.dumps(meta))
    (pages / "page.html").write_bytes(html("AKKE-hankkeet 2022", printed("Maalauksia", "3 000 €", PERSON)))
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "liitto.toml").write_text(
        f'id = "liitto"\nfunder = "Esimerkin liitto"\nstarts = ["{BRIDGE}"]\n'
    )
    output = tmp_path / "output"
    command = [
        "run",
        "--quiet",
        "--sources",
        str(tmp_path / "sources"),
        "--replay",
        str(pages),
        "--output",
        str(output),
    ]
    assert main(command) == 0
    assert "Virta" not in written(output / "report")
    assert main(["report", "--output", str(output), "--replay", str(pages)]) == 0
    assert "Virta" not in written(output / "report")


def test_persons_are_named_where_the_dataset_names_them(site: Runs) -> None:
    site.again(persons=True)
    text = written(site.report())
    assert PERSON in text
    assert '"silent":"persons"' not in text


def test_a_name_that_is_asked_for_is_nowhere_either(site: Runs) -> None:
    """A contact whom nothing recognises as an applicant: the page that names her is hidden, too."""
    site.pages[OTHER] = html("AKKE-hankkeet 2022", "<p>Lisätietoja: Eila Kuusisto</p>", printed("Torni", "7 000 €"))
    site.again()
    pages = Pages(site.output / "archive")
    shown = shelf.replace(site.output, build.files(site.output, pages))
    assert "Kuusisto" in written(shown)
    hidden = shelf.replace(site.output, build.files(site.output, pages, also=("Eila Kuusisto",)))
    assert "Kuusisto" not in written(hidden)
    assert "Virtanen" not in written(hidden)


def test_where_a_name_is_not_found_all_pages_of_its_source_are_hidden(site: Runs) -> None:
    _, projects = published.read(site.output)
    found = discretion(projects, Pages(site.output / "archive"))
    assert found.names == {PERSON}
    assert found.in_doubt == frozenset()
    lost = discretion(projects, None)
    assert lost.in_doubt == {"liitto"}
    assert lost.hides("anything", "liitto")
    assert not lost.hides("anything", "toinen")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Pekka Virtanen", True),
        ("Pekka Virtaselle", True),
        ("Virtanen, Pekka", True),
        ("2023PekkaVirtanen", True),
        ("PEKKA VIRTANEN", True),
        ("Pekka Virta\N{SOFT HYPHEN}nen", True),
        ("Virtanen Oy", False),
        ("Pekka Mäki", False),
        ("", False),
    ],
)
def test_a_text_names_one_by_the_whole_name(text: str, *, named: bool) -> None:
    discreet = Discretion(Rule(), frozenset({PERSON}))
    assert discreet.names_one(text) is named
    assert discreet.without([text]) == ([] if named else [text])
