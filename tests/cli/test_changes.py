"""`run` with a history and `changes` by the command line: what is printed, in each format, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import pytest
from lxml import etree

from scraper.cli import differences, main
from scraper.publish import dataset
from tests.crash.runner import SOURCE, record

ATOM = "{http://www.w3.org/2005/Atom}"
DEFINITION = f"""id = "liitto"
funder = "Esimerkin liitto"
region = "05"
language = "fi"
starts = ["{SOURCE.starts[0]}"]
"""


@pytest.fixture
def go(tmp_path, monkeypatch, capsys):
    """Return a function that runs on an edition of the site, in a folder with a definition of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COUNCIL_SCRAPER_HISTORY", raising=False)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "liitto.toml").write_text(DEFINITION, encoding="utf-8")

    def run_it(edition: str, *options: str) -> str:
        record(tmp_path / "pages", edition)
        code = main(["run", "--sources", "sources", "--source", "liitto", "--replay", "pages", *options])
        out, err = capsys.readouterr()
        assert code == 0, err
        return out

    return run_it


@pytest.fixture
def changes(capsys):
    """Return a function that gives what `changes` prints."""

    def print_them(*options: str) -> str:
        assert main(["changes", *options]) == 0
        return capsys.readouterr().out

    return print_them


def test_a_run_says_what_it_changed_and_changes_tells_more(go, changes):
    assert "History: run 1: 2 added, 0 changed, 0 removed\n" in go("old")
    assert "History: run 2: 0 added, 1 changed, 0 removed\n" in go("new")
    head, cell, empty, counts = changes().splitlines()
    assert head.startswith("~ akke-hanke-2-")
    assert (cell, empty) == ("    granted_amount: 12500.5 → 14000", "")
    assert counts.startswith("Run 2 (")
    assert counts.endswith(") since run 1: 0 added, 0 removed, 1 changed (1 cell), 1 the same")


def test_since_chooses_what_is_compared(go, changes):
    go("old")
    go("new")
    go("new")
    assert changes().endswith(" since run 2: 0 added, 0 removed, 0 changed, 2 the same\n")
    assert "1 changed (1 cell)" in changes("--since", "1")
    assert "2 added" in changes("--since", "0")
    assert "2 added" in changes("--since", "2020-01-01")
    assert "since run 3: 0 added" in changes("--since", "2999-01-01T00:00Z")
    assert len(changes("--runs").splitlines()) == 3


def test_programs_get_csv_and_json(go, changes):
    go("old")
    go("new")
    [row] = csv.DictReader(io.StringIO(changes("--format", "csv"), newline=""))
    assert list(row) == list(differences.COLUMNS)
    assert (row["change"], row["column"], row["old"], row["new"]) == ("changed", "granted_amount", "12500.5", "14000")
    document = json.loads(changes("--format", "json"))
    assert (document["since"]["run"], document["until"]["run"]) == (1, 2)
    assert document["changed"][0]["cells"] == [{"column": "granted_amount", "old": 12500.5, "new": 14000}]


def test_the_feed_has_an_entry_for_each_change_and_the_same_ids_each_time(go, changes):
    go("old")
    go("new")
    go("old")
    text = changes("--format", "atom")
    feed = etree.fromstring(text.encode())
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["changed: Hanke 2"] * 2
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == [
        "granted_amount: 14000 → 12500.5",
        "granted_amount: 12500.5 → 14000",
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [SOURCE.starts[0]] * 2
    assert changes("--format", "atom") == text
    later = etree.fromstring(changes("--format", "atom", "--since", "2").encode()).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in later] == [entries[0].findtext(f"{ATOM}id")]


def test_the_history_of_a_run_that_was_told_where_is_there(go, changes, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNCIL_SCRAPER_HISTORY", "mine.sqlite")
    go("old")
    assert "2 added" in changes()
    assert not (tmp_path / "output" / "history.sqlite").exists()
    with sqlite3.connect(tmp_path / "mine.sqlite") as connection:
        assert connection.execute("SELECT name, granted_amount FROM projects ORDER BY name").fetchall() == [
            ("Hanke 1", 30000),
            ("Hanke 2", 12500.5),
        ]
    connection.close()


def test_no_history_is_kept_where_none_is_wanted(go, tmp_path):
    assert "History" not in go("old", "--no-history")
    assert list(tmp_path.glob("**/*.sqlite")) == []


def test_a_history_that_cannot_be_written_is_told_before_a_page_is_read(go, tmp_path, capsys):
    go("old")
    before = {name: (tmp_path / "output" / name).read_bytes() for name in dataset.FILES}
    (tmp_path / "output" / "history.sqlite").write_bytes(b"no database, whatever else it may be" * 100)
    record(tmp_path / "pages", "new")
    assert main(["run", "--sources", "sources", "--source", "liitto", "--replay", "pages"]) == 4
    said = capsys.readouterr().err
    assert said == (
        "council-scraper: output/history.sqlite: the history can't be used (file is not a database); "
        "look at the database, or name another one with --history\n"
    )
    assert {name: (tmp_path / "output" / name).read_bytes() for name in dataset.FILES} == before


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ("--since 7", 2, "--since: there is no run 7; there are 1 to 1: see `changes --runs`"),
        ("--since lately", 2, "--since: 'lately' is no run and no date; such as 12, or 2026-03-15"),
        ("--since 99999999999", 2, "--since: '99999999999' is no run and no date; such as 12, or 2026-03-15"),
        ("--history none.sqlite", 3, "none.sqlite: there is no history; name the one that `run` keeps with --history"),
        ("--history mysql://x/y", 2, "--history: mysql is not known; give a file, sqlite:///FILE or postgresql://…"),
    ],
    ids=str,
)
def test_a_wrong_call_is_one_line(go, options, code, said, capsys):
    go("old")
    assert main(["changes", *options.split()]) == code
    assert capsys.readouterr().err == f"council-scraper: {said}\n"


def test_rows_to_nowhere(go, capsys, monkeypatch):
    go("old")
    monkeypatch.setattr("sys.stdout", None)
    assert main(["changes", "--format", "csv"]) == 4
    assert "standard output: is closed" in capsys.readouterr().err
