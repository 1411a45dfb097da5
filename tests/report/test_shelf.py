from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.cli import main
from scraper.errors import PublishError
from scraper.report import shelf
from tests.saved_pages import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_the_site_changes_at_once_and_the_old_one_goes(tmp_path: Path) -> None:
    shelf.replace(tmp_path, [("index.html", b"old"), ("fi/index.html", b"vanha")])
    site = shelf.replace(tmp_path, [("index.html", b"new")])
    assert site == tmp_path / "report"
    assert [path.name for path in site.rglob("*")] == ["index.html"]
    assert (site / "index.html").read_bytes() == b"new"
    assert len(list((tmp_path / ".reports").iterdir())) == 2  # it and the lock


def test_an_error_leaves_the_old_site(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise OSError(28, "No space left on device")

    shelf.replace(tmp_path, [("index.html", b"old")])
    with pytest.raises(PublishError, match="No space left on device"):
        shelf.replace(tmp_path, broken())
    assert (tmp_path / "report" / "index.html").read_bytes() == b"old"
    assert len(list((tmp_path / ".reports").iterdir())) == 2  # it and the lock


def test_what_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    with pytest.raises(PublishError, match="is no report of ours"):
        shelf.replace(tmp_path, [("index.html", b"new")])
    (tmp_path / "report" / "kept").touch()
    with pytest.raises(PublishError, match="is not empty"):
        shelf.write_new(tmp_path / "report", [])


def test_the_same_dataset_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output, stick = tmp_path / "output", tmp_path / "stick"
    assert main(["run", "--quiet", "--replay", str(FIXTURES), "--output", str(output)]) == 0
    again = ["report", "--output", str(output), "--replay", str(FIXTURES)]
    before = contents(output / "report")
    assert main(again) == 0
    assert contents(output / "report") == before
    assert main([*again, "--to", str(stick)]) == 0
    assert contents(stick) == before
    assert f"{stick}/index.html: open it in a browser" in capsys.readouterr().err


def test_a_run_writes_none_where_none_is_wanted(tmp_path: Path) -> None:
    assert main(["run", "--quiet", "--no-report", "--replay", str(FIXTURES), "--output", str(tmp_path)]) == 0
    assert not (tmp_path / "report").exists()


def test_without_a_dataset_there_is_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--output", str(tmp_path)]) == 3
    assert "holds no projects.json" in capsys.readouterr().err


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
