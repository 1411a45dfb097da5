"""The frontier of a crawl: which addresses of a source are known, which were visited, and what came of them.

Kept in a journal (a file, or memory), a step for each visit: whenever the process ends, even by kill -9, the journal
says what was done, and a crawl that was begun is taken up where it was. A page under two addresses (a redirect, what
it calls its canonical address, the very same bytes) is one.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Self

from scraper.crawl import urls
from scraper.crawl.addresses import Addresses
from scraper.crawl.choice import Lead
from scraper.crawl.step import Step, journalled
from scraper.errors import FetchError
from scraper.journal import Journal, sealed, unsealed
from scraper.response import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from scraper.crawl.addresses import Entry
    from scraper.errors import InputError
    from scraper.response import Response
    from scraper.sources.source import Source

TAKEN_UP_WITHIN = timedelta(days=7)
"""An unfinished crawl whose last step is longer ago is begun anew: its pages may be no longer those of the site."""
_STEPS_SEEN = timedelta(minutes=1)
"""How exactly it is noted when a crawl took its last step."""
_ADVICE = "make room if the disk is full, else take the file away: the next run begins anew"
_EDITION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS crawls (
    source TEXT PRIMARY KEY, definition TEXT NOT NULL, began TEXT NOT NULL, stepped TEXT NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0, cut INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS addresses (
    rank INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, list INTEGER NOT NULL, depth INTEGER NOT NULL,
    state TEXT NOT NULL, page INTEGER, digest TEXT, since TEXT, failure TEXT, kind TEXT, status INTEGER,
    UNIQUE (source, url));
CREATE TABLE IF NOT EXISTS pages (
    source TEXT NOT NULL, url TEXT NOT NULL, digest TEXT NOT NULL, since TEXT NOT NULL,
    way TEXT NOT NULL, led TEXT NOT NULL, PRIMARY KEY (source, url)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made (
    source TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, used TEXT NOT NULL, PRIMARY KEY (source, key))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS program (fingerprint TEXT NOT NULL);
"""
"""`addresses.page` is the rank of the page that an alias is another address of. `pages.led` is where a page led when it
was read in the `way` that is named. Times are ISO 8601, in UTC."""


class Led(NamedTuple):
    """What a page says of addresses."""

    leads: tuple[Lead, ...] = ()
    """Where to go on from it."""
    canonical: str | None = None
    """What it calls its own address, in its normal spelling."""


class _Seen(NamedTuple):
    """Bytes that an address gave."""

    since: datetime
    way: str
    """How they were read."""
    led: bytes | str
    """Where they lead, in JSON, sealed."""


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
        self._program = program
        self._ways: dict[str, str] = {}
        """By source: what decides, besides a page itself, where the page leads."""
        self._known: dict[str, Addresses] = {}
        """By source, as the journal has it; what it might not have is not kept."""
        self._stepped: dict[str, datetime] = {}
        """When the last step of each source that the journal knows of was taken."""
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
        self._forget(source)
        self._ways[source.id] = digest_of(f"{definition} {self._program}".encode())
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
                step = Step(base, source, Addresses())
                for url in source.starts:
                    step.add(urls.normalise(url) or url)
                if source.follow:
                    step.add_lists(
                        urls.normalise(url) or url for url in (*source.follow.sitemaps, *source.follow.feeds)
                    )
        return Begun(began, taken_up)

    def after(self, source: Source, rank: int) -> Entry | None:
        """Return the source's next address in the order of discovery, whatever became of it; None at the end."""
        return self._addresses(source).after(rank)

    def waiting(self, source: Source) -> int:
        """Return how many of the source's addresses are still to be visited."""
        return self._addresses(source).waiting

    def read(self, source: Source, entry: Entry, response: Response, *, led: Callable[[], Led]) -> datetime | None:
        """Journal that a page was read, and where it leads. Return since when its bytes are as they are.

        None is returned where it is a page that was read before under another address: it leads nowhere new.
        `led` finds out where it leads. It is not asked where that is remembered: of these very bytes, as they were
        read there by the same definition and program.
        """
        digest = response.digest
        way = f"{self._ways[source.id]} {entry.depth} {response.content_type} {response.url}"
        seen = self._seen(source, entry, digest)
        remembered = _led(seen.led) if seen is not None and seen.way == way else None
        found = remembered or led()
        since = response.fetched_at if seen is None else seen.since
        final = urls.normalise(response.url) or response.url
        names = {final}
        if found.canonical is not None and urls.names_same_page(final, found.canonical):
            names.add(found.canonical)
        with self._step(source, response.fetched_at) as step:
            if remembered is None:
                kept = sealed(json.dumps(found).encode("ascii"))
                step.base.execute(
                    "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)",
                    (source.id, entry.url, digest, since.isoformat(), way, kept),
                )
            if step.known.is_known(entry, digest, names):
                step.settle(entry, "twin", digest=digest)
                return None
            step.settle(entry, "read", digest=digest, since=since)
            for name in names - {entry.url}:
                step.add_alias(name, entry)
            step.admit(found.leads)
        return since

    def listed(
        self, source: Source, entry: Entry, response: Response, *, leads: Iterable[Lead], lists: Iterable[str]
    ) -> None:
        """Journal that a sitemap or feed was read, the pages that it names, and further lists if it is an index."""
        with self._step(source, response.fetched_at) as step:
            step.settle(entry, "read", digest=response.digest)
            step.add_lists(lists)
            step.admit(leads)

    def failed(self, source: Source, entry: Entry, error: InputError, *, now: datetime) -> None:
        """Journal that an address gave nothing, and why."""
        kind, status = (error.kind, error.status) if isinstance(error, FetchError) else (None, None)
        with self._step(source, now) as step:
            step.settle(entry, "failed", failure=str(error), kind=kind, status=status)

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
        """Return what was kept under a key; None where nothing was, not to the letter, or another program made it."""
        with self._journal.look() as base:
            row = base.execute("SELECT value FROM made WHERE source = ? AND key = ?", (source.id, key)).fetchone()
        if row is None:
            return None
        with self._journal.step() as base:
            base.execute("UPDATE made SET used = ? WHERE source = ? AND key = ?", (now.isoformat(), source.id, key))
        return unsealed(row[0])

    def keep(self, source: Source, key: str, value: bytes, *, now: datetime) -> None:
        """Keep what was made of a page, until a crawl is over that did not recall it."""
        with self._journal.step() as base:
            base.execute(
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", (source.id, key, sealed(value), now.isoformat())
            )

    def _addresses(self, source: Source) -> Addresses:
        """Return what is known of a source's addresses."""
        known = self._known.get(source.id)
        if known is None:
            with self._journal.look() as base:
                known = self._known[source.id] = journalled(base, source)
        return known

    def _seen(self, source: Source, entry: Entry, digest: str) -> _Seen | None:
        """Return what is known of the bytes that an address gave; None where it never did, or others since."""
        with self._journal.look() as base:
            row = base.execute(
                "SELECT since, way, led FROM pages WHERE source = ? AND url = ? AND digest = ?",
                (source.id, entry.url, digest),
            ).fetchone()
            return None if row is None else _Seen(_instant(row[0]), row[1], row[2])

    @contextlib.contextmanager
    def _step(self, source: Source, now: datetime) -> Iterator[Step]:
        """Do all that a block writes of a source, and that its crawl went on; or nothing of it. Raises ArchiveError."""
        known = self._addresses(source)
        stepped = self._stepped.get(source.id)
        done = False
        try:
            with self._journal.step() as base:
                yield Step(base, source, known)
                if stepped is None or not timedelta() <= now - stepped < _STEPS_SEEN:
                    base.execute("UPDATE crawls SET stepped = ? WHERE source = ?", (now.isoformat(), source.id))
                    self._stepped[source.id] = now
            done = True
        finally:
            if not done:
                self._forget(source)

    def _forget(self, source: Source) -> None:
        self._known.pop(source.id, None)
        self._stepped.pop(source.id, None)


def _definition(source: Source) -> str:
    """Return what of a definition decides which addresses are visited, in a form that can be compared."""
    follow = source.follow
    parts: list[object] = [source.starts]
    if follow is not None:
        parts += [[pattern.pattern for pattern in patterns] for patterns in (follow.allow, follow.deny)]
        parts += [follow.links, follow.pagination, follow.depth, follow.pages, follow.sitemaps, follow.feeds]
    return repr(parts)


def _led(kept: bytes | str) -> Led | None:
    """Return where a page led; None where that is not kept to the letter."""
    text = unsealed(kept)
    if text is None:
        return None
    leads, canonical = json.loads(text)
    return Led(tuple(Lead(*lead) for lead in leads), canonical)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
