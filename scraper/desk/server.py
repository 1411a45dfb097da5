"""A small web server for one's own browser: requests come in, checked, and what a function answers goes out.

Refused are names that are not this machine's (a foreign site can point one here: DNS rebinding), methods, paths and
bodies that no page of ours sends. Every answer forbids the browser to load anything from elsewhere.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self
from urllib.parse import unquote, urlsplit

from scraper.errors import CouncilScraperError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TEXT: Final = "text/plain; charset=utf-8"
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # no-referrer would have browsers send forms without their origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Connection": "close",  # what a refused request still sends is never taken for the next one
}
"""What every answer says."""
MOST_BYTES: Final = 64 * 1024
"""The largest body of a request: a form with a note."""
PATIENCE: Final = 10.0
"""Seconds for which a connection may be silent."""
HERE: Final = "127.0.0.1"
"""Where is listened unless another address is named."""
_NAMED_HERE: Final = frozenset({"localhost"})


class Request(NamedTuple):
    """What a browser asks."""

    method: str
    path: str
    """Decoded; begins with a slash."""
    query: str
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What it gets."""

    status: int
    body: bytes
    content_type: str = TEXT
    headers: Mapping[str, str] = field(default_factory=dict)


def said(status: HTTPStatus, message: str, **headers: str) -> Answer:
    """Return an answer of one line."""
    return Answer(status, f"{message}\n".encode(), headers=headers)


class Server:
    """Answers requests until it is closed, each in a thread of its own."""

    def __init__(
        self, answer: Callable[[Request], Answer], *, host: str = HERE, port: int, methods: frozenset[str] = frozenset()
    ) -> None:
        """Begin to listen; port 0 is any that is free. `methods` are taken besides GET and HEAD.

        Raises UsageError where the machine has no such address or the port is in use.
        """
        self.answer = answer
        self.methods = methods | {"GET", "HEAD"}
        self.host = host
        try:
            family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            self._server = _Listener(family, address[:2])
        except (OSError, UnicodeError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"{host} port {port}: can't be listened on ({why}); name another with --port") from None
        self._server.owner = self
        self.is_local = ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback

    @property
    def origin(self) -> str:
        """The address to type into a browser, without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self._server.server_address[1]}"

    def knows(self, name: str) -> bool:
        """Tell whether a `Host` header names this machine. A site that was pointed here has a name of its own."""
        try:
            host = (urlsplit(f"//{name}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if host in _NAMED_HERE or host == self.host.lower():
            return True
        with contextlib.suppress(ValueError):
            return ipaddress.ip_address(host).is_loopback or not self.is_local
        return False

    def serve(self) -> None:
        """Answer until a KeyboardInterrupt, which ends it well, or until it is closed."""
        with contextlib.suppress(KeyboardInterrupt):
            self._server.serve_forever(poll_interval=0.1)

    def __enter__(self) -> Self:
        """Answer in the background until the end of the block."""
        self._thread = threading.Thread(target=self.serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self.close()

    def close(self) -> None:
        """Listen no more."""
        self._server.server_close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    owner: Server

    def __init__(self, family: int, address: Any) -> None:  # noqa: ANN401  (host and port)
        self.address_family = family
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind without asking a name server for the machine's name, as the standard library does."""
        socket.socket.bind(self.socket, self.server_address)
        self.server_address = self.socket.getsockname()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that left."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: _Listener

    def do_GET(self) -> None:
        """Answer, whatever the method: the server says which it takes."""
        owner = self.server.owner
        request = self._read()
        if isinstance(request, Answer):
            self._send(request)
            return
        try:
            answer = owner.answer(request)
        except CouncilScraperError as error:
            answer = said(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
        self._send(answer)

    do_HEAD = do_POST = do_GET  # noqa: N815  (the standard library's names)

    def _read(self) -> Request | Answer:
        """Return the request, or the refusal that it gets."""
        owner = self.server.owner
        names = self.headers.get_all("Host", [])
        if len(names) != 1 or not owner.knows(names[0]):
            return said(HTTPStatus.MISDIRECTED_REQUEST, f"no such site here; open {owner.origin}/")
        if self.command not in owner.methods:
            return self._other_method()
        path, _, query = self.path.partition("?")
        try:
            path = unquote(path, errors="strict")
        except UnicodeDecodeError:
            path = ""
        if not path.startswith("/") or not path.isprintable():
            return said(HTTPStatus.BAD_REQUEST, "no address of a page")
        body = self._body()
        if isinstance(body, Answer):
            return body
        return Request(
            self.command, path, query, {name.lower(): value for name, value in self.headers.items()}, body=body
        )

    def _other_method(self) -> Answer:
        allowed = ", ".join(sorted(self.server.owner.methods))
        return said(HTTPStatus.METHOD_NOT_ALLOWED, f"only {allowed} are answered", Allow=allowed)

    def _body(self) -> bytes | Answer:
        """Return the request's body, or the refusal of it."""
        lengths = self.headers.get_all("Content-Length", ["0"])
        if (
            "Transfer-Encoding" in self.headers
            or len(lengths) != 1
            or not (lengths[0].isascii() and lengths[0].isdigit())
        ):
            return said(HTTPStatus.LENGTH_REQUIRED, "say the length of what is sent")
        if len(lengths[0]) > 9 or int(lengths[0]) > MOST_BYTES:
            return said(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BYTES:,} bytes are not read")
        length = int(lengths[0])
        body = self.rfile.read(length)
        return body if len(body) == length else said(HTTPStatus.BAD_REQUEST, "the request ended too early")

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": answer.content_type, "Cache-Control": "no-store", **HEADERS, **answer.headers}
        if answer.status != HTTPStatus.NOT_MODIFIED:
            headers["Content-Length"] = str(len(answer.body))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and answer.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(answer.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no request at all as all else is answered: the standard library would without our headers."""
        del message, explain
        self.close_connection = True
        self.command = getattr(self, "command", None) or "GET"
        self.request_version = self.protocol_version  # to what can't be read it would answer as in 1991
        if code == HTTPStatus.NOT_IMPLEMENTED:  # so it calls a method that it knows nothing of
            self._send(self._other_method())
        else:
            status = HTTPStatus(code)
            self._send(said(status, status.phrase))

    def version_string(self) -> str:
        """Return what `Server` says: not which Python runs here."""
        return "council-scraper"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the standard library's name)
        """Say nothing: addresses hold the desk's key."""
