"""`council-scraper fixture` as a user calls it: what is printed, and the exit codes."""

from __future__ import annotations

import io
import json
import sys

import pytest

from scraper.cli import main
from tests.fixture.conftest import PAGE, edit, site, write

__all__ = ["edit", "site", "write"]

HTML = "text/html; charset=utf-8"
NAME = "hameen-liitto/2021-04-akke"


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """Return a function that calls the command in an empty folder and returns its code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COUNCIL_SCRAPER_REVIEWER", raising=False)

    def run(*arguments: str, says: str = ""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(says))
        code = main(["fixture", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_fixtures_of_the_project_are_in_order(repository, call):
    assert call("check", str(repository / "fixtures"))[:2] == (0, "")


def test_from_the_web_to_a_checked_fixture(site, call, tmp_path):
    url = site.answer("/akke", PAGE.encode(), Content_Type=HTML)
    record = ("record", url, "--source", "hameen-liitto", "--why", "A test.")
    code, _, err = call(*record)
    assert (code, err.count("\n")) == (3, 1)
    assert "--allow-private" in err or "private" in err
    code, out, _ = call(*record, "--allow-private")
    assert code == 0
    folder = out.strip()
    assert (tmp_path / folder / "page.html").read_bytes() == PAGE.encode()
    code, out, _ = call("check")
    assert (code, out.count("\n")) == (1, 1)
    assert "nobody has reviewed it; council-scraper fixture review" in out
    code, out, _ = call("review", says="y\nMaija\n")
    assert code == 0
    assert "    granted_amount: — → 79900\n      page: " in out
    assert "[79 900 €]" in out
    assert json.loads((tmp_path / folder / "meta.json").read_text("utf-8"))["reviewed"]["by"] == "Maija"
    assert call("check") == (0, "", "council-scraper: 1 fixture, all read as expected\n")
    assert call("review") == (0, "", "")
    assert call("stale", "--days", "1") == (0, "", "")


def test_a_rejected_fixture_stays_as_it_is(write, call):
    folder = write(reviewed=None)
    before = (folder / "meta.json").read_bytes()
    code, out, _ = call("review", str(folder), says="n\n")
    assert (code, out.splitlines()[-1]) == (1, f"{NAME}: rejected, nothing was changed")
    assert (folder / "meta.json").read_bytes() == before
    assert not (folder / "expected.json").exists()


def test_accepting_unattended(write, call):
    write(reviewed=None)
    assert call("review", "--accept")[0] == 2
    assert call("review", "--accept", "--by", "Maija") == (0, f"{NAME}: accepted\n", "")
    assert call("check")[0] == 0


def test_a_changed_page_is_accepted_only_by_who_looks(write, call):
    folder = write()
    call("review", "--accept", "--by", "Maija")
    (folder / "page.html").write_text(PAGE.replace("12 000", "13 000"), encoding="utf-8")
    code, _, err = call("review", "--accept", "--by", "Maija")
    assert (code, "review it without --accept" in err) == (3, True)
    code, out, _ = call("review", "--by", "Maija", says="y\n")
    assert code == 0
    assert "granted_amount: 12000 → 13000" in out
    assert "page.html holds other bytes" in out
    assert call("check")[0] == 0


def test_old_ones_are_listed(write, call):
    write()
    code, out, _ = call("stale", "--days", "30")
    assert code == 1
    assert out.startswith(f"{NAME}: ")
    assert out.endswith(" days old, fetched 2021-04-22\n")
    code, out, _ = call("stale", "--days", "30", "--json")
    (row,) = json.loads(out)
    assert (code, row["fixture"], row["fetched_at"]) == (1, NAME, "2021-04-22T06:00:00Z")


def test_what_a_page_could_do_to_a_terminal_is_shown_instead(write, call):
    write(page=PAGE.replace("Forssan kaupunki", "Forssan\x1b[2J kau\N{RIGHT-TO-LEFT OVERRIDE}punki"), reviewed=None)
    _, out, _ = call("review", says="n\n")
    assert "\x1b" not in out
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "Missing command"),
        (["such"], 2, "No such command"),
        (["check", "nowhere"], 3, "no folder nowhere with fixtures"),
        (["check", "."], 3, "no fixture below ."),
        (["review", "nowhere"], 3, "no folder nowhere with fixtures"),
        (["stale"], 2, "Missing option '--days'"),
        (["stale", "--days", "-1"], 2, "Invalid value"),
        (["record", "https://a.fi/", "--source", "hameen-liitto"], 2, "Missing option '--why'"),
        (["record", "https://a.fi/", "--source", "hameen-liitto", "--why", " "], 2, "--why is empty"),
        (["record", "https://a.fi/", "--source", "hamen-liitto", "--why", "x"], 2, "did you mean hameen-liitto?"),
        (["record", "a.fi", "--source", "hameen-liitto", "--why", "x"], 2, "not the address of a web page"),
        (["record", "https://u:s3@a.fi/", "--source", "hameen-liitto", "--why", "x"], 2, "a user name or password"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_call_is_one_line(call, tmp_path, arguments, code, words):
    result, out, err = call(*arguments)
    assert (result, out) == (code, "")
    assert words in err
    assert err.count("\n") == 1
    assert "s3" not in err


def test_nobody_sees_what_is_asked(write, call, monkeypatch):
    write(reviewed=None)
    monkeypatch.setattr("sys.stdout", None)
    code, _, err = call("review", "--by", "A")
    assert (code, "standard output: is closed" in err) == (4, True)


def test_nobody_answers(write, call):
    write(reviewed=None)
    code, _, err = call("review")
    assert code == 2
    assert "nobody answers; review on a terminal" in err
