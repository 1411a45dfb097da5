from __future__ import annotations

import threading
import time

import pytest

from scraper.crawl.pace import DELAY, Pace


class Clock:
    """A clock that only sleep moves on."""

    def __init__(self) -> None:
        self.time = 100.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def paced(clock: Clock, delay: float = DELAY) -> Pace:
    return Pace(delay, now=clock.now, sleep=clock.sleep)


def test_the_first_request_waits_for_nothing(clock):
    with paced(clock).turn("a.fi"):
        pass
    assert clock.slept == []


@pytest.mark.parametrize(
    ("ours", "theirs", "took", "waits"),
    [
        (2.0, None, 0.0, 2.0),
        (2.0, 5.0, 0.0, 5.0),
        (2.0, 0.5, 0.0, 2.0),
        (0.0, 1.5, 0.0, 1.5),
        (2.0, None, 9.0, 2.0),
    ],
    ids=["ours", "theirs is longer", "theirs is shorter", "we want none", "the rest begins when the request has ended"],
)
def test_the_next_waits_for_the_longer_of_both_delays(clock, ours, theirs, took, waits):
    pace = paced(clock, ours)
    with pace.turn("a.fi", theirs):
        clock.time += took
    told: list[float] = []
    with pace.turn("a.fi", theirs, tell=told.append):
        pass
    assert clock.slept == told == [waits]


def test_time_that_passed_is_not_waited_again(clock):
    pace = paced(clock)
    with pace.turn("a.fi"):
        pass
    clock.time += 1.5
    with pace.turn("a.fi"):
        pass
    assert clock.slept == [0.5]


def test_each_host_has_its_own_pace(clock):
    pace = paced(clock)
    for host in ("a.fi", "b.fi", "a.fi:8080"):
        with pace.turn(host):
            pass
    assert clock.slept == []


def test_a_request_that_failed_counts(clock):
    pace = paced(clock)
    with pytest.raises(OSError, match="gone"), pace.turn("a.fi"):
        raise OSError("gone")
    with pace.turn("a.fi"):
        pass
    assert clock.slept == [DELAY]


def test_without_a_delay_nothing_is_waited(clock):
    pace = paced(clock, 0.0)
    for _ in range(5):
        with pace.turn("a.fi"):
            pass
    assert clock.slept == []


def test_a_host_rests_as_long_as_it_asked_for(clock):
    pace = paced(clock)
    pace.rest("a.fi", 30)
    pace.rest("a.fi", 10)
    assert pace.rests("a.fi") == 30
    assert pace.rests("b.fi") == 0
    with pace.turn("a.fi"):
        pass
    assert clock.slept == [30]
    assert pace.rests("a.fi") == 0


def test_a_host_is_asked_by_one_at_a_time_and_hosts_side_by_side():
    pace = Pace(0.0)
    asking: dict[str, int] = {"a.fi": 0, "b.fi": 0}
    most = {"a.fi": 0, "b.fi": 0, "all": 0}

    def ask(host: str) -> None:
        with pace.turn(host):
            asking[host] += 1
            most[host] = max(most[host], asking[host])
            most["all"] = max(most["all"], sum(asking.values()))
            time.sleep(0.02)
            asking[host] -= 1

    threads = [threading.Thread(target=ask, args=(host,)) for host in ("a.fi", "b.fi") * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == {"a.fi": 1, "b.fi": 1, "all": 2}
