"""A report over HTTP: nothing but its own plain files goes out; what the server itself refuses is in `test_server`."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scraper.cli import main
from scraper.desk.files import files_of
from scraper.desk.server import Server
from tests.desk.asking import ask
from tests.desk.test_server import FOREIGN, LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<!doctype html><title>Hankkeet</title>"
EVERYWHERE = "0.0.0.0"  # noqa: S104  (what a test of names needs)
COMMAND = [sys.executable, "-c", "import sys; from scraper.cli import main; sys.exit(main())", "serve"]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report that is reached through a link, as a published one is; a secret lies beside it."""
    made = tmp_path / "generations" / "one"
    (made / "project").mkdir(parents=True)
    (made / "index.html").write_text(PAGE)
    (made / "project" / "index.html").write_text("ä hanke")
    (made / "työ 1.csv").write_text("a,b\r\n")
    (made / "data.js").write_text("x")
    (made / ".hidden").write_text("secret")
    (made / "odd.bin").write_bytes(b"\0")
    (made / "out").symlink_to(tmp_path / "secret.txt")
    (made / "loop").symlink_to("loop")
    os.mkfifo(made / "pipe")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "report").symlink_to("generations/one")
    return tmp_path / "report"


@pytest.fixture
def origin(report: Path) -> Iterator[str]:
    with Server(files_of(report), port=0) as server:
        yield server.origin


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/", PAGE, "text/html; charset=utf-8"),
        ("/?sort=name", PAGE, "text/html; charset=utf-8"),
        ("/project/", "ä hanke", "text/html; charset=utf-8"),
        ("/ty%C3%B6%201.csv", "a,b\r\n", "text/csv; charset=utf-8"),
        ("/data.js", "x", "text/javascript; charset=utf-8"),
        ("/odd.bin", "\0", "application/octet-stream"),
    ],
)
def test_files_are_served(origin: str, path: str, body: str, kind: str) -> None:
    got = ask(origin, path)
    assert (got.status, got.text, got.headers["Content-Type"]) == (200, body, kind)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/project/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/....//secret.txt",
        "//secret.txt",
        "//etc/passwd",
        "/.hidden",
        "/./index.html",
        "/out",
        "/loop",
        "/pipe",
        "/index.html/",
        "/index.html/x",
        "/index.html%00.js",
        "/none.html",
        "/" + "a" * 5000,
    ],
)
def test_nothing_else_is_served(origin: str, path: str) -> None:
    got = ask(origin, path)
    assert got.status in {400, 404}
    assert b"secret" not in got.body


def test_folder_gets_its_slash(origin: str) -> None:
    got = ask(origin, "/project")
    assert (got.status, got.headers["Location"]) == (301, "/project/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_written(origin: str, method: str) -> None:
    got = ask(origin, method=method)
    assert (got.status, got.headers["Allow"]) == (405, "GET, HEAD")


def test_network_reaches_it_by_its_numbers(report: Path) -> None:
    with Server(files_of(report), host=EVERYWHERE, port=0) as server:
        assert not server.is_local
        known = [name for name in (*LOCAL, *FOREIGN) if server.knows(name)]
    assert known == [*LOCAL, "192.168.1.5", EVERYWHERE]


def test_browser_keeps_what_has_not_changed(report: Path, origin: str) -> None:
    first = ask(origin, "/data.js")
    assert first.headers["Cache-Control"] == "no-cache"
    again = ask(origin, "/data.js", If_None_Match=f'"other", W/{first.headers["ETag"]}')
    assert (again.status, again.body, "Content-Length" in again.headers) == (304, b"", False)
    (report / "data.js").write_text("y")
    assert ask(origin, "/data.js", If_None_Match=first.headers["ETag"]).text == "y"


def test_command_without_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--output", str(tmp_path)]) == 3
    assert "holds no report; write one with 'council-scraper report'" in capsys.readouterr().err


def test_port_in_use_is_a_line_and_a_code(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--output", str(report.parent), "--port", str(port)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert f"127.0.0.1 port {port}: can't be listened on (Address already in use)" in line


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_command_serves_until_it_is_told_to_end(report: Path, end: signal.Signals) -> None:
    with subprocess.Popen(
        [*COMMAND, "--output", str(report.parent), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        address = process.stdout.readline().strip() if process.stdout else ""
        assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/", address)
        assert ask(address.rstrip("/")).text == PAGE
        process.send_signal(end)
        _, said = process.communicate(timeout=10)
        assert (process.returncode, json.dumps(said).count("\\n")) == (0, 1)
