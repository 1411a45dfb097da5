"""What a kept connection may do between two requests, and what that costs the second one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scraper.crawl import line
from tests.faults.connections import parting_words
from tests.faults.meeting import fetching
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
