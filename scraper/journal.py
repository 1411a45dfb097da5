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
    from collections.abc import Iterator
    from pathlib import Path

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
        self._lock = threading.RLock()
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
                base.executescript(f"BEGIN; {tables} PRAGMA user_version = {edition}; COMMIT;")
                undo.pop_all()
            self._base = base

    def close(self) -> None:
        """Close the file; later steps are refused."""
        with self._lock:
            self._base.close()

    @contextlib.contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """Let a block read. Raises ArchiveError."""
        with self._lock, self._failures():
            yield self._base

    @contextlib.contextmanager
    def step(self) -> Iterator[sqlite3.Connection]:
        """Do all that a block writes, or nothing of it. Raises ArchiveError."""
        with self._lock, self._failures():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            finally:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._file or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(f"{self._file or 'the journal'}: can't be used ({error}); {self._advice}") from None


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
