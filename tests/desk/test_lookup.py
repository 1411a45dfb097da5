from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.desk.lookup import Correction, drafted, write
from scraper.errors import SourceError
from scraper.normalise.text import clean
from scraper.sources import load_sources

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.sources import Source

HEAD = 'id = "liitto"\nfunder = "Esimerkin liitto"\nstarts = ["https://liitto.example/"]\n'
LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def unchecked(source: Source) -> None:
    """Find every source right."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "liitto.toml").write_text(HEAD, newline="")
    return tmp_path


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("granted_amount", "79900", Decimal(79900)),
        ("granted_amount", "79 900,50 €", Decimal("79900.50")),
        ("granted_amount", "79\u00a0900.5 EUR", Decimal("79900.5")),
        ("start_date", "2021-03-15", date(2021, 3, 15)),
        ("end_date", " 15.3.2021 ", date(2021, 3, 15)),
        ("programme_year", "2021", 2021),
        ("name", '1" \\ € ä', '1" \\ € ä'),
        ("applicant", "79900", "79900"),
        ("status", "rejected", "rejected"),
    ],
)
def test_typed_value_is_written_as_its_column_has_it(folder: Path, column: str, typed: str, value: object) -> None:
    found = write(folder, "liitto", Correction(column, "x", "n", typed), check=unchecked)
    assert found.value == value
    assert load_sources(folder)[0].lookups == (found,)


@pytest.mark.parametrize(
    ("correction", "why"),
    [
        (Correction("granted_amount", "x", "n", "noin 5"), "'noin 5' is not an amount in euros"),
        (Correction("granted_amount", "x", "n", "-5"), "'-5' is not an amount in euros"),
        (Correction("granted_amount", "x", "n", "0x10"), "'0x10' is not an amount in euros"),
        (Correction("granted_amount", "x", "n", ""), "'' is not an amount in euros"),
        (Correction("start_date", "x", "n", "31.2.2021"), "'31.2.2021' is not a date"),
        (Correction("start_date", "x", "n", "2021-02-31"), "no TOML"),
        (Correction("programme_year", "x", "n", "12"), "12 is not a year"),
        (Correction("applicant_business_id", "x", "n", "1234567-8"), "is not a business id"),
        (Correction("status", "x", "n", None), "a project always has a status"),
        (Correction("description", "x", "n", "y"), "'description' is not one of"),
        (Correction("name", "x", " ", "y"), "' ' is not text that says why"),
        (Correction("name", "x", "n", "one\ntwo"), r"'one\\ntwo' is not a line of text"),
        (Correction("name", "\u200b", "n", "y"), "is not text"),
    ],
    ids=lambda case: case.field + " " + str(case.value) if isinstance(case, Correction) else "",
)
def test_what_the_loader_refuses_is_never_written(folder: Path, correction: Correction, why: str) -> None:
    with pytest.raises(SourceError, match=rf"liitto\.toml: .*{why}"):
        write(folder, "liitto", correction, check=unchecked)
    assert (folder / "liitto.toml").read_text() == HEAD
    assert [file.name for file in folder.iterdir()] == ["liitto.toml"]


@pytest.mark.parametrize(
    "text", [HEAD, HEAD.rstrip("\n"), HEAD.replace("\n", "\r\n"), f"{HEAD}# ä\n[expect]\nminimum = 2\n"], ids=repr
)
def test_what_was_there_stays_to_the_byte(folder: Path, text: str) -> None:
    file = folder / "liitto.toml"
    file.write_text(text, newline="")
    file.chmod(0o640)
    write(folder, "liitto", Correction("name", "x", "n", "y"), check=unchecked)
    written = file.read_bytes().decode()
    assert written.startswith(text)
    assert ("\r\n" in written) == ("\r\n" in text)
    assert "\n" not in written.replace("\r\n", "") or "\r\n" not in text
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f'{HEAD}lookups = [{{field = "name", match = "a", value = "b", note = "c"}}]\n', "no TOML"),
        (f'{HEAD}\n[[lookups]]\nfield = "name"\nmatch = "x"\nvalue = "z"\nnote = "c"\n', "is for the same value as"),
    ],
    ids=["an inline list", "the same value"],
)
def test_lookups_that_are_there_already(folder: Path, text: str, why: str) -> None:
    (folder / "liitto.toml").write_text(text)
    with pytest.raises(SourceError, match=why):
        write(folder, "liitto", Correction("name", "x", "n", "y"), check=unchecked)
    assert (folder / "liitto.toml").read_text() == text


def test_shipped_definitions_are_not_changed() -> None:
    with pytest.raises(SourceError, match="the shipped definitions can't be changed"):
        write(None, "hameen-liitto", Correction("name", "x", "n", "y"), check=unchecked)


def test_source_that_nobody_defines(folder: Path) -> None:
    with pytest.raises(SourceError, match="no definition has the id 'toinen'"):
        write(folder, "toinen", Correction("name", "x", "n", "y"), check=unchecked)


@given(match=LINES, note=LINES, value=LINES, name=st.none() | LINES)
def test_any_text_is_written_as_it_is_or_refused(
    tmp_path_factory: pytest.TempPathFactory, match: str, note: str, value: str, name: str | None
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / "liitto.toml").write_text(HEAD)
    correction = Correction("applicant", match, note, value, name)
    try:
        source, _, text = drafted(folder, "liitto", correction)
    except SourceError:
        return
    [table] = tomllib.loads(text)["lookups"]
    assert (table["note"], table["value"]) == (note, value.strip())
    [found] = source.lookups
    assert (found.match, found.name) == (clean(match), None if name is None else clean(name))
