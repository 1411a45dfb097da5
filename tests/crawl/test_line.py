"""What a kept connection may do between two requests, and what that costs the second one."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from scraper.crawl import line
from scraper.crawl.fetch import Fetcher
from scraper.response import Limits
from tests.faults.connections import never_a_word, parting_words
from tests.faults.meeting import fetching, meet
from tests.faults.server import ARRIVES, Fault, FaultServer
from tests.faults.wire import PAGE, html

if TYPE_CHECKING:
    import pytest

    from tests.faults.server import Wire


async def then_slow(wire: Wire) -> None:
    """Answer the first connection and say goodbye on it; let the next one wait for the page."""
    if len(wire.server.requests) == 1:
        await parting_words(wire)
    else:
        await asyncio.sleep(0.3)
        await wire.send(html())


FAULT = Fault("parting words, then a slow page", then_slow, ARRIVES, keeps=True)


def test_parting_words_take_no_time_from_the_next_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "PATIENCE", 0.05)  # for what comes in passing; the page has the whole limit
    with FaultServer(None, [FAULT]) as site, fetching() as get:
        url = site.url(FAULT, "http")
        assert get(url).body == PAGE
        assert get(url).body == PAGE


def test_who_closes_waits_for_no_answer() -> None:
    """A run that is stopped ends at once, however long a site is silent; the connection goes with the answer."""
    fault = Fault("silent after the request", never_a_word, "timeout")
    with FaultServer(None, [fault]) as site, ThreadPoolExecutor(1) as threads:
        fetcher = Fetcher(limits=Limits(read=1.5, total=1.5), allow_private=True)
        asking = threads.submit(meet, fetcher.get, site.url(fault, "http"))
        while not site.requests:
            time.sleep(0.01)
        began = time.monotonic()
        fetcher.close()
        assert time.monotonic() - began < 0.5
        assert asking.result().kind == "timeout"
