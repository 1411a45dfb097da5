"""One SQLite file that several threads write to: steps that are done as a whole or not at all, however they end.

What SQLite refuses (a full disk, a damaged file, another program that holds it) is an ArchiveError that names the file.
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


class Journal:
    """The file. A step that was done outlasts kill -9."""

    def __init__(self, file: Path | None, tables: str, *, edition: int) -> None:
        """Open the file, or memory where there is none, and make what `tables` says if it is new.

        `edition` numbers the form of the tables. Raises ArchiveError where the file has another one.
        """
        self._file = file
        self._lock = threading.RLock()
        with contextlib.ExitStack() as undo, self._failures():
            self._base = sqlite3.connect(
                file or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            undo.callback(self._base.close)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            [found] = self._base.execute("PRAGMA user_version").fetchone()
            if found not in {0, edition}:
                raise ArchiveError(f"{file}: was written by another version of this program; take the file away")
            self._base.executescript(f"{tables} PRAGMA user_version = {edition};")
            undo.pop_all()

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

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError(
                f"{self._file or 'the journal'}: can't be used ({error}); make room if the disk is full, else take the"
                " file away: the next run begins anew"
            ) from None
