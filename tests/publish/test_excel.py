from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from scraper.publish import excel
from scraper.publish.dictionary import entries, headings
from scraper.schema import COLUMNS


def read(path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_cells_are_what_they_hold(tmp_path, full, bare):
    excel.write_workbook(tmp_path / "a.xlsx", [bare, full])
    header, empty, row = read(tmp_path / "a.xlsx")["projects"]
    cells = dict(zip(header, row, strict=True))
    assert header == list(COLUMNS)
    assert (cells["granted_amount"], cells["total_cost"], cells["applied_amount"]) == (79900, 99875.5, 100000)
    assert (cells["start_date"], cells["programme_year"]) == (datetime(2021, 3, 15), 2021)
    assert cells["retrieved_at"] == datetime(2021, 4, 22, 9, 30, 15)
    assert cells["goals"] == "luoda verkosto\nkehittää, kokeilla\n=1+1"
    assert cells["funder_region"] == "05"
    assert {name for name, cell in zip(header, empty, strict=True) if cell is not None} == {
        *("id", "name", "currency", "status", "content_digest")
    }


def test_goals_and_the_dictionary_have_sheets_of_their_own(tmp_path, full):
    excel.write_workbook(tmp_path / "a.xlsx", [full])
    sheets = read(tmp_path / "a.xlsx")
    assert list(sheets) == ["projects", "goals", "dictionary"]
    assert sheets["goals"][3] == ["b-full", 3, "=1+1"]
    assert [row[0] for row in sheets["dictionary"][1 : len(COLUMNS) + 1]] == list(COLUMNS)


@pytest.mark.parametrize(("language", "sheet"), [("fi", "Hankkeet"), ("sv", "Projekt"), ("en", "Projects")])
def test_headings_sheets_and_dictionary_are_in_one_language(tmp_path, full, language, sheet):
    excel.write_workbook(tmp_path / "a.xlsx", [full], language)
    sheets = read(tmp_path / "a.xlsx")
    assert sheets[sheet][0] == headings("projects", language)
    meanings = [row[3] for row in list(sheets.values())[2][1:]]
    assert meanings == [entry.meaning for table in ("projects", "goals") for entry in entries(table, language)]


@pytest.mark.parametrize("text", ["=1+1", "@x", "http://example.org", "{=1}", "+1", "079", "1e5", "mailto:a@b.fi"])
def test_a_text_stays_a_text(tmp_path, bare, text):
    excel.write_workbook(tmp_path / "a.xlsx", [replace(bare, name=text)])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["B2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\x00b\x1fc", "abc"), ("a\ud83dx", "ax"), ("x" * 40_000, "x" * 32_767), ("rivi\ntoinen", "rivi\ntoinen")],
    ids=["control characters", "half a character", "longer than a cell", "two lines"],
)
def test_what_a_cell_can_not_hold_is_left_out(tmp_path, bare, text, kept):
    excel.write_workbook(tmp_path / "a.xlsx", [replace(bare, description=text)])
    assert read(tmp_path / "a.xlsx")["projects"][1][COLUMNS.index("description")] == kept


def test_a_date_before_excels_time_is_a_text(tmp_path, bare):
    excel.write_workbook(tmp_path / "a.xlsx", [replace(bare, start_date=date(1899, 12, 31))])
    assert read(tmp_path / "a.xlsx")["projects"][1][COLUMNS.index("start_date")] == "1899-12-31"


def test_many_projects_go_through_the_disk_to_the_same_cells(tmp_path, full, bare, monkeypatch):
    excel.write_workbook(tmp_path / "a.xlsx", [full, bare])
    monkeypatch.setattr(excel, "HELD_AT_ONCE", 1)
    excel.write_workbook(tmp_path / "b.xlsx", [full, bare])
    assert read(tmp_path / "a.xlsx") == read(tmp_path / "b.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("at_once", [20_000, 0], ids=["in memory", "through the disk"])
@pytest.mark.usefixtures("small_files")
def test_a_full_disk_is_one_error_and_no_more(tmp_path, full, monkeypatch, capfd, at_once):
    monkeypatch.setattr(excel, "HELD_AT_ONCE", at_once)
    projects = [replace(full, id=str(number), description=f"{number * 7919:x}" * 20) for number in range(400)]
    with pytest.raises(OSError, match="too large"):
        excel.write_workbook(tmp_path / "a.xlsx", projects)
    gc.collect()
    assert capfd.readouterr().err == ""


def test_the_same_projects_give_the_same_bytes(tmp_path, full, bare):
    for name in "ab":
        excel.write_workbook(tmp_path / f"{name}.xlsx", [full, bare])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_no_project_is_a_workbook_too(tmp_path):
    excel.write_workbook(tmp_path / "a.xlsx", [])
    assert read(tmp_path / "a.xlsx")["projects"] == [list(COLUMNS)]
