"""One page from the web: an address comes in, a whole response goes out.

Refused are: anything but http and https, private addresses, answers other than 200, bodies that are cut short, packed
in an unknown way or over the limits, and all that takes too long. Nothing but `FetchError` leaves; its message does
not repeat the address that was asked for. No proxy, password file or cookie of the machine is used.
"""

from __future__ import annotations

import contextlib
import functools
import os
import ssl
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import certifi
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
ENDINGS = {
    "Server disconnected": "connection",
    "closed connection without sending complete": "cut-off",
    "unexpectedly closed": "cut-off",
}
"""Words by which h11 and httpcore tell an answer that ended too early from one that is wrong, and its kind."""


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
        raise FetchError(f"the site took too long (at most {waits}); try again later", kind="timeout") from None
    except httpcore.NetworkError as error:
        message = f"no connection ({_reason(error)}); check the address, or try again later"
        raise FetchError(message, kind="tls" if _is_tls(error) else "connection") from None
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        kind = next((kind for words, kind in ENDINGS.items() if words in str(error)), "broken")
        raise FetchError(f"a broken answer ({_reason(error)}); try again later", kind=kind) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpcore.ProxyError, OSError, ValueError) as error:
        raise FetchError(f"could not be fetched ({_reason(error)}); check the address", kind="broken") from None


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
    message = f"more than {limits.redirects} redirects; look for the page's present address"
    raise FetchError(message, kind="redirect")


def _checked(url: str) -> httpx.URL:
    """Return the address if it is one of the web, without the fragment. Raises FetchError."""
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        why = "" if "@" in url else f" ({_reason(error)})"  # the reason might quote a password
        raise FetchError(f"not a web address{why}; it begins with https:// or http://", kind="address") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        message = "not a web address; it begins with https:// or http:// and names a host"
        raise FetchError(message, kind="address")
    if parsed.port is not None and not 0 < parsed.port < 65536:  # resolvers count from 0 again, or overflow
        raise FetchError("not a web address; its port is not one of 1 to 65535", kind="address")
    if parsed.userinfo:
        raise FetchError("a password in the address is never sent; only public pages are read", kind="address")
    return parsed


def _next_hop(response: httpx.Response) -> httpx.URL:
    """Return where a redirect leads. Raises FetchError where that is nowhere, off the web, or out of TLS."""
    target = response.headers.get("location")
    if not target:
        message = f"a redirect ({response.status_code}) that leads nowhere; look for the page's present address"
        raise FetchError(message, kind="redirect")
    here = response.url
    try:
        there = _checked(str(here.join(target)))
    except (FetchError, httpx.InvalidURL, ValueError):
        message = "redirects to what is no web address; look for the page's present address"
        raise FetchError(message, kind="redirect") from None
    if here.scheme == "https" and there.scheme == "http":
        message = "redirects from https to unprotected http; look for the page's present address"
        raise FetchError(message, kind="redirect")
    return there


def _whole(response: httpx.Response, limits: Limits) -> Response:
    """Receive all of an answer. Raises FetchError unless it is a 200 whose body arrived in full."""
    status = response.status_code
    if status != 200:
        advice = ADVICE.get(status) or ("try again later" if status >= 500 else "check the address")
        said = f"the site answered {status} {_short(response.reason_phrase)}".rstrip()
        retry_after = response.headers.get("retry-after")
        raise FetchError(f"{said}; {advice}", kind="status", status=status, retry_after=retry_after)
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in PLAIN | GZIP:
        message = f"the body is packed as {_short(packing)!r}, which was not asked for; tell the site's owner"
        raise FetchError(message, kind="encoding")
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limits.body:
        raise FetchError(f"over {limits.body:,} bytes long; name a smaller page", kind="too-long")
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
            raise FetchError(f"over {most:,} bytes long; name a smaller page", kind="too-long")
    return bytes(body)


def _unpacked(packed: bytes, most: int) -> bytes:
    """Undo gzip, never holding more than `most` bytes. Raises FetchError unless it is one whole gzip member."""
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    try:
        body = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise FetchError("the body is damaged (broken gzip); try again later", kind="encoding") from None
    if len(body) > most:
        raise FetchError(f"unpacks to over {most:,} bytes; name a smaller page", kind="too-long")
    if not unpacker.eof:
        raise FetchError("the body is cut off in the middle (gzip without its end); try again later", kind="cut-off")
    if unpacker.unused_data:
        raise FetchError("the body is damaged (bytes after the end of gzip); try again later", kind="encoding")
    return body


def _reason(error: Exception) -> str:
    """Return an error's own words as part of a line; system calls' numbers and source lines are left out."""
    return _short(str(error).split("] ", 1)[-1].split(" (_ssl", 1)[0]) or type(error).__name__


def _short(words: str) -> str:
    """Return a stranger's words as part of a line, cut where they go on for long."""
    line = " ".join(words.split())
    return line if len(line) <= 120 else f"{line[:120]}…"


def _is_tls(error: Exception) -> bool:
    """Tell whether a connection failed as TLS: by a certificate, a version, or bytes that are no TLS at all."""
    [cause] = error.args or [None]
    return isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError)


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


class _TLS(ssl.SSLContext):
    """TLS in which a connection that ends without its goodbye is broken: a page that is cut must not pass for whole."""

    def wrap_socket(self, *args: Any, **kwargs: Any) -> ssl.SSLSocket:  # noqa: ANN401  whatever the original takes
        """Return a socket on which that is an error."""
        return super().wrap_socket(*args, **{**kwargs, "suppress_ragged_eofs": False})


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Return the one TLS context: making it takes longer than a request.

    Who is trusted to vouch for a site is Mozilla's list, or else what SSL_CERT_FILE or SSL_CERT_DIR name.
    """
    context = _TLS(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    file, folder = os.environ.get("SSL_CERT_FILE") or None, os.environ.get("SSL_CERT_DIR") or None
    context.load_verify_locations(file or (None if folder else certifi.where()), folder)
    return context
