from __future__ import annotations

import socket
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from scraper.desk.server import MOST_BYTES, Answer, Server, said
from scraper.errors import UsageError
from tests.desk.asking import ask, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.desk.server import Request

PAGE = "<!doctype html><title>Hankkeet</title>"
LOCAL = ("127.0.0.1", "127.0.0.1:1", "localhost", "LOCALHOST:8000", "localhost.", "[::1]:8000", "127.9.9.9")
FOREIGN = (
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "127.0.0.1@evil.example",
    "192.168.1.5",
    "0.0.0.0",  # noqa: S104  (what a test of names needs)
    "2130706433",
    "[::1",
    "",
)


@pytest.fixture
def origin() -> Iterator[str]:
    def answer(request: Request) -> Answer:
        found = request.path == "/"
        return Answer(HTTPStatus.OK, PAGE.encode()) if found else said(HTTPStatus.NOT_FOUND, "no such page")

    with Server(answer, port=0) as server:
        yield server.origin


@pytest.mark.parametrize("path", ["/%0d%0aX-Evil:%201", "/%ff", "index.html", "http://127.0.0.1/", "*"])
def test_what_is_no_path_is_refused(origin: str, path: str) -> None:
    got = ask(origin, path)
    assert got.status == 400
    assert "X-Evil" not in got.headers


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


@pytest.mark.parametrize("path", ["/", "/none"])
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
    with Server(answer, port=0) as server:
        head = b"GET /%b HTTP/1.1\r\nHost: localhost\r\n%b\r\n\r\n"
        send(server.origin, head % (b"a", b"Content-Length: 0") + inner)
        send(server.origin, head % (b"b", b"Transfer-Encoding: chunked") + inner)
    assert asked == ["/a"]


def test_address_in_use_is_a_wrong_call() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=rf"127\.0\.0\.1 port {port}: can't be listened on \(Address already"):
            Server(lambda _: Answer(HTTPStatus.OK, b""), port=port)
