from __future__ import annotations

import os

import pytest

from scraper.publish import generations, switch


def files(**contents: str):
    """Return writers of files `a.txt` and so on, each with its content."""

    def writer(content: str):
        return lambda path: path.write_text(content)

    return {f"{name}.txt": writer(content) for name, content in contents.items()}


def read(folder) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.glob("*.txt") if path.is_file()}


def sets(folder) -> list[str]:
    return sorted(path.name for path in (folder / "generations").iterdir())


def test_a_set_is_read_by_its_names_and_as_a_whole(tmp_path):
    generation = generations.replace(tmp_path, files(a="1", b="2"))
    assert read(tmp_path) == read(generation) == read(tmp_path / "current") == {"a.txt": "1", "b.txt": "2"}
    assert generations.current(tmp_path) == generation


def test_nothing_counts_at_first(tmp_path):
    assert generations.current(tmp_path) is None


def test_the_set_before_is_kept_and_older_ones_are_not(tmp_path):
    made = [generations.replace(tmp_path, files(a=content)).name for content in "123"]
    assert sets(tmp_path) == sorted(made[1:])
    assert read(tmp_path) == {"a.txt": "3"}


def test_a_set_that_did_not_change_changes_nothing(tmp_path):
    for content in "122":
        generations.replace(tmp_path, files(a=content))
    before = [(path, path.lstat().st_mtime_ns) for path in sorted(tmp_path.rglob("*"))]
    generations.replace(tmp_path, files(a="2"))
    after = [(path, path.lstat().st_mtime_ns) for path in sorted(tmp_path.rglob("*"))]
    shelf = tmp_path / "generations"  # its own time stamp alone shows that the set was built to be compared
    assert [one for one in after if one[0] != shelf] == [one for one in before if one[0] != shelf]


def test_a_set_that_counted_before_can_count_again(tmp_path):
    for content in "121":
        generations.replace(tmp_path, files(a=content))
    assert read(tmp_path) == {"a.txt": "1"}


def test_a_name_that_is_no_longer_there_leads_nowhere(tmp_path):
    generations.replace(tmp_path, files(a="1", b="2"))
    (tmp_path / "mine.txt").write_text("mine")
    generations.replace(tmp_path, files(a="1"))
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "current", "generations", "mine.txt"]


def test_plain_files_of_an_older_version_become_a_set(tmp_path):
    (tmp_path / "a.txt").write_text("old")

    def fails(_path) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        generations.replace(tmp_path, {**files(a="new"), "b.txt": fails})
    assert read(tmp_path) == {"a.txt": "old"}
    generations.replace(tmp_path, files(a="new", b="2"))
    assert read(tmp_path) == {"a.txt": "new", "b.txt": "2"}
    assert len(sets(tmp_path)) == 2


def test_a_set_that_somebody_wrote_into_is_not_taken_for_the_one_it_was(tmp_path):
    generation = generations.replace(tmp_path, files(a="1"))
    (generation / "a.txt").write_text("edited by hand")
    generations.replace(tmp_path, files(a="1"))
    assert read(tmp_path) == {"a.txt": "1"}


def test_a_writer_that_fails_leaves_no_trace(tmp_path):
    generations.replace(tmp_path, files(a="1"))
    listed = sorted(tmp_path.rglob("*"))

    def fails(path) -> None:
        path.write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        generations.replace(tmp_path, {"a.txt": fails})
    assert sorted(tmp_path.rglob("*")) == listed
    assert read(tmp_path) == {"a.txt": "1"}


def test_what_a_killed_run_left_is_taken_away(tmp_path):
    for folder in (tmp_path, tmp_path / "generations"):
        (folder / f"{switch.UNFINISHED}x").mkdir(parents=True)
        (folder / f"{switch.UNFINISHED}x" / "a.txt").touch()
        (folder / f"{switch.UNFINISHED}y").symlink_to("nowhere")
    generations.replace(tmp_path, files(a="1"))
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(switch.UNFINISHED)]


def test_a_name_that_is_taken_by_a_folder_leaves_the_old_set(tmp_path):
    generations.replace(tmp_path, files(a="1"))
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(OSError, match=r"b\.txt"):
        generations.replace(tmp_path, files(a="2", b="2"))
    assert read(tmp_path) == {"a.txt": "1"}
