from __future__ import annotations

import csv as standard
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest

from scraper.publish import finnish
from scraper.schema import COLUMNS, DATE_COLUMNS, MONEY_COLUMNS
from tests.programs import needs

STARTS = [
    *("=1+2", "+1+2", "-1+2", "@SUM(1)", "\t=1+2", "\r=1+2", "\n=1+2", " =1+2", "  +1", "\u00a0=1+2", "\u200b=1+2"),
    *(
        "\ufeff=1+2",
        "＝1+2",
        "＋1+2",
        "－1+2",
        "＠SUM(1)",
        '"=1+2',
        "'=1+2",
        "\"'=1+2",
        "\u202e=1+2",
        "|calc",
        "%0A=1+2",
    ),
    *("x;=1+2", "x,=1+2", "x\n=1+2", "x\t=1+2", '=HYPERLINK("http://x","y")', "=cmd|'/C calc'!A0", "@x|calc!A1"),
]
"""How a text may begin, or go on, that a spreadsheet could take for a formula."""
PLAIN = ["Häme 2021", "a = b", "3 + 4", "EU-hanke", "anna@example.org", "12 %", "Hanke – vaihe 2", "", "x\ny"]
TEXTS = [name for name in COLUMNS if name not in finnish.NUMBERS]
FINNISH = "Text - txt - csv (StarCalc):59,34,76,1,,1035,false,true"
"""LibreOffice's import of CSV: semicolons, UTF-8, from line 1, in the Finnish locale, numbers and dates recognised."""


def written(*projects, language=None) -> str:
    stream = io.StringIO(newline="")
    finnish.write_projects(stream, projects, language)
    return stream.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(standard.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def hostile(bare, start: str):
    """Return a project each of whose texts begins so."""
    texts = {name: start for name in TEXTS if isinstance(getattr(bare, name), str | None)}
    lists = {name: [start, start] for name in ("partners", "goals", "warnings")}
    return replace(bare, **texts, **lists, other_fields={start: start}, start_date=date(2021, 3, 15))


def test_a_spreadsheet_knows_the_file_by_its_mark(full):
    assert written(full).startswith("\ufeffid;name;applicant;")


@pytest.mark.parametrize(("language", "heading"), [("fi", "Hakija"), ("sv", "Sökande"), ("en", "Applicant")])
def test_headings_are_in_the_language_that_was_asked_for(full, language, heading):
    assert rows(written(full, language=language))[0][heading] == full.applicant


def test_sums_have_a_comma_and_dates_are_iso(full):
    [row] = rows(written(full))
    assert [row[name] for name in MONEY_COLUMNS] == ["79900", "99875,50", "100000"]
    assert (row["start_date"], row["end_date"]) == ("2021-03-15", "2022-03-31")


@pytest.mark.parametrize("text", STARTS)
def test_what_could_begin_a_formula_is_guarded(text):
    assert finnish.guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_are_as_they_were(text):
    assert finnish.guarded(text) == text


def test_a_text_is_no_longer_than_a_cell(bare):
    [row] = rows(written(replace(bare, description="=" + "x" * 40_000)))
    assert len(row["description"]) == finnish.LARGEST_CELL


@needs("soffice")
def test_libreoffice_in_finnish_reads_numbers_dates_and_no_formula(tmp_path, full, bare):
    projects = [full, *(replace(hostile(bare, start), id=f"{number}") for number, start in enumerate(STARTS))]
    file = tmp_path / "projects.fi.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        finnish.write_projects(
            stream, [replace(one, retrieved_at=datetime(2021, 4, 22, tzinfo=UTC)) for one in projects]
        )
    command = [shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += [f"--infilter={FINNISH}", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    [sheet] = openpyxl.load_workbook(tmp_path / "projects.fi.xlsx").worksheets
    header, *lines = [list(row) for row in sheet.iter_rows()]
    names = [cell.value for cell in header]
    cells = {name: [row[number] for row in lines] for number, name in enumerate(names)}
    assert names == list(COLUMNS)
    assert len(lines) == len(projects)
    assert [cell.coordinate for row in lines for cell in row if cell.data_type == "f"] == []
    filled = {
        name: [cell for cell in cells[name] if cell.value is not None] for name in (*MONEY_COLUMNS, *DATE_COLUMNS)
    }
    assert {cell.data_type for name in MONEY_COLUMNS for cell in filled[name]} == {"n"}
    assert {cell.is_date for name in DATE_COLUMNS for cell in filled[name]} == {True}
    assert [cell.value for cell in (filled["granted_amount"][0], filled["total_cost"][0])] == [79900, 99875.5]
    assert len(filled["start_date"]) == len(projects)
