"""The main job on saved pages of our own making: what is published, what is kept, and what is said."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from scraper.crawl.crawl import Plain
from scraper.crawl.fetch import fetch
from scraper.crawl.replay import Replay
from scraper.errors import FetchError, PublishError, UsageError
from scraper.publish import dataset
from scraper.publish.frame import read_projects
from scraper.runs.run import choose, run
from scraper.sources import Expectation, Follow, Source
from tests.site import Site

BRIDGE = "https://liitto.example/hankkeet-2022/"
HARBOUR = "https://liitto.example/hankkeet-2023/"
OTHER = "https://toinen.example/rahoitetut/"

SOURCE = Source(id="liitto", funder="Esimerkin liitto", region="05", starts=(BRIDGE, HARBOUR))
SECOND = Source(id="toinen", funder="Toinen liitto", region="06", starts=(OTHER,))


def project(name: str, granted: str, applicant: str = "Kanavan kehitys Oy") -> str:
    return f"<h2>{name}</h2><dl><dt>Hakija</dt><dd>{applicant}</dd><dt>Myönnetty rahoitus</dt><dd>{granted}</dd></dl>"


def html(title: str, *projects: str) -> str:
    return f"<!doctype html><html lang=fi><title>{title}</title><body><main><h1>{title}</h1>{''.join(projects)}</main>"


@pytest.fixture
def site(tmp_path):
    """Return a function that records a page for an address, and says where recordings are."""
    root = tmp_path / "pages"

    def record(url: str, page: str, fetched_at: str = "2023-05-01T06:00:00Z"):
        folder = root / url.split("/")[2] / url.split("/")[3]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.html").write_text(page, encoding="utf-8")
        meta = {"url": url, "file": "page.html", "content_type": "text/html; charset=utf-8", "fetched_at": fetched_at}
        (folder / "meta.json").write_text(json.dumps(meta))
        return root

    record(BRIDGE, html("AKKE-hankkeet 2022", project("Silta tulevaan", "30 000 €")))
    record(HARBOUR, html("AKKE-hankkeet 2023", project("Satama elää", "12 500,50 €")), "2023-06-01T06:00:00Z")
    record(OTHER, html("AKKE-hankkeet 2022", project("Torni", "7 000 €"), project("Aukio", "8 000 €")))
    return record


@pytest.fixture
def go(site, tmp_path):
    """Return a function that runs sources on what is recorded and publishes in `tmp_path/output`."""

    def run_it(*sources: Source):
        return run(sources, visitor=Plain(Replay(tmp_path / "pages").fetch), output=tmp_path / "output")

    return run_it


def published(tmp_path) -> dict[str, bytes]:
    return {name: (tmp_path / "output" / name).read_bytes() for name in dataset.FILES}


def test_all_sources_become_one_dataset(go, tmp_path):
    report = go(SOURCE, SECOND)
    assert (report.exit_code, report.kept, report.failed) == (0, False, [])
    assert report.files == [tmp_path / "output" / name for name in dataset.FILES]
    frame = read_projects(tmp_path / "output")
    assert sorted(frame["name"]) == ["Aukio", "Satama elää", "Silta tulevaan", "Torni"]
    assert frame["id"].tolist() == sorted(frame["id"])


def test_every_row_says_where_it_comes_from(go, tmp_path):
    go(SOURCE, SECOND)
    rows = read_projects(tmp_path / "output").set_index("name")
    harbour = rows.loc["Satama elää"]
    assert (harbour["source"], harbour["source_url"]) == ("liitto", HARBOUR)
    assert str(harbour["retrieved_at"]) == "2023-06-01 06:00:00+00:00"
    assert (harbour["funder"], harbour["funder_region"]) == ("Esimerkin liitto", "05")
    assert rows.loc["Torni", "source"] == "toinen"


def test_the_report_counts(go):
    first, second = go(SOURCE, SECOND).sources
    assert (len(first.pages), len(first.projects), first.granted) == (2, 2, Decimal("42500.50"))
    assert (len(second.pages), len(second.projects), second.granted) == (1, 2, Decimal(15000))


def test_the_report_counts_warnings(go, site):
    site(OTHER, html("AKKE-hankkeet 2022", "<h2>Torni</h2><dl><dt>Hakija</dt><dd>Kanavan kehitys Oy</dd></dl>"))
    [report] = go(SECOND).sources
    assert report.warnings == {"MISSING_AMOUNT": 1}


def test_the_same_pages_give_the_same_bytes(go, tmp_path):
    go(SOURCE, SECOND)
    before = published(tmp_path)
    go(SECOND, SOURCE)
    after = published(tmp_path)
    assert after["projects.csv"] == before["projects.csv"]
    go(SOURCE, SECOND)
    assert published(tmp_path) == before


def test_a_source_all_of_whose_grants_another_one_tells_was_read(go, site):
    """Two councils with pages of a common fund: those of the one are understood, and add nothing to the other's."""
    grant = "<h2>Torni</h2><p>Myönnetty rahoitus: 7 000 €</p><p>Hakija: Kanavan kehitys Oy</p>"
    for address in (BRIDGE, HARBOUR, OTHER):
        site(address, html("Hämeen liiton AKKE-hankkeet 2022", f"<p>{address}</p>{grant}"))
    report = go(SOURCE, SECOND)
    assert (report.projects, sum(one.repeats for one in report.sources)) == (1, 2)
    assert [one.failures for one in report.sources] == [[], []]


GONE = replace(SECOND, starts=(OTHER, "https://toinen.example/gone/"))


def test_a_page_that_fails_does_not_stop_the_others(go, tmp_path):
    report = go(GONE, SOURCE)
    assert report.exit_code == 3
    [failed] = report.failed
    [why] = failed.failures
    assert why.startswith("https://toinen.example/gone/: no recording of this address")
    assert len(failed.projects) == 2
    assert not report.kept
    assert len(read_projects(tmp_path / "output")) == 4


def test_a_page_that_can_not_be_read_fails_its_source(go, site):
    site(OTHER, "")
    [failed] = go(SOURCE, SECOND).failed
    assert failed.source == SECOND
    assert failed.failures[0].startswith(f"{OTHER}: ")


def test_a_failure_never_shrinks_the_dataset_that_stands(go, tmp_path):
    go(SOURCE, SECOND)
    before = published(tmp_path)
    report = go(SOURCE, GONE)
    assert (report.exit_code, report.kept, report.status) == (3, False, "partial")
    assert published(tmp_path) == before


def test_where_every_source_fails_the_dataset_that_stands_is_not_touched(go, tmp_path):
    go(SECOND)
    before = published(tmp_path)
    report = go(GONE)
    assert (report.exit_code, report.kept, report.files, report.status) == (3, True, [], "failed")
    assert published(tmp_path) == before


def test_nothing_is_published_where_no_page_was_read(go, tmp_path):
    report = go(replace(SECOND, starts=("https://toinen.example/gone/",)))
    assert (report.exit_code, report.kept, report.files) == (3, False, [])
    assert not dataset.exists(tmp_path / "output")


def test_too_few_projects_fail_the_source(go):
    [failed] = go(replace(SECOND, expect=Expectation(minimum=3)), SOURCE).failed
    assert failed.failures == [
        "2 projects where at least 3 are expected; look at the page, and correct [expect] in the source if it is right"
    ]


def test_too_many_projects_are_remarked_on(go):
    report = go(replace(SECOND, expect=Expectation(minimum=1, maximum=1)))
    assert report.exit_code == 0
    assert report.sources[0].remarks == ["2 projects where at most 1 are expected; look at the page"]


def test_a_page_without_projects_is_right_where_it_is_expected(go, site, tmp_path):
    site(OTHER, html("Haku on auki", "<p>Hakuaika päättyy 30.9.2022. Jaettavana on 100 000 euroa.</p>"))
    report = go(replace(SECOND, expect=Expectation(minimum=0)))
    assert report.exit_code == 0
    assert read_projects(tmp_path / "output").empty


def test_a_project_on_two_pages_is_one_row(go, site, tmp_path):
    site(HARBOUR, html("AKKE-hankkeet 2022", project("Silta tulevaan", "30 000 €"), "<p>Sivun loppu.</p>"))
    [report] = go(SOURCE).sources
    assert (report.remarks, report.repeats) == ([], 1)
    assert read_projects(tmp_path / "output")["source_url"].tolist() == [BRIDGE]


def test_of_two_printings_the_fuller_one_is_kept(go, site, tmp_path):
    more = "<p>Myönnetty rahoitus: 30 000 €</p><p>Kustannusarvio: 42 857 €</p><p>Toteutusaika: 1.3.2022–31.12.2022</p>"
    site(HARBOUR, html("AKKE-hankkeet 2022", f"<h2>Silta tulevaan</h2><p>Hakija: Kanavan kehitys Oy</p>{more}"))
    go(SOURCE)
    [row] = read_projects(tmp_path / "output").to_dict("records")
    assert (row["source_url"], row["total_cost"], row["start_date"].year) == (HARBOUR, 42_857, 2022)


def test_projects_in_two_languages_may_be_translations(go, site):
    site(HARBOUR, html("Projekt 2022", project("Bron", "30 000 €")).replace("lang=fi", "lang=sv"))
    [report] = go(replace(SOURCE, language="fi")).sources
    assert report.remarks == [
        "projects stand on pages in fi and in sv; if these are translations, leave them out with follow.deny:"
        " their sums are counted twice"
    ]
    assert go(SOURCE).sources[0].remarks == []


@pytest.mark.parametrize("first", [BRIDGE, HARBOUR])
def test_a_translation_is_left_out(go, site, tmp_path, first):
    link = f"<link rel=alternate hreflang=sv href={HARBOUR}>"
    site(BRIDGE, html("AKKE-hankkeet 2022", project("Silta tulevaan", "30 000 €")).replace("<title>", f"{link}<title>"))
    site(HARBOUR, html("Projekt 2022", project("Bron", "30 000 €")).replace("lang=fi", "lang=sv"))
    [report] = go(replace(SOURCE, language="fi", starts=(first, *({BRIDGE, HARBOUR} - {first})))).sources
    assert (report.remarks, report.repeats) == ([], 1)
    assert read_projects(tmp_path / "output")["source_url"].tolist() == [BRIDGE]


def test_two_applicants_of_one_project_are_two_rows(go, site, tmp_path):
    site(HARBOUR, html("AKKE-hankkeet 2022", project("Silta tulevaan", "7 000 €", applicant="Forssan kaupunki")))
    [report] = go(SOURCE).sources
    assert report.remarks == []
    rows = read_projects(tmp_path / "output")
    assert sorted(rows["applicant"]) == ["Forssan kaupunki", "Kanavan kehitys Oy"]
    assert rows["id"].is_unique


def test_what_two_pages_say_differently_of_a_grant_is_remarked_on(go, site):
    site(HARBOUR, html("AKKE-hankkeet 2022", project("Silta tulevaan", "29 999 €"), "<p>Sivun loppu.</p>"))
    [report] = go(SOURCE).sources
    [remark] = report.remarks
    assert remark.endswith(f"{HARBOUR}, with granted_amount 30000 and 29999; the former, fuller one is kept")


def test_grants_of_one_name_to_two_persons_are_two_rows_and_nobody_is_named(go, site, tmp_path):
    site(BRIDGE, html("Apurahat 2022", project("Työskentely", "3 000 €", applicant="Matti Meikäläinen")))
    site(HARBOUR, html("Apurahat 2022", project("Työskentely", "4 000 €", applicant="Maija Virtanen")))
    [report] = go(SOURCE).sources
    rows = read_projects(tmp_path / "output")
    assert sorted(rows["granted_amount"]) == [3000, 4000]
    assert rows["applicant"].isna().all()
    assert rows["id"].is_unique
    site(HARBOUR, html("Apurahat 2022", project("Työskentely", "3 000 €", applicant="M. Meikäläinen")))
    [report] = go(SOURCE).sources
    assert "Meikäläinen" not in str(report.remarks)


def test_pages_are_visited_in_order(site, tmp_path):
    seen = []
    replay = Replay(tmp_path / "pages")

    def fetch(url: str):
        seen.append(url)
        return replay.fetch(url)

    run([SOURCE], visitor=Plain(fetch), output=tmp_path / "output")
    assert seen == [BRIDGE, HARBOUR]


def test_a_run_waits_for_nobody(go, tmp_path):
    with dataset.locked(tmp_path / "output"), pytest.raises(PublishError, match="another run"):
        go(SOURCE)


NEVER = Source(id="arkisto", funder="Arkisto", starts=("https://arkisto.example/",), live=False)


def test_choosing_sources():
    assert choose([SOURCE, SECOND, NEVER], [], live=False) == [SOURCE, SECOND, NEVER]
    assert choose([SOURCE, SECOND, NEVER], [], live=True) == [SOURCE, SECOND]
    assert choose([SOURCE, SECOND, NEVER], ["toinen", "toinen"], live=True) == [SECOND]
    assert choose([SOURCE, NEVER], ["arkisto"], live=False) == [NEVER]


@pytest.mark.parametrize(
    ("sources", "ids", "words"),
    [
        ([SOURCE, SECOND], ["toinne"], "no source 'toinne'; did you mean toinen"),
        ([SOURCE, NEVER], ["arkisto"], "source arkisto is never fetched"),
        ([NEVER], [], "no source is read by every run"),
    ],
)
def test_a_choice_that_can_not_be_met(sources, ids, words):
    with pytest.raises(UsageError, match=words):
        choose(sources, ids, live=True)


def test_a_fetch_that_fails_is_one_line(tmp_path):
    def fetch(url: str):
        raise FetchError("no connection (Connection refused); check the address, or try again later")

    report = run([SECOND], visitor=Plain(fetch), output=tmp_path)
    assert report.sources[0].failures == [
        f"{OTHER}: no connection (Connection refused); check the address, or try again later"
    ]


@pytest.fixture
def council():
    """A site on this machine: a list that leads to three projects, one of which is gone."""
    with Site() as site:
        links = "".join(f'<a href="/hanke/{name}">Lue lisää</a>' for name in ("silta", "poissa", "torni"))
        site.add("/hankkeet", html("Rahoitetut hankkeet", links))
        site.add("/hanke/silta", html("Silta", project("Silta tulevaan", "30 000 €")))
        site.add("/hanke/torni", html("Torni", project("Torni", "7 000 €")))
        yield site


def followed(site: Site, **settings) -> Source:
    follow = Follow(allow=(re.compile("/hanke/"),), **settings)
    return Source(id="liitto", funder="Liitto", starts=(site.url("/hankkeet"),), follow=follow)


LIVE = Plain(partial(fetch, allow_private=True))


def test_a_page_that_is_gone_is_remarked_on(council, tmp_path):
    [report] = run([followed(council)], visitor=LIVE, output=tmp_path).sources
    assert (len(report.pages), len(report.projects), report.failures) == (3, 2, [])
    assert report.remarks == [
        f"{council.url('/hanke/poissa')}: the site answered 404 Not Found; the page is gone or the address is"
        " mistyped; look for its new address"
    ]


def test_a_page_that_can_not_be_had_fails_its_source(council, tmp_path):
    council.moved["/hanke/torni"] = "/hanke/torni"
    [report] = run([followed(council)], visitor=LIVE, output=tmp_path).sources
    [failure] = report.failures
    assert failure.startswith(f"{council.url('/hanke/torni')}: redirects in a circle")


def test_a_followed_page_that_can_not_be_read_fails_its_source(council, tmp_path):
    council.add("/hanke/torni", b"%PDF-1.4")
    [report] = run([followed(council)], visitor=LIVE, output=tmp_path).sources
    assert report.failures == [
        f"{council.url('/hanke/torni')}: it is a PDF file, not HTML or text; give the page it came from"
    ]


def test_a_limit_that_leaves_pages_out_is_remarked_on(council, tmp_path):
    [report] = run([followed(council, pages=2)], visitor=LIVE, output=tmp_path).sources
    assert report.remarks == [
        "its limit of 2 pages left some out; raise follow.pages, or allow fewer addresses",
    ]
    assert len(report.projects) == 1


def test_who_listens_is_told_what_happens(council, tmp_path):
    told = []
    run([followed(council)], visitor=LIVE, output=tmp_path, watch=told.append)
    kinds = Counter(event.kind for event in told)
    assert kinds == {"visited": 4, "read": 3, "published": 1}
    assert [event.projects for event in told if event.kind in {"read", "published"}] == [0, 1, 1, 2]
    assert [event.waiting for event in told if event.kind == "visited"] == [3, 2, 1, 0]
