"""`run` and `report` on the command line: what they write, and that a report that fails takes nothing with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.publish import dataset, published
from tests.saved_pages import FIXTURES

RUN = ["run", "--quiet", "--replay", str(FIXTURES)]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_dataset_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output, stick = tmp_path / "output", tmp_path / "stick"
    assert main([*RUN, "--output", str(output)]) == 0
    again = ["report", "--output", str(output), "--replay", str(FIXTURES)]
    before = contents(output / "report")
    assert main(again) == 0
    assert contents(output / "report") == before
    assert main([*again, "--to", str(stick)]) == 0
    assert contents(stick) == before
    assert f"{stick}/index.html: open it in a browser" in capsys.readouterr().err


def test_pages_are_shown_as_they_were_read(tmp_path: Path) -> None:
    assert main([*RUN, "--output", str(tmp_path)]) == 0
    assert any('"silent":null' in path.read_text("utf-8") for path in (tmp_path / "report/data/pages").iterdir())
    assert main(["report", "--output", str(tmp_path)]) == 0  # without the saved pages
    assert all('"silent":"lost"' in path.read_text("utf-8") for path in (tmp_path / "report/data/pages").iterdir())


def test_a_run_writes_none_where_none_is_wanted(tmp_path: Path) -> None:
    assert main([*RUN, "--no-report", "--output", str(tmp_path)]) == 0
    assert not (tmp_path / "report").exists()


def test_without_a_dataset_there_is_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        assert main(["report", "--output", str(folder)]) == 3
        assert "holds no projects.json" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_is_named_must_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--output", str(tmp_path), "--archive", str(tmp_path / "none")]) == 3
    assert "none: is no archive" in capsys.readouterr().err


def test_a_report_that_fails_leaves_the_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report").mkdir()
    told = tmp_path / "told"
    assert main([*RUN, "--output", str(tmp_path), "--on-failure", f"cat > {told}"]) == 4
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("council-scraper: the dataset is published, but not its report: ")
    assert "is no report of ours; move it away" in line
    assert line.removeprefix("council-scraper: ") == told.read_text().strip()
    assert dataset.exists(tmp_path)
    assert len(published.read(tmp_path)[1]) == 2
    (tmp_path / "report").rmdir()
    assert main(["report", "--output", str(tmp_path)]) == 0


def test_a_history_that_is_none_leaves_the_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RUN, "--output", str(tmp_path), "--no-history"]) == 0
    before = contents(tmp_path / "report")
    (tmp_path / "history.sqlite").write_bytes(b"no database at all, but as long as one would have to be" * 20)
    assert main(["report", "--output", str(tmp_path)]) == 4
    assert "the history can't be used" in capsys.readouterr().err
    assert contents(tmp_path / "report") == before


def test_reports_at_once_wait_for_each_other(tmp_path: Path) -> None:
    assert main([*RUN, "--output", str(tmp_path)]) == 0
    program = "import sys; from scraper.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "report", "--output", str(tmp_path), "--replay", str(FIXTURES)]
    others = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    assert [other.wait() for other in others if other.communicate()] == [0, 0]
    assert (tmp_path / "report" / "index.html").is_file()
    assert len(list((tmp_path / ".reports").iterdir())) == 2  # the site and the lock
