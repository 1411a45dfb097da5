"""How the program meets a fault: an address goes in, the kind of what happened and its line come out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from scraper import extract
from scraper.crawl.fetch import Fetcher
from scraper.errors import FetchError, UnreadablePageError
from tests.faults.server import ARRIVES, UNREADABLE
from tests.faults.wire import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scraper.response import Limits, Response

    Get = Callable[[str], Response]


class Met(NamedTuple):
    """What happened: the kind of an error, ARRIVES or UNREADABLE, and the line that says so."""

    kind: str
    line: str


@contextmanager
def fetching(limits: Limits | None = None) -> Iterator[Get]:
    """Give what fetches as the program does, this machine allowed."""
    with Fetcher(limits=limits, allow_private=True) as fetcher:
        yield fetcher.get


def meet(get: Get, url: str) -> Met:
    """Fetch an address and read what it gives. Any error but our own goes through."""
    try:
        response = get(url)
    except FetchError as error:
        return Met(error.kind, str(error))
    try:
        read = extract(response.body, url=response.url, content_type=response.content_type)
    except UnreadablePageError as error:
        return Met(UNREADABLE, str(error))
    whole = "the page" if response.body == PAGE else f"other {len(response.body):,} bytes"
    return Met(ARRIVES, f"{whole}, {len(read.projects)} project")
