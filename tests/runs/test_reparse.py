"""What today's program would change in a dataset, told from the archive."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from scraper.archive import Archive
from scraper.errors import InputError, MissingInputError
from scraper.publish.publication import Privacy, load_publication
from scraper.runs.reparse import read_dataset, reparse
from scraper.sources import Follow, Lookup
from tests.archived_site import BRIDGE, HARBOUR, LIITTO, OTHER, TOINEN, Site, html, project

CORRECTION = Lookup(field="granted_amount", match="30 000 €", note="a slip of the pen", value=Decimal(35000))


@pytest.fixture
def site(tmp_path) -> Site:
    site = Site(tmp_path)
    assert site.crawl().exit_code == 0
    return site


def reparsed(site: Site, *sources):
    with Archive(site.output / "archive", writing=False) as archive:
        return reparse(sources or (LIITTO, TOINEN), archive, read_dataset(site.output))


def names(records) -> list[str]:
    return [str(one["name"]) for one in records]


def told(done) -> dict[str, list[tuple[str, object, object]]]:
    """Return the changed cells by the name of the project."""
    return {str(one.new["name"]): [tuple(cell) for cell in one.cells] for one in done.changes.changed}


def test_the_program_of_the_same_day_changes_nothing(site):
    done = reparsed(site)
    assert (done.pages, done.projects, done.changes.same) == (3, 4, 4)
    assert (bool(done.changes), done.failed, done.left) == (False, [], [])


def test_a_translation_is_left_out_as_in_a_run(site):
    liitto, link = replace(LIITTO, language="fi"), f"<link rel=alternate hreflang=fi href={BRIDGE}><title>"
    swedish = html("Projekt 2022", project("Bron", "30 000 €")).replace(b"lang=fi", b"lang=sv")
    site.pages[HARBOUR] = swedish.replace(b"<title>", link.encode())
    assert site.crawl(liitto, TOINEN).projects == 3
    done = reparsed(site, liitto, TOINEN)
    assert (done.projects, bool(done.changes)) == (3, False)


def test_nothing_is_published_or_archived(site):
    before = {
        file: file.read_bytes() for file in sorted(site.output.rglob("*.json")) + sorted(site.output.rglob("*.gz"))
    }
    reparsed(site, replace(LIITTO, lookups=(CORRECTION,)))
    assert {file: file.read_bytes() for file in before} == before


def test_a_correction_changes_its_cells(site):
    done = reparsed(site, replace(LIITTO, lookups=(CORRECTION,)), TOINEN)
    assert told(done) == {"Silta tulevaan": [("granted_amount", 30000, 35000), ("warnings", [], ["OVERRIDDEN"])]}
    assert done.changes.same == 3


@pytest.mark.parametrize("named", [False, True])
def test_who_is_withheld_from_the_dataset_is_named_nowhere(tmp_path, named):
    site = Site(tmp_path)
    persons = [project("Muistelmat", "1 €").replace("Kanavan kehitys Oy", one) for one in ("Anna Virtanen", "Xy Plugh")]
    site.pages[BRIDGE] = html("Apurahat 2022", *persons, project("Silta", "2 €"))
    about = replace(load_publication(), privacy=Privacy(persons=("Xy Plugh",)))
    site.crawl(persons=named, publication=about)
    with Archive(site.output / "archive", writing=False) as archive:
        dataset = read_dataset(site.output)
        done = reparse((LIITTO, TOINEN), archive, dataset, also=("Xy Plugh",))
        forgotten = reparse((LIITTO, TOINEN), archive, dataset)
    assert not done.changes
    assert ("Plugh" in str(dataset.projects), "Virtanen" in str(dataset.projects)) == (False, named)
    assert "Plugh" in str(forgotten.changes)


def test_a_label_that_the_source_learned_fills_a_column(site):
    site.pages[BRIDGE] = html(
        "AKKE 2022", project("Silta", "30 000 €").replace("</dl>", "<dt>Koko hinta</dt><dd>50 000 €</dd></dl>")
    )
    site.crawl()
    done = reparsed(site, replace(LIITTO, labels={"total_cost": ("Koko hinta",)}), TOINEN)
    [changed] = told(done).values()
    cells = {column: (old, new) for column, old, new in changed}
    assert cells["total_cost"] == (None, 50000)
    assert cells["other_fields"] == ({"Koko hinta": "50 000 €"}, {})


def test_what_was_fetched_since_adds_and_removes(site):
    site.pages[OTHER] = html("AKKE-hankkeet 2022", project("Torni", "7 500 €"), project("Laituri", "9 000 €"))
    site.fetch(OTHER)
    done = reparsed(site)
    assert names(done.changes.added) == ["Laituri"]
    assert names(done.changes.removed) == ["Aukio"]
    assert told(done) == {"Torni": [("granted_amount", 7000, 7500)]}


def test_of_a_page_its_latest_capture_counts_and_a_revisit_is_as_good(site):
    for _ in range(2):
        site.crawl()
    assert reparsed(site).changes.same == 4


def test_only_the_sources_that_are_asked_for(site):
    site.pages[OTHER] = html("AKKE-hankkeet 2022", project("Torni", "7 500 €"))
    site.fetch(OTHER)
    done = reparsed(site, LIITTO)
    assert (done.pages, done.changes.same, bool(done.changes), done.left) == (2, 2, False, [])


def test_a_page_that_can_not_be_read_any_more_is_told_and_not_compared(site):
    site.pages[OTHER] = b"%PDF-1.4 no page"
    site.fetch(OTHER)
    done = reparsed(site)
    [(url, why)] = done.failed
    assert url == OTHER
    assert "PDF" in why
    assert (bool(done.changes), done.changes.same, done.left) == (False, 2, [])


def test_a_page_that_is_not_archived_is_left(site):
    for file in (site.output / "archive").iterdir():
        file.unlink()
    site.fetch(BRIDGE)
    done = reparsed(site)
    assert done.left == [HARBOUR, OTHER]
    assert (done.pages, bool(done.changes), done.changes.same) == (1, False, 1)


def test_a_page_that_moved_is_read_where_it_is(site):
    new = "https://liitto.example/2022/"
    site.pages[new] = site.pages.pop(BRIDGE)
    site.moved[BRIDGE] = new
    site.crawl()
    assert reparsed(site).changes.same == 4


DETAIL = "https://toinen.example/rahoitetut/silta/"
FOLLOWING = replace(TOINEN, follow=Follow(allow=(re.compile(r"/rahoitetut/.+"),), depth=1))


def test_pages_that_links_led_to_are_the_sources_too(tmp_path):
    site = Site(tmp_path)
    site.pages[OTHER] = html("Hankkeet", f'<p><a href="{DETAIL}">Lue lisää</a></p>', project("Torni", "7 000 €"))
    site.pages[DETAIL] = html("Silta", "<p>Hankkeesta kerrotaan täällä myöhemmin lisää.</p>")
    site.crawl(FOLLOWING)
    site.pages[DETAIL] = html("Hankkeet", project("Silta", "8 000 €"))
    site.fetch(DETAIL)
    assert names(reparsed(site, FOLLOWING).changes.added) == ["Silta"]


def test_pages_that_no_crawl_finds_any_more_are_not_read(tmp_path):
    site = Site(tmp_path)
    site.pages[OTHER] = html("Hankkeet", f'<p><a href="{DETAIL}">Lue lisää</a></p>', project("Torni", "7 000 €"))
    site.pages[DETAIL] = html("Hankkeet", project("Silta", "8 000 €"))
    site.crawl(FOLLOWING)
    site.pages[OTHER] = html("Hankkeet", project("Torni", "7 000 €"))
    site.crawl(FOLLOWING)
    done = reparsed(site, FOLLOWING)
    assert (done.pages, bool(done.changes)) == (1, False)


def test_the_same_page_at_two_addresses_is_read_once(tmp_path):
    site = Site(tmp_path)
    site.pages[HARBOUR] = site.pages[BRIDGE]
    site.crawl()
    assert reparsed(site).pages == 2


def test_a_damaged_page_is_told_and_the_others_are_read(site):
    [file] = (site.output / "archive").glob("*.warc.gz")
    with Archive(file.parent, writing=False) as archive:
        damaged = archive.latest(BRIDGE)
    content = bytearray(file.read_bytes())
    content[damaged.offset + 20 : damaged.offset + 40] = bytes(20)
    file.write_bytes(content)
    done = reparsed(site)
    [(url, why)] = done.failed
    assert (url, done.pages, bool(done.changes)) == (BRIDGE, 2, False)
    assert "archive check" in why


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pages": [], "projects": 5}', '{"pages": [1], "projects": []}'])
def test_what_is_no_dataset(tmp_path, text):
    (tmp_path / "projects.json").write_text(text)
    with pytest.raises(InputError, match="is no dataset"):
        read_dataset(tmp_path)


def test_a_folder_without_a_dataset(tmp_path):
    with pytest.raises(MissingInputError, match=r"holds no projects\.json"):
        read_dataset(tmp_path)
