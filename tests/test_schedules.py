"""The schedules of docs/schedules/ work as printed: systemd, cron and GitHub's own rules accept them, and so do we."""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from croniter import croniter

from scraper.cli.run import command as run_command
from scraper.publish import dataset
from tests.programs import needs

SCHEDULES = Path(__file__).resolve().parent.parent / "docs" / "schedules"
WORKFLOW = SCHEDULES / "publish.yml"
UNITS = ("council-scraper.timer", "council-scraper.service")
PROGRAM = "council-scraper"
SYSTEM = Path("/usr/lib/systemd/system")
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def machine(tmp_path):
    """A machine on which the units are installed as docs/schedules.md says."""
    root = tmp_path / "machine"
    shutil.copytree(SYSTEM, root / SYSTEM.relative_to("/"), symlinks=True)
    program = root / "opt" / PROGRAM / "bin" / PROGRAM
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (root / "etc" / "systemd" / "system").mkdir(parents=True)
    for unit in UNITS:
        shutil.copy(SCHEDULES / unit, root / "etc" / "systemd" / "system")
    return root


def verify(root: Path, unit: str) -> tuple[int, str]:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", f"--root={root}", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_takes_the_units(machine, unit):
    assert verify(machine, unit) == (0, "")


@needs("systemd-analyze")
def test_systemd_would_say_what_is_wrong(machine):
    (machine / "opt" / PROGRAM / "bin" / PROGRAM).unlink()
    code, said = verify(machine, "council-scraper.service")
    assert code != 0
    assert "is not executable" in said


@needs("systemd-analyze")
def test_the_timer_elapses_on_mondays():
    [when] = re.findall(r"^OnCalendar=(.*)$", (SCHEDULES / "council-scraper.timer").read_text(), re.MULTILINE)
    command = ["systemd-analyze", "calendar", "--iterations=3", when]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"})
    days = re.findall(r"^\s*(?:Next elapse|Iter(?:ation|\.) #\d): (\w+)", done.stdout, re.MULTILINE)
    assert days == ["Mon", "Mon", "Mon"]


def cron_line() -> tuple[str, str]:
    """Return when cron runs a command, and the command as a shell gets it."""
    [line] = [line for line in (SCHEDULES / "crontab").read_text().splitlines() if not line.startswith("#")]
    *when, command = line.split(maxsplit=5)
    assert "%" not in command, "cron ends the command there"
    return " ".join(when), command


def workflow_crons() -> list[str]:
    return [each["cron"] for each in workflow()[True]["schedule"]]  # YAML 1.1 reads the key `on` as true


def workflow() -> dict[object, dict[str, object]]:
    return yaml.safe_load(WORKFLOW.read_text())


@pytest.mark.parametrize("when", [cron_line()[0], *workflow_crons()])
def test_cron_runs_once_a_week_on_mondays(when):
    assert croniter.is_valid(when)
    elapsing = croniter(when, MONDAY)
    days = [elapsing.get_next(datetime) for _ in range(3)]
    assert [day.strftime("%a") for day in days] == ["Mon"] * 3
    assert {(later - day).days for day, later in itertools.pairwise(days)} == {7}


def steps() -> dict[str, dict[str, object]]:
    return {str(step.get("name", step.get("uses"))): step for step in workflow()["jobs"]["publish"]["steps"]}


def unit_command() -> str:
    [line] = re.findall(r"^ExecStart=(.*)$", (SCHEDULES / "council-scraper.service").read_text(), re.MULTILINE)
    return line.replace("$$", "$")


@pytest.mark.parametrize(
    "line", [unit_command(), cron_line()[1], steps()["Run"]["run"]], ids=["systemd", "cron", "workflow"]
)
def test_the_program_takes_the_command(line):
    words = shlex.split(line.replace("\n", " ; "))
    begins = words.index("run")
    assert Path(words[begins - 1]).name == PROGRAM
    arguments = list(itertools.takewhile(lambda word: word not in {"||", "&&", ";"}, words[begins + 1 :]))
    assert run_command.make_context("run", arguments).params


def test_github_takes_the_workflow():
    schema = ["--builtin-schema", "vendor.github-workflows"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(WORKFLOW)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def forge(tmp_path, repository):
    """Return a function that does the workflow's own steps on a checkout, whose origin is a folder, on saved pages."""
    origin, checkout, bin_folder = tmp_path / "origin.git", tmp_path / "checkout", tmp_path / "bin"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", origin], check=True)
    bin_folder.mkdir()
    program = bin_folder / PROGRAM
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "import sys; from scraper.cli import main; sys.exit(main())" "$@"'
        ' --replay "$PAGES"\n'
    )
    program.chmod(0o755)

    def go(pages: Path) -> tuple[int, str]:
        shutil.rmtree(checkout, ignore_errors=True)
        subprocess.run(["git", "clone", "--quiet", origin, checkout], check=True, capture_output=True)
        outputs = tmp_path / "outputs"
        outputs.write_text("")
        environment = {
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "PYTHONPATH": str(repository),
            "HOME": str(tmp_path),
            "PAGES": str(pages),
            "GITHUB_OUTPUT": str(outputs),
        }
        code = -1
        for name, step in steps().items():
            if "run" in step and name != "Install":
                said = dict(line.split("=") for line in outputs.read_text().split())
                shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", str(step["run"])]
                around = {**environment, "CODE": said.get("code", "")}
                code = subprocess.run(shell, cwd=checkout, env=around, capture_output=True, check=False).returncode
                assert code == 0 or name == "Fail where the run did", name
        log = subprocess.run(["git", "log", "--format=%s"], cwd=checkout, capture_output=True, text=True, check=True)
        return code, log.stdout

    return go


def test_the_workflow_commits_the_dataset_and_takes_it_up_again(forge, repository, tmp_path):
    data = tmp_path / "checkout" / "data"
    code, log = forge(repository / "fixtures")
    assert (code, log.splitlines()) == (0, ["Publish the dataset"])
    before = {name: (data / name).read_bytes() for name in dataset.FILES}
    assert not any((data / name).is_symlink() for name in dataset.FILES)

    (tmp_path / "less").mkdir()
    shutil.copytree(repository / "fixtures" / "pohjanmaan-liitto", tmp_path / "less" / "pohjanmaan-liitto")
    code, log = forge(tmp_path / "less")
    assert (code, log.count("Publish the dataset")) == (3, 2)
    assert {name: (data / name).read_bytes() for name in dataset.FILES} == before
    assert json.loads((data / "run.json").read_text())["status"] == "failed"
