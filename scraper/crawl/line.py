"""A line to one host: a request goes out, a whole answer comes in, and the connection is kept for the next one.

One request at a time. A connection that the site closed meanwhile is replaced. Answers are received up to a limit;
nothing of them is decoded here.
"""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpcore

from scraper.crawl.connection import Backend, Clock
from scraper.crawl.tls import tls_context
from scraper.errors import FetchError
from scraper.response import Exchange

if TYPE_CHECKING:
    from scraper.crawl.hops import Target
    from scraper.response import Limits

    Headers = list[tuple[bytes, bytes]]

KEPT = 30.0
"""Seconds for which an idle connection is kept."""
FEW = 65_536
"""Bytes of a redirect's or an error's body that are received, so that the connection can be used again."""
PATIENCE = 2.0
"""Seconds that they are waited for."""
NO_BODY = frozenset({204, 304})
TOO_LATE = 408
"""How a site says goodbye on a connection on which nothing was asked for long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, as it travelled."""

    status: int
    phrase: str
    headers: dict[str, str]
    """Names in lower case; values of a repeated header joined by `, `."""
    payload: bytes
    targets: frozenset[str]
    """Where it says to go; more than one place where it contradicts itself."""
    exchange: Exchange


class Line:
    """The one connection to a host. Safe to be used by several threads: they wait for one another."""

    def __init__(
        self, origin: httpcore.Origin, limits: Limits, *, allow_private: bool, backend: httpcore.NetworkBackend | None
    ) -> None:
        self._origin = origin
        self._limits = limits
        self._clock = Clock(limits.total)
        self._backend = backend or Backend(self._clock, allow_private=allow_private)
        self._connection: httpcore.HTTPConnection | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._extensions = {
            "timeout": {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.read}
        }

    def ask(self, target: Target, headers: Headers, *, until: float) -> Answer:
        """Send a GET and return the answer; all of it ends when the monotonic clock says `until`.

        Raises httpcore's errors, and FetchError for an address that is refused or a body that is too long.
        """
        with self._lock:
            try:
                return self._answer(target, headers, until)
            finally:
                if self._closed:
                    self._drop()

    def _answer(self, target: Target, headers: Headers, until: float) -> Answer:
        """Ask, and once more on a new connection where a kept one turns out to be closed."""
        kept = self._usable()
        try:
            answer = self._sound(target, headers, until)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError) as error:
            if not (kept and _was_closed(error)):
                raise
            return self._sound(target, headers, until)  # closed while it was idle: that says nothing of the page
        if kept and answer.status == TOO_LATE:  # said before our request came, of the silence before it
            self._drop()
            return self._sound(target, headers, until)
        return answer

    def _sound(self, target: Target, headers: Headers, until: float) -> Answer:
        """Send a GET and return the answer; a connection on which that went wrong in any way is not used again."""
        self._clock.end(until)  # an answer in passing before may have been given less time
        answer = None
        try:
            answer = self._asked(target, headers)
        finally:
            if answer is None:
                self._drop()
        return answer

    def close(self) -> None:
        """Close the connection; one on which somebody still waits for an answer is closed when that is there."""
        self._closed = True
        if self._lock.acquire(blocking=False):
            try:
                self._drop()
            finally:
                self._lock.release()

    def _usable(self) -> bool:
        """Have a connection; tell whether it was used before."""
        connection = self._connection
        if connection is not None and connection.is_available() and not connection.has_expired():
            return True
        self._drop()
        self._connect()
        return False

    def _connect(self) -> httpcore.HTTPConnection:
        self._connection = httpcore.HTTPConnection(
            self._origin,
            ssl_context=tls_context() if self._origin.scheme == b"https" else None,
            keepalive_expiry=KEPT,
            network_backend=self._backend,
        )
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(httpcore.NetworkError, httpcore.TimeoutException, OSError):
                connection.close()

    def _asked(self, target: Target, headers: Headers) -> Answer:
        connection = self._connection or self._connect()
        sent = [(b"Host", target.netloc), *headers]
        request = httpcore.Request(
            "GET",
            httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path),
            headers=sent,
            extensions=self._extensions,
        )
        started = datetime.now(UTC)
        response = connection.handle_request(request)
        said = _texts(response.headers)
        with contextlib.closing(response):
            ip = _ip(response)
            is_page = response.status == 200 or response.status in NO_BODY
            payload = self._received(response, said) if is_page else self._received_in_passing(response, said)
        if not (payload.whole and _says_where_it_ends(response.status, said)) or _is_ahead(connection):
            self._drop()
        phrase = response.extensions.get("reason_phrase", b"").decode("latin-1")
        version = response.extensions.get("http_version", b"HTTP/1.1")
        exchange = Exchange(
            url=target.address,
            request_head=b"GET " + target.path + b" HTTP/1.1\r\n" + _lines(sent),
            response_head=b"%s %d %s\r\n" % (version, response.status, phrase.encode("latin-1"))
            + _lines(response.headers),
            payload=payload.data,
            ip=ip,
            started_at=started,
            status=response.status,
        )
        return Answer(response.status, phrase, said, payload.data, _targets(response.headers), exchange)

    def _received(self, response: httpcore.Response, said: dict[str, str]) -> _Payload:
        """Receive a page's body. Raises httpcore's errors, and FetchError for one that is too long."""
        most = self._limits.body
        if response.status not in NO_BODY and _announced(said) > most:
            raise FetchError(f"over {most:,} bytes long; name a smaller page", kind="too-long")
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > most:
                raise FetchError(f"over {most:,} bytes long; name a smaller page", kind="too-long")
        return _Payload(bytes(body), whole=True)

    def _received_in_passing(self, response: httpcore.Response, said: dict[str, str]) -> _Payload:
        """Receive what comes with a redirect or an error, as far as it is short, quick and well-formed."""
        if _announced(said) > FEW:
            return _Payload(b"", whole=False)
        self._clock.end(min(self._clock.ends, time.monotonic() + PATIENCE))
        body = bytearray()
        try:
            for chunk in response.iter_stream():
                body += chunk
                if len(body) > FEW:
                    return _Payload(b"", whole=False)
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
            return _Payload(bytes(body), whole=False)
        return _Payload(bytes(body), whole=True)


@dataclass(frozen=True, slots=True)
class _Payload:
    data: bytes
    whole: bool


def _texts(headers: Headers) -> dict[str, str]:
    """Return headers as text."""
    texts: dict[str, str] = {}
    for key, value in headers:
        name, text = key.decode("latin-1").lower(), _text(value).strip()
        texts[name] = f"{texts[name]}, {text}" if name in texts else text
    return texts


def _targets(headers: Headers) -> frozenset[str]:
    """Return all that an answer gives as the address to go to."""
    found = (_text(value).strip() for key, value in headers if key.lower() == b"location")
    return frozenset(filter(None, found))


def _text(value: bytes) -> str:
    """Return a header's value as text: UTF-8, where it is that, since addresses are often written so."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _announced(said: dict[str, str]) -> int:
    """Return how long a body is said to be, 0 where nothing or nonsense is said."""
    length = said.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) <= 20 else 0


def _says_where_it_ends(status: int, said: dict[str, str]) -> bool:
    """Tell whether an answer has an end other than that of its connection."""
    return status in NO_BODY or "content-length" in said or "transfer-encoding" in said


def _is_ahead(connection: httpcore.HTTPConnection) -> bool:
    """Tell whether more came than was asked for: it would be taken for the answer to the next request."""
    state = getattr(getattr(connection, "_connection", None), "_h11_state", None)  # nothing public shows it
    return state is not None and bool(state.trailing_data[0])


def _was_closed(error: Exception) -> bool:
    """Tell whether a connection failed before anything of an answer came."""
    return isinstance(error, httpcore.ReadError | httpcore.WriteError) or "without sending a response" in str(error)


def _lines(headers: Headers) -> bytes:
    return b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n"


def _ip(response: httpcore.Response) -> str | None:
    """Return the address that answered; none where recordings did, or a reset came before we looked."""
    stream = response.extensions.get("network_stream")
    try:
        found = stream.get_extra_info("server_addr") if stream is not None else None
    except OSError:
        return None  # reading on will say so
    return str(found[0]) if found else None
