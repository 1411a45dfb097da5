from __future__ import annotations

import socket
import ssl
import warnings
from typing import TYPE_CHECKING

import pytest

from scraper.crawl.fetch import fetch, tls_context
from scraper.errors import FetchError
from tests.faults.server import FaultServer
from tests.faults.wire import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.certificates import Authority

REFUSED: dict[str, Callable[[Authority], ssl.SSLContext]] = {
    "expired": lambda authority: authority.server(days=(-30, -1)),
    "not valid yet": lambda authority: authority.server(days=(1, 30)),
    "for another host": lambda authority: authority.server("council.example"),
    "for a name below": lambda authority: authority.server("www.localhost"),
    "for any name below": lambda authority: authority.server("*.localhost"),
    "for an address": lambda authority: authority.server("127.0.0.1"),
    "by an unknown authority": lambda authority: authority.stranger(),
}
OLD = {"TLS 1.0": range(1), "TLS 1.1": range(1, 2), "TLS 1.0 and 1.1": range(2)}
"""Minor versions of TLS 1 that a server speaks, and no other."""
TAKEN: dict[str, Callable[[Authority], ssl.SSLContext]] = {
    "TLS 1.2": lambda authority: authority.server(versions=range(2, 3)),
    "TLS 1.3": lambda authority: authority.server(versions=range(3, 4)),
    "two names": lambda authority: authority.server("council.example", "localhost"),
}


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("context", REFUSED.values(), ids=REFUSED.keys())
def test_no_request_goes_to_a_server_that_is_not_sure(
    authority: Authority, context: Callable[..., ssl.SSLContext]
) -> None:
    with FaultServer(context(authority), []) as server:
        with pytest.raises(FetchError) as caught:
            fetch(server.good("https"), allow_private=True)
        assert server.requests == []
    assert caught.value.kind == "tls"


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("versions", OLD.values(), ids=OLD.keys())
def test_no_request_goes_over_old_tls(authority: Authority, versions: range) -> None:
    with FaultServer(authority.server(versions=versions), []) as server:
        with pytest.raises(FetchError) as caught:
            fetch(server.good("https"), allow_private=True)
        assert server.requests == []
        assert caught.value.kind in {"tls", "connection"}  # by who of the two hangs up first
        host, _, port = server.host("https").partition(":")
        with socket.create_connection((host, int(port))) as plain:
            lenient = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            lenient.load_verify_locations(authority.bundle)
            lenient.set_ciphers("ALL:@SECLEVEL=0")
            with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
                lenient.minimum_version = ssl.TLSVersion.TLSv1
            with lenient.wrap_socket(plain, server_hostname=host) as secured:
                assert secured.version() in {"TLSv1", "TLSv1.1"}, "the server speaks it: we are who refuses"


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("context", TAKEN.values(), ids=TAKEN.keys())
def test_today_s_tls_is_taken(authority: Authority, context: Callable[..., ssl.SSLContext]) -> None:
    with FaultServer(context(authority), []) as server:
        assert fetch(server.good("https"), allow_private=True).body == PAGE


def test_our_own_authority_is_trusted_only_where_it_is_named(authority: Authority) -> None:
    with FaultServer(authority.server(), []) as server:
        with pytest.raises(FetchError) as caught:
            fetch(server.good("https"), allow_private=True)
        assert server.requests == []
    assert caught.value.kind == "tls"


@pytest.mark.parametrize("content", [None, b"", b"no certificate"], ids=["missing", "empty", "something else"])
def test_authorities_that_can_not_be_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = tmp_path / "authorities.pem"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    tls_context.cache_clear()
    with pytest.raises(FetchError, match="correct SSL_CERT_FILE") as caught:
        fetch("https://localhost:1/", allow_private=True)
    assert caught.value.kind == "tls"
