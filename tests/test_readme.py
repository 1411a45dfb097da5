"""What the documents show is what happens: every console block is run, every make target and link exists."""

from __future__ import annotations

import ast
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from scraper import extract
from scraper.cli import COMMANDS, cli, main
from scraper.errors import CouncilScraperError
from scraper.model import WarningCode
from scraper.schema import COLUMNS

REPOSITORY = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md"), REPOSITORY / "output" / "README.md"])
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PAGE = re.compile(r"^```(html|text) ([\w, ]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"(?:^\$ |`)make ([a-z-]+)", re.MULTILINE)


class Example(NamedTuple):
    """A command of a document and what it says that the command prints."""

    document: str
    command: str
    printed: str


def examples():
    """Yield every command of every console block with the lines that follow it; `make` sets up, and is not run."""
    for document in DOCUMENTS:
        for block in BLOCK.findall(document.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                if not command.startswith("make "):
                    yield Example(document.name, command, printed)


EXAMPLES = list(examples())


@pytest.fixture
def folder(tmp_path):
    """A folder to run commands in: the fixtures are there, and what is written goes away."""
    shutil.copytree(REPOSITORY / "fixtures", tmp_path / "fixtures")
    return tmp_path


def test_the_readme_shows_commands():
    assert any(example.document == "README.md" for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.document}: {example.command}")
def test_a_command_prints_what_the_document_says(example, folder):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", example.command],
        cwd=folder,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.stdout.replace("\r\n", "\n") == example.printed


def test_the_readme_session_in_python_is_true(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert main(["run", "--replay", "fixtures", "--quiet"]) == 0  # what `make run` does
    session = "".join(SESSION.findall((REPOSITORY / "README.md").read_text(encoding="utf-8")))
    test = doctest.DocTestParser().get_doctest(session, {}, "README.md", None, 0)
    assert len(test.examples) > 5
    report = io.StringIO()
    assert doctest.DocTestRunner().run(test, out=report.write).failed == 0, report.getvalue()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    missing = [
        link for link in LINK.findall(document.read_text(encoding="utf-8")) if not (document.parent / link).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_exist(document):
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(MAKE.findall(document.read_text(encoding="utf-8"))) <= targets


def test_every_column_is_documented_in_order():
    text = (REPOSITORY / "docs" / "data-model.md").read_text(encoding="utf-8")
    table = text.partition("## Projects")[2].partition("\n## ")[0]
    documented = [
        name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    ]
    assert documented == list(COLUMNS)


@pytest.mark.parametrize("code", WarningCode)
def test_every_warning_is_documented(code):
    assert f"| `{code}` |" in (REPOSITORY / "docs" / "data-model.md").read_text(encoding="utf-8")


HOW_IT_READS = [
    (language, tuple(rules.split(", ")), page)
    for language, rules, page in PAGE.findall((REPOSITORY / "docs" / "how-it-reads.md").read_text(encoding="utf-8"))
]
"""The example pages of the document: what each is written in, and the rules that it is to show."""


def rules_of(page: bytes, content_type: str | None = None) -> set[str]:
    """Return the rules by which a page is read."""
    read = extract(page, content_type=content_type)
    lists = [
        one if isinstance(one, list) else [one]
        for each in (*read.pages, *read.projects)
        for one in each.evidence.values()
    ]
    return {one.rule for each in lists for one in each}


@pytest.mark.parametrize(
    ("language", "rules", "page"), HOW_IT_READS, ids=[", ".join(rules) for _, rules, _ in HOW_IT_READS]
)
def test_an_example_page_is_read_by_the_rules_that_it_shows(language, rules, page):
    content_type = {"html": "text/html; charset=utf-8", "text": "text/plain; charset=utf-8"}[language]
    assert set(rules) <= rules_of(page.encode(), content_type)


def test_every_rule_of_the_evidence_is_documented_and_shown():
    text = (REPOSITORY / "docs" / "data-model.md").read_text(encoding="utf-8").partition("The rules")[2]
    table = text.partition("\n## ")[0]
    documented = set(re.findall(r"^\| `([\w ]+)` \|", table, re.MULTILINE))
    pages = [*REPOSITORY.glob("fixtures/*/*/*.html"), *REPOSITORY.glob("fixtures/*/*/*.txt")]
    produced = set().union(*(rules_of(page.read_bytes()) for page in pages))
    assert len(produced) > 5
    assert produced <= documented
    assert {rule for _, rules, _ in HOW_IT_READS for rule in rules} == documented


def test_every_rule_of_the_code_is_documented():
    text = (REPOSITORY / "docs" / "data-model.md").read_text(encoding="utf-8")
    named = {
        call.args[-1].value
        for file in (REPOSITORY / "scraper" / "extraction").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"RawValue", "whole"}
        and isinstance(call.args[-1], ast.Constant)
    }
    assert len(named) > 10
    assert {rule for rule in named if f"| `{rule}` |" not in text} == set()


LIMITS = (REPOSITORY / "docs" / "limits.md").read_text(encoding="utf-8")
REFUSED = re.findall(r"^\| `([^`|]+)` \| `([A-Z_]+)` \|", LIMITS, re.MULTILINE)
LEFT_ALONE = re.findall(r"^\| `([^`|]+)` \| [^`|]+ \|$", LIMITS, re.MULTILINE)


@pytest.mark.parametrize(("line", "warning"), REFUSED, ids=[line for line, _ in REFUSED])
def test_a_value_is_refused_as_the_limits_say(line, warning):
    read = extract(f"Silta tulevaan\nHakija: Lopen kunta\n{line}\n".encode(), content_type="text/plain; charset=utf-8")
    [project] = read.projects
    values = (project.granted_amount, project.total_cost, project.start_date, project.end_date)
    assert values == (None, None, None, None)
    assert warning in project.warnings
    assert line.partition(": ")[2] in {one.raw for one in project.evidence.values() if not isinstance(one, list)}


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_a_line_gives_nothing_as_the_limits_say(line):
    page = f"<title>Ajankohtaista</title><h1>Ajankohtaista</h1><p>{line}</p>"
    assert extract(page.encode(), content_type="text/html; charset=utf-8").projects == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command):
    text = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")
    section = text.partition(f"## `council-scraper {command}")[2].partition("\n## ")[0]
    options = options_of(cli.get_command(click.Context(cli), command))
    assert options
    assert {option for option in options if f"`{option}" not in section} == set()


def options_of(command: click.Command) -> set[str]:
    """Return the long options of a command and of those below it."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    own = {name for each in command.params for name in each.opts if name.startswith("--")}
    return own.union(*map(options_of, below))


def test_every_exit_code_is_documented():
    text = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")
    codes = {error.exit_code for error in (CouncilScraperError, *_below(CouncilScraperError))}
    assert {code for code in codes if f"| {code} |" not in text} == set()


def _below(error):
    for child in error.__subclasses__():
        yield child
        yield from _below(child)
