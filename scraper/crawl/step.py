"""One step of a crawl: what it finds of addresses goes into the journal and, alike, into what is known of them.

The journal's table has a row for each address. What a step writes counts as a whole or not at all.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from scraper.crawl.addresses import Addresses, Entry

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from scraper.crawl.addresses import State
    from scraper.crawl.choice import Lead
    from scraper.sources.source import Source

MOST_LISTS = 500
"""Sitemaps and feeds of one source; an index of sitemaps may name many."""
_COLUMNS = ("rank", "url", "list", "depth", "state", "page", "digest", "since", "failure", "kind", "status")
"""Those of the table that make an entry, in its order."""


class Step(NamedTuple):
    """A step under way."""

    base: sqlite3.Connection
    source: Source
    known: Addresses

    def add(self, url: str, depth: int = 0) -> None:
        """Queue a page's address, if it is a new one; the shorter way to a known one counts."""
        found = self.known.at(url)
        if found is None:
            self._insert(Entry(0, url, is_list=False, depth=depth))
        elif found.state == "queued" and depth < found.depth:
            self.base.execute("UPDATE addresses SET depth = ? WHERE rank = ?", (depth, found.rank))
            self.known.put(found._replace(depth=depth))

    def add_lists(self, lists: Iterable[str]) -> None:
        """Queue the addresses of sitemaps and feeds, as long as there are not too many."""
        for url in lists:
            if self.known.lists < MOST_LISTS and self.known.at(url) is None:
                self._insert(Entry(0, url, is_list=True, depth=0))

    def admit(self, leads: Iterable[Lead]) -> None:
        """Queue leads, as long as the source may have more pages."""
        most = self.source.follow.pages if self.source.follow else 0
        cut = False
        for lead in leads:
            if self.known.pages < most or self.known.at(lead.url) is not None:
                self.add(lead.url, lead.depth)
            else:
                cut = True
        if cut:
            self.base.execute("UPDATE crawls SET cut = 1 WHERE source = ? AND NOT cut", (self.source.id,))

    def add_alias(self, url: str, page: Entry) -> None:
        """Note another address of a page: if it was to be visited, it need not be any more."""
        found = self.known.at(url)
        if found is None:
            self._insert(Entry(0, url, is_list=False, depth=page.depth, state="alias", page=page.rank))
        elif found.state == "queued":
            self.base.execute("UPDATE addresses SET state = 'alias', page = ? WHERE rank = ?", (page.rank, found.rank))
            self.known.put(found._replace(state="alias", page=page.rank))

    def settle(
        self,
        entry: Entry,
        state: State,
        *,
        digest: str | None = None,
        since: datetime | None = None,
        failure: str | None = None,
        kind: str | None = None,
        status: int | None = None,
    ) -> None:
        """Note what came of an address."""
        self.base.execute(
            "UPDATE addresses SET state = ?, digest = ?, since = ?, failure = ?, kind = ?, status = ? WHERE rank = ?",
            (state, digest, since and since.isoformat(), failure, kind, status, entry.rank),
        )
        came = Entry(
            entry.rank, entry.url, entry.is_list, entry.depth, state, None, digest, since, failure, kind, status
        )
        self.known.put(came)

    def _insert(self, entry: Entry) -> None:
        """Note a new address; its rank is the next one."""
        added = self.base.execute(
            "INSERT INTO addresses (source, url, list, depth, state, page) VALUES (?, ?, ?, ?, ?, ?)",
            (self.source.id, entry.url, entry.is_list, entry.depth, entry.state, entry.page),
        )
        assert added.lastrowid is not None  # noqa: S101  (a row was inserted)
        self.known.put(entry._replace(rank=added.lastrowid))


def journalled(base: sqlite3.Connection, source: Source) -> Addresses:
    """Return the addresses of a source that the journal knows."""
    rows = base.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM addresses WHERE source = ? ORDER BY rank",  # noqa: S608  (our own names)
        (source.id,),
    )
    return Addresses(map(_entry, rows))


def _entry(row: tuple[Any, ...]) -> Entry:
    found = Entry(*row)
    return found._replace(is_list=bool(found.is_list), since=datetime.fromisoformat(row[7]) if row[7] else None)
