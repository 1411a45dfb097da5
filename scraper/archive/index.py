"""The archive's index, one SQLite file: captures come in by the address, and are found by it.

It says nothing that the WARC files don't say, so whatever is wrong with it, it is made anew. Each step is done as a
whole or not at all; what SQLite refuses is an ArchiveError.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit, urlunsplit

from scraper.archive.capture import OK, Capture
from scraper.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FILE: Final = "index.sqlite"
_EDITION: Final = 1
_ADVICE: Final = "what was kept stands; make room or check permissions, else take the file away: it is made anew"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS captures (
    url TEXT NOT NULL, asked_url TEXT NOT NULL, time TEXT NOT NULL, status INTEGER NOT NULL, digest TEXT NOT NULL,
    content_type TEXT, etag TEXT, last_modified TEXT, file TEXT NOT NULL, offset INTEGER NOT NULL,
    payload TEXT NOT NULL, revisit TEXT, body_file TEXT, body_offset INTEGER,
    page TEXT NOT NULL, asked_page TEXT NOT NULL, PRIMARY KEY (file, offset));
CREATE INDEX IF NOT EXISTS captures_by_page ON captures (page, time);
CREATE INDEX IF NOT EXISTS captures_by_asked_page ON captures (asked_page, time);
"""
"""`files.size` is how far a file is indexed. `page` is the address in the spelling by which it is found."""
_SPELT: Final = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*+(?::(?!(?:80|443)/)[1-9][0-9]*)?/[\w.~%/:=&+!$,;'@()*-]*(?:\?[\w.~%/:=&+!$,;'@()*?-]+)?",
    re.ASCII,
).fullmatch
"""Most addresses are spelt so already."""
_COLUMNS: Final = ", ".join(Capture._fields)
_PAGE: Final = "status = ? AND body_file IS NOT NULL"
_NEWEST: Final = "time DESC, file DESC, offset DESC"
_PLACES: Final = ", ".join("?" * (len(Capture._fields) + 2))
_PUT: Final = f"INSERT OR REPLACE INTO captures ({_COLUMNS}, page, asked_page) VALUES ({_PLACES})"  # noqa: S608  (our own names)


class Index:
    """The file, for any number of threads."""

    def __init__(self, folder: Path, *, in_memory: bool = False) -> None:
        """Open the file or make it; or take in memory what it says. Raises ArchiveError where that can't be done."""
        file = folder / FILE
        self._journal = Journal(
            None if in_memory else file, _TABLES, edition=_EDITION, advice=_ADVICE, says_nothing_new=True
        )
        if in_memory:
            self._journal.copy(file)
        self._absent: set[str] = set()
        """Addresses that were just found to have no page, as a new one is looked for before it is stored."""

    def close(self) -> None:
        """Close the file."""
        self._journal.close()

    def sizes(self) -> dict[str, int]:
        """Return how far each file is indexed."""
        with self._journal.look() as base:
            return dict(base.execute("SELECT name, size FROM files"))

    def add(self, file: str, size: int, captures: Iterable[Capture]) -> None:
        """Note captures of a file, and that it is indexed up to a size."""
        with self._journal.step() as base:
            base.executemany(_PUT, map(_row, captures))
            base.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, size))
            self._absent.clear()

    def put(self, capture: Capture) -> None:
        """Note more of a capture that is noted already."""
        with self._journal.step() as base:
            base.execute(_PUT, _row(capture))
            self._absent.clear()

    def forget(self, file: str) -> None:
        """Take out all that is known of a file."""
        with self._journal.step() as base:
            base.execute("DELETE FROM captures WHERE file = ?", (file,))
            base.execute("UPDATE captures SET body_file = NULL, body_offset = NULL WHERE body_file = ?", (file,))
            base.execute("DELETE FROM files WHERE name = ?", (file,))

    def latest(self, url: str) -> Capture | None:
        """Return the last capture of an address that has a page."""
        page = spelling(url)
        with self._journal.look():
            found = [*self._newest("page", page), *self._newest("asked_page", page)]
            if not found:
                self._absent.add(page)
        return max(found, key=lambda one: (one.time, one.file, one.offset), default=None)

    def last(self, url: str) -> Capture | None:
        """Return the last capture in which an address gave a page itself; asked by who writes."""
        page = spelling(url)
        return None if page in self._absent else next(iter(self._newest("page", page)), None)

    def at(self, url: str, time: datetime) -> Capture | None:
        """Return the capture with its own body that an address gave at a time."""
        found = self._select("WHERE page = ? AND time = ? AND revisit IS NULL LIMIT 1", (spelling(url), _time(time)))
        return found[0] if found else None

    def place(self, file: str, offset: int) -> Capture | None:
        """Return the capture that stands there."""
        found = self._select("WHERE file = ? AND offset = ?", (file, offset))
        return found[0] if found else None

    def captures(self, *, since: datetime | None, url: str | None) -> list[Capture]:
        """Return captures in the order of their times."""
        wanted: list[str] = []
        values: list[str] = []
        if url is not None:
            wanted.append("(page = ? OR asked_page = ?)")
            values += [spelling(url)] * 2
        if since is not None:
            wanted.append("time >= ?")
            values.append(_time(since))
        where = f"WHERE {' AND '.join(wanted)} " if wanted else ""
        return self._select(f"{where}ORDER BY time, file, offset", values)

    def pages(self) -> list[Capture]:
        """Return the latest capture of each address, where that is a page, sorted by address."""
        return self._select(
            f"WHERE {_PAGE} AND NOT EXISTS (SELECT 1 FROM captures AS later WHERE"  # noqa: S608  (our own words)
            " later.page = captures.page AND (later.time, later.file, later.offset) >"
            " (captures.time, captures.file, captures.offset)) ORDER BY page",
            (OK,),
        )

    def missing(self) -> list[Capture]:
        """Return the revisits whose body is nowhere."""
        return self._select("WHERE revisit IS NOT NULL AND body_file IS NULL ORDER BY time", ())

    def _newest(self, column: str, page: str) -> list[Capture]:
        """Return the last capture that has a page and is found by a column, if there is one."""
        return self._select(f"WHERE {column} = ? AND {_PAGE} ORDER BY {_NEWEST} LIMIT 1", (page, OK))

    def _select(self, which: str, values: Sequence[object]) -> list[Capture]:
        with self._journal.look() as base:
            return [_capture(row) for row in base.execute(f"SELECT {_COLUMNS} FROM captures {which}", values)]  # noqa: S608  (our own words)


@lru_cache(maxsize=1024)
def spelling(url: str) -> str:
    """Return an address in the one spelling by which it is found: as a request would spell it."""
    if _SPELT(url):
        return url
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, quote(parts.path, safe) or "/", quote(parts.query, safe), ""))


def _row(capture: Capture) -> tuple[object, ...]:
    row: list[object] = [*capture, spelling(capture.url), spelling(capture.asked_url)]
    row[Capture._fields.index("time")] = _time(capture.time)
    return tuple(row)


def _capture(row: tuple[object, ...]) -> Capture:
    found = Capture(*row)  # type: ignore[arg-type]  # the columns are the fields
    return found._replace(time=datetime.fromisoformat(str(found.time)).replace(tzinfo=UTC))


def _time(time: datetime) -> str:
    """Return a time so that texts sort as times do."""
    return time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
