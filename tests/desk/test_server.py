from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from scraper.desk.files import files_of
from scraper.desk.server import MOST_BYTES, Answer, Server
from scraper.errors import UsageError
from tests.desk.asking import ask, send

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.desk.server import Request

PAGE = "<!doctype html><title>Hankkeet</title>"
LOCAL = ("127.0.0.1", "127.0.0.1:1", "localhost", "LOCALHOST:8000", "localhost.", "[::1]:8000", "127.9.9.9")
EVERYWHERE = "0.0.0.0"  # noqa: S104  (what a test of names needs)
FOREIGN = (
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "127.0.0.1@evil.example",
    "192.168.1.5",
    EVERYWHERE,
    "2130706433",
    "[::1",
    "",
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report that is reached through a link, as a published one may be; a secret lies beside it."""
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
    with Server(files_of(report), host="127.0.0.1", port=0) as server:
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
        "/%0d%0aX-Evil:%201",
        "/%ff",
        "/none.html",
        "/" + "a" * 5000,
        "index.html",
        "http://127.0.0.1/",
        "*",
    ],
)
def test_nothing_else_is_served(origin: str, path: str) -> None:
    got = ask(origin, path)
    assert got.status in {400, 404}
    assert b"secret" not in got.body.replace(b"secret.txt", b"")
    assert "X-Evil" not in got.headers


def test_folder_gets_its_slash(origin: str) -> None:
    got = ask(origin, "/project")
    assert (got.status, got.headers["Location"]) == (301, "/project/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "BREW"])
def test_other_methods_are_refused(origin: str, method: str) -> None:
    got = ask(origin, method=method)
    assert (got.status, got.headers["Allow"]) == (405, "GET, HEAD")


def test_head_has_no_body(origin: str) -> None:
    got = ask(origin, method="HEAD")
    assert (got.status, got.headers["Content-Length"], got.body) == (200, str(len(PAGE)), b"")


@pytest.mark.parametrize("name", LOCAL)
def test_own_names_are_known(origin: str, name: str) -> None:
    assert ask(origin, Host=name).status == 200


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_names_are_refused(origin: str, name: str) -> None:
    got = ask(origin, Host=name)
    assert got.status == 421
    assert PAGE not in got.text


def test_network_reaches_it_by_its_numbers(report: Path) -> None:
    with Server(files_of(report), host=EVERYWHERE, port=0) as server:
        assert not server.is_local
        known = [name for name in (*LOCAL, *FOREIGN) if server.knows(name)]
    assert known == [*LOCAL, "192.168.1.5", EVERYWHERE]


@pytest.mark.parametrize("path", ["/", "/none", "/project"])
def test_every_answer_locks_the_page_in(origin: str, path: str) -> None:
    got = ask(origin, path)
    policy = got.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["X-Frame-Options"] == "DENY"
    assert "Python" not in got.headers["Server"]
    assert "Access-Control-Allow-Origin" not in got.headers


def test_browser_keeps_what_has_not_changed(report: Path, origin: str) -> None:
    first = ask(origin, "/data.js")
    assert first.headers["Cache-Control"] == "no-cache"
    again = ask(origin, "/data.js", If_None_Match=f'"other", W/{first.headers["ETag"]}')
    assert (again.status, again.body, "Content-Length" in again.headers) == (304, b"", False)
    (report / "data.js").write_text("y")
    assert ask(origin, "/data.js", If_None_Match=first.headers["ETag"]).text == "y"


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {MOST_BYTES + 1}\r\n\r\n".encode(),
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01 TLS? HTTP/1.1\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    ],
    ids=lambda request_: request_[:60].decode("latin-1"),
)
def test_odd_requests_are_refused_in_our_words(origin: str, request_: bytes) -> None:
    got = send(origin, request_)
    assert 400 <= got.status < 600
    assert got.status != 500
    assert got.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Content-Security-Policy" in got.headers


def test_rest_of_a_refused_request_is_no_request() -> None:
    asked: list[str] = []

    def answer(request: Request) -> Answer:
        asked.append(request.path)
        return Answer(200, b"")

    inner = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with Server(answer, host="127.0.0.1", port=0) as server:
        head = b"GET /%b HTTP/1.1\r\nHost: localhost\r\n%b\r\n\r\n"
        send(server.origin, head % (b"a", b"Content-Length: 0") + inner)
        send(server.origin, head % (b"b", b"Transfer-Encoding: chunked") + inner)
    assert asked == ["/a"]


def test_address_in_use_is_a_wrong_call(report: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=rf"127\.0\.0\.1 port {port}: can't be listened on \(Address already"):
            Server(files_of(report), host="127.0.0.1", port=port)
