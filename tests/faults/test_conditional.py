"""Conditional requests: validators are sent as they came, and a 304 counts only where one was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.crawl.fetch import Fetcher
from scraper.errors import FetchError
from scraper.response import Validators
from tests.faults.server import ARRIVES, Fault, FaultServer, Wire
from tests.faults.wire import PAGE, head, html, moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.certificates import Authority

DATE = "Wed, 21 Apr 2021 09:00:00 GMT"
NOT_MODIFIED = head('ETag: "1"', status="HTTP/1.1 304 Not Modified")


async def conditional(wire: Wire) -> None:
    """Answer 304 to any condition, the page to none."""
    asked = wire.server.requests[-1].lower()
    await wire.send(NOT_MODIFIED if "if-none-match" in asked or "if-modified-since" in asked else html('ETag: "1"'))


PLAIN = Fault("conditional", conditional, ARRIVES, keeps=True)
ANSWERS = [
    PLAIN,
    Fault("304 whatever is asked", NOT_MODIFIED, "status", keeps=True),
    Fault("304 with a length", head("Content-Length: 305", status="HTTP/1.1 304 Not Modified"), "status", keeps=True),
    Fault(
        "304 with chunks", head("Transfer-Encoding: chunked", status="HTTP/1.1 304 Not Modified"), "status", keeps=True
    ),
    Fault("304 packed", head("Content-Encoding: gzip", status="HTTP/1.1 304 Not Modified"), "status", keeps=True),
    Fault("412 Precondition Failed", html(status="412 Precondition Failed"), "status"),
    Fault("a redirect to a condition", moved("there"), ARRIVES, more={"there": html()}),
]
SENT = ['"abc"', 'W/"abc"', '""', '"a b"', '"5f-3b/{}"', "5f3b", "W/5f3b", f'"{"x" * 500}"', '"a", "b"']
NOT_SENT = [
    "",
    "*",
    '"a\r\nX-Injected: 1"',
    '"a\nX-Injected: 1"',
    '"a\0"',
    '"\x1b[31m"',
    '"\u2603"',
    "x" * 100_000,
    " ",
]
DATES = [DATE, "Wednesday, 21-Apr-21 09:00:00 GMT", "Wed Apr 21 09:00:00 2021", "21.4.2021", "yesterday"]
DATES_NOT_SENT = ["", f"{DATE}\r\nX-Injected: 1", f"{DATE}\nX-Injected: 1", "\0", "\x7f"]


@pytest.fixture(scope="module")
def site(authority: Authority) -> Iterator[FaultServer]:
    with FaultServer(authority.server(), ANSWERS) as running:
        yield running


@pytest.fixture
def fetcher(site: FaultServer) -> Iterator[Fetcher]:
    site.requests.clear()
    with Fetcher(allow_private=True) as one:
        yield one


def test_no_condition_is_sent_where_none_is_known(site: FaultServer, fetcher: Fetcher) -> None:
    assert fetcher.get(site.url(PLAIN, "http"), validators=Validators(None, None)).body == PAGE
    assert fetcher.get(site.url(PLAIN, "http")).body == PAGE
    assert "if-" not in "".join(site.requests).lower()


@pytest.mark.parametrize("etag", SENT)
def test_an_etag_is_sent_as_it_came(site: FaultServer, fetcher: Fetcher, etag: str) -> None:
    response = fetcher.get(site.url(PLAIN, "http"), validators=Validators(etag, None))
    assert (response.status, response.body) == (304, b"")
    assert f"If-None-Match: {etag}\r\n" in site.requests[0]


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_sent_as_it_came(site: FaultServer, fetcher: Fetcher, date: str) -> None:
    response = fetcher.get(site.url(PLAIN, "http"), validators=Validators(None, date))
    assert response.status == 304
    assert f"If-Modified-Since: {date}\r\n" in site.requests[0]


@pytest.mark.parametrize(
    "validators",
    [Validators(etag, None) for etag in NOT_SENT] + [Validators(None, date) for date in DATES_NOT_SENT],
    ids=lambda validators: repr(validators)[:60],
)
def test_what_no_header_can_carry_is_not_sent(site: FaultServer, fetcher: Fetcher, validators: Validators) -> None:
    assert fetcher.get(site.url(PLAIN, "http"), validators=validators).body == PAGE
    assert "if-" not in site.requests[0].lower()
    assert "injected" not in site.requests[0].lower()


@pytest.mark.parametrize("fault", ANSWERS[1:], ids=str)
def test_a_304_that_nobody_asked_for_is_an_error(site: FaultServer, fetcher: Fetcher, fault: Fault) -> None:
    for _ in range(2):
        if fault.outcome == ARRIVES:
            assert fetcher.get(site.url(fault, "http")).body == PAGE
        else:
            with pytest.raises(FetchError) as caught:
                fetcher.get(site.url(fault, "http"))
            assert caught.value.kind == "status"
    assert fetcher.get(site.good("http")).body == PAGE


@pytest.mark.parametrize("fault", ANSWERS[1:5], ids=str)
def test_a_304_has_no_body_whatever_it_says(site: FaultServer, fetcher: Fetcher, fault: Fault) -> None:
    for _ in range(2):
        response = fetcher.get(site.url(fault, "http"), validators=Validators('"1"', DATE))
        assert (response.status, response.body) == (304, b"")
    assert fetcher.get(site.good("http")).body == PAGE


def test_a_condition_failed_is_an_error(site: FaultServer, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="412"):
        fetcher.get(site.url(ANSWERS[5], "http"), validators=Validators('"1"', None))


def test_the_page_that_changed_comes_whole(site: FaultServer, fetcher: Fetcher) -> None:
    response = fetcher.get(site.good("http"), validators=Validators('"old"', DATE))
    assert (response.status, response.body, response.unchanged) == (200, PAGE, False)
