from __future__ import annotations

import os
import subprocess
import sys

import pytest

from scraper import __version__
from scraper.cli import COMMANDS, main

HEAVY = {"pandas", "httpx", "dateparser", "lxml", "bs4", "rich", "numpy", "sqlalchemy", "scraper.pipeline"}


def modules_after(*arguments):
    """Return the names of all modules that a run of the command line imported."""
    program = "import sys; from scraper.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", ["--help", "-h", "--version", "", "nonsense"], ids=repr)
def test_help_imports_nothing_heavy(arguments):
    imported = modules_after(*arguments.split())
    assert "scraper.cli" in imported
    assert not imported & HEAVY


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_listed(command, capsys):
    assert main(["--help"]) == 0
    assert f"  {command} " in capsys.readouterr().out
    assert main([command, "--help"]) == 0
    assert f"Usage: council-scraper {command} " in capsys.readouterr().out


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"council-scraper {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "Missing command; see 'council-scraper --help'"),
        *[
            (group, f"Missing command; see 'council-scraper {group} --help'")
            for group in ("archive", "fixture", "history", "sources")
        ],
        (
            "export",
            "Missing option '--format'. Choose from: csv, fi-csv, goals, json, jsonl, xlsx, parquet, 360giving; "
            "see 'council-scraper export --help'",
        ),
        ("publish", "No such command 'publish'; see 'council-scraper --help'"),
        ("--loud", "No such option '--loud'; see 'council-scraper --help'"),
        ("extract", "Missing argument 'PATH|URL|-...'; see 'council-scraper extract --help'"),
        ("extract --url", "Option '--url' requires an argument; see 'council-scraper --help'"),
        (
            "extract --format xml page.html",
            "Invalid value for '--format': 'xml' is not one of 'json', 'jsonl', 'csv'; "
            "see 'council-scraper extract --help'",
        ),
        ("extract -v -q page.html", "--verbose and --quiet ask for opposite things; give one of them"),
        (
            "extract ftp://example.org/",
            "ftp://example.org/: not the address of a web page; it begins with https:// or http:// and a host",
        ),
    ],
    ids=str,
)
def test_a_wrong_call_is_one_line_and_exit_2(arguments, said, capsys):
    assert main(arguments.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"council-scraper: {said}\n"


def test_control_characters_of_a_call_are_shown_not_obeyed(capsys):
    assert main(["\x1b[2J"]) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("--help > /dev/full", 4, "standard output: could not be written (No space left on device)"),
        ("--version > /dev/full", 4, "standard output: could not be written (No space left on device)"),
        ("fixture stale --days 1 fixtures > /dev/full", 4, "standard output: could not be written"),
        ("--help | true", 141, ""),
        ("fixture stale --days 1 fixtures | true", 141, ""),
        ("extract no-such-file 2> /dev/full", 3, ""),
        ("extract no-such-file 2>&-", 3, ""),
        ("fixture stale --days 1 fixtures >&-", 1, ""),
        ("run --replay fixtures --no-report --log-json - >&-", 4, "standard output: is closed"),
    ],
)
def test_full_and_closed_streams(repository, tmp_path, command, code, words, unbuffered):
    (tmp_path / "fixtures").symlink_to(repository / "fixtures")
    program = "import sys; from scraper.cli import main; sys.exit(main())"
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; "$PYTHON" -c "$PROGRAM" {command}'],
        cwd=tmp_path,
        env={**os.environ, "PYTHON": sys.executable, "PROGRAM": program, "PYTHONPATH": str(repository),
             "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == bool(words)
