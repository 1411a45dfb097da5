"""Visits to a site on this machine, with an archive of our own and a clock that only waiting moves on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scraper.archive import Archive
from scraper.crawl.fetch import Fetcher
from scraper.crawl.pace import LONGEST_DELAY, Pace
from scraper.crawl.retry import Retry
from scraper.crawl.visit import Visitor
from scraper.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scraper.archive import Capture
    from scraper.crawl.events import Event
    from tests.crawl.conftest import Exchange, Faulty

PAGE = "<!doctype html><title>Hämeen liitto</title>".encode()
DATE = "Wed, 21 Apr 2021 09:00:00 GMT"


def whole(body: bytes = PAGE, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def in_turn(*answers: bytes) -> Callable[[Exchange], None]:
    """Return what gives one answer after the other, the last one for ever."""
    left = list(answers)
    return lambda exchange: exchange.wfile.write(left.pop(0) if len(left) > 1 else left[0])


def conditional(exchange: Exchange) -> None:
    """Answer 304 to any condition, the page to none."""
    unchanged = "if-" in exchange.server.requests[-1].lower()
    headers = ('ETag: "1"', f"Last-Modified: {DATE}")
    exchange.wfile.write(whole(b"", *headers, status="304 Not Modified") if unchanged else whole(PAGE, *headers))


class Site:
    """The site, who visits it, and what happened."""

    def __init__(self, server: Faulty, folder: Path) -> None:
        self.server = server
        self.time = 0.0
        self.events: list[Event] = []
        self.archive = Archive(folder)
        self.fetcher = Fetcher(allow_private=True)
        self.visitor = self.visited_anew()
        self.robots(b"User-agent: *\nDisallow: /secret\n")

    def visited_anew(self) -> Visitor:
        """Return a visitor who knows the archive, but not the site."""
        pace = Pace(2.0, now=lambda: self.time, sleep=self.sleep)
        retry = Retry(spread=lambda: 0.5)
        return Visitor(self.fetcher, archive=self.archive, pace=pace, retry=retry, watch=self.events.append)

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def robots(self, rules: bytes) -> None:
        self.server.answer(whole(rules), "/robots.txt")

    def asked(self) -> list[str]:
        """Return the paths that were asked for."""
        return [request.split(" ")[1] for request in self.server.requests]

    def captures(self) -> list[Capture]:
        """Return what is archived, but for the rules."""
        return [one for one in self.archive.captures() if not one.url.endswith("/robots.txt")]

    def told(self, kind: str) -> list[Event]:
        return [event for event in self.events if event.kind == kind]


@pytest.fixture
def site(server: Faulty, tmp_path: Path) -> Iterator[Site]:
    one = Site(server, tmp_path / "archive")
    yield one
    one.fetcher.close()
    one.archive.close()


def test_the_rules_are_asked_for_first_and_once(site):
    urls = [site.server.answer(whole(), f"/{number}") for number in range(3)]
    assert [site.visitor.visit(url).body for url in urls] == [PAGE] * 3
    assert site.asked() == ["/robots.txt", "/0", "/1", "/2"]
    assert [event.url for event in site.told("fetched")] == urls


def test_archived_rules_are_believed_for_a_day(site):
    url = site.server.answer(whole(), "/page")
    site.visitor.visit(url)
    site.robots(b"User-agent: *\nDisallow: /\n")
    site.visited_anew().visit(url)
    assert site.asked() == ["/robots.txt", "/page", "/page"]


def test_archived_rules_are_asked_for_again_after_a_day(site):
    robots = site.server.url("/robots.txt")
    rules = site.fetcher.get(robots)
    [exchange] = rules.exchanges
    yesterday = exchange.started_at - timedelta(days=1, minutes=1)
    site.archive.store(replace(rules, exchanges=(replace(exchange, started_at=yesterday),), fetched_at=yesterday))
    site.visitor.visit(site.server.answer(whole(), "/page"))
    assert site.asked() == ["/robots.txt", "/robots.txt", "/page"]
    assert [one.revisit for one in site.archive.captures(url=robots)] == [None, "identical"]


def test_an_answer_that_there_are_no_rules_is_archived_but_not_believed(site):
    robots = site.server.answer(whole(status="404 No"), "/robots.txt")
    url = site.server.answer(whole(), "/page")
    for visitor in (site.visitor, site.visited_anew()):
        visitor.visit(url)
    assert site.asked() == ["/robots.txt", "/page"] * 2
    assert {one.status for one in site.archive.captures(url=robots)} == {404}


def test_what_the_rules_forbid_is_not_asked_for(site):
    url = site.server.answer(whole(), "/secret/page")
    with pytest.raises(FetchError, match=r"robots\.txt forbids this page") as caught:
        site.visitor.visit(url)
    assert caught.value.kind == "robots"
    assert site.asked() == ["/robots.txt"]
    assert [event.url for event in site.told("refused")] == [url]


def test_without_the_rules_nothing_is_asked_for(site):
    site.server.answer(whole(status="503 Busy"), "/robots.txt")
    url = site.server.answer(whole())
    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots\.txt can't be had.*answered 503 Busy") as caught:
            site.visitor.visit(url)
        assert caught.value.status == 503
    assert site.asked() == ["/robots.txt"] * 3


def test_where_there_are_no_rules_all_is_asked_for(site):
    site.server.answer(whole(status="404 No"), "/robots.txt")
    assert site.visitor.visit(site.server.answer(whole(), "/secret/page")).body == PAGE


@pytest.mark.parametrize(
    ("rules", "delay", "waits"),
    [
        (b"", None, 2.0),
        (b"", 5.0, 5.0),
        (b"", 0.1, 2.0),
        (b"User-agent: *\nCrawl-delay: 7\n", None, 7.0),
        (b"User-agent: *\nCrawl-delay: 7\n", 5.0, 7.0),
        (b"User-agent: *\nCrawl-delay: 7\n", 9.0, 9.0),
        (b"User-agent: council-scraper\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 7\n", None, 3.0),
        (b"User-agent: *\nCrawl-delay: 86400\n", None, LONGEST_DELAY),
    ],
)
def test_two_requests_are_as_far_apart_as_the_longest_delay_wants(site, rules, delay, waits):
    site.robots(rules)
    url = site.server.answer(whole())
    for _ in range(3):
        site.visitor.visit(url, delay=delay)
    assert [event.seconds for event in site.told("wait")] == [pytest.approx(waits)] * 3
    assert site.time == pytest.approx(3 * waits)


def test_what_may_pass_is_tried_again(site):
    url = site.server.answer(in_turn(whole(status="503 Busy"), b"", whole()))
    assert site.visitor.visit(url).body == PAGE
    assert site.asked() == ["/robots.txt", "/", "/", "/"]
    assert [(event.status, event.seconds) for event in site.told("retry")] == [(503, 2.0), (None, 4.0)]
    assert site.time == pytest.approx(2 + 2 + 4)
    assert not site.told("failed")


def test_what_does_not_pass_is_given_up(site):
    url = site.server.answer(whole(status="503 Busy"))
    with pytest.raises(FetchError, match="answered 503"):
        site.visitor.visit(url)
    assert site.asked() == ["/robots.txt", "/", "/", "/"]
    assert [(event.url, event.status) for event in site.told("failed")] == [(url, 503)]


def test_what_stands_is_not_tried_again(site):
    with pytest.raises(FetchError, match="answered 404"):
        site.visitor.visit(site.server.answer(whole(status="404 No")))
    assert site.asked() == ["/robots.txt", "/"]


def test_a_site_is_asked_again_when_it_said(site):
    url = site.server.answer(in_turn(whole(b"", "Retry-After: 60", status="429 Slower"), whole()))
    assert site.visitor.visit(url).body == PAGE
    assert site.time == pytest.approx(2 + 60 + 1)


def test_a_site_that_wants_to_be_left_alone_is(site):
    busy = site.server.answer(whole(b"", "Retry-After: 86400", status="503 Busy"), "/busy")
    other = site.server.answer(whole(), "/other")
    with pytest.raises(FetchError, match="answered 503"):
        site.visitor.visit(busy)
    with pytest.raises(FetchError, match="asked to be left alone") as caught:
        site.visitor.visit(other)
    assert caught.value.kind == "left-alone"
    assert site.asked() == ["/robots.txt", "/busy"]
    site.time += 86400
    assert site.visitor.visit(other).body == PAGE


def test_a_site_that_fails_again_and_again_is_tried_less(site):
    urls = [site.server.answer(b"", f"/{number}") for number in range(5)]
    for url in urls:
        with pytest.raises(FetchError):
            site.visitor.visit(url)
    assert [site.asked().count(f"/{number}") for number in range(5)] == [3, 3, 3, 1, 1]
    assert site.visitor.visit(site.server.answer(whole(), "/up")).body == PAGE
    with pytest.raises(FetchError):
        site.visitor.visit(urls[0])
    assert site.asked().count("/0") == 6


def test_an_archived_page_is_asked_for_only_if_it_has_changed(site):
    url = site.server.answer(conditional)
    first = site.visitor.visit(url)
    again = site.visited_anew().visit(url)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert (again.status, again.body, again.url) == (200, PAGE, url)
    assert again.headers["etag"] == '"1"'
    assert again.fetched_at > first.fetched_at
    assert f'If-None-Match: "1"\r\nIf-Modified-Since: {DATE}\r\n' in site.server.requests[-1]
    assert [capture.revisit for capture in site.archive.captures(url=url)] == [None, "not-modified"]
    assert [(event.url, event.status, event.bytes) for event in site.told("unchanged")] == [(url, 304, 0)]


def test_what_is_confirmed_but_lost_is_fetched_anew(site):
    url = site.server.answer(conditional)
    site.visitor.visit(url)
    for file in site.archive.folder.glob("*.warc.gz"):
        file.write_bytes(b"")
    again = site.visited_anew().visit(url)
    assert (again.unchanged, again.body) == (False, PAGE)
    assert "if-" not in site.server.requests[-1].lower()
    assert [event.status for event in site.told("retry")] == [304]


def test_a_site_that_takes_conditions_for_demands_is_asked_without(site):
    def demanding(exchange: Exchange) -> None:
        failed = "if-" in exchange.server.requests[-1].lower()
        exchange.wfile.write(whole(b"", status="412 No") if failed else whole(PAGE, 'ETag: "1"'))

    url = site.server.answer(demanding, "/a")
    for _ in range(2):
        assert site.visitor.visit(url).body == PAGE
    assert site.asked() == ["/robots.txt", "/a", "/a", "/a"]
    assert [event.status for event in site.told("retry")] == [412]


def test_what_the_site_says_of_a_page_is_not_asked_of_what_leads_there(site):
    site.server.answer(conditional, "/page")
    url = site.server.answer(whole(b"", "Location: /page", status="302 Found"), "/latest")
    assert site.visitor.visit(url).body == PAGE
    again = site.visited_anew().visit(url)
    assert (again.unchanged, again.body, again.url) == (True, PAGE, site.server.url("/page"))
    assert site.asked()[-2:] == ["/latest", "/page"]
    assert ["if-none-match" in request.lower() for request in site.server.requests[-2:]] == [False, True]


def moved(where: str) -> bytes:
    return whole(b"", f"Location: {where}", status="301 Moved Permanently")


def test_what_the_rules_forbid_is_not_asked_for_by_a_detour(site):
    url = site.server.answer(moved("/secret"), "/page")
    site.server.answer(whole(), "/secret")
    with pytest.raises(FetchError, match="forbids") as caught:
        site.visitor.visit(url)
    assert caught.value.kind == "robots"
    assert site.asked() == ["/robots.txt", "/page"]


def test_a_detour_keeps_to_the_pace(site):
    url = site.server.answer(moved("/there"), "/page")
    site.server.answer(whole(), "/there")
    assert site.visitor.visit(url).body == PAGE
    assert [event.seconds for event in site.told("wait")] == [2, 2]


def test_another_host_on_the_way_has_rules_of_its_own(site):
    port = site.server.server_address[1]
    url = site.server.answer(moved(f"http://localhost:{port}/there"), "/page")
    site.server.answer(whole(), "/there")
    assert site.visitor.visit(url).url == f"http://localhost:{port}/there"
    assert site.asked() == ["/robots.txt", "/page", "/robots.txt", "/there"]


@pytest.mark.usefixtures("trusting")
def test_rules_are_followed_out_of_tls(site, tls_server):
    tls_server.answer(moved(site.server.url("/robots.txt")), "/robots.txt")
    with pytest.raises(FetchError, match=r"robots\.txt forbids this page"):
        site.visitor.visit(tls_server.url("/secret", host="localhost"))


def test_a_detour_that_fails_rests_its_own_host(site):
    port = site.server.server_address[1]
    url = site.server.answer(moved(f"http://localhost:{port}/there"), "/page")
    site.server.answer(whole(b"", "Retry-After: 9999", status="503 Busy"), "/there")
    with pytest.raises(FetchError, match="503"):
        site.visitor.visit(url)
    other = site.server.answer(whole(), "/other")
    assert site.visitor.visit(other).body == PAGE
    with pytest.raises(FetchError, match="left alone"):
        site.visitor.visit(f"http://localhost:{port}/other")


def test_all_hops_are_archived(site):
    site.server.answer(whole(), "/there")
    url = site.server.answer(whole(b"", "Location: /there", status="302 Found"))
    site.visitor.visit(url)
    assert [capture.status for capture in site.captures()] == [302, 200]
    capture = site.archive.latest(url)
    assert capture is not None
    assert site.archive.body(capture) == PAGE


@pytest.mark.parametrize(
    ("status", "archived"), [("404 Gone", [404]), ("403 No", [403]), ("503 Busy", []), ("304 Not Modified", [])]
)
def test_what_says_something_of_a_page_is_archived_even_if_it_is_none(site, status, archived):
    url = site.server.answer(whole(b"", status=status))
    with pytest.raises(FetchError):
        site.visitor.visit(url)
    assert [capture.status for capture in site.captures()] == archived
    assert site.archive.latest(url) is None


def test_a_page_that_is_gone_is_no_page_of_the_archive_any_more(site):
    url = site.server.answer(in_turn(whole(), whole(status="410 Gone")))
    site.visitor.visit(url)
    assert url in {capture.url for capture in site.archive.pages()}
    with pytest.raises(FetchError):
        site.visitor.visit(url)
    assert url not in {capture.url for capture in site.archive.pages()}
