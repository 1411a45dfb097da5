"""Saved pages in place of the web: the fetch layer asks, and recordings answer over a connection that leads nowhere.

All of `fetch` is at work, so that headers, encodings, statuses and redirects are treated as those of a live site; only
the sockets are missing. An address without a recording is refused with the nearest one that has one.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import httpcore

from scraper.crawl.fetch import fetch
from scraper.crawl.recordings import read_recordings
from scraper.crawl.urls import normalise
from scraper.errors import FetchError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from scraper.crawl.recordings import Recording
    from scraper.response import Response


class Replay:
    """Recordings that answer as the web would. Where an address was recorded twice, the latest counts."""

    def __init__(self, recordings: Path | Iterable[Recording]) -> None:
        """Take recordings, the oldest first, or a folder of them. Raises InputError for none or a wrong one."""
        if isinstance(recordings, Path):
            recordings = read_recordings(recordings)
        self._answers: dict[str, Recording | str] = {}
        """For each address, its recording or where it redirects to."""
        for recording in recordings:
            self._answers[_key(recording.url)] = recording
            if recording.asked_url is not None and _key(recording.asked_url) != _key(recording.url):
                self._answers[_key(recording.asked_url)] = recording.url

    def fetch(self, url: str) -> Response:
        """Return the page that was recorded for the address, fetched when it was. Raises FetchError."""
        response = fetch(url, backend=Recordings(self))
        recording = self._answers[_key(response.url)]
        return response if isinstance(recording, str) else replace(response, fetched_at=recording.fetched_at)

    def answer(self, url: str) -> bytes:
        """Return what is sent for an address: a head and a body. Raises FetchError where nothing was recorded."""
        found = self._answers.get(_key(url))
        if found is None:
            nearest = self._nearest(url)
            raise FetchError(f"no recording of this address; the nearest one is {nearest}", kind="no-recording")
        if isinstance(found, str):
            return _head(HTTPStatus.MOVED_PERMANENTLY, {"location": found, "content-length": "0"})
        try:
            body = found.page.read_bytes()
        except OSError as error:
            raise FetchError(f"the recording {found.page} can't be read ({error.strerror}); record it anew") from None
        headers = {**found.headers, "content-length": str(len(body))}
        if found.content_type is not None:
            headers["content-type"] = found.content_type
        return _head(found.status, headers) + body

    def _nearest(self, url: str) -> str:
        [nearest] = get_close_matches(_key(url), self._answers, n=1, cutoff=0.0)
        found = self._answers[nearest]
        return nearest if isinstance(found, str) else found.url


class Recordings(httpcore.NetworkBackend):
    """Makes connections on which recordings answer, to any host and without a look at the network."""

    def __init__(self, replay: Replay) -> None:
        self._replay = replay

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to nothing."""
        return Wire(self._replay, "http")


class Wire(httpcore.NetworkStream):
    """Both ends of a connection: what is written is a request, what can then be read is its answer."""

    def __init__(self, replay: Replay, scheme: str) -> None:
        self._replay = replay
        self._scheme = scheme
        self._request = b""
        self._answer = memoryview(b"")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Take a part of a request; when its head is whole, the answer is ready. Raises FetchError for none."""
        self._request += buffer
        head, end, rest = self._request.partition(b"\r\n\r\n")
        if end:
            self._request = rest
            self._answer = memoryview(self._replay.answer(self._asked(head.decode("latin-1"))))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes of the answer, none at its end."""
        part, self._answer = self._answer[:max_bytes], self._answer[max_bytes:]
        return bytes(part)

    def close(self) -> None:
        """Forget what is left of the answer."""
        self._answer = memoryview(b"")

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the same connection, on which addresses begin with https."""
        return Wire(self._replay, "https")

    def get_extra_info(self, info: str) -> object:
        """Return nothing: there is no socket to know of."""
        return None

    def _asked(self, head: str) -> str:
        """Return the address that a request asks for."""
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        return f"{self._scheme}://{headers['host']}{first.split(' ')[1]}"


def _head(status: int, headers: dict[str, str]) -> bytes:
    """Return the head of an answer as it travels."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}\r\n".encode("utf-8", "replace")


def _key(url: str) -> str:
    """Return an address in the one spelling by which recordings are found."""
    return normalise(url) or url
