from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from scraper.errors import PublishError
from scraper.publish import parquet
from scraper.schema import COLUMNS


def test_values_come_back_as_they_were(tmp_path, full, bare):
    parquet.write_table(tmp_path / "a.parquet", [bare, full])
    empty, row = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert list(row) == list(COLUMNS)
    assert row["granted_amount"] == Decimal("79900.00")
    assert (row["start_date"], row["programme_year"]) == (date(2021, 3, 15), 2021)
    assert row["retrieved_at"] == datetime(2021, 4, 22, 9, 30, 15, tzinfo=UTC)
    assert row["goals"] == full.goals
    assert dict(row["other_fields"]) == full.other_fields
    assert (empty["applicant"], empty["partners"], empty["granted_amount"]) == (None, [], None)


def test_types_do_not_depend_on_the_data(tmp_path, full):
    for name, projects in (("a", []), ("b", [full])):
        parquet.write_table(tmp_path / name, projects)
    assert pq.read_schema(tmp_path / "a") == pq.read_schema(tmp_path / "b")
    assert {"granted_amount": "decimal128(18, 2)", "end_date": "date32[day]"}.items() <= {
        field.name: str(field.type) for field in pq.read_schema(tmp_path / "a")
    }.items()


def test_more_projects_than_are_held_at_once(tmp_path, bare, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS_AT_ONCE", 2)
    parquet.write_table(tmp_path / "a", [replace(bare, id=f"{number}") for number in range(5)])
    assert pq.read_table(tmp_path / "a").column("id").to_pylist() == list("01234")


@pytest.mark.parametrize("folder", [b"h\xe4me", b"s3:", b"a:b"], ids=repr)
def test_a_folder_of_any_name(tmp_path, bare, folder):
    file = tmp_path / os.fsdecode(folder) / "a"
    file.parent.mkdir()
    parquet.write_table(file, [bare])
    assert pq.read_table(io.BytesIO(file.read_bytes())).num_rows == 1


def test_half_a_character_is_spelt_out(tmp_path, bare):
    parquet.write_table(tmp_path / "a", [replace(bare, name="x\ud83d")])
    assert pq.read_table(tmp_path / "a").column("name").to_pylist() == ["x\\ud83d"]


def test_a_sum_that_is_no_money_is_refused(tmp_path, bare):
    with pytest.raises(PublishError, match="granted_amount can't be stored"):
        parquet.write_table(tmp_path / "a", [replace(bare, granted_amount=Decimal("1e17"))])


def test_the_same_projects_give_the_same_bytes(tmp_path, full, bare):
    for name in "ab":
        parquet.write_table(tmp_path / name, [full, bare])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
