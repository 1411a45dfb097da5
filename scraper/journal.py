"""One SQLite file that several threads write to: steps that are done as a whole or not at all, however they end.

What SQLite refuses (a full disk, a damaged file, another program that holds it) is an ArchiveError that names the file
and says what to do.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from typing import TYPE_CHECKING

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

_PATIENCE = 5.0
"""Seconds that a step waits for another program to let the file go."""
_ENDINGS = ("", "-wal", "-shm")
"""Of the names of the files that SQLite makes."""


class Journal:
    """The file. A step that was done outlasts kill -9."""

    def __init__(
        self, file: Path | None, tables: str, *, edition: int, advice: str, says_nothing_new: bool = False
    ) -> None:
        """Open the file, or memory where there is none, and make what `tables` says if it is new.

        `edition` numbers the form of the tables; `advice` is what to do where the file can't be used. One that
        `says_nothing_new`, since all in it stands elsewhere too, is made anew where it is damaged or of another
        edition. Raises ArchiveError.
        """
        self._file = file
        self._advice = advice
        with self._failures():
            base = self._connected()
            with contextlib.ExitStack() as undo:
                undo.callback(base.close)
                if file is not None and says_nothing_new and not _is_sound(base, edition):
                    base.close()
                    for ending in _ENDINGS:
                        file.with_name(file.name + ending).unlink(missing_ok=True)
                    base = self._connected()
                    undo.callback(base.close)
                base.execute("PRAGMA journal_mode = WAL")
                base.execute("PRAGMA synchronous = NORMAL")
                [found] = base.execute("PRAGMA user_version").fetchone()
                if found not in {0, edition}:
                    raise ArchiveError(f"{file}: was written by another version of this program; take the file away")
                if found != edition:
                    base.executescript(f"BEGIN; {tables} PRAGMA user_version = {edition}; COMMIT;")
                undo.pop_all()
        self._look = _Look(base, self._refusal)
        self._step = _Step(self._look)

    def close(self) -> None:
        """Close the file; later steps are refused."""
        with self._look as base:
            base.close()

    def look(self) -> _Look:
        """Let a block read. Raises ArchiveError."""
        return self._look

    def step(self) -> _Step:
        """Do all that a block writes, or nothing of it. Raises ArchiveError."""
        return self._step

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._file or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise self._refusal(error) from None

    def _refusal(self, error: BaseException) -> ArchiveError:
        return ArchiveError(f"{self._file or 'the journal'}: can't be used ({error}); {self._advice}")


class _Look:
    """The time in which one thread has the file; the same one each time, since there are many for each page."""

    def __init__(self, base: sqlite3.Connection, refusal: Callable[[BaseException], ArchiveError]) -> None:
        self.base = base
        self._refusal = refusal
        self._lock = threading.RLock()

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        return self.base

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._lock.release()
        if isinstance(error, sqlite3.Error | OSError):
            raise self._refusal(error) from None


class _Step:
    """The time in which one thread writes to the file."""

    def __init__(self, look: _Look) -> None:
        self._look = look

    def __enter__(self) -> sqlite3.Connection:
        with self._look as base:
            base.execute("BEGIN IMMEDIATE")
            return self._look.__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            with self._look as base:
                try:
                    if error is None:
                        base.execute("COMMIT")
                finally:
                    if base.in_transaction:
                        base.execute("ROLLBACK")
        finally:
            self._look.__exit__(kind, error, at)


def _is_sound(base: sqlite3.Connection, edition: int) -> bool:
    """Tell whether a file is whole, and new or of this edition. Raises sqlite3.OperationalError for a busy disk."""
    try:
        [found] = base.execute("PRAGMA user_version").fetchone()
        [tables] = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
        [checked] = base.execute("PRAGMA quick_check").fetchone()
    except sqlite3.OperationalError:  # locked, full, forbidden: nothing is wrong with the file
        raise
    except sqlite3.DatabaseError:
        return False
    return (found == edition or not tables) and checked == "ok"
