from __future__ import annotations

import gzip
import logging
import socket
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from scraper import __version__
from scraper.crawl.fetch import Limits, fetch, user_agent
from scraper.errors import FetchError, UsageError

PAGE = "<!doctype html><title>Hämeen liitto</title>".encode()
get = partial(fetch, allow_private=True)


def whole(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return whole(b"", f"Location: {to}", status=status)


def test_a_page_arrives_as_it_was_sent(server):
    url = server.answer(whole(PAGE, "Content-Type: text/html; charset=ISO-8859-1", 'ETag: "1"'))
    response = get(url)
    assert (response.status, response.body, response.url) == (200, PAGE, url)
    assert response.content_type == "text/html; charset=ISO-8859-1"
    assert response.headers["etag"] == '"1"'
    assert abs(response.fetched_at - datetime.now(UTC)) < timedelta(seconds=30)


def test_gzip_is_unpacked(server):
    url = server.answer(whole(gzip.compress(PAGE), "Content-Encoding: gzip"))
    assert get(url).body == PAGE


def test_chunks_are_joined(server):
    url = server.answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert get(url).body == b"abcde"


def test_the_request_says_who_asks_and_takes_gzip_only(server):
    get(server.answer(whole(PAGE)), contact="https://example.org/us")
    [request] = server.requests
    assert f"User-Agent: council-scraper/{__version__} (+https://example.org/us)\r\n" in request
    assert "Accept-Encoding: gzip\r\n" in request


@pytest.mark.parametrize("contact", ["a b", "x\r\nCookie: 1", "(me)", "häme@example.org"])
def test_a_contact_that_no_header_can_carry_is_a_usage_error(contact):
    with pytest.raises(UsageError):
        user_agent(contact)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "answered 404 Not Found; the page is gone"),
        ("410 Gone", "answered 410"),
        ("403 Forbidden", "answered 403"),
        ("401 Unauthorized", "answered 401"),
        ("429 Too Many Requests", "answered 429"),
        ("500 Oops", "answered 500 Oops; try again later"),
        ("503", "answered 503; try again later"),
        ("204 No Content", "answered 204"),
        ("206 Partial Content", "answered 206"),
        ("304 Not Modified", "answered 304"),
        ("300 Multiple Choices", "answered 300"),
    ],
)
def test_a_status_other_than_200_is_named(server, status, words):
    url = server.answer(whole(b"", status=status))
    with pytest.raises(FetchError, match=words):
        get(url)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed(server, status):
    server.answer(whole(PAGE), "/there")
    response = get(server.answer(moved("/there", status)))
    assert (response.body, response.url) == (PAGE, server.url("/there"))


def test_five_redirects_are_followed_and_six_are_not(server):
    for number in range(7):
        server.answer(moved(f"/{number + 1}"), f"/{number}")
    server.answer(whole(PAGE), "/6")
    assert get(server.url("/1")).body == PAGE
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(server.url("/0"))


def test_a_redirect_loop_ends(server):
    with pytest.raises(FetchError, match="in a circle, as sites do that want a cookie"):
        get(server.answer(moved("/")))
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "data:,x", "http://u:secret@127.0.0.1/"],
)
def test_a_redirect_off_the_web_is_refused(server, target):
    with pytest.raises(FetchError, match="redirects to what is no web address") as caught:
        get(server.answer(moved(target)))
    assert "secret" not in str(caught.value)


def test_a_redirect_without_a_target_is_refused(server):
    with pytest.raises(FetchError, match="leads nowhere"):
        get(server.answer(whole(b"", status="302 Found")))


PACKED = gzip.compress(PAGE * 50)

FAULTS = {
    "gzip cut in half": (whole(PACKED[: len(PACKED) // 2], "Content-Encoding: gzip"), "cut off"),
    "gzip without its checksum": (whole(PACKED[:-4], "Content-Encoding: gzip"), "cut off"),
    "gzip of nothing": (whole(b"", "Content-Encoding: gzip"), "cut off"),
    "gzip with a wrong checksum": (whole(PACKED[:-8] + b"\0" * 8, "Content-Encoding: gzip"), "damaged"),
    "gzip with junk after it": (whole(PACKED + b"junk", "Content-Encoding: gzip"), "damaged"),
    "no gzip at all": (whole(PAGE, "Content-Encoding: gzip"), "damaged"),
    "gzip twice": (whole(gzip.compress(PACKED), "Content-Encoding: gzip, gzip"), "packed as 'gzip, gzip'"),
    "brotli": (whole(b"\x0b\x02", "Content-Encoding: br"), "packed as 'br'"),
    "zstd": (whole(b"\x28\xb5", "Content-Encoding: zstd"), "packed as 'zstd'"),
    "shorter than its length": (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "broken answer"),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhalf", "broken answer"),
    "chunk cut off": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf", "broken answer"),
    "chunks without the last": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "broken answer"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n", "broken answer"),
    "no answer": (b"", "broken answer"),
    "head cut off": (b"HTTP/1.1 200 OK\r\nContent-Le", "broken answer"),
    "endless head": (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000, "broken answer"),
    "over the limit": (whole(b"x" * 5001), "over 5,000 bytes"),
    "over the limit, no length": (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5001, "over 5,000 bytes"),
    "unpacks to over the limit": (whole(gzip.compress(b"x" * 5001), "Content-Encoding: gzip"), "unpacks to over 5,000"),
}


@pytest.mark.parametrize(("answer", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_no_part_of_a_page_is_taken_for_the_page(server, answer, words):
    url = server.answer(answer)
    with pytest.raises(FetchError, match=words) as caught:
        get(url, limits=Limits(body=5000))
    assert "\n" not in str(caught.value)


def test_a_body_as_long_as_the_limit_is_taken(server):
    assert len(get(server.answer(whole(b"x" * 5000)), limits=Limits(body=5000)).body) == 5000


def test_a_gzip_bomb_costs_no_more_than_the_limit(server):
    bomb = gzip.compress(b"\0" * 300_000_000, compresslevel=1)
    url = server.answer(whole(bomb, "Content-Encoding: gzip"))
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="unpacks to over"):
            get(url)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "zlib", "idna", "undefined", "hex", "ä\0x"])
def test_a_charset_is_nobody_elses_business(server, charset):
    answer = whole(PAGE, f"Content-Type: text/html; charset={charset.split(chr(0))[0]}")
    assert get(server.answer(answer)).body == PAGE


def drip(exchange, head: bytes, drop: bytes) -> None:
    exchange.wfile.write(head)
    for _ in range(200):
        exchange.wfile.write(drop)
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("head", "drop"),
    [(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), (b"", b"HTTP/1.1 100 Go on\r\n\r\n")],
    ids=["body", "head", "interim answers"],
)
def test_a_drip_ends_with_the_time_of_the_whole_fetch(server, head, drop):
    url = server.answer(lambda exchange: drip(exchange, head, drop))
    began = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        get(url, limits=Limits(read=0.3, total=0.6))
    assert 0.5 < time.monotonic() - began < 3
    assert server.hung_up.wait(5)


def test_silence_ends_with_the_read_timeout(server):
    url = server.answer(lambda _: server.hung_up.wait(2))
    began = time.monotonic()
    with pytest.raises(FetchError, match="took too long"):
        get(url, limits=Limits(read=0.2))
    assert time.monotonic() - began < 2
    server.hung_up.set()


def test_a_closed_port_is_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match=r"no connection \(Connection refused\)"):
        get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("host", ["no-such-host.invalid", f"{'a' * 64}.fi", "a..fi"])
def test_a_host_that_does_not_exist(host):
    with pytest.raises(FetchError, match=r"no such host|not a web address"):
        fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        "", "/page.html", "www.hameenliitto.fi", "//hameenliitto.fi/", "file:///etc/passwd", "ftp://hameenliitto.fi/",
        "javascript:alert(1)", "http://", "https:///x", "http://[::1", "http://a b/", "http://host:99999/",
        "http://host:x/", "https://\x00/", "http://x/\n", "https://xn--/", "http://\ud800/", "https://user@hameenliitto.fi/",
        "https://user:secret@hameenliitto.fi/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(FetchError) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f.1",
        "127.1",
        "017700000001",
        "127。0。0。1",
        "localhost",
        "[::ffff:127.0.0.1]",
        "0",
    ],
)
def test_no_spelling_of_this_machine_is_reached(server, host):
    server.answer(whole(PAGE))
    with pytest.raises(FetchError):
        fetch(server.url(host=host))
    assert server.requests == []


def test_a_fragment_stays_here_and_a_query_is_sent(server):
    server.answer(whole(PAGE), "/p?a=1")
    assert get(server.url("/p?a=1#end")).url == server.url("/p?a=1")


def test_a_certificate_that_nobody_vouches_for_is_refused(tls_server):
    tls_server.answer(whole(PAGE))
    with pytest.raises(FetchError, match=r"no connection .*certificate"):
        get(tls_server.url(host="localhost"))
    assert tls_server.requests == []


@pytest.mark.usefixtures("trusting")
def test_a_trusted_certificate_is_taken_for_its_own_host_only(tls_server):
    tls_server.answer(whole(PAGE))
    assert get(tls_server.url(host="localhost")).body == PAGE
    with pytest.raises(FetchError, match="IP address mismatch"):
        get(tls_server.url(host="127.0.0.1"))


@pytest.mark.usefixtures("trusting")
def test_https_does_not_lead_to_http(tls_server, server):
    server.answer(whole(PAGE))
    tls_server.answer(moved(server.url()))
    with pytest.raises(FetchError, match="unprotected http"):
        get(tls_server.url(host="localhost"))
    assert server.requests == []


def test_the_log_holds_no_address(server, caplog):
    caplog.set_level(logging.DEBUG)
    get(server.answer(whole(PAGE), "/?token=canary"))
    assert "canary" not in caplog.text


def test_the_machines_proxy_is_not_used(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://user:secret@127.0.0.1:9")
    assert get(server.answer(whole(PAGE))).body == PAGE
