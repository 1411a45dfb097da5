from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from scraper.errors import BusyError, PublishError
from scraper.publish import dataset
from scraper.publish.formats import Edition

HOLDER = """
import sys, time
from pathlib import Path
from scraper.publish import dataset
from scraper.publish.formats import Edition
with dataset.locked(Path(sys.argv[1])):
    print("in", flush=True)
    time.sleep(60)
"""


def names(folder) -> list[str]:
    return sorted(os.listdir(folder))


def content(folder) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in dataset.FILES}


def test_a_dataset_is_a_file_of_each_format(tmp_path, page, full, bare):
    (tmp_path / "README.md").write_text("mine")
    assert not dataset.exists(tmp_path)
    paths = dataset.publish(tmp_path, Edition([page], [full, bare]))
    assert paths == [tmp_path / name for name in dataset.FILES]
    assert all(path.stat().st_size for path in paths)
    assert names(tmp_path) == sorted([".lock", "README.md", "current", "generations", *dataset.FILES])
    assert dataset.exists(tmp_path)


def test_what_is_in_the_way_is_named_and_stays(tmp_path, page, bare):
    (tmp_path / "projects.csv").mkdir()
    with pytest.raises(PublishError, match=r"projects\.csv: Is a directory"):
        dataset.publish(tmp_path, Edition([page], [bare]))
    assert (tmp_path / "projects.csv").is_dir()


def test_a_folder_that_is_not_there_is_made(tmp_path, page, bare):
    dataset.publish(tmp_path / "a" / "b", Edition([page], [bare]))
    assert dataset.exists(tmp_path / "a" / "b")


def test_rows_are_sorted_and_the_order_of_the_input_does_not_matter(tmp_path, page, full, bare):
    dataset.publish(tmp_path / "a", Edition([page], [full, bare]))
    dataset.publish(tmp_path / "b", Edition([page], [bare, full]))
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert b"\r\na-bare," in content(tmp_path / "a")["projects.csv"]


def test_the_old_dataset_is_replaced(tmp_path, page, full, bare):
    dataset.publish(tmp_path, Edition([page], [full]))
    dataset.publish(tmp_path, Edition([page], [bare]))
    assert all(b"b-full" not in each for each in content(tmp_path).values())


def test_an_id_that_is_used_twice_is_refused(tmp_path, page, full):
    with pytest.raises(PublishError, match="two projects have the id b-full"):
        dataset.publish(tmp_path, Edition([page], [full, replace(full, name="Other")]))
    assert not dataset.exists(tmp_path)


@pytest.mark.usefixtures("small_files")
def test_a_full_disk_leaves_the_old_dataset(tmp_path, page, full, bare):
    dataset.publish(tmp_path, Edition([page], [full]))
    before, listed = content(tmp_path), names(tmp_path)
    many = [replace(bare, id=f"{number}") for number in range(2_000)]
    with pytest.raises(PublishError, match="File too large"):
        dataset.publish(tmp_path, Edition([page], many))
    assert (content(tmp_path), names(tmp_path)) == (before, listed)


def test_a_folder_that_is_a_file(tmp_path, page, bare):
    (tmp_path / "output").touch()
    with pytest.raises(PublishError, match="can't be written"):
        dataset.publish(tmp_path / "output", Edition([page], [bare]))


def test_one_run_at_a_time_and_a_killed_one_does_not_count(tmp_path, page, bare):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        with pytest.raises(BusyError, match="another run is writing there"):
            dataset.publish(tmp_path, Edition([page], [bare]))
        holder.send_signal(signal.SIGKILL)
    dataset.publish(tmp_path, Edition([page], [bare]))
    assert dataset.exists(tmp_path)
