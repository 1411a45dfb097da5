"""One page from the web: an address comes in, a whole response goes out.

Refused are: anything but http and https, private addresses, answers other than 200, bodies that are cut short, packed
in an unknown way or over the limits, and all that takes too long. Nothing but `FetchError` leaves; its message does
not repeat the address that was asked for. No proxy, password file or cookie of the machine is used.
"""

from __future__ import annotations

import contextlib
import functools
import ssl
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpcore
import httpx

from scraper import __version__
from scraper.crawl.connection import Backend, Clock
from scraper.crawl.response import Limits, Response
from scraper.errors import FetchError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Limits", "Response", "fetch", "user_agent"]

HEADERS = {
    "Accept": "text/html, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PLAIN = frozenset({"", "identity"})
GZIP = frozenset({"gzip", "x-gzip"})
GZIP_WINDOW = 31
"""zlib's way to say: the largest window, with a gzip header and checksum."""

ADVICE = {
    401: "the page asks for a password; only public pages are read",
    403: "the site refuses us; ask its owner, and say who you are with a contact",
    404: "the page is gone or the address is mistyped; look for its new address",
    410: "the page was taken away for good; look for its new address",
    429: "the site asks for fewer requests; try again later",
}
"""What to do about a status; those of 500 and above are the site's own trouble."""


def fetch(
    url: str,
    *,
    limits: Limits | None = None,
    allow_private: bool = False,
    contact: str | None = None,
    backend: httpcore.NetworkBackend | None = None,
) -> Response:
    """Get one page, following redirects.

    `contact` is an address (web or mail) where the site's owner finds whoever fetches: it is sent with the request.
    `allow_private` lets it reach machines that are not on the public internet. `backend` makes the connections, where
    they are not to lead to the web. Raises FetchError, or UsageError where the contact can't be sent.
    """
    limits = limits or Limits()
    backend = backend or Backend(Clock(limits.total), allow_private=allow_private)
    try:
        with _Transport(backend, user_agent(contact), limits) as transport:
            return _follow(transport, url, limits)
    except httpcore.TimeoutException:
        waits = f"{limits.connect:g} s to connect, {limits.read:g} s of silence, {limits.total:g} s in all"
        raise FetchError(f"the site took too long (at most {waits}); try again later") from None
    except (httpcore.ConnectError, httpcore.NetworkError) as error:
        raise FetchError(f"no connection ({_reason(error)}); check the address, or try again later") from None
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        raise FetchError(f"a broken answer ({_reason(error)}); try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpcore.ProxyError, OSError, ValueError) as error:
        raise FetchError(f"could not be fetched ({_reason(error)}); check the address") from None


def user_agent(contact: str | None = None) -> str:
    """Return how we introduce ourselves to a site. Raises UsageError for a contact that no header can carry."""
    if contact is None:
        return f"council-scraper/{__version__}"
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set(" ()<>"):
        raise UsageError(f"contact {contact!r}: give a web or mail address, without spaces or brackets")
    return f"council-scraper/{__version__} (+{contact})"


def _follow(transport: _Transport, url: str, limits: Limits) -> Response:
    """Ask an address, then those that it redirects to, each of them checked before it is asked."""
    current = _checked(url)
    for _ in range(limits.redirects + 1):
        with contextlib.closing(transport.get(current)) as response:
            if response.status_code not in REDIRECTS:
                return _whole(response, limits)
            current = _next_hop(response)
    raise FetchError(f"more than {limits.redirects} redirects; look for the page's present address")


def _checked(url: str) -> httpx.URL:
    """Return the address if it is one of the web, without the fragment. Raises FetchError."""
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        why = "" if "@" in url else f" ({_reason(error)})"  # the reason might quote a password
        raise FetchError(f"not a web address{why}; it begins with https:// or http://") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchError("not a web address; it begins with https:// or http:// and names a host")
    if parsed.userinfo:
        raise FetchError("a password in the address is never sent; only public pages are read")
    return parsed


def _next_hop(response: httpx.Response) -> httpx.URL:
    """Return where a redirect leads. Raises FetchError where that is nowhere, off the web, or out of TLS."""
    target = response.headers.get("location")
    if not target:
        raise FetchError(f"a redirect ({response.status_code}) that leads nowhere; look for the page's present address")
    here = response.url
    try:
        there = _checked(str(here.join(target)))
    except (FetchError, httpx.InvalidURL, ValueError):
        raise FetchError("redirects to what is no web address; look for the page's present address") from None
    if here.scheme == "https" and there.scheme == "http":
        raise FetchError("redirects from https to unprotected http; look for the page's present address")
    return there


def _whole(response: httpx.Response, limits: Limits) -> Response:
    """Receive all of an answer. Raises FetchError unless it is a 200 whose body arrived in full."""
    status = response.status_code
    if status != 200:
        advice = ADVICE.get(status) or ("try again later" if status >= 500 else "check the address")
        said = f"the site answered {status} {response.reason_phrase}".rstrip()
        raise FetchError(f"{said}; {advice}", kind="status", status=status)
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in PLAIN | GZIP:
        raise FetchError(f"the body is packed as {packing!r}, which was not asked for; tell the site's owner")
    packed = _received(response.iter_raw(), limits.body)
    return Response(
        url=str(response.url),
        status=status,
        headers=dict(response.headers.items()),
        content_type=response.headers.get("content-type"),
        body=packed if packing in PLAIN else _unpacked(packed, limits.body),
        fetched_at=datetime.now(UTC),
    )


def _received(chunks: Iterator[bytes], most: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise FetchError(f"over {most:,} bytes long; name a smaller page")
    return bytes(body)


def _unpacked(packed: bytes, most: int) -> bytes:
    """Undo gzip, never holding more than `most` bytes. Raises FetchError unless it is one whole gzip member."""
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    try:
        body = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise FetchError("the body is damaged (broken gzip); try again later") from None
    if len(body) > most:
        raise FetchError(f"unpacks to over {most:,} bytes; name a smaller page")
    if not unpacker.eof:
        raise FetchError("the body is cut off in the middle (gzip without its end); try again later")
    if unpacker.unused_data:
        raise FetchError("the body is damaged (bytes after the end of gzip); try again later")
    return body


def _reason(error: Exception) -> str:
    """Return an error's own words as part of a line; system calls' numbers and source lines are left out."""
    words = str(error).split("] ", 1)[-1].split(" (_ssl", 1)[0]
    return " ".join(words.split()) or type(error).__name__


class _Transport(httpx.BaseTransport):
    """httpx over connections of our own making: its default transport has no place for the checks in them.

    It is used without httpx's client, which would look at where a redirect leads before we do, keep cookies, and
    write every address into its log.
    """

    def __init__(self, backend: httpcore.NetworkBackend, agent: str, limits: Limits) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=tls_context(), network_backend=backend)
        self._headers = {"User-Agent": agent, **HEADERS}
        self._extensions = {"timeout": httpx.Timeout(limits.read, connect=limits.connect).as_dict()}

    def get(self, url: httpx.URL) -> httpx.Response:
        """Ask for an address and return the answer as soon as its head is there."""
        return self.handle_request(httpx.Request("GET", url, headers=self._headers, extensions=self._extensions))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and only that: nothing is followed, decoded or tried again."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions, request=request
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Return the one TLS context: making it takes longer than a request. SSL_CERT_FILE and SSL_CERT_DIR add to it."""
    return httpx.create_ssl_context()
