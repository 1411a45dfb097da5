from __future__ import annotations

import os
import subprocess
import sys

import pytest

from scraper.publish import dataset

PROGRAM = "import sys; from scraper.cli import main; sys.exit(main())"
SOURCE = 'id = "a"\nfunder = "A"\nstarts = ["http://127.0.0.1:{port}/"]\n'


@pytest.fixture
def council(repository, tmp_path):
    """Return a function that runs the command in an empty folder, as a user would."""

    def call(*arguments: str, **environment: str):
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(repository), **environment}
        command = [sys.executable, "-W", "error", "-c", PROGRAM, "run", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return call


@pytest.fixture
def replay(repository) -> tuple[str, str]:
    return "--replay", str(repository / "fixtures")


def test_a_replay_publishes_and_ends_with_a_summary(council, replay, tmp_path):
    done = council(*replay)
    assert (done.returncode, done.stderr) == (0, "")
    table, warnings, files = done.stdout.split("\n\n")
    head, row = table.splitlines()
    assert head.split() == ["source", "pages", "projects", "granted", "€", "warnings"]
    assert row.split()[:2] == ["hameen-liitto", "1"]
    assert warnings.startswith("Warnings: GOAL_CONTINUES ")
    where, *listed = files.splitlines()
    assert where == "Published in output:"
    assert [line.split()[0] for line in listed] == [*dataset.FILES, "Report:"]
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert dataset.exists(tmp_path / "output")


def test_quiet_says_nothing(council, replay, tmp_path):
    done = council(*replay, "--quiet", "--output", "here")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert dataset.exists(tmp_path / "here")


def test_locale_time_zone_and_hash_seed_change_no_byte(council, replay, tmp_path):
    surroundings = [
        {"LC_ALL": "C", "TZ": "America/St_Johns", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    ]
    results = []
    for number, environment in enumerate(surroundings):
        done = council(*replay, "--output", f"{number}", **environment)
        assert done.returncode == 0, done.stderr
        results.append({name: (tmp_path / f"{number}" / name).read_bytes() for name in dataset.FILES})
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--replay", "nowhere"], 3, "council-scraper: no folder nowhere to replay pages from"),
        (["--replay", "."], 3, "council-scraper: no recorded page below ."),
        (["--sources", "nowhere"], 2, "council-scraper: nowhere: no such folder"),
        (["--source", "hamen-liitto"], 2, "did you mean hameen-liitto?"),
        (["--contact", "a b"], 2, "council-scraper: contact 'a b'"),
        (["--such"], 2, "council-scraper: No such option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_call_is_one_line(council, tmp_path, arguments, code, words):
    done = council(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert not dataset.exists(tmp_path / "output")


def test_a_private_address_in_a_source_is_refused(council, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.toml").write_text(SOURCE.format(port=9))
    done = council("--sources", "mine")
    assert done.returncode == 3
    first, last = done.stderr.splitlines()
    assert first.startswith("council-scraper: a: http://127.0.0.1:9/: ")
    assert "127.0.0.1 is on a private network" in first
    assert last == "council-scraper: nothing was published: every source failed, and none has last good rows"
    assert "FAILED" in done.stdout


def test_a_failed_source_leaves_the_last_dataset(council, replay, repository, tmp_path):
    council(*replay)
    before = {name: (tmp_path / "output" / name).read_bytes() for name in dataset.FILES}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.toml").write_text(SOURCE.format(port=9))
    done = council(*replay, "--sources", "mine")
    assert done.returncode == 6
    assert "a: http://127.0.0.1:9/: no recording" in done.stderr
    assert "hameen-liitto: it is no longer defined, and 2 of its projects stand in the dataset" in done.stderr
    assert "nothing was published: the last dataset still stands in output" in done.stderr
    assert {name: (tmp_path / "output" / name).read_bytes() for name in dataset.FILES} == before


def test_an_output_that_can_not_be_written(council, replay, tmp_path):
    (tmp_path / "file").touch()
    done = council(*replay, "--output", "file/output")
    assert done.returncode == 4
    assert done.stderr.startswith("council-scraper: file/output: can't be written (Not a directory)")
    assert done.stderr.count("\n") == 1
