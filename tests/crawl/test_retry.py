from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.crawl.retry import Retry
from scraper.errors import FetchError

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MIDDLE = Retry(spread=lambda: 0.5, now=lambda: NOW)
"""Patience in which chance always falls in the middle."""


def fault(kind: str = "connection") -> FetchError:
    return FetchError("no connection", kind=kind)


def status(number: int, retry_after: str | None = None) -> FetchError:
    return FetchError(f"the site answered {number}", kind="status", status=number, retry_after=retry_after)


@pytest.mark.parametrize("kind", ["timeout", "connection", "dns", "broken", "cut-off"])
def test_a_fault_of_the_connection_is_tried_again(kind):
    assert MIDDLE.pause(fault(kind), 1, delay=2) == 2


@pytest.mark.parametrize("kind", ["refused-address", "address", "tls", "redirect", "encoding", "too-long", "robots"])
def test_what_does_not_pass_is_not(kind):
    assert MIDDLE.pause(fault(kind), 1, delay=2) is None


@pytest.mark.parametrize("number", [408, 425, 429, 500, 502, 503, 504])
def test_a_site_in_trouble_is_asked_again(number):
    assert MIDDLE.pause(status(number), 1, delay=2) == 2


@pytest.mark.parametrize("number", [204, 206, 300, 304, 400, 401, 403, 404, 410, 418, 451, 501, 505])
def test_an_answer_that_stands_is_not(number):
    assert MIDDLE.pause(status(number, "5"), 1, delay=2) is None


def test_each_wait_is_twice_as_long_until_we_give_up():
    patient = Retry(tries=9, longest=30, spread=lambda: 0.5, now=lambda: NOW)
    waits = [patient.pause(fault(), tried, delay=2) for tried in range(1, 10)]
    assert waits == [2, 4, 8, 16, 30, 30, 30, 30, None]


def test_waits_are_spread():
    waits = [Retry(spread=lambda chance=chance: chance).pause(fault(), 1, delay=2) for chance in (0.0, 0.25, 0.999)]
    assert waits == [1.5, 1.75, pytest.approx(2.499)]


def test_without_a_delay_nothing_is_waited():
    assert MIDDLE.pause(fault(), 1, delay=0) == 0


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("30", 31),
        (" 30 ", 31),
        ("600", 601),
        ("Tue, 24 Nov 2026 12:01:00 GMT", 61),
        ("Tuesday, 24-Nov-26 12:01:00 GMT", 61),
        ("Tue Nov 24 12:01:00 2026", 61),
        ("0", 2),
        ("-30", 2),
        ("Tue, 24 Nov 2026 11:59:00 GMT", 2),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 2),
        ("30.5", 2),
        ("soon", 2),
        ("", 2),
        ("٣٠", 2),
        ("1e3", 2),
        ("nan", 2),
        ("Tue, 99 Nov 2026 99:99:99 GMT", 2),
        ("601", None),
        ("1000000000", None),
        ("9" * 11, None),
        ("9" * 400, None),
        ("30, 30", 31),
        ("5,30 , 20", 31),
        ("30, soon", 2),
        ("Tue, 24 Nov 2026 13:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
    ],
)
def test_a_site_that_says_when_to_come_back_is_taken_at_its_word(said, waits):
    for number in (429, 503):
        assert MIDDLE.pause(status(number, said), 1, delay=2) == waits


def test_nobody_comes_back_too_early():
    for chance in (0.0, 0.5, 0.999):
        assert Retry(spread=lambda chance=chance: chance).pause(status(503, "30"), 1, delay=2) >= 30
