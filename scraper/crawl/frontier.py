"""The frontier of a crawl: which addresses of a source are known, which were visited, and what came of them.

Kept in a journal (a file, or memory), a step for each visit: whenever the process ends, even by kill -9, the journal
says what was done, and a crawl that was begun is taken up where it was. A page under two addresses (a redirect, what
it calls its canonical address, the very same bytes) is one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from scraper.crawl import urls
from scraper.errors import FetchError
from scraper.journal import Journal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from scraper.crawl.choice import Lead
    from scraper.errors import InputError
    from scraper.response import Response
    from scraper.sources.source import Source

State = Literal["queued", "read", "failed", "twin", "alias"]
"""A twin was fetched and is a page that was read before; an alias is another address of a page, and never fetched."""

TAKEN_UP_WITHIN = timedelta(days=7)
"""An unfinished crawl whose last step is longer ago is begun anew: its pages may be no longer those of the site."""
MOST_LISTS = 500
"""Sitemaps and feeds of one source; an index of sitemaps may name many."""

_ADVICE = "make room if the disk is full, else take the file away: the next run begins anew"
_EDITION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS crawls (
    source TEXT PRIMARY KEY, definition TEXT NOT NULL, began TEXT NOT NULL, stepped TEXT NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0, cut INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS addresses (
    rank INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, list INTEGER NOT NULL, depth INTEGER NOT NULL,
    state TEXT NOT NULL, page INTEGER, digest TEXT, since TEXT, failure TEXT, kind TEXT, status INTEGER,
    UNIQUE (source, url));
CREATE INDEX IF NOT EXISTS addresses_in_order ON addresses (source, rank);
CREATE INDEX IF NOT EXISTS addresses_by_digest ON addresses (source, digest);
CREATE INDEX IF NOT EXISTS addresses_waiting ON addresses (source) WHERE state = 'queued';
CREATE TABLE IF NOT EXISTS pages (
    source TEXT NOT NULL, url TEXT NOT NULL, digest TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (source, url));
CREATE TABLE IF NOT EXISTS made (
    source TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, used TEXT NOT NULL, PRIMARY KEY (source, key));
CREATE TABLE IF NOT EXISTS program (fingerprint TEXT NOT NULL);
"""
"""`addresses.page` is the rank of the page that an alias is another address of. Times are ISO 8601, in UTC."""


class Entry(NamedTuple):
    """One address of a source."""

    rank: int
    """Its place in the order of discovery."""
    url: str
    is_list: bool
    """Whether it is a sitemap or feed, not a page."""
    depth: int
    state: State
    digest: str | None
    since: datetime | None
    """Since when the page's bytes are as they are: when they were first fetched."""
    failure: str | None
    kind: str | None
    """What kind of failure, as a FetchError says."""
    status: int | None
    """The status that the site answered with, where that is the failure."""


class Begun(NamedTuple):
    """A crawl of a source that is under way."""

    at: datetime
    """When it began, in UTC."""
    taken_up: bool
    """Whether an earlier run began it."""


class Frontier:
    """The journal of crawls. Threads may share it, each with sources of its own."""

    def __init__(self, file: Path | None = None, *, program: str = "") -> None:
        """Open or make the file; without one, keep all in memory.

        `program` tells this version of the program from others: what another one made of pages is forgotten.
        Raises ArchiveError.
        """
        self.lasts = file is not None
        """Whether what is journalled outlasts this process."""
        self._journal = Journal(file, _TABLES, edition=_EDITION, advice=_ADVICE)
        with self._journal.step() as base:
            if base.execute("SELECT fingerprint FROM program").fetchall() != [(program,)]:
                base.execute("DELETE FROM made")
                base.execute("DELETE FROM program")
                base.execute("INSERT INTO program VALUES (?)", (program,))

    def close(self) -> None:
        """Close the file."""
        self._journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def begin(self, source: Source, *, now: datetime, fresh: bool = False) -> Begun:
        """Begin the crawl of a source, or take up one that did not finish, unless a `fresh` one is wanted.

        If the definition has changed since, addresses are collected anew; what was fetched still counts as fetched.
        """
        definition = _definition(source)
        with self._journal.step() as base:
            row = base.execute(
                "SELECT definition, began, stepped FROM crawls WHERE source = ? AND NOT finished", (source.id,)
            ).fetchone()
            taken_up = row is not None and not fresh and now - _instant(row[2]) <= TAKEN_UP_WITHIN
            began = _instant(row[1]) if taken_up else now
            if not taken_up or row[0] != definition:
                base.execute("DELETE FROM addresses WHERE source = ?", (source.id,))
                base.execute(
                    "INSERT OR REPLACE INTO crawls (source, definition, began, stepped) VALUES (?, ?, ?, ?)",
                    (source.id, definition, began.isoformat(), now.isoformat()),
                )
                for url in source.starts:
                    _add(base, source, urls.normalise(url) or url)
                for url in (*source.follow.sitemaps, *source.follow.feeds) if source.follow else ():
                    _add(base, source, urls.normalise(url) or url, is_list=True)
        return Begun(began, taken_up)

    def after(self, source: Source, rank: int) -> Entry | None:
        """Return the source's next address in the order of discovery, whatever became of it; None at the end."""
        with self._journal.look() as base:
            row = base.execute(
                "SELECT rank, url, list, depth, state, digest, since, failure, kind, status FROM addresses"
                " WHERE source = ? AND rank > ? AND state <> 'alias' ORDER BY rank LIMIT 1",
                (source.id, rank),
            ).fetchone()
        if row is None:
            return None
        number, url, is_list, depth, state, digest, since, *failed = row
        return Entry(number, url, bool(is_list), depth, state, digest, _instant(since) if since else None, *failed)

    def waiting(self, source: Source) -> int:
        """Return how many of the source's addresses are still to be visited."""
        with self._journal.look() as base:
            [count] = base.execute(
                "SELECT count(*) FROM addresses WHERE source = ? AND state = 'queued'", (source.id,)
            ).fetchone()
        return int(count)

    def read(
        self,
        source: Source,
        entry: Entry,
        response: Response,
        *,
        leads: Iterable[Lead] = (),
        canonical: str | None = None,
    ) -> datetime | None:
        """Journal that a page was read, and where it leads. Return since when its bytes are as they are.

        None is returned where it is a page that was read before under another address: it leads nowhere new.
        `canonical` is what the page calls its address, if it does.
        """
        digest = digest_of(response.body)
        final = urls.normalise(response.url) or response.url
        names = {final}
        if canonical is not None and urls.names_same_page(final, canonical):
            names.add(canonical)
        with self._journal.step() as base:
            if _is_known(base, source, entry, digest, names):
                _settle(base, source, entry, "twin", response.fetched_at, digest=digest)
                return None
            since = _since(base, source, entry.url, digest, response.fetched_at)
            _settle(base, source, entry, "read", response.fetched_at, digest=digest, since=since.isoformat())
            for name in names - {entry.url}:
                _add_alias(base, source, name, entry)
            _admit(base, source, leads)
        return since

    def listed(
        self, source: Source, entry: Entry, response: Response, *, leads: Iterable[Lead], lists: Iterable[str]
    ) -> None:
        """Journal that a sitemap or feed was read, the pages that it names, and further lists if it is an index."""
        with self._journal.step() as base:
            _settle(base, source, entry, "read", response.fetched_at, digest=digest_of(response.body))
            for url in lists:
                if _count(base, source, is_list=True) < MOST_LISTS:
                    _add(base, source, url, is_list=True)
            _admit(base, source, leads)

    def failed(self, source: Source, entry: Entry, error: InputError, *, now: datetime) -> None:
        """Journal that an address gave nothing, and why."""
        kind, status = (error.kind, error.status) if isinstance(error, FetchError) else (None, None)
        with self._journal.step() as base:
            _settle(base, source, entry, "failed", now)
            base.execute(
                "UPDATE addresses SET failure = ?, kind = ?, status = ? WHERE rank = ?",
                (str(error), kind, status, entry.rank),
            )

    def is_cut(self, source: Source) -> bool:
        """Tell whether the source's limit of pages left addresses out."""
        with self._journal.look() as base:
            return base.execute("SELECT 1 FROM crawls WHERE source = ? AND cut", (source.id,)).fetchone() is not None

    def finish(self, sources: Iterable[Source]) -> None:
        """Journal that the crawls of these sources are over and used; forget what was made and is not used any more."""
        with self._journal.step() as base:
            for source in sources:
                base.execute("UPDATE crawls SET finished = 1 WHERE source = ?", (source.id,))
                base.execute(
                    "DELETE FROM made WHERE source = ? AND used < (SELECT began FROM crawls WHERE source = ?)",
                    (source.id, source.id),
                )

    def recall(self, source: Source, key: str, *, now: datetime) -> bytes | None:
        """Return what was kept under a key; None where nothing was, or where another program made it."""
        with self._journal.look() as base:
            row = base.execute("SELECT value FROM made WHERE source = ? AND key = ?", (source.id, key)).fetchone()
        if row is None:
            return None
        with self._journal.step() as base:
            base.execute("UPDATE made SET used = ? WHERE source = ? AND key = ?", (now.isoformat(), source.id, key))
        return bytes(row[0])

    def keep(self, source: Source, key: str, value: bytes, *, now: datetime) -> None:
        """Keep what was made of a page, until a crawl is over that did not recall it."""
        with self._journal.step() as base:
            base.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", (source.id, key, value, now.isoformat()))


def digest_of(body: bytes) -> str:
    """Return by what a page's bytes are known: `sha256:…`."""
    return f"sha256:{sha256(body).hexdigest()}"


def _definition(source: Source) -> str:
    """Return what of a definition decides which addresses are visited, in a form that can be compared."""
    follow = source.follow
    parts: list[object] = [source.starts]
    if follow is not None:
        parts += [[pattern.pattern for pattern in patterns] for patterns in (follow.allow, follow.deny)]
        parts += [follow.links, follow.pagination, follow.depth, follow.pages, follow.sitemaps, follow.feeds]
    return repr(parts)


def _add(base: sqlite3.Connection, source: Source, url: str, depth: int = 0, *, is_list: bool = False) -> None:
    """Queue an address, if it is a new one; the shorter way to a known one counts."""
    base.execute(
        "INSERT INTO addresses (source, url, list, depth, state) VALUES (?, ?, ?, ?, 'queued')"
        " ON CONFLICT DO UPDATE SET depth = min(depth, excluded.depth) WHERE state = 'queued'",
        (source.id, url, is_list, depth),
    )


def _admit(base: sqlite3.Connection, source: Source, leads: Iterable[Lead]) -> None:
    """Queue leads, as long as the source may have more pages."""
    room = None
    for lead in leads:
        if base.execute("SELECT 1 FROM addresses WHERE source = ? AND url = ?", (source.id, lead.url)).fetchone():
            _add(base, source, lead.url, lead.depth)
            continue
        if room is None:
            room = (source.follow.pages if source.follow else 0) - _count(base, source, is_list=False)
        if room > 0:
            _add(base, source, lead.url, lead.depth)
            room -= 1
        else:
            base.execute("UPDATE crawls SET cut = 1 WHERE source = ?", (source.id,))


def _count(base: sqlite3.Connection, source: Source, *, is_list: bool) -> int:
    [count] = base.execute(
        "SELECT count(*) FROM addresses WHERE source = ? AND list = ? AND state <> 'alias'", (source.id, is_list)
    ).fetchone()
    return int(count)


def _add_alias(base: sqlite3.Connection, source: Source, url: str, entry: Entry) -> None:
    """Note another address of a page: if it was to be visited, it need not be any more."""
    base.execute(
        "INSERT INTO addresses (source, url, list, depth, state, page) VALUES (?, ?, 0, ?, 'alias', ?)"
        " ON CONFLICT DO UPDATE SET state = 'alias', page = excluded.page WHERE state = 'queued'",
        (source.id, url, entry.depth, entry.rank),
    )


def _is_known(base: sqlite3.Connection, source: Source, entry: Entry, digest: str, names: set[str]) -> bool:
    """Tell whether a page was read before: the same bytes, or one of its names."""
    found = base.execute(
        "SELECT 1 FROM addresses WHERE source = ? AND digest = ? AND rank <> ? AND state = 'read' AND NOT list",
        (source.id, digest, entry.rank),
    ).fetchone()
    for name in names:
        found = (
            found
            or base.execute(
                "SELECT 1 FROM addresses WHERE source = ? AND url = ? AND rank <> ?"
                " AND (state = 'read' OR state = 'alias' AND page <> ?) AND NOT list",
                (source.id, name, entry.rank, entry.rank),
            ).fetchone()
        )
    return found is not None


def _settle(
    base: sqlite3.Connection,
    source: Source,
    entry: Entry,
    state: State,
    now: datetime,
    *,
    digest: str | None = None,
    since: str | None = None,
) -> None:
    """Note what came of an address, and that the crawl went on."""
    base.execute(
        "UPDATE addresses SET state = ?, digest = ?, since = ?, failure = NULL WHERE rank = ?",
        (state, digest, since, entry.rank),
    )
    base.execute("UPDATE crawls SET stepped = ? WHERE source = ?", (now.isoformat(), source.id))


def _since(base: sqlite3.Connection, source: Source, url: str, digest: str, now: datetime) -> datetime:
    """Return when the bytes of a page were first fetched as they are; note them if they are new."""
    row = base.execute(
        "SELECT since FROM pages WHERE source = ? AND url = ? AND digest = ?", (source.id, url, digest)
    ).fetchone()
    if row is not None:
        return _instant(row[0])
    base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", (source.id, url, digest, now.isoformat()))
    return now


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
