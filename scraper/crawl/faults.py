"""What can go wrong on the way to a page, as our own errors: any exception of the layers below becomes a FetchError."""

from __future__ import annotations

import contextlib
import ssl
from typing import TYPE_CHECKING

import httpcore

from scraper.errors import FetchError
from scraper.response import NoPageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.response import Limits, Response

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


@contextlib.contextmanager
def told(limits: Limits) -> Iterator[None]:
    """Turn whatever goes wrong within the block into a FetchError of one line, with its kind."""
    try:
        yield
    except httpcore.TimeoutException:
        waits = f"{limits.connect:g} s to connect, {limits.read:g} s of silence, {limits.total:g} s in all"
        raise FetchError(f"the site took too long (at most {waits}); try again later", kind="timeout") from None
    except httpcore.NetworkError as error:
        message = f"no connection ({reason(error)}); check the address, or try again later"
        raise FetchError(message, kind="tls" if _is_tls(error) else "connection") from None
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        kind = next((kind for words, kind in ENDINGS.items() if words in str(error)), "broken")
        raise FetchError(f"a broken answer ({reason(error)}); try again later", kind=kind) from None
    except (httpcore.ProxyError, httpcore.UnsupportedProtocol, OSError, ValueError) as error:
        raise FetchError(f"could not be fetched ({reason(error)}); check the address", kind="broken") from None


def refusal(response: Response, phrase: str) -> NoPageError:
    """Return the error that an answer other than the page is."""
    status = response.status
    advice = ADVICE.get(status) or ("try again later" if status >= 500 else "check the address")
    said = f"the site answered {status} {short(phrase)}".rstrip()
    return NoPageError(f"{said}; {advice}", response)


def reason(error: Exception) -> str:
    """Return an error's own words as part of a line; system calls' numbers and source lines are left out."""
    return short(str(error).split("] ", 1)[-1].split(" (_ssl", 1)[0]) or type(error).__name__


def short(words: str) -> str:
    """Return a stranger's words as part of a line, cut where they go on for long."""
    line = " ".join(words.split())
    return line if len(line) <= 120 else f"{line[:120]}…"


def _is_tls(error: Exception) -> bool:
    """Tell whether a connection failed as TLS: by a certificate, a version, or bytes that are no TLS at all."""
    [cause] = error.args or [None]
    return isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError)
