"""How the last run went, and who is told where it failed, by the command itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.cli import alarm, main
from scraper.publish import dataset
from scraper.runs import run_record

SOURCE = 'id = "a"\nfunder = "A"\nstarts = ["http://127.0.0.1:9/"]\n'


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def call(repository, out, capsys):
    """Return a function that runs on the saved pages, and gives its exit code and messages."""

    def go(*arguments: str) -> tuple[int, str]:
        code = main(["run", "--replay", str(repository / "fixtures"), "--output", str(out), "--quiet", *arguments])
        return code, capsys.readouterr().err

    return go


@pytest.fixture
def wrong(tmp_path) -> tuple[str, str]:
    """A source that has no saved page."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.toml").write_text(SOURCE)
    return "--sources", str(tmp_path / "mine")


def status(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["status", *arguments])
    return (code, *capsys.readouterr())


def test_a_complete_run_needs_nobody(call, out, capsys):
    assert call() == (0, "")
    code, said, err = status(capsys, "--output", str(out))
    assert (code, err) == (0, "")
    first, _, head, row, _, gates = said.splitlines()
    assert first.startswith("complete: 20")
    assert first.endswith("exit code 0")
    assert head.split() == ["source", "pages", "projects", "kept", "last", "good", "outcome"]
    assert row.split()[:4] == ["hameen-liitto", "1", "2", "0"]
    assert gates == "Gates: 2 passed"


def test_a_failed_run_needs_a_person(call, out, wrong, capsys):
    call()
    assert call(*wrong)[0] == 6
    code, said, _ = status(capsys, "--output", str(out))
    assert code == 1
    assert said.startswith("failed: ")
    assert "a: http://127.0.0.1:9/: no recording of this address" in said
    assert "hameen-liitto: it is no longer defined, and 2 of its projects stand in the dataset" in said


def test_the_record_is_json(call, out, capsys):
    call()
    code, said, _ = status(capsys, "--output", str(out), "--json")
    assert code == 0
    assert said == (out / "run.json").read_text()
    assert json.loads(said)["status"] == "complete"


@pytest.mark.parametrize(("days", "code"), [(7.5, 0), (9, 1), (-9, 1)])
def test_a_run_that_is_too_long_ago_needs_a_person(call, out, capsys, days, code):
    call()
    record = run_record.read(out)
    run_record.write(out, replace(record, finished_at=record.finished_at - timedelta(days=days)))
    ended, _, err = status(capsys, "--output", str(out), "--max-days", "8")
    assert ended == code
    assert ("more than 8 days; look at the schedule" in err) == bool(code)
    assert ("the last run ended 9 days ago, " in err) == (days == 9)


@pytest.mark.parametrize("number", ["nan", "inf", "-1", "x", "1e999"])
@pytest.mark.parametrize("command", ["run --stale-days", "run --delay", "status --max-days"])
def test_what_is_no_number_of_days_or_seconds_is_refused(capsys, command, number):
    assert main([*command.split(), number]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("number", ["601", "1e308"])
def test_a_delay_that_nobody_waits_for_is_refused(capsys, number):
    assert main(["run", "--delay", number]) == 2
    assert "0<=x<=600" in capsys.readouterr().err


@pytest.mark.parametrize("recorded", [True, False], ids=["after another", "as the first"])
def test_a_run_that_was_killed_needs_a_person(call, out, capsys, recorded):
    if recorded:
        call()
    out.mkdir(exist_ok=True)
    run_record.begin(out)
    with dataset.locked(out):
        code, _, err = status(capsys, "--output", str(out))
        assert (code, err) == (0, "council-scraper: a run began less than an hour ago and is under way\n")
    code, _, err = status(capsys, "--output", str(out))
    assert code == 1
    assert err.startswith("council-scraper: a run began less than an hour ago and left no record: it was killed, or")
    call()
    assert status(capsys, "--output", str(out))[::2] == (0, "")


def test_a_run_that_could_not_write_its_record_needs_a_person(call, out, capsys):
    call()
    (out / "run.json").unlink()
    (out / "run.json").mkdir()
    code, err = call()
    assert (code, err.count("\n")) == (4, 1)
    assert f"{out / 'run.json'}: is no plain file" in err
    assert status(capsys, "--output", str(out))[0] == 1


def test_a_folder_without_a_record(out, capsys):
    code, said, err = status(capsys, "--output", str(out))
    assert (code, said) == (3, "")
    assert err == f"council-scraper: {out}: holds no run.json of a run; name the folder that `run` publishes to\n"


TELL = 'cat > told; printf "%s %s %s" "$COUNCIL_SCRAPER_STATUS" "$COUNCIL_SCRAPER_EXIT_CODE" "$COUNCIL_SCRAPER_REASON"'


def told(call, tmp_path, monkeypatch, *arguments: str) -> tuple[int, str, str]:
    """Return how a run ended, and what was told on standard input and in variables."""
    monkeypatch.chdir(tmp_path)
    code, _ = call("--on-failure", f"{TELL} > variables", *arguments)
    files = tmp_path / "told", tmp_path / "variables"
    return (code, *(file.read_text() if file.exists() else "" for file in files))


def test_nobody_is_told_of_a_run_that_is_complete(call, tmp_path, monkeypatch):
    assert told(call, tmp_path, monkeypatch) == (0, "", "")


def test_all_reasons_are_told(call, wrong, tmp_path, monkeypatch):
    call()
    code, reasons, variables = told(call, tmp_path, monkeypatch, *wrong)
    first, second = reasons.splitlines()
    assert code == 6
    assert first.startswith("a: http://127.0.0.1:9/: no recording of this address")
    assert second.startswith("hameen-liitto: it is no longer defined")
    assert variables == f"failed 6 {first}"


def test_errors_are_told(call, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.toml").write_text("id = 1")
    code, reasons, variables = told(call, tmp_path, monkeypatch, "--sources", str(tmp_path / "mine"))
    assert code == 2
    assert "a.toml" in reasons
    assert variables == f"failed 2 {reasons.strip()}"


def test_a_run_that_finds_the_folder_busy_is_told(call, out, tmp_path, monkeypatch):
    with dataset.locked(out):
        code, reasons, _ = told(call, tmp_path, monkeypatch)
    assert code == 5
    assert "another run is writing there" in reasons


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("exit 3", "--on-failure: exit 3 ended with 3; try it by hand"),
        ("no-such-program", "--on-failure: no-such-program ended with 127"),
        ("sleep 30; true", "--on-failure: sleep 30; true took longer than 0 s and was ended"),
        ("true", ""),
    ],
)
def test_a_command_that_fails_does_not_hide_how_the_run_ended(call, wrong, monkeypatch, command, words):
    monkeypatch.setattr(alarm, "PATIENCE", 0.3)
    code, said = call(*wrong, "--on-failure", command)
    assert code == 3
    assert words in said
    assert ("--on-failure" in said) == bool(words)


@pytest.mark.parametrize("reason", ["", "  "], ids=repr)
def test_a_reason_says_something(call, reason):
    code, said = call("--accept", reason)
    assert code == 2
    assert "says nothing; write why what the run reads is right" in said


def test_what_a_dataset_says_of_itself_and_its_headings(call, out, tmp_path):
    (tmp_path / "mine.toml").write_text('title = "Omat"\ndescription = "Oma."\nlicence = "CC-BY-4.0"\n')
    assert call("--publication", str(tmp_path / "mine.toml"), "--headings", "fi") == (0, "")
    assert json.loads((out / "datapackage.json").read_text())["title"] == "Omat"
    assert "Hakija" in (out / "projects.fi.csv").read_text(encoding="utf-8-sig").splitlines()[0]
