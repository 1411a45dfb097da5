from __future__ import annotations

import csv as standard
import io
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import InputError
from scraper.model import Project
from scraper.publish import csv
from scraper.schema import COLUMNS, LIST_COLUMNS, project_record


def written(*projects: Project) -> str:
    stream = io.StringIO(newline="")
    csv.write_projects(stream, projects)
    return stream.getvalue()


def test_the_header_does_not_depend_on_the_data(bare):
    header = ",".join(COLUMNS)
    assert written() == f"{header}\r\n"
    assert written(bare).split("\r\n")[0] == header


def test_a_row_reads_as_it_should(full):
    [row] = standard.DictReader(io.StringIO(written(full), newline=""))
    assert row["name"] == "Häme Goes Global"
    assert row["applicant"] == 'Linnan "Kehitys" Oy, Hämeenlinna'
    assert row["partners"] == "Hämeen liitto\nHAMK"
    assert (row["granted_amount"], row["total_cost"], row["applied_amount"]) == ("79900", "99875.50", "100000")
    assert (row["start_date"], row["end_date"]) == ("2021-03-15", "2022-03-31")
    assert row["description"] == "Ensin.\n\nSitten; »lopuksi«."
    assert row["goals"] == "luoda verkosto\nkehittää, kokeilla\n=1+1"
    assert row["programme_year"] == "2021"
    assert row["retrieved_at"] == "2021-04-22T09:30:15Z"
    assert row["other_fields"] == '{"Yhteyshenkilö":"Meri \\"M\\" Mallila","Aika":"aina"}'


def test_nothing_is_an_empty_cell(bare):
    [row] = standard.DictReader(io.StringIO(written(bare), newline=""))
    assert {name: cell for name, cell in row.items() if cell} == {
        "id": "a-bare",
        "name": "Hanke",
        "currency": "EUR",
        "status": "granted",
        "content_digest": "sha256:01",
    }


@pytest.mark.parametrize(
    ("amount", "cell"),
    [
        ("79900", "79900"),
        ("79900.00", "79900"),
        ("79900.5", "79900.50"),
        ("0.07", "0.07"),
        ("0", "0"),
        ("-5000", "-5000"),
        ("1E+6", "1000000"),
        ("123456789012345.67", "123456789012345.67"),
    ],
)
def test_money(amount, cell):
    assert csv.money(Decimal(amount)) == cell


def test_goals_are_numbered_within_their_project(full, bare):
    stream = io.StringIO(newline="")
    csv.write_goals(stream, [bare, full])
    assert stream.getvalue() == (
        'project_id,number,goal\r\nb-full,1,luoda verkosto\r\nb-full,2,"kehittää, kokeilla"\r\nb-full,3,=1+1\r\n'
    )


text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
line = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1)
amounts = st.decimals(min_value=0, max_value=10**12, places=2)
projects = st.builds(
    Project,
    id=text,
    name=text,
    content_digest=text,
    applicant=st.none() | text,
    partners=st.lists(line),
    granted_amount=st.none() | amounts,
    start_date=st.none() | st.dates(),
    description=st.none() | text,
    goals=st.lists(line),
    programme_year=st.none() | st.integers(1990, 2100),
    retrieved_at=st.none() | st.datetimes(datetime(1970, 1, 2), datetime(9999, 12, 30), timezones=st.timezones()),
    other_fields=st.dictionaries(text, text),
    warnings=st.lists(line),
)


@given(st.lists(projects, max_size=3))
def test_what_is_written_can_be_read_back(rows):
    records = list(csv.read_records(io.StringIO(written(*rows), newline="")))
    assert records == [project_record(row, evidence=False) for row in rows]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "column id is missing"),
        ("project_id,number,goal\r\n", "column id is missing"),
        (",".join(COLUMNS).replace("goals", "targets") + "\r\n", "column goals is missing"),
        (",".join(COLUMNS) + "\r\nx,y\r\n", "line 2 has 2 cells"),
        (",".join(COLUMNS) + '\r\n"x', "line 2 can't be read"),
        (",".join(COLUMNS) + "\r\n" + ",".join("1,5" if n == "x" else "x" for n in COLUMNS), "line 2 can't be read"),
    ],
    ids=["empty", "goals.csv", "a column renamed", "short row", "open quote", "words for numbers"],
)
def test_what_is_no_projects_csv_is_refused(content, words):
    with pytest.raises(InputError, match=words):
        list(csv.read_records(io.StringIO(content, newline="")))


def test_columns_that_later_versions_add_do_not_disturb(full):
    lines = written(full).replace("\r\n", ",new\r\n", 1)
    rows = lines.removesuffix("\r\n") + ",\r\n"
    [record] = csv.read_records(io.StringIO(rows, newline=""))
    assert set(LIST_COLUMNS) < set(record) == set(COLUMNS)
