from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.errors import PublishError
from scraper.report import shelf

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
