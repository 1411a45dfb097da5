"""One SQLite file that several threads write to: steps that are done as a whole or not at all, however they end.

What SQLite refuses (a full disk, a damaged file, another program that holds it) is an ArchiveError that names the file
and says what to do. SQLite does not see that the disk changed a letter of what it keeps; `sealed` values show it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

_PATIENCE = 5.0
"""Seconds that a step waits for another program to let the file go."""
_ENDINGS = ("", "-wal", "-shm")
"""Of the names of the files that SQLite makes."""
_UNREADABLE: Final = (sqlite3.Error, OSError, ValueError)
"""A ValueError: what stands there is nothing that we wrote, or SQLite's own message is garbled."""
_NOT_OF_THE_FILE: Final = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM),
    }
)
"""What SQLite says where nothing is wrong with the file: it is locked, the disk is full, somebody forbids it."""
_SEAL: Final = sha256().digest_size


class Journal:
    """The file. A step that was done outlasts kill -9."""

    def __init__(
        self, file: Path | None, tables: str, *, edition: int, advice: str, says_nothing_new: bool = False
    ) -> None:
        """Open the file, or memory where there is none, and make what `tables` says if it is new.

        `edition` numbers the form of the tables, to the letter of `tables`; `advice` is what to do where the file
        can't be used. One that `says_nothing_new`, since all in it stands elsewhere too, is made anew where it is
        damaged or of another edition. Raises ArchiveError.
        """
        self._file = file
        self._advice = advice
        self._tables, self._edition = tables, edition
        with self._failures():
            base = self._connected()
            with contextlib.ExitStack() as undo:
                undo.callback(base.close)
                is_sound = file is None or _is_sound(base, tables, edition)
                if file is not None and says_nothing_new and not is_sound:
                    base.close()
                    for ending in _ENDINGS:
                        file.with_name(file.name + ending).unlink(missing_ok=True)
                    base, is_sound = self._connected(), True
                    undo.callback(base.close)
                base.execute("PRAGMA journal_mode = WAL")
                base.execute("PRAGMA synchronous = NORMAL")
                [found] = base.execute("PRAGMA user_version").fetchone()
                if found not in {0, edition}:
                    raise ArchiveError(f"{file}: was written by another version of this program; take the file away")
                if not is_sound:
                    raise self._refusal("it is damaged")
                if found != edition:
                    base.executescript(f"BEGIN; {tables} PRAGMA user_version = {edition}; COMMIT;")
                undo.pop_all()
        self._look = _Look(base, self._refusal)
        self._step = _Step(self._look)

    def close(self) -> None:
        """Close the file; later steps are refused."""
        with self._look as base:
            base.close()

    def copy(self, file: Path) -> None:
        """Take in all that a file of the same tables holds, where it can be read; it is only read."""
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        with contextlib.suppress(*_UNREADABLE), contextlib.closing(sqlite3.connect(address, uri=True)) as there:
            if _shape(there) and _is_sound(there, self._tables, self._edition):
                with self._look as base:
                    there.backup(base)

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
        except _UNREADABLE as error:
            raise self._refusal(error) from None

    def _refusal(self, why: object) -> ArchiveError:
        return ArchiveError(f"{self._file or 'the journal'}: can't be used ({why}); {self._advice}")


class _Look:
    """The time in which one thread has the file; the same one each time, since there are many for each page."""

    def __init__(self, base: sqlite3.Connection, refusal: Callable[[object], ArchiveError]) -> None:
        self.base = base
        self._refusal = refusal
        self._lock = threading.RLock()

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        return self.base

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._lock.release()
        if isinstance(error, _UNREADABLE):
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


def sealed(value: bytes) -> bytes:
    """Return a value as it is kept where it must come back to the letter: behind its digest."""
    return sha256(value).digest() + value


def unsealed(kept: object) -> bytes | None:
    """Return the value that was `sealed`; None for what is no such, or not to the letter."""
    if not isinstance(kept, bytes):
        return None
    value = kept[_SEAL:]
    return value if sealed(value) == kept else None


def _is_sound(base: sqlite3.Connection, tables: str, edition: int) -> bool:
    """Tell whether a file is whole, and new or of this edition. Raises sqlite3.Error where that is not the question."""
    try:
        [found] = base.execute("PRAGMA user_version").fetchone()
        shape = _shape(base)
        [checked] = base.execute("PRAGMA quick_check").fetchone()
    except UnicodeError:  # SQLite quotes what is damaged in its message
        return False
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_OF_THE_FILE:
            raise
        return False
    return checked == "ok" and (not shape or (found == edition and shape == _shape_of(tables)))


def _shape(base: sqlite3.Connection) -> set[str]:
    """Return the words by which a file's tables were made."""
    return {sql for [sql] in base.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def _shape_of(tables: str) -> set[str]:
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.executescript(tables)
        return _shape(base)
