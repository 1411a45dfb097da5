from __future__ import annotations

import os
import subprocess
import sys

import pytest

from scraper.cli.output import opened
from scraper.errors import PublishError


def test_a_file_appears_whole(tmp_path):
    target = tmp_path / "projects.csv"
    with opened(str(target)) as stream:
        stream.write("nimi\r\nHäme\r\n")
        assert not target.exists()
    assert target.read_bytes() == "nimi\r\nHäme\r\n".encode()
    assert os.listdir(tmp_path) == ["projects.csv"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "projects.csv"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), opened(str(target)) as stream:
        print("half", 1 / 0, file=stream)
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["projects.csv"]


@pytest.mark.parametrize("target", ["missing/projects.csv", "."])
def test_a_target_that_can_not_be_written_is_one_line(tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PublishError) as caught, opened(target) as stream:
        stream.write("x")
    assert "\n" not in str(caught.value)
    assert os.listdir(tmp_path) == []


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        with opened(str(pipe)) as stream:
            stream.write("Häme")
        assert reader.communicate(timeout=10)[0] == "Häme".encode()
    assert pipe.is_fifo()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")
def test_a_full_device_is_one_line():
    with (
        pytest.raises(PublishError, match="/dev/full: could not be written \\(No space left on device\\)"),
        opened("/dev/full") as stream,
    ):
        stream.write("x")


def test_closed_standard_output_says_so(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(PublishError, match="standard output: is closed"), opened("-"):
        pass
