"""Requests as no browser sends them: raw bytes to a server on this machine, status, headers and body back."""

from __future__ import annotations

import contextlib
import socket
from typing import NamedTuple
from urllib.parse import urlsplit


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(origin: str, path: str = "/", *, method: str = "GET", body: bytes = b"", **headers: str) -> Got:
    """Return what a server answers; `Host` and the length are right unless they are given."""
    lines = {"Host": urlsplit(origin).netloc, **({"Content-Length": str(len(body))} if body else {})}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return send(origin, f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)


def send(origin: str, request: bytes) -> Got:
    """Send bytes and return the answer to them."""
    parts = urlsplit(origin)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(request)
        received = b""
        with contextlib.suppress(ConnectionResetError):  # what was refused unread is cut off after the answer
            while chunk := connection.recv(65536):
                received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return Got(int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body)
