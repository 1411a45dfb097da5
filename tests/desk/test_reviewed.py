from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scraper.desk.reviewed import accept, read, seen, standing
from scraper.errors import InputError
from scraper.model import Project, WarningCode

if TYPE_CHECKING:
    from pathlib import Path

OVER = WarningCode.GRANT_OVER_COST
PROJECT = Project(id="a-1", name="Silta", granted_amount=Decimal(5), warnings=[OVER])


def test_accepted_warning_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "reviewed.toml"
    one = accept(file, PROJECT, OVER, 'Näin "on"\\\x7f')
    two = accept(file, replace(PROJECT, id="b-2"), OVER, "x")
    assert read(file) == [one, two]
    assert standing(PROJECT, read(file)) == {OVER: one}


def test_accepting_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "reviewed.toml"
    accept(file, PROJECT, OVER, "first")
    accept(file, PROJECT, OVER, "second")
    assert [one.note for one in read(file)] == ["first"]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"granted_amount": Decimal(6)}, False),
        ({"name": "Silta 2"}, False),
        ({"goals": ["x"]}, False),
        ({"id": "b-2"}, False),
        ({"warnings": []}, True),
        ({"content_digest": "sha256:1"}, True),
        ({"page_updated": date(2022, 1, 1)}, True),
        ({"retrieved_at": datetime(2022, 1, 1, tzinfo=UTC)}, True),
    ],
    ids=str,
)
def test_warning_stands_again_when_a_value_changes(change: dict[str, object], *, same: bool) -> None:
    assert (seen(replace(PROJECT, **change)) == seen(PROJECT)) == same  # type: ignore[arg-type]


def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    file = tmp_path / "reviewed.toml"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: accept(file, replace(PROJECT, id=f"a-{number}"), OVER, "x"), range(40)))
    assert len(read(file)) == 40


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "accepted = 1",
        "accepted = [1]",
        '[[accepted]]\nproject = "a"',
        '[[accepted]]\nproject = "a"\nwarning = "b"\nnote = "c"\nseen = "d"\nat = "today"',
        "\udcff",
        f"x = {'[' * 2000}",
    ],
    ids=repr,
)
def test_file_of_another_kind_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reviewed.toml"
    before = text.encode(errors="surrogateescape")
    file.write_bytes(before)
    with pytest.raises(InputError, match="is no record of what was reviewed"):
        accept(file, PROJECT, OVER, "x")
    assert file.read_bytes() == before
