"""Names of persons by the command line: kept where that is wanted, listed, erased, and told to nobody else."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest

from scraper.cli import main

START = "https://liitto.example/hankkeet/"
SOURCE = f'id = "liitto"\nfunder = "Liitto"\nregion = "05"\nlanguage = "fi"\nstarts = ["{START}"]\n'
ABOUT = 'title = "Hankkeet"\ndescription = "Hankkeita."\n[privacy]\n'


def grant(name: str, applicant: str) -> str:
    return f"<h2>{name}</h2><dl><dt>Hakija<dd>{applicant}<dt>Myönnetty rahoitus<dd>1 000 €</dl>"


@pytest.fixture
def go(tmp_path, monkeypatch, capfd):
    """Return a function that runs a command on a page with a firm, a person and one whom no list knows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COUNCIL_SCRAPER_HISTORY", raising=False)
    for folder in ("sources", "pages"):
        (tmp_path / folder).mkdir()
    (tmp_path / "sources" / "liitto.toml").write_text(SOURCE, encoding="utf-8")
    grants = (("Silta", "Kanavan Oy"), ("Anna Virtasen muistelmat", "Anna Virtanen"), ("Kirja", "Xyzzy Plughson"))
    page = "".join(grant(*one) for one in grants)
    (tmp_path / "pages" / "page.html").write_text(
        f"<html lang=fi><title>Hankkeet</title><main>{page}</main></html>", encoding="utf-8"
    )
    meta = {"url": START, "file": "page.html", "content_type": "text/html; charset=utf-8"}
    (tmp_path / "pages" / "meta.json").write_text(json.dumps(meta | {"fetched_at": "2026-03-02T06:00:00Z"}))

    def call(*arguments: str) -> tuple[int, str]:
        if arguments[0] == "run":
            arguments += ("--sources", "sources", "--replay", "pages")
        code = main(list(arguments))
        out, err = capfd.readouterr()
        return code, out + err

    return call


def files_with(folder, words: str) -> set[str]:
    """Return the files that have these words, in whatever encoding a byte a letter."""
    found = (file for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes())
    return {str(file.relative_to(folder)) for file in found}


def test_by_default_no_file_at_all_has_the_name(go, tmp_path):
    code, said = go("run", "--log-json", "log.json", "--on-failure", "cat > told")
    assert code == 0
    assert "Virtanen" not in said
    assert files_with(tmp_path, "Virta") == {"pages/page.html"}


def test_where_it_is_kept_the_history_alone_has_it(go, tmp_path):
    code, said = go("run", "--keep-persons", "--log-json", "log.json", "--accept", "new")
    assert code == 0
    assert "\nKept in the history, and nowhere else: 1 name of persons\n" in said
    for form in ("text", "csv", "json", "atom"):
        said += go("changes", "--since", "0", "--format", form)[1]
    said += go("status")[1] + go("status", "--json")[1] + go("changes", "--runs")[1]
    for form in ("csv", "fi-csv", "goals", "json", "jsonl", "xlsx", "parquet", "360giving"):
        code, made = go("export", "--format", form, "--to", f"made.{form}")
        assert code == 0
        said += made
    assert "Virta" not in said
    assert files_with(tmp_path, "Virta") == {"pages/page.html", "output/history.sqlite"}
    with sqlite3.connect(tmp_path / "output" / "history.sqlite") as connection:
        assert connection.execute("SELECT role, name FROM withheld_persons").fetchall() == [
            ("applicant", "Anna Virtanen")
        ]
    connection.close()


@pytest.mark.parametrize(("setting", "kept"), [("keep_in_history = true", 1), ("keep_in_history = false", 0), ("", 0)])
def test_a_publication_says_whether_names_are_kept(go, tmp_path, setting, kept):
    (tmp_path / "mine.toml").write_text(f"{ABOUT}{setting}\nretention_days = 30\n")
    go("run", "--publication", "mine.toml")
    code, listed = go("history", "persons")
    assert (code, len(listed.splitlines())) == (0, kept)
    assert kept == len(re.findall(r"^person-[0-9a-f]{16}  applicant  \S+ to \S+  Anna Virtanen$", listed, re.MULTILINE))


def test_who_is_named_there_is_in_no_file(go, tmp_path):
    (tmp_path / "mine.toml").write_text(f'{ABOUT}keep_in_history = true\npersons = ["Xyzzy Plughson"]\n')
    go("run", "--publication", "mine.toml", "--publish-persons")
    assert files_with(tmp_path / "output", "Plughson") == set()
    assert "output/projects.csv" in files_with(tmp_path, "Anna Virtanen")


def test_last_good_rows_lose_the_names_that_an_earlier_run_published(go, tmp_path):
    go("run", "--publish-persons", "--no-history")
    assert "projects.csv" in files_with(tmp_path / "output", "Virtanen")
    (tmp_path / "pages" / "page.html").write_text("<html lang=fi><title>Huoltokatko</title></html>")
    go("run", "--no-history")  # fails: the last good rows stay, as they are
    (tmp_path / "sources" / "toinen.toml").write_text(SOURCE.replace("liitto", "toinen"), encoding="utf-8")
    (tmp_path / "pages" / "two").mkdir()
    meta = {"url": START.replace("liitto", "toinen"), "file": "page.html", "content_type": "text/html; charset=utf-8"}
    (tmp_path / "pages" / "two" / "meta.json").write_text(json.dumps(meta | {"fetched_at": "2026-03-02T06:00:00Z"}))
    (tmp_path / "pages" / "two" / "page.html").write_text(
        f"<html lang=fi><title>Hankkeet</title><main>{grant('Torni', 'Tornin Oy')}</main></html>", encoding="utf-8"
    )
    code, _ = go("run", "--no-history")
    assert code == 3
    published = (tmp_path / "output" / "projects.csv").read_text(encoding="utf-8")
    assert ("Torni" in published, "Silta" in published, "Virtanen" in published) == (True, True, False)


def test_a_grant_that_two_pages_print_is_told_of_without_its_person(go, tmp_path):
    definition = (tmp_path / "sources" / "liitto.toml").read_text(encoding="utf-8")
    more = definition.replace(f'["{START}"]', f'["{START}", "{START}2/"]')
    (tmp_path / "sources" / "liitto.toml").write_text(more, encoding="utf-8")
    (tmp_path / "pages" / "two").mkdir()
    other = (tmp_path / "pages" / "page.html").read_text(encoding="utf-8").replace("1 000", "1 500")
    (tmp_path / "pages" / "two" / "page.html").write_text(other, encoding="utf-8")
    meta = json.loads((tmp_path / "pages" / "meta.json").read_text()) | {"url": f"{START}2/"}
    (tmp_path / "pages" / "two" / "meta.json").write_text(json.dumps(meta))
    code, said = go("run", "--log-json", "log.json")
    assert code == 0
    assert "'Silta'" in said
    assert "'(yksityishenkilö)'" in said
    assert "Virta" not in said
    assert files_with(tmp_path, "Virta") == {"pages/page.html", "pages/two/page.html"}


def test_a_person_is_forgotten_and_stays_so(go, tmp_path):
    go("run", "--keep-persons")
    code, said = go("history", "forget", "Anna Virtanen")
    assert (code, said.splitlines()[0]) == (0, "Anna Virtanen: erased from 1 project of the history")
    assert "docs/privacy.md" in said
    go("run", "--keep-persons")
    assert files_with(tmp_path / "output", "Virta") == set()
    assert go("history", "persons") == (0, "")


def test_who_was_published_is_forgotten_too(go, tmp_path):
    go("run")
    assert "history.sqlite" in files_with(tmp_path / "output", "Plughson")
    assert go("history", "forget", "plughson xyzzy")[0] == 3  # a name's words in any order, but as they are written
    assert go("history", "forget", "Plughson Xyzzy")[0] == 0
    assert "history.sqlite" not in files_with(tmp_path / "output", "Plughson")
    (tmp_path / "mine.toml").write_text(f'{ABOUT}persons = ["Xyzzy Plughson"]\n')
    _, said = go("run", "--publication", "mine.toml")
    assert "History: run 2: 0 added, 0 changed, 0 removed" in said
    assert "projects.csv" not in files_with(tmp_path / "output" / "current", "Plughson")


def test_persons_are_found_by_a_word_and_forgotten_by_their_project(go):
    go("run", "--keep-persons")
    code, line = go("history", "persons", "VIRTA")
    assert code == 0
    assert go("history", "forget", line.split()[0])[0] == 0
    assert go("history", "persons") == (0, "")


def test_persons_whom_an_earlier_run_named_are_told_no_more_and_forgotten_together(go, tmp_path):
    go("run", "--publish-persons")
    go("run", "--accept", "names go")
    for form in ("text", "csv", "json", "atom"):
        assert "Virta" not in go("changes", "--since", "1", "--format", form)[1]
    assert "history.sqlite" in files_with(tmp_path / "output", "Anna Virtanen")
    assert go("history", "forget", "--recognised") == (0, "erased: the persons of 1 project\n")
    assert "history.sqlite" not in files_with(tmp_path / "output", "Virta")
    assert "Plughson" in go("changes", "--since", "0", "--format", "json")[1]
    assert "0 added, 0 changed, 0 removed" in go("run")[1]


@pytest.mark.parametrize("which", ["--all", "--expired"])
def test_names_are_erased_together(go, which):
    go("run", "--keep-persons")
    code, said = go("history", "forget", which)
    erased = int(which == "--all")
    assert (code, said) == (0, f"erased: the persons of {erased} project{'s' * (erased != 1)}\n")
    assert len(go("history", "persons")[1].splitlines()) == 1 - erased


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["run", "--keep-persons", "--no-history"], 2, "--keep-persons: there is no history"),
        (["history", "forget"], 2, "forget: say who"),
        (["history", "forget", "--all", "Anna Virtanen"], 2, "forget: say who"),
        (["history", "forget", "Virtanen"], 2, "is no full name"),
        (["history", "forget", "Anna Virtanen"], 3, "there is no history"),
        (["history", "persons"], 3, "there is no history"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_can_not_be_is_refused_in_a_line(go, tmp_path, arguments, code, said):
    ended, line = go(*arguments)
    assert ended == code
    assert line.startswith("council-scraper: ")
    assert said in line
    assert line.count("\n") == 1
    assert not (tmp_path / "output" / "history.sqlite").exists()


@pytest.mark.parametrize(
    "call", [["persons", "Mäkinen"], ["forget", "Kalle Mäkinen"], ["forget", "person-00"]], ids=str
)
def test_who_is_not_there_is_said(go, call):
    go("run", "--keep-persons")
    code, line = go("history", *call)
    assert (code, line.count("\n")) == (3, 1)
    assert "no such name" in line or "nobody of that name" in line
