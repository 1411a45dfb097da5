"""An answer that ends at every byte of it, in every way: nothing but the whole page is ever taken for the page.

There are no sockets: the connection is our own, so that thousands of answers take a second.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import httpcore
import pytest

from scraper.crawl.fetch import Fetcher
from scraper.errors import FetchError
from tests.faults.wire import chunk, chunks, head, html, moved

if TYPE_CHECKING:
    import ssl

BODY = "<title>Hanke</title>79 900 €".encode()
PACKED = gzip.compress(BODY, mtime=0)
GZIP = "Content-Encoding: gzip"
ANSWERS = {
    "length": html(body=BODY),
    "chunks": chunks(chunk(BODY[:9]), chunk(BODY[9:])),
    "chunks and trailers": chunks(chunk(BODY), end=b"0\r\nX: y\r\n\r\n"),
    "100 before it": head(status="HTTP/1.1 100 Go on") + html(body=BODY),
    "gzip": html(GZIP, body=PACKED),
    "gzip in chunks": head("Transfer-Encoding: chunked", GZIP) + chunk(PACKED[:9]) + chunk(PACKED[9:]) + b"0\r\n\r\n",
    "gzip, no length": head(GZIP) + PACKED,
    "redirect": moved("/elsewhere"),
    "404": html(status="404 No", body=BODY),
}
ENDINGS = {
    "the end": None,
    "a reset": httpcore.ReadError("Connection reset by peer"),
    "silence": httpcore.ReadTimeout("timed out"),
}
KINDS = {
    "the end": {"connection", "cut-off"},
    "a reset": {"connection"},
    "silence": {"timeout"},
}


class Wire(httpcore.NetworkBackend, httpcore.NetworkStream):
    """Every connection: it says what it is told to say, and ends."""

    def __init__(self, said: bytes, ending: Exception | None) -> None:
        self._said = said
        self._ending = ending

    def connect_tcp(self, *_: object, **__: object) -> httpcore.NetworkStream:
        return Wire(self._said, self._ending)

    def start_tls(self, ssl_context: ssl.SSLContext, *_: object, **__: object) -> httpcore.NetworkStream:
        return self

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pass

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        part, self._said = self._said[:max_bytes], self._said[max_bytes:]
        if not part and self._ending is not None:
            raise self._ending
        return part

    def close(self) -> None:
        pass

    def get_extra_info(self, info: str) -> object:
        return None


def kind(said: bytes, ending: Exception | None) -> str:
    """Return what an answer is taken for: the page, or a kind of error."""
    with Fetcher(backend=Wire(said, ending)) as fetcher:
        try:
            return "page" if fetcher.get("https://liitto.example/").body == BODY else "another page"
        except FetchError as error:
            return str(error.kind)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("answer", ANSWERS)
def test_no_part_is_taken_for_the_page(answer: str, ending: str) -> None:
    whole, said = ANSWERS[answer], {*KINDS[ending]}
    found = [kind(whole[:at], ENDINGS[ending]) for at in range(len(whole))]
    if answer == "404":  # what it says of the page stands in its head
        said.add("status")
    assert set(found) <= said


@pytest.mark.parametrize("answer", [name for name in ANSWERS if name not in {"redirect", "404"}])
def test_the_whole_answer_is_the_page(answer: str) -> None:
    assert kind(ANSWERS[answer], None) == "page"
