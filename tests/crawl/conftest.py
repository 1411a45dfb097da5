"""A server on this machine that answers with exactly the bytes that a test gives it, well-formed or not."""

from __future__ import annotations

import socketserver
import ssl
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scraper.crawl.fetch import tls_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = bytes | Callable[["Exchange"], None]

CERTIFICATE = Path(__file__).with_name("self-signed.pem")
"""A key and certificate for `localhost` that nobody vouches for; it guards nothing."""


class Exchange(socketserver.StreamRequestHandler):
    """One request: its head is kept, its path picks the answer, the connection is closed after it."""

    server: Faulty
    timeout = 10

    def handle(self) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline(65536)
            if not line:
                return
            head += line
        self.server.requests.append(head.decode("latin-1"))
        answer = self.server.answers[head.split(b" ")[1].decode()]
        try:
            if isinstance(answer, bytes):
                self.wfile.write(answer)
            else:
                answer(self)
        except OSError:
            self.server.hung_up.set()


class Faulty(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = True

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.hung_up = threading.Event()
        super().__init__(("127.0.0.1", 0), Exchange)
        self.scheme = "https" if tls else "http"
        self.tls = tls

    def get_request(self):
        connection, peer = self.socket.accept()
        connection.settimeout(10)
        if self.tls is None:
            return connection, peer
        try:
            return self.tls.wrap_socket(connection, server_side=True), peer
        except OSError:
            connection.close()
            raise

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.server_address[1]}{path}"

    def answer(self, answer: Answer, path: str = "/") -> str:
        """Answer a path with these bytes, or by calling a function with the exchange; return its address."""
        self.answers[path] = answer
        return self.url(path)


def _serving(server: Faulty) -> Iterator[Faulty]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def server() -> Iterator[Faulty]:
    yield from _serving(Faulty(None))


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust the server's certificate, and no other, during a test."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    tls_context.cache_clear()
    yield
    tls_context.cache_clear()


@pytest.fixture
def tls_server() -> Iterator[Faulty]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    yield from _serving(Faulty(context))
