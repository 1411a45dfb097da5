"""What an address answers with, whether the web or a saved page gave it, and how much of it is taken at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from scraper.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


PLAIN: Final = frozenset({"", "identity"})
GZIP: Final = frozenset({"gzip", "x-gzip"})
"""How a body may be packed."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they travelled: what the archive keeps."""

    url: str
    request_head: bytes
    """Request line and headers, up to the empty line and with it."""
    response_head: bytes
    """Status line and headers, likewise."""
    payload: bytes
    """The body as received: still packed as its `Content-Encoding` says, but not in chunks."""
    ip: str | None
    """Which address answered."""
    started_at: datetime
    """When the request was sent, in UTC."""
    status: int


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site said of a page that we have: with it, the page is asked for only if it has changed."""

    etag: str | None
    last_modified: str | None
    url: str | None = None
    """Which address said it, and is asked so; None for the one that is asked for."""


@dataclass(frozen=True, slots=True)
class Response:
    """A whole page as it was received: nothing cut off, content encodings undone."""

    url: str
    """The final address, after redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case; values of a repeated header joined by `, `."""
    content_type: str | None
    """The `Content-Type` header as sent, with its charset."""
    body: bytes
    fetched_at: datetime
    """When the page was whole, in UTC."""
    exchanges: tuple[Exchange, ...] = ()
    """Every hop on the way to it, the last one is its own; none where it did not come over a network."""
    unchanged: bool = False
    """Whether the site confirmed (304) what was archived: body and headers are those of the archive."""
    _digests: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """By what the body is known: `sha256:…`, made the first time that it is asked for."""
        if not self._digests:
            self._digests.append(digest_of(self.body))
        return self._digests[0]


class NoPageError(FetchError):
    """The site answered with something else than a page; what it answered may be kept as evidence."""

    def __init__(self, message: str, response: Response) -> None:
        retry_after = response.headers.get("retry-after")
        super().__init__(message, kind="status", status=response.status, retry_after=retry_after)
        self.response = response
        """The answer: its body is empty, what travelled is in its exchanges."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost. Times in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 20.0
    """The longest silence between two packets."""
    total: float = 60.0
    """From the first connection to the last byte, redirects included; looking up a name is not counted."""
    body: int = 20_000_000
    """The most that is received, and the most that it may unpack to."""
    redirects: int = 5


def digest_of(body: bytes) -> str:
    """Return by what bytes are known: `sha256:…`."""
    return f"sha256:{sha256(body).hexdigest()}"


def packing_of(headers: Mapping[str, str]) -> str:
    """Return how a body is packed; empty elements of the list count for nothing (RFC 9110, section 5.6.1)."""
    said = (one.strip() for one in headers.get("content-encoding", "").lower().split(","))
    return ", ".join(filter(None, said))
