from __future__ import annotations

import csv
import errno
import io
import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.schema import COLUMNS

PROGRAM = [sys.executable, "-c", "import sys; from scraper.cli import main; sys.exit(main())"]
TEXT = """\
AKKE-rahoitetut hankkeet 2021

Päivitetty 21. huhtikuuta 2021

{name}

HakijaHämeen maakuntaliitto, kuntayhtymä
Myönnetty rahoitus79 900 €
Kustannusarvio114 200 €
Toteutusaika15.3.2021-31.3.2022
"""
HTML = """\
<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>AKKE-hankkeet 2021</title></head><body><main>
<h1>AKKE-hankkeet 2021</h1><h2>{name}</h2>
<dl><dt>Hakija</dt><dd>Riihimäen kaupunki</dd><dt>Myönnetty rahoitus</dt><dd>12 000,50 €</dd></dl></main></body></html>
"""
BAD = {
    "empty.html": (b"", "empty"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, ""),
    "decision.txt": (b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "cut.html": (HTML.partition("<dt>Myönnetty")[0].encode() + b'<dt class="myo', "cut"),
}


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A folder with two pages, made the current one."""
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "a.txt").write_text(TEXT.format(name="Häme kasvaa"), encoding="utf-8")
    (tmp_path / "saved" / "b.html").write_text(HTML.format(name="Vihreä Riihimäki"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextmanager
def site(answers):
    """Serve `{path: (status, body)}` on this machine and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = answers.get(self.path, (404, b"gone"))
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def names_in(text, form):
    """Return the names of the projects in what was printed."""
    if form == "json":
        records = json.loads(text)["projects"]
    elif form == "jsonl":
        records = [json.loads(line) for line in text.splitlines()]
    else:
        records = list(csv.DictReader(io.StringIO(text, newline="")))
    return [record["name"] for record in records]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ("saved/a.txt", ["Häme kasvaa"]),
        ("saved/b.html saved/a.txt", ["Vihreä Riihimäki", "Häme kasvaa"]),
        ("saved", ["Häme kasvaa", "Vihreä Riihimäki"]),
        ("saved/*", ["Häme kasvaa", "Vihreä Riihimäki"]),
        ("saved/*.html", ["Vihreä Riihimäki"]),
    ],
    ids=str,
)
def test_inputs_become_projects_in_order(pages, capsys, arguments, names, form):
    assert main(["extract", "--format", form, *arguments.split()]) == 0
    out, err = capsys.readouterr()
    assert names_in(out, form) == names
    assert err == ""


def test_json_is_one_document_with_every_key(pages, capsys):
    assert main(["extract", "saved"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [page["projects"] for page in found["pages"]] == [1, 1]
    assert [list(project) for project in found["projects"]] == [[*COLUMNS, "evidence"]] * 2
    assert [project["granted_amount"] for project in found["projects"]] == [79900, 12000.5]
    assert found["projects"][0]["evidence"]["granted_amount"]["raw"] == "79 900 €"


def test_no_evidence_leaves_out_evidence_and_nothing_else(pages, capsys):
    main(["extract", "saved"])
    full = json.loads(capsys.readouterr().out)
    main(["extract", "--no-evidence", "saved"])
    bare = json.loads(capsys.readouterr().out)
    for record in (*full["pages"], *full["projects"]):
        del record["evidence"]
    assert bare == full


def test_csv_has_every_column_and_crlf(pages, capsysbinary):
    assert main(["extract", "--format", "csv", "saved/a.txt"]) == 0
    header, row, end = capsysbinary.readouterr().out.decode("utf-8").split("\r\n")
    assert header == ",".join(COLUMNS)
    assert row.startswith("hameen") or "Häme kasvaa" in row
    assert end == ""


@pytest.mark.parametrize("name", ["saved/a.txt", "-"])
def test_the_page_address_goes_to_the_projects(pages, capsys, monkeypatch, name):
    monkeypatch.setattr("sys.stdin", open("saved/a.txt", encoding="utf-8"))  # noqa: SIM115  (closed below)
    assert main(["extract", "--url", "https://www.hameenliitto.fi/akke/", name]) == 0
    sys.stdin.close()
    found = json.loads(capsys.readouterr().out)
    assert found["pages"][0]["url"] == found["projects"][0]["source_url"] == "https://www.hameenliitto.fi/akke/"


def test_a_page_without_projects_is_no_error(pages, capsys):
    (pages / "call.html").write_text(
        "<html><body><h1>Haku on auki</h1><p>Hae tukea 30.9.2022 mennessä.</p></body></html>", encoding="utf-8"
    )
    assert main(["extract", "call.html"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["projects"] == []
    assert found["pages"][0]["projects"] == 0


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
@pytest.mark.parametrize("bad", BAD)
def test_what_can_not_be_read_is_one_line_and_the_others_are_done(pages, capsys, bad, form):
    (pages / "saved" / bad).write_bytes(BAD[bad][0])
    assert main(["extract", "--format", form, f"saved/{bad}", "saved", "missing.html"]) == 3
    out, err = capsys.readouterr()
    assert names_in(out, form) == ["Häme kasvaa", "Vihreä Riihimäki"]
    assert [line.split(": ")[:2] for line in err.splitlines()] == [
        ["council-scraper", f"saved/{bad}"],
        ["council-scraper", "missing.html"],
    ]
    assert BAD[bad][1] in err


@pytest.mark.parametrize("bad", [*BAD, "missing.html", "folder"])
def test_nothing_is_written_where_nothing_could_be_read(pages, capsys, bad):
    (pages / "folder").mkdir()
    if bad in BAD:
        (pages / bad).write_bytes(BAD[bad][0])
    assert main(["extract", "--output", "projects.json", bad]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert not (pages / "projects.json").exists()


@pytest.mark.parametrize(
    ("target", "form"),
    [("projects.json", "json"), ("projects.jsonl", "jsonl"), ("projects.CSV", "csv"), ("projects", "json")],
    ids=str,
)
def test_output_takes_its_format_from_its_ending(pages, capsys, target, form):
    assert main(["extract", "--output", target, "saved"]) == 0
    assert capsys.readouterr() == ("", "")
    with open(target, encoding="utf-8", newline="") as stream:
        assert names_in(stream.read(), form) == ["Häme kasvaa", "Vihreä Riihimäki"]


@pytest.mark.parametrize("target", ["missing/projects.json", "saved", "/dev/full"])
def test_an_output_that_can_not_be_written_is_one_line_and_exit_4(pages, capsys, target):
    before = sorted(os.listdir())
    assert main(["extract", "--output", target, "saved"]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("council-scraper: ")
    assert len(err.splitlines()) == 1
    assert sorted(os.listdir()) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], ""),
        (["--verbose"], "council-scraper: 2 projects on 2 pages, "),
        (["--quiet"], ""),
    ],
    ids=str,
)
def test_a_summary_where_it_is_asked_for(pages, capsys, options, said):
    assert main(["extract", *options, "saved"]) == 0
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert len(err.splitlines()) == bool(said)


def test_an_address_is_fetched(capsys):
    with site({"/akke": (200, HTML.format(name="Vihreä Riihimäki").encode())}) as address:
        assert main(["extract", "--allow-private", f"{address}/akke"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [project["name"] for project in found["projects"]] == ["Vihreä Riihimäki"]
    assert found["projects"][0]["source_url"] == f"{address}/akke"


@pytest.mark.parametrize(
    ("options", "path", "said"),
    [(["--allow-private"], "/gone", "404"), (["--allow-private"], "/broken", "500"), ([], "/akke", "private network")],
    ids=str,
)
def test_an_address_that_gives_no_page_is_one_line_and_exit_3(capsys, options, path, said):
    with site({"/akke": (200, HTML.encode()), "/broken": (500, b"oops")}) as address:
        assert main(["extract", *options, f"{address}{path}"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"council-scraper: {address}{path}: ")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_host_that_does_not_answer_is_one_line_and_exit_3(capsys):
    with site({}) as address:
        pass
    assert main(["extract", "--allow-private", f"{address}/akke"]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_control_characters_of_a_file_name_are_shown_not_obeyed(pages, capsys):
    assert main(["extract", "\x1b]0;x\x07\n.html"]) == 3
    assert capsys.readouterr().err == (
        "council-scraper: \\x1b]0;x\\x07\\n.html: no such file or folder; check the path\n"
    )


def test_utf8_goes_out_whatever_the_locale(pages):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*PROGRAM, "extract", "saved"], env=environment, capture_output=True, check=True)
    assert "Vihreä Riihimäki" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_ends_it_quietly(pages):
    for number in range(40):
        (pages / "saved" / f"c{number}.txt").write_text(TEXT.format(name=f"Hanke {'x' * 4000}"), encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "extract", "--format", "jsonl", "saved"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")
def test_a_full_disk_behind_standard_output_is_one_line_and_exit_4(pages):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PROGRAM, "extract", "saved"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 4
    assert done.stderr.splitlines() == [
        "council-scraper: standard output: could not be written (No space left on device); name a file with --output"
    ]


def test_closed_standard_output_is_one_line_and_exit_4(pages):
    command = ["bash", "-c", '"$@" >&-', "bash", *PROGRAM, "extract", "--format", "csv", "saved"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 4
    assert done.stderr == "council-scraper: standard output: is closed; open it or name a file\n"


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_is_one_line_and_leaves_no_file(pages, request_to_end):
    os.mkfifo("slow.html")
    process = subprocess.Popen(
        [*PROGRAM, "extract", "--format", "csv", "--output", "projects.csv", "saved/a.txt", "slow.html"],
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        _until(lambda: any(name.endswith(".part") for name in os.listdir()))
        process.send_signal(request_to_end)
        try:
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 130
    assert len(said.splitlines()) == 1
    assert sorted(os.listdir()) == ["saved", "slow.html"]


def test_a_bar_and_a_summary_on_a_terminal_and_data_on_stdout(pages):
    ours, theirs = pty.openpty()
    done = subprocess.run([*PROGRAM, "extract", "saved", "gone"], stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    said = _all_of(ours)
    assert names_in(done.stdout.decode(), "json") == ["Häme kasvaa", "Vihreä Riihimäki"]
    assert "Reading pages" in said
    assert "council-scraper: gone: no such file or folder; check the path" in said
    assert "council-scraper: 2 projects on 2 pages" in said


def _until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _all_of(terminal):
    said = b""
    try:
        while chunk := os.read(terminal, 65536):
            said += chunk
    except OSError as error:  # Linux's way to say that the other end was closed
        if error.errno != errno.EIO:
            raise
    os.close(terminal)
    return said.decode("utf-8")


STARVED = """
import resource, sys
from pathlib import Path
from scraper import extract
from scraper.cli import main
extract(b"Hakija: Lopen kunta")
pages = int(Path("/proc/self/statm").read_text().split()[0])
resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 25_000_000,) * 2)
sys.exit(main())
"""


def test_a_page_that_memory_can_not_hold_is_one_line_and_the_others_are_read(pages):
    Path("large.txt").write_text("Hanke\nHakija: Lopen kunta\nMyönnetty tuki: 5 000 €\n\n" * 60_000, "utf-8")
    command = [sys.executable, "-c", STARVED, "extract", "large.txt", "saved/a.txt"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr[-500:]
    assert "large.txt: it takes more memory to read than there is" in done.stderr
    assert names_in(done.stdout, "json") == ["Häme kasvaa"]
