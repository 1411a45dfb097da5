"""`council-scraper sources` as a user calls it: what is printed, and the exit codes."""

from __future__ import annotations

import http.server
import json
import os
import shutil
import threading

import pytest

from scraper.cli import main
from scraper.sources import load_sources

GOOD = 'id = "a"\nfunder = "A"\nstarts = ["https://a.fi/"]\n[expect]\nminimum = 1\n'


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """Return a function that calls the program in an empty folder and returns its code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COUNCIL_SCRAPER_CONTACT", raising=False)

    def run(*arguments: str):
        code = main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def own(repository, tmp_path):
    """Return a folder with the example of a parser of one's own, and its saved page."""
    return shutil.copytree(repository / "examples" / "own-parser", tmp_path / "own")


@pytest.fixture
def page():
    """Return the address of a page with one project, on this machine."""

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = "<main><h1>Silta</h1><p>Hakija: Lopen kunta</p><p>Myönnetty tuki: 5 000 €</p></main>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hankkeet/"
        server.shutdown()
        thread.join()


def test_list(call):
    code, out, err = call("sources", "list")
    head, *rows = out.splitlines()
    assert (code, err, len(rows)) == (0, "", 19)
    assert head.split() == ["ID", "REGION", "FUNDER", "PAGES", "LIVE", "CHECKED"]
    assert ["hameen-liitto", "05", "Hämeen", "liitto", "1", "yes", "never"] in [row.split() for row in rows]
    assert ["kainuun-liitto", "18", "Kainuun", "liitto", "1+", "named", "never"] in [row.split() for row in rows]
    assert max(map(len, out.splitlines())) <= 100


def test_list_of_one_s_own_for_programs(call, own):
    code, out, _ = call("sources", "list", "--json", "--sources", str(own))
    [record] = json.loads(out)
    [source] = load_sources(own)
    assert code == 0
    assert (record["id"], record["live"], record["verified"], record["parser"]) == (
        "kortit",
        False,
        False,
        "kortit:read",
    )
    assert record["expect"]["fill"] == source.expect.fill


def test_show(call, own):
    text = own / "kortit.toml"
    text.write_text(
        text.read_text(encoding="utf-8").replace("verified = false", 'verified = 2026-03-15\nnotes = "a\\u001b[2Jb"')
        + "[follow]\nallow = ['/a/', '/b/']\n[labels]\ngranted_amount = ['Panos']\n",
        encoding="utf-8",
    )
    code, out, err = call("sources", "show", "kortit", "--sources", str(own))
    rows = [line.split(maxsplit=1) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert ["verified", "2026-03-15"] in rows
    assert ["notes", r"a\x1b[2Jb"] in rows
    assert ["follow.allow", "/a/"] in rows
    assert ["/b/"] in rows
    assert ["follow.depth", "1"] in rows
    assert ["labels.granted_amount", "Panos"] in rows
    assert ["expect.fill.granted_amount", "1.0"] in rows
    assert json.loads(call("sources", "show", "kortit", "--json", "--sources", str(own))[1])["follow"]["pages"] == 200


def test_a_folder_whose_name_is_not_in_utf_8(call, own):
    folder = own.rename(own.with_name(os.fsdecode(b"h\xe4me")))
    code, out, _ = call("sources", "show", "kortit", "--json", "--sources", str(folder))
    assert (code, json.loads(out)["file"]) == (0, str(folder / "kortit.toml"))


def test_show_what_there_is_not(call):
    code, out, err = call("sources", "show", "hamen-liitto")
    assert (code, out) == (2, "")
    assert "did you mean hameen-liitto?" in err


def test_lint(call, own, tmp_path):
    assert call("sources", "lint") == (0, "", "council-scraper: 19 definitions, no fault\n")
    assert call("sources", "lint", str(own))[0] == 0
    assert call("sources", "lint", "--sources", str(own))[0] == 0
    bad = tmp_path / "bad.toml"
    bad.write_text(GOOD.replace("[expect]\nminimum", "minimum"), encoding="utf-8")
    code, out, err = call("sources", "lint", str(own), str(bad))
    first, second = out.splitlines()
    assert code == 1
    assert first.startswith(f"{bad}: line 4: minimum: no such key")
    assert second.startswith(f"{bad}: line 4: expect: is missing")
    assert err == "council-scraper: 2 definitions, 2 faults\n"


@pytest.mark.parametrize("arguments", [["nowhere"], ["--sources", "nowhere"], ["."]], ids=" ".join)
def test_lint_where_there_is_nothing(call, arguments):
    code, out, err = call("sources", "lint", *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_new_prints_a_definition_or_writes_it(call, tmp_path):
    code, printed, err = call("sources", "new", "https://www.pirkanmaa.fi/hankkeet/")
    assert (code, err) == (0, "")
    code, out, _ = call("sources", "new", "https://www.pirkanmaa.fi/hankkeet/", "--sources", "own", "--id", "mine")
    assert (code, out) == (0, "own/mine.toml\n")
    text = (tmp_path / "own" / "mine.toml").read_text(encoding="utf-8")
    assert text == printed.replace("pirkanmaan-liitto", "mine")
    code, out, err = call("sources", "new", "https://www.pirkanmaa.fi/x/", "--sources", "own", "--id", "mine")
    assert (code, out) == (2, "")
    assert "own/mine.toml is there already" in err
    assert (tmp_path / "own" / "mine.toml").read_text(encoding="utf-8") == text


def test_new_reads_the_page(call, page):
    code, out, err = call("sources", "new", page, "--fetch", "--allow-private")
    assert (code, err) == (0, f"council-scraper: {page}: 1 project\n")
    assert "the start page has 1 today" in out


@pytest.mark.parametrize(
    ("arguments", "expected", "words"),
    [
        (["pirkanmaa.fi"], 2, "is no address of a page"),
        (["https://a.fi/", "--id", "A B"], 2, "'A B' is no id"),
        (["http://127.0.0.1:9/", "--fetch"], 3, "127.0.0.1"),
        (["https://a.fi/", "--sources", "file"], 2, "is a file"),
        (["https://a.fi/", "--sources", "file/below"], 4, "could not be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_new_where_it_can_not(call, tmp_path, arguments, expected, words):
    (tmp_path / "file").touch()
    code, out, err = call("sources", "new", *arguments)
    assert (code, out) == (expected, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_run_reads_by_a_parser_of_its_own(call, own):
    code, out, err = call("run", "--sources", str(own), "--replay", str(own))
    assert (code, err) == (0, "")
    assert out.splitlines()[1].split() == ["kortit", "1", "2", "60,500", "0"]


def test_a_run_says_in_one_line_where_a_parser_failed(call, own):
    code_file = own / "kortit.py"
    code_file.write_text(code_file.read_text(encoding="utf-8").replace("select_one", "select_two"), encoding="utf-8")
    code, _, err = call("run", "--sources", str(own), "--replay", str(own))
    first, *_ = err.splitlines()
    assert code == 3
    assert first.startswith(
        f"council-scraper: kortit: https://www.example.org/hankkeet/: {code_file}: line 7: TypeError"
    )


def test_a_run_fails_a_source_whose_columns_are_emptier_than_expected(call, own):
    text = own / "kortit.toml"
    text.write_text(text.read_text(encoding="utf-8") + "partners = 0.5\n", encoding="utf-8")
    code, _, err = call("run", "--sources", str(own), "--replay", str(own))
    assert code == 6
    assert "kortit: partners is filled in 0 of 2 projects (0%) where 50% are expected" in err


def test_what_is_read_by_name_only(call, own):
    text = own / "kortit.toml"
    text.write_text(text.read_text(encoding="utf-8").replace("live = false", 'live = "named"'), encoding="utf-8")
    code, _, err = call("run", "--sources", str(own), "--replay", str(own))
    assert (code, err.count("\n")) == (2, 1)
    assert "name one with --source" in err
    assert call("run", "--sources", str(own), "--replay", str(own), "--source", "kortit")[0] == 0
