from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys

import pytest

from scraper.cli.export import FORMATS
from scraper.publish import dataset
from scraper.publish.formats import FILES, Edition
from tests.crash.publisher import rows


@pytest.fixture
def published(tmp_path):
    dataset.publish(tmp_path / "output", Edition([], rows("first")))
    return tmp_path / "output"


def export(folder, *arguments: str, room: int | None = None) -> subprocess.CompletedProcess[bytes]:
    """Export; `room` is how large a file may grow, in bytes, as on a disk that is nearly full."""

    def starve() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-c", "import sys; from scraper.cli import main; sys.exit(main())", "export", *arguments]
    return subprocess.run(command, cwd=folder.parent, capture_output=True, check=False, preexec_fn=starve)


@pytest.mark.parametrize(("kind", "name"), FORMATS.items())
def test_a_file_is_written_as_the_dataset_has_it(published, kind, name):
    done = export(published, "--format", kind)
    assert (done.returncode, done.stderr.decode()) == (0, f"council-scraper: {name}: 30 projects\n")
    assert (published.parent / name).read_bytes() == (published / name).read_bytes()
    assert sorted(path.name for path in published.parent.iterdir()) == sorted([name, "output"])


def test_standard_output_has_the_bytes_alone(published):
    done = export(published, "--format", "csv", "--to", "-")
    assert done.stdout == (published / "projects.csv").read_bytes()
    assert done.stderr == b""


def test_closed_standard_output_is_said_in_a_line(published):
    command = [
        sys.executable,
        "-c",
        "from scraper.cli import main; exit(main())",
        "export",
        "--format",
        "csv",
        "--to",
        "-",
    ]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command], cwd=published.parent, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.count(b"\n"), b"is closed" in done.stderr) == (4, 1, True)


@pytest.mark.parametrize("target", ["-", "made"])
@pytest.mark.parametrize("kind", ["json", "xlsx", "parquet"])
def test_a_full_disk_is_said_in_a_line(published, kind, target):
    done = export(published, "--format", kind, "--to", target, room=1000)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (4, b"", 1)
    assert b"can't be written" in done.stderr
    assert not (published.parent / "made").exists()


def test_only_a_plain_file_is_replaced(published):
    """As root, a file that takes the place of /dev/null takes it from the whole machine."""
    device = published.parent / "device"
    os.mkfifo(device)
    done = export(published, "--format", "csv", "--to", "device")
    assert (done.returncode, b"is no plain file" in done.stderr, device.is_fifo()) == (4, True, True)


def test_a_link_stays_and_a_file_keeps_its_permissions(published):
    file, link = published.parent / "file.csv", published.parent / "link.csv"
    file.write_text("old")
    file.chmod(0o600)
    link.symlink_to("file.csv")
    assert export(published, "--format", "csv", "--to", "link.csv").returncode == 0
    assert (link.is_symlink(), file.stat().st_mode & 0o777) == (True, 0o600)
    assert file.read_bytes() == (published / "projects.csv").read_bytes()


def test_headings_are_in_the_language_that_was_asked_for(published):
    done = export(published, "--format", "fi-csv", "--headings", "sv", "--to", "-")
    assert done.stdout.decode("utf-8-sig").startswith("Id;Projekt;Sökande;")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--format", "pdf"], 2, "pdf"),
        (["--format", "csv", "--output", "none"], 3, "none: holds no projects.json"),
        (["--format", "csv", "--to", "no/such/folder.csv"], 4, "can't be written"),
        (["--format", "csv", "--publication", "none.toml"], 2, "none.toml: can't be read"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_line(published, arguments, code, words):
    done = export(published, *arguments)
    assert done.returncode == code
    assert words in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_every_file_that_holds_projects_can_be_asked_for():
    assert set(FORMATS.values()) < set(FILES)
