from __future__ import annotations

import os

import pytest

from scraper.errors import PublishError
from scraper.publish.atomic import write_atomically


def names(folder):
    return sorted(os.listdir(folder))


def test_a_new_file(tmp_path):
    with write_atomically(tmp_path / "a.csv") as stream:
        stream.write("ä\r\nb\n")
        assert not (tmp_path / "a.csv").exists()
    assert (tmp_path / "a.csv").read_bytes() == "ä\r\nb\n".encode()
    assert names(tmp_path) == ["a.csv"]


def test_a_new_file_is_readable_as_the_user_wishes(tmp_path):
    before = os.umask(0o027)
    with write_atomically(tmp_path / "a.csv") as stream:
        stream.write("x")
    os.umask(before)
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o640


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o604)
    with write_atomically(path) as stream:
        stream.write("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o604


def test_a_link_stays_and_its_target_is_replaced(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    with write_atomically(tmp_path / "link.csv") as stream:
        stream.write("new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, PublishError], ids=lambda error: error.__name__)
def test_an_error_on_the_way_leaves_the_old_file(tmp_path, error):
    path = tmp_path / "a.csv"
    path.write_text("old")
    stopped = pytest.raises(error)
    with stopped, write_atomically(path) as stream:
        stream.write("half")
        raise error
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.usefixtures("small_files")
@pytest.mark.parametrize("size", [5000, 500_000], ids=["at the end", "on the way"])
def test_a_full_disk_leaves_the_old_file(tmp_path, size):
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(PublishError, match=r"can't be written \(File too large\)"), write_atomically(path) as stream:
        stream.writelines(["x" * 38_000, "x" * size])
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("path", "words"),
    [("no/such/a.csv", "No such file or directory"), (".", "no plain file"), ("file/a.csv", "Not a directory")],
)
def test_a_place_that_can_not_be_written(tmp_path, path, words):
    (tmp_path / "file").touch()
    with pytest.raises(PublishError, match=words), write_atomically(tmp_path / path):
        pytest.fail("the block must not begin")


def test_a_device_is_refused():
    with pytest.raises(PublishError, match="no plain file"), write_atomically(os.devnull):
        pytest.fail("the block must not begin")


def test_what_utf_8_can_not_hold_is_written_as_an_escape(tmp_path):
    with write_atomically(tmp_path / "a.json") as stream:
        stream.write('"a\udcffb"')
    assert (tmp_path / "a.json").read_bytes() == b'"a\\udcffb"'
