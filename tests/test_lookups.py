from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import extract
from scraper.cli.run import summary
from scraper.cli.tally import Tally
from scraper.crawl.crawl import Plain
from scraper.errors import FetchError
from scraper.lookups import apply_lookups
from scraper.publish import dataset
from scraper.response import Response
from scraper.runs.run import run
from scraper.schema import project_record
from scraper.sources import Lookup, Source, load_sources
from scraper.sources.lookups import CORRECTABLE

ADDRESS = "https://liitto.example/hankkeet-2021/"
PAGE = """<!doctype html><html lang="fi"><title>AKKE-hankkeet 2021</title><main><h1>AKKE-hankkeet 2021</h1>
<h2>Silta tulevaan</h2><dl><dt>Hakija</dt><dd>Kanavan\N{NO-BREAK SPACE}kehitys Oy</dd>
<dt>Myönnetty rahoitus</dt><dd>79\N{NO-BREAK SPACE}900 €</dd><dt>Kustannusarvio</dt><dd>114 200 €</dd>
<dt>Toteutusaika</dt><dd>1.3.2021–31.3.2022</dd></dl>
<h2>Satama elää</h2><dl><dt>Hakija</dt><dd>Kanavan\N{NO-BREAK SPACE}kehitys Oy</dd>
<dt>Myönnetty rahoitus</dt><dd>noin 50 000 €</dd><dt>Kustannusarvio</dt><dd>10.00.00 tai 12 €</dd>
<dt>Toteutusaika</dt><dd>kevät</dd></dl></main></html>""".encode()

BRIDGE, HARBOUR = range(2)


def read():
    return extract(PAGE, url=ADDRESS).projects


def lookup(field: str, match: str, value: object = None, name: str | None = None) -> Lookup:
    return Lookup(field=field, match=match, value=value, name=name, note="Said so by the council.")


def changes(before, after) -> dict[str, object]:
    """Return the columns in which a project differs, but for its warnings."""
    columns = [column for column in project_record(before) if column != "warnings"]
    return {column: getattr(after, column) for column in columns if getattr(before, column) != getattr(after, column)}


CORRECTIONS = [
    (BRIDGE, "granted_amount", "79 900 €", Decimal(80000), {"granted_amount": Decimal(80000)}),
    (BRIDGE, "granted_amount", "79900", Decimal(80000), {"granted_amount": Decimal(80000)}),
    (BRIDGE, "granted_amount", "79 900 €", None, {"granted_amount": None}),
    (HARBOUR, "total_cost", "10.00.00 tai 12 €", Decimal(60000), {"total_cost": Decimal(60000)}),
    (BRIDGE, "name", "Silta tulevaan", "Silta tulevaisuuteen", {"name": "Silta tulevaisuuteen"}),
    (BRIDGE, "applicant", "Kanavan kehitys Oy", "Kanavan kehitys ry",
     {"applicant": "Kanavan kehitys ry", "applicant_legal_form": "ry"}),
    (BRIDGE, "applicant", "Kanavan kehitys Oy", None, {"applicant": None, "applicant_legal_form": None}),
    (BRIDGE, "start_date", "1.3.2021–31.3.2022", date(2021, 4, 1), {"start_date": date(2021, 4, 1)}),
    (BRIDGE, "start_date", "2021-03-01", date(2021, 4, 1), {"start_date": date(2021, 4, 1)}),
    (BRIDGE, "end_date", "1.3.2021–31.3.2022", None, {"end_date": None}),
    (HARBOUR, "start_date", "kevät", date(2021, 3, 1), {"start_date": date(2021, 3, 1), "date_precision": "day"}),
    (BRIDGE, "programme", "AKKE", "AIKO", {"programme": "AIKO"}),
    (BRIDGE, "programme_year", "2021", 2020, {"programme_year": 2020}),
    (BRIDGE, "status", "granted", "withdrawn", {"status": "withdrawn"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("which", "field", "match", "value", "expected"),
    CORRECTIONS,
    ids=[f"{field}: {match} -> {value}" for _, field, match, value, _ in CORRECTIONS],
)
def test_a_lookup_changes_its_value_and_what_is_told_by_it(which, field, match, value, expected):
    before, after = read()[which], read()[which]
    one = lookup(field, match, value)
    assert apply_lookups([one], [after]) == {one: 1}
    assert changes(before, after) == expected
    assert "OVERRIDDEN" in after.warnings
    assert after.warnings == sorted(after.warnings)


NO_MATCH = [
    lookup("granted_amount", "79 900", Decimal(1)),
    lookup("granted_amount", "114 200 €", Decimal(1)),
    lookup("total_cost", "79 900 €", Decimal(1)),
    lookup("granted_amount", "79 900 €", Decimal(1), name="Satama elää"),
    lookup("applicant", "Kanavan kehitys", "X Oy"),
    lookup("funder", "None", "X"),
    lookup("decision_date", "", date(2021, 1, 1)),
]


@pytest.mark.parametrize("one", NO_MATCH, ids=lambda one: f"{one.field}: {one.match} of {one.name}")
def test_a_lookup_of_something_else_changes_nothing(one):
    projects = read()
    assert apply_lookups([one], projects) == {}
    assert projects == read()


WARNINGS = [
    (BRIDGE, [], []),
    (BRIDGE, [("granted_amount", "79 900 €", None)], ["MISSING_AMOUNT"]),
    (BRIDGE, [("granted_amount", "79 900 €", Decimal(200000))], ["GRANT_OVER_COST"]),
    (BRIDGE, [("applicant", "Kanavan kehitys Oy", None)], ["MISSING_APPLICANT"]),
    (BRIDGE, [("end_date", "2022-03-31", date(2020, 3, 31))], ["END_BEFORE_START"]),
    (BRIDGE, [("programme_year", "2021", 2020)], ["PERIOD_OUTSIDE_PROGRAMME"]),
    (HARBOUR, [], ["AMBIGUOUS_MONEY", "APPROXIMATE_AMOUNT", "UNPARSED_VALUE"]),
    (HARBOUR, [("total_cost", "10.00.00 tai 12 €", Decimal(60000))], ["APPROXIMATE_AMOUNT", "UNPARSED_VALUE"]),
    (HARBOUR, [("granted_amount", "noin 50 000 €", Decimal(50000))], ["AMBIGUOUS_MONEY", "UNPARSED_VALUE"]),
    (HARBOUR, [("start_date", "kevät", date(2021, 3, 1)), ("end_date", "kevät", None)],
     ["AMBIGUOUS_MONEY", "APPROXIMATE_AMOUNT", "UNPARSED_VALUE"]),
    (HARBOUR,
     [("start_date", "kevät", date(2021, 3, 1)), ("end_date", "kevät", None),
      ("total_cost", "10.00.00 tai 12 €", None)],
     ["APPROXIMATE_AMOUNT"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("which", "corrections", "expected"),
    WARNINGS,
    ids=[f"{which}: {[f'{field} -> {value}' for field, _, value in made]}" for which, made, _ in WARNINGS],
)
def test_warnings_speak_of_the_corrected_values(which, corrections, expected):
    project = read()[which]
    apply_lookups([lookup(*each) for each in corrections], [project])
    assert [code for code in project.warnings if code != "OVERRIDDEN"] == expected
    assert ("OVERRIDDEN" in project.warnings) == bool(corrections)


def test_both_ends_of_a_period_that_are_corrected_are_exact():
    page = PAGE.replace("1.3.2021–31.3.2022".encode(), "3/2021–3/2022".encode())
    project = extract(page).projects[BRIDGE]
    assert project.date_precision == "month"
    apply_lookups([lookup("end_date", "3/2021–3/2022", date(2022, 3, 15))], [project])
    assert project.date_precision == "month"
    ends = [lookup("start_date", "2021-03-01", date(2021, 3, 15)), lookup("end_date", "2022-03-15", None)]
    apply_lookups(ends, [project])
    assert (project.date_precision, project.end_date) == ("day", None)
    apply_lookups([lookup("start_date", "2021-03-15", None)], [project])
    assert project.date_precision is None


def test_a_funder_brings_its_region():
    project = extract(PAGE, url="https://www.hameenliitto.fi/akke/").projects[BRIDGE]
    assert (project.funder, project.funder_region) == ("Hämeen liitto", "05")
    apply_lookups([lookup("funder", "Hämeen liitto", "Uudenmaan liitto")], [project])
    assert (project.funder, project.funder_region) == ("Uudenmaan liitto", "01")


def test_a_project_that_is_named_after_its_applicant_stays_so():
    project = replace(read()[BRIDGE], name="Kanavan kehitys Oy")
    apply_lookups([lookup("applicant", "Kanavan kehitys Oy", "Kanavat Oy")], [project])
    assert (project.name, project.applicant) == ("Kanavat Oy", "Kanavat Oy")


def test_a_lookup_serves_all_projects_but_for_those_that_another_names():
    projects = read()
    everywhere = lookup("applicant", "Kanavan kehitys Oy", "Kanavat Oy")
    harbour = lookup("applicant", "Kanavan kehitys Oy", "Satamat Oy", name="Satama elää")
    first = lookup("name", "Silta tulevaan", "A")
    second = lookup("name", "Silta tulevaan", "B")
    assert apply_lookups([everywhere, harbour, first, second], projects) == {everywhere: 1, harbour: 1, first: 1}
    assert [project.applicant for project in projects] == ["Kanavat Oy", "Satamat Oy"]
    assert projects[BRIDGE].name == "A"


def test_no_lookup_sees_what_another_one_wrote():
    project = read()[BRIDGE]
    renamed = lookup("name", "Silta tulevaan", "Silta")
    of_the_old_name = lookup("granted_amount", "79 900 €", Decimal(1), name="Silta tulevaan")
    of_the_new_name = lookup("total_cost", "114 200 €", Decimal(2), name="Silta")
    assert apply_lookups([renamed, of_the_old_name, of_the_new_name], [project]) == {renamed: 1, of_the_old_name: 1}


texts = st.text(min_size=1, max_size=20).map(" ".join)


@given(
    st.lists(
        st.builds(
            Lookup,
            field=st.sampled_from(sorted(CORRECTABLE)),
            match=st.one_of(texts, st.sampled_from(["79 900", "79 900 € ", "Oy", "kevät.", "GRANTED", "None", ""])),
            note=st.just("Why."),
            value=st.one_of(st.none(), texts),
            name=st.one_of(st.none(), texts),
        ),
        max_size=5,
    )
)
def test_lookups_that_match_nothing_change_no_byte(lookups):
    projects = [replace(project) for project in UNTOUCHED]
    assert apply_lookups(lookups, projects) == {}
    assert projects == UNTOUCHED


UNTOUCHED = read()

SOURCE_FILE = """\
id = "liitto"
funder = "Esimerkin liitto"
starts = ["https://liitto.example/hankkeet-2021/"]

[[lookups]]
field = "granted_amount"
match = "79 900 €"
value = 80_000
note = "A slip of the pen, says the council's registry."

[[lookups]]
field = "funder"
match = "Esimerkin liitto"
value = "Hämeen liitto"
note = "The page speaks for another council."

[[lookups]]
field = "applicant"
match = "Kanvan kehitys Oy"
name = "Satama elää"
remove = true
note = "Never matches."
"""


@pytest.fixture
def source(tmp_path) -> Source:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "liitto.toml").write_text(SOURCE_FILE, encoding="utf-8")
    [one] = load_sources(tmp_path / "sources")
    return one


def fetch(url: str) -> Response:
    if url != ADDRESS:
        raise FetchError("no such page; check the address")
    html = "text/html; charset=utf-8"
    return Response(url, 200, {"content-type": html}, html, PAGE, datetime(2023, 5, 1, tzinfo=UTC))


def test_a_run_applies_counts_and_remarks(source, tmp_path):
    report = run([source], visitor=Plain(fetch), output=tmp_path / "output")
    [harvest] = report.sources
    assert [project.granted_amount for project in harvest.projects] == [80000, 50000]
    assert {project.funder for project in harvest.projects} == {"Hämeen liitto"}
    assert [harvest.lookups[one] for one in source.lookups] == [1, 2, 0]
    assert harvest.remarks == [
        f"{tmp_path / 'sources' / 'liitto.toml'}: line 17: no applicant of 'Satama elää' is 'Kanvan kehitys Oy';"
        " correct the lookup or take it out"
    ]
    assert report.exit_code == 0
    assert "Lookups: 2 of 3 used; values replaced: 3" in list(summary(report, Tally()))


def test_a_lookup_is_not_called_unused_where_a_page_failed(source, tmp_path):
    source = replace(source, starts=(ADDRESS, "https://liitto.example/gone/"))
    [harvest] = run([source], visitor=Plain(fetch), output=tmp_path / "output").sources
    assert len(harvest.failures) == 1
    assert harvest.remarks == []


def test_ids_and_evidence_are_those_of_the_page(source, tmp_path):
    source = replace(
        source, lookups=(*source.lookups, lookup("name", "Silta tulevaan", "Tie"), lookup("start_date", "kevät"))
    )
    plain, corrected = (
        run([one], visitor=Plain(fetch), output=tmp_path / "output").sources[0].projects
        for one in (replace(source, lookups=()), source)
    )
    assert corrected != plain
    assert [(project.id, project.evidence) for project in corrected] == [
        (project.id, project.evidence) for project in plain
    ]


def test_a_lookup_that_matches_nothing_changes_no_byte_of_the_dataset(source, tmp_path):
    source = replace(source, lookups=source.lookups[2:])
    for name, one in (("plain", replace(source, lookups=())), ("looked-up", source)):
        run([one], visitor=Plain(fetch), output=tmp_path / name)
    for name in dataset.FILES:
        assert (tmp_path / "looked-up" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
