from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scraper.history import History
from scraper.publish.privacy import Rule
from scraper.report import past
from scraper.report.discretion import Discretion
from scraper.report.health import healths
from scraper.report.past import Piece, differences
from tests.report.conftest import made

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.model import Project
    from scraper.report.past import Step

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
OPEN = Discretion(Rule())
LONG = "Hankkeessa rakennetaan uusi silta ja kokeillaan kevyitä ratkaisuja yhdessä alueen yritysten kanssa vuonna 2022."


def steps_of(folder: Path, runs: list[list[Project]], discreet: Discretion = OPEN) -> list[Step]:
    """Remember runs and return what is told of them."""
    with History(str(folder / "history.sqlite")) as history:
        for day, projects in enumerate(runs):
            at = AT + timedelta(days=day)
            history.confirm(history.prepare(projects, started_at=at, status="complete", generation=str(day)))
        return past.steps(history, None, discreet)


@pytest.mark.parametrize(
    ("column", "old", "new", "expected"),
    [
        ("granted_amount", 10, 20, [("-", 10), ("+", 20)]),
        ("start_date", None, "2022-01-01", [("+", "2022-01-01")]),
        ("applicant", "Oy", None, [("-", "Oy")]),
        ("name", "Silta", "Satama", [("-", "Silta"), ("+", "Satama")]),
        ("goals", ["a", "b", "c"], ["a", "c", "d"], [("-", "b"), ("+", "d")]),
        ("goals", None, ["a"], [("+", "a")]),
        ("other_fields", {"A": "1", "B": "2"}, {"A": "1", "B": "3"}, [("-", "B: 2"), ("+", "B: 3")]),
    ],
)
def test_change_in_pieces(column: str, old: object, new: object, expected: list[Piece]) -> None:
    assert differences(column, old, new) == expected


def test_long_texts_are_compared_word_by_word() -> None:
    pieces = differences("description", LONG, LONG.replace("uusi silta", "leveä silta"))
    assert [piece for piece in pieces if piece.sign != " "] == [("-", "uusi "), ("+", "leveä ")]
    assert pieces[0] == (" ", "Hankkeessa rakennetaan ")
    assert str(pieces[-1].value).endswith("yhdessä alueen yritysten … ")


def test_a_very_long_text_is_told_whole() -> None:
    old, new = "a " * past.MOST_WORDS, "b " * past.MOST_WORDS
    assert differences("description", old, new) == [("-", old), ("+", new)]


def test_counts_follow_the_runs(tmp_path: Path) -> None:
    one, two, other = made(1, source="a"), made(2, source="a"), made(3, source="b")
    rejected = replace(two, status="rejected")
    labelled = replace(one, granted_amount=Decimal("0.50"), other_fields={"Uusi": "x"}, warnings=["UNKNOWN_LABEL"])
    steps = steps_of(tmp_path, [[one, two, other], [one, two, other], [labelled, rejected]])
    assert [step.begins for step in steps] == [False, False, True]
    last, _, first = (step.sources for step in steps)
    assert (first["a"].projects, first["a"].added, first["b"].projects) == (2, 2, 1)
    assert first["a"].granted == float((one.granted_amount or 0) + (two.granted_amount or 0))
    assert (last["a"].projects, last["a"].changed, last["a"].granted) == (2, 2, 0.5)
    assert (last["a"].warnings, last["a"].labels) == (1, ["Uusi"])
    assert (last["b"].projects, last["b"].removed, last["b"].granted) == (0, 1, 0)


def test_only_the_last_runs_are_told_of(tmp_path: Path) -> None:
    rows = [[made(number, source="a") for number in range(count + 1)] for count in range(past.RUNS + 3)]
    steps = steps_of(tmp_path, rows)
    assert len(steps) == past.RUNS
    assert not any(step.begins for step in steps)
    assert [step.sources["a"].projects for step in steps] == list(range(past.RUNS + 3, 3, -1))
    assert all(step.sources["a"].added == 1 for step in steps)


def test_each_project_has_its_own_past(tmp_path: Path) -> None:
    one, two = made(1), made(2)
    told = past.by_project(steps_of(tmp_path, [[one], [replace(one, name="Uusi nimi"), two], [two], [one, two]]))
    assert [entry["what"] for entry in told[one.id]] == ["added", "removed", "changed", "first"]
    assert told[one.id][2]["cells"] == [("name", [("-", one.name), ("+", "Uusi nimi")])]
    assert [entry["what"] for entry in told[two.id]] == ["added"]


def test_persons_are_withheld_from_the_past(tmp_path: Path) -> None:
    named = made(1, name="Pekka Virtasen näyttely", applicant="Pekka Virtanen", description="Pekka Virtanen maalaa.")
    [withheld] = Rule().projects([named])
    telling = made(2, description=f"{LONG} Mukana Pekka Virtanen.")
    silent = replace(telling, description=LONG)
    discreet = Discretion(Rule(), frozenset({"Pekka Virtanen"}))
    steps = steps_of(tmp_path, [[named, telling], [withheld, silent]], discreet)
    assert "Virta" not in str(steps[0].changes.added) + str(steps[0].changes.removed) + str(steps[0].differences)
    assert steps[0].changes.added == steps[0].changes.removed == []
    assert steps[0].differences[silent.id] == [("description", [])]
    assert steps[1].changes.added[0]["applicant"] is None or steps[1].changes.added[1]["applicant"] is None


def test_a_source_is_shown_over_the_runs(tmp_path: Path) -> None:
    rows = [[made(number, source="a") for number in range(count)] for count in (4, 2)]
    steps = steps_of(tmp_path, rows)
    [source] = healths([], rows[-1], None, steps, OPEN)
    assert (source.id, source.record, source.before) == ("a", None, 4)
    assert source.spark == "2.0,2.0 94.0,12.0"
