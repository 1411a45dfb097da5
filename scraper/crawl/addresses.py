"""The addresses of one source, as far as its crawl knows them: entries come in, in the order in which they were found.

All in memory, so that a page whose every link is known costs no look into the journal, which this is a view of: what
the journal did not take in must not stay here.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

State = Literal["queued", "read", "failed", "twin", "alias"]
"""A twin was fetched and is a page that was read before; an alias is another address of a page, and never fetched."""


class Entry(NamedTuple):
    """One address of a source."""

    rank: int
    """Its place in the order of discovery."""
    url: str
    is_list: bool
    """Whether it is a sitemap or feed, not a page."""
    depth: int
    state: State = "queued"
    page: int | None = None
    """The rank of the page that an alias is another address of."""
    digest: str | None = None
    since: datetime | None = None
    """Since when the page's bytes are as they are: when they were first fetched."""
    failure: str | None = None
    kind: str | None = None
    """What kind of failure, as a FetchError says."""
    status: int | None = None
    """The status that the site answered with, where that is the failure."""


class Addresses:
    """A source's addresses."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[int, Entry] = {}
        self._ranks: list[int] = []
        self._by_url: dict[str, int] = {}
        self._by_digest: dict[str, int] = {}
        """The pages that were read."""
        self.waiting = 0
        """How many are still to be visited."""
        self.pages = 0
        """How many are pages, aliases not counted."""
        self.lists = 0
        """How many are sitemaps and feeds."""
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Take in an address: a new one, which comes after all others, or what is known now of a known one."""
        before = self._entries.get(entry.rank)
        if before is None:
            self._ranks.append(entry.rank)
            self._by_url[entry.url] = entry.rank
        else:
            self._count(before, -1)
            if before.digest is not None and self._by_digest.get(before.digest) == entry.rank:
                del self._by_digest[before.digest]
        self._entries[entry.rank] = entry
        self._count(entry, 1)
        if entry.state == "read" and entry.digest is not None and not entry.is_list:
            self._by_digest[entry.digest] = entry.rank

    def at(self, url: str) -> Entry | None:
        """Return what is known of an address."""
        rank = self._by_url.get(url)
        return None if rank is None else self._entries[rank]

    def after(self, rank: int) -> Entry | None:
        """Return the next address in the order of discovery that is no alias."""
        for index in range(bisect_right(self._ranks, rank), len(self._ranks)):
            entry = self._entries[self._ranks[index]]
            if entry.state != "alias":
                return entry
        return None

    def is_known(self, entry: Entry, digest: str, names: Iterable[str]) -> bool:
        """Tell whether the page of an address was read under another one: the same bytes, or one of its names."""
        if self._by_digest.get(digest, entry.rank) != entry.rank:
            return True
        return any(found is not None and _is_page_of_another(found, entry) for found in map(self.at, names))

    def _count(self, entry: Entry, step: int) -> None:
        if entry.state == "alias":
            return
        if entry.is_list:
            self.lists += step
        else:
            self.pages += step
        if entry.state == "queued":
            self.waiting += step


def _is_page_of_another(found: Entry, entry: Entry) -> bool:
    if found.is_list or found.rank == entry.rank:
        return False
    return found.state == "read" or (found.state == "alias" and found.page != entry.rank)
