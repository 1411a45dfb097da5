from __future__ import annotations

import json as standard

import pandas as pd
import pytest

from scraper import read_projects
from scraper.errors import InputError, MissingInputError
from scraper.publish import dataset
from scraper.publish.formats import Edition
from scraper.schema import COLUMNS, DATE_COLUMNS, MONEY_COLUMNS


@pytest.fixture
def folder(tmp_path, page, full, bare):
    dataset.publish(tmp_path, Edition([page], [full, bare]))
    return tmp_path


def test_every_column_has_its_type(folder):
    frame = read_projects(folder)
    assert list(frame.columns) == list(COLUMNS)
    assert {str(frame[name].dtype) for name in MONEY_COLUMNS} == {"Float64"}
    assert {str(frame[name].dtype) for name in DATE_COLUMNS} == {"datetime64[s]"}
    assert str(frame["retrieved_at"].dtype) == "datetime64[s, UTC]"
    assert str(frame["programme_year"].dtype) == "Int64"
    assert {str(frame[name].dtype) for name in ("id", "name", "funder_region", "status")} == {"string"}


def test_values_are_those_that_were_published(folder, full):
    frame = read_projects(folder)
    bare_row, row = (frame.loc[number] for number in (0, 1))
    assert row["granted_amount"] == 79900
    assert row["total_cost"] == 99875.5
    assert row["start_date"] == pd.Timestamp(2021, 3, 15)
    assert row["retrieved_at"] == pd.Timestamp("2021-04-22T09:30:15Z")
    assert row["funder_region"] == "05"
    assert row["applicant_business_id"] == "1234567-1"
    assert row["description"] == full.description
    assert (row["partners"], row["goals"], row["warnings"]) == (full.partners, full.goals, full.warnings)
    assert row["other_fields"] == full.other_fields
    assert bare_row["applicant"] is pd.NA
    assert bare_row["granted_amount"] is pd.NA
    assert bare_row["start_date"] is pd.NaT
    assert (bare_row["goals"], bare_row["other_fields"]) == ([], {})


@pytest.mark.parametrize("name", ["projects.json", "projects.jsonl"])
def test_the_frame_is_the_same_from_every_file(folder, name):
    pd.testing.assert_frame_equal(read_projects(folder / name), read_projects(str(folder / "projects.csv")))


def test_a_dataset_without_projects_has_the_same_types(folder, tmp_path):
    dataset.publish(tmp_path / "none", Edition([], []))
    assert list(read_projects(tmp_path / "none").dtypes) == list(read_projects(folder).dtypes)


def test_goals_join_to_projects(folder):
    goals = pd.read_csv(folder / "goals.csv")
    joined = read_projects(folder).merge(goals, left_on="id", right_on="project_id")
    assert joined["goal"].tolist() == ["luoda verkosto", "kehittää, kokeilla", "=1+1"]
    assert joined["granted_amount"].nunique() == 1


def test_the_words_na_and_null_are_words(tmp_path, page, full):
    full.name, full.applicant, full.description = "NA", "null", "NaN"
    dataset.publish(tmp_path, Edition([page], [full]))
    [row] = read_projects(tmp_path).to_dict("records")
    assert (row["name"], row["applicant"], row["description"]) == ("NA", "null", "NaN")


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("nowhere", None, MissingInputError, "no such file or folder"),
        (".", None, MissingInputError, "holds none of projects.csv"),
        ("a.xlsx", b"PK", InputError, "ends in none of .csv, .jsonl, .json"),
        ("a.csv", b"project_id,number,goal\r\n", InputError, "column id is missing"),
        ("a.csv", b"\xff\xfe", InputError, "is damaged|can't be read"),
        ("a.json", b"{", InputError, "is damaged"),
        ("a.json", b"[]", InputError, "has no list of projects"),
        ("a.json", b'{"projects": [1]}', InputError, "something else than projects"),
        ("a.json", b'{"projects": [{"id": "x"}]}', InputError, "a project has no name"),
        ("a.jsonl", b"nonsense\n", InputError, "is damaged"),
        ("a.json", b"[" * 100_000, InputError, "is damaged"),
    ],
)
def test_a_path_that_leads_to_no_dataset(tmp_path, name, content, error, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=words) as caught:
        read_projects(tmp_path / name)
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_column_that_holds_something_else(folder):
    path = folder / "projects.json"
    document = standard.loads(path.read_text(encoding="utf-8"))
    document["projects"][0]["granted_amount"] = "a lot"
    path.write_text(standard.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match="column granted_amount holds what it should not"):
        read_projects(path)
