"""A history in a database: editions come in, one transaction a run; its runs and what changed between them go out.

A run is prepared before its files are made current, and confirmed after that. What a kill leaves prepared is settled by
the next run: it counts if the files that stand are its own, else it is taken back. So history and dataset can't part.
Refused is what no database is, or one that can't be reached or written. The caller keeps other writers out.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa

from scraper.changes import Changes, compare
from scraper.errors import HistoryError, MissingInputError, UsageError
from scraper.history import persons
from scraper.history.rows import LEFT_OUT, digest, project, record, row
from scraper.history.tables import PERSONS, RUNS, VERSIONS, prepare, standing_at
from scraper.history.unnamed import without_named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from scraper.changes import Record
    from scraper.history.persons import Keeping, Kept
    from scraper.model import Project

PATIENCE = 30
"""Seconds to wait for another reader or writer of the database, and for a server to answer."""

AT_ONCE = 2000
"""Rows that are made in memory before they are written."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run that published."""

    id: int
    started_at: datetime
    finished_at: datetime
    status: str
    projects: int
    added: int
    changed: int
    removed: int


@dataclass(slots=True)
class Recorded:
    """What a run wrote into the history."""

    run: int
    added: int
    changed: int
    removed: int
    confirmed: bool = False
    """Whether that is settled; else the next run settles it."""
    persons: int = 0
    """How many names are kept that the published files do not have."""


class History:
    """The history at a place: a file of SQLite, or the URL of a PostgreSQL database. A context manager."""

    def __init__(self, place: str, *, writing: bool = True) -> None:
        """Open it; for writing, what is missing is made. Raises UsageError, HistoryError, MissingInputError."""
        url = _url(place)
        self.place = url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
        if not writing and url.drivername == "sqlite" and not Path(self.place).is_file():
            raise MissingInputError(f"{self.place}: there is no history; name the one that `run` keeps with --history")
        self._engine = _engine(url)
        with contextlib.ExitStack() as where_it_fails, self._failures():
            where_it_fails.callback(self._engine.dispose)
            if writing:
                with self._engine.begin() as connection:
                    prepare(connection)
            elif not sa.inspect(self._engine).has_table(RUNS.name):
                raise MissingInputError(f"{self.place}: holds no history; name the one that `run` keeps with --history")
            where_it_fails.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def repair(self, standing: str | None) -> None:
        """Settle what a run left prepared, knowing which generation of files stands."""
        with self._failures(), self._engine.begin() as connection:
            for run, generation in connection.execute(
                sa.select(RUNS.c.id, RUNS.c.generation).where(~RUNS.c.confirmed).order_by(RUNS.c.id.desc())
            ).all():
                if generation == standing:
                    connection.execute(sa.update(RUNS).where(RUNS.c.id == run).values(confirmed=True))
                else:
                    _take_back(connection, run)

    def prepare(
        self,
        projects: Sequence[Project],
        *,
        started_at: datetime,
        status: str,
        generation: str,
        keeping: Keeping | None = None,
    ) -> Recorded:
        """Write what a run is about to publish, as one transaction that counts when it is confirmed.

        `keeping` has the names that the projects are published without, where they are kept at all: apart from them.
        """
        now = datetime.now(UTC)
        if keeping is not None:
            self._make_private()
        with self._failures(), self._engine.begin() as connection:
            known = {
                name: (state, first)
                for name, state, first in connection.execute(
                    sa.select(VERSIONS.c.id, VERSIONS.c.digest, VERSIONS.c.first_run).where(
                        VERSIONS.c.gone_run.is_(None)
                    )
                )
            }
            states = {project.id: digest(project) for project in projects}
            new = [project for project in projects if known.get(project.id, ("",))[0] != states[project.id]]
            changed = sum(project.id in known for project in new)
            gone = [(name, first) for name, (state, first) in known.items() if states.get(name) != state]
            counts = {"added": len(new) - changed, "changed": changed, "removed": len(gone) - changed}
            values = {
                "started_at": _naive(started_at),
                "finished_at": _naive(now),
                "status": status,
                "generation": generation,
                "confirmed": False,
                "projects": len(projects),
                **counts,
            }
            run = connection.execute(sa.insert(RUNS).values(values).returning(RUNS.c.id)).scalar_one()
            if gone:
                connection.execute(
                    sa.update(VERSIONS)
                    .where(VERSIONS.c.id == sa.bindparam("gone_id"), VERSIONS.c.first_run == sa.bindparam("since"))
                    .values(gone_run=run),
                    [{"gone_id": name, "since": first} for name, first in gone],
                )
            for start in range(0, len(new), AT_ONCE):
                batch = [row(project, states[project.id], run) for project in new[start : start + AT_ONCE]]
                connection.execute(sa.insert(VERSIONS), batch)
            persons.expire(connection, now=now)
            if keeping is not None:
                names = persons.keep(connection, keeping, run=run, now=now)
            else:
                names = len(persons.kept(connection))
        return Recorded(run, counts["added"], counts["changed"], counts["removed"], persons=names)

    def confirm(self, recorded: Recorded) -> None:
        """Let a prepared run count. Where that can't be written, nothing is lost: the next run does it."""
        values = {"confirmed": True, "finished_at": _naive(datetime.now(UTC))}
        with contextlib.suppress(HistoryError):
            with self._failures(), self._engine.begin() as connection:
                connection.execute(sa.update(RUNS).where(RUNS.c.id == recorded.run).values(values))
            recorded.confirmed = True

    def runs(self, standing: str | None = None) -> list[Run]:
        """Return the runs that count, the oldest first: those confirmed, and one that published what stands."""
        columns = [RUNS.c[name] for name in Run.__slots__]
        counting = sa.or_(RUNS.c.confirmed, RUNS.c.generation == standing)
        with self._failures(), self._engine.connect() as connection:
            found = connection.execute(sa.select(*columns).where(counting).order_by(RUNS.c.id)).mappings().all()
        return [Run(**{**one, "started_at": _aware(one["started_at"]), "finished_at": _aware(one["finished_at"])})
                for one in found]  # fmt: skip

    def changes(self, old: int, new: int) -> Changes:
        """Return what is different after run `new` from what was after run `old`; 0 is before the first one.

        That a person is no longer named is not told: it would name the person once more.
        """
        at_old, at_new = standing_at(old), standing_at(new)
        with self._failures(), self._engine.connect() as connection:

            def records(there: sa.ColumnElement[bool], other: sa.ColumnElement[bool]) -> Iterator[Record]:
                for one in connection.execute(sa.select(VERSIONS).where(there, ~other)).mappings():
                    yield record(dict(one))

            both = sa.select(sa.func.count()).select_from(VERSIONS).where(at_old, at_new)
            done = compare(list(records(at_old, at_new)), list(records(at_new, at_old)), leave_out=LEFT_OUT)
            same = connection.execute(both).scalar_one() + done.same
        return without_named(Changes(done.added, done.removed, done.changed, same))

    def persons(self) -> list[Kept]:
        """Return the names that published files do not have and that are kept here."""
        with self._failures(), self._engine.connect() as connection:
            return persons.kept(connection) if sa.inspect(connection).has_table(PERSONS.name) else []

    def forget(self, projects: Collection[str], change: Callable[[Project], Project] | None = None) -> int:
        """Erase the persons of projects, and what `change` takes out of states that were published; return of how many.

        `change` returns the same object where there is nothing to take out. All of it is gone afterwards, or nothing.
        """
        with self._failures(), self._engine.begin() as connection:
            gone = {*projects, *(_rewrite(connection, change) if change is not None else ())}
            erased = persons.forget(connection, gone, now=datetime.now(UTC), why="asked")
        if erased:
            self._clear_free_space()
        return erased

    def expire(self) -> int:
        """Erase the persons whose time is over, as each run does; return of how many projects."""
        with self._failures(), self._engine.begin() as connection:
            erased = persons.expire(connection, now=datetime.now(UTC))
        if erased:
            self._clear_free_space()
        return erased

    def _clear_free_space(self) -> None:
        """Overwrite what was erased: PostgreSQL leaves that to a later day, SQLite has done it (`secure_delete`)."""
        if self._engine.dialect.name == "postgresql":
            with self._failures(), self._engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                for table in (PERSONS, VERSIONS):
                    alone.execute(sa.text(f"VACUUM FULL {table.name}"))

    def _make_private(self) -> None:
        """Let nobody but its owner read a file that has names."""
        file = Path(self.place)
        if self._engine.dialect.name != "sqlite" or not file.is_file():
            return
        try:
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)
        except OSError as error:
            raise HistoryError(
                f"{self.place}: can't be made private, as a history with names must be ({error.strerror}); own the"
                " file, or keep no names"
            ) from None

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        """Turn what the database refuses within the block into a HistoryError."""
        try:
            yield
        except (sa.exc.DBAPIError, UnicodeDecodeError) as error:  # SQLite quotes what is damaged in its message
            cause = str(getattr(error, "orig", error)).strip().partition("\n")[0]
            raise HistoryError(
                f"{self.place}: the history can't be used ({cause}); look at the database, or name another one with"
                " --history"
            ) from None


def _rewrite(connection: sa.Connection, change: Callable[[Project], Project]) -> set[str]:
    """Change states that were published, and return the ids that the changed projects have then."""
    changed: set[str] = set()
    for stored in connection.execute(sa.select(VERSIONS)).mappings().all():
        before = project(dict(stored))
        after = change(before)
        if after is not before:
            ours = sa.and_(VERSIONS.c.id == stored["id"], VERSIONS.c.first_run == stored["first_run"])
            values = row(after, digest(after), stored["first_run"])
            connection.execute(sa.update(VERSIONS).where(ours).values(values))
            changed.add(after.id)
    return changed


def _take_back(connection: sa.Connection, run: int) -> None:
    """Undo a run whose files never counted."""
    connection.execute(sa.delete(PERSONS).where(PERSONS.c.first_run == run))
    connection.execute(sa.delete(VERSIONS).where(VERSIONS.c.first_run == run))
    connection.execute(sa.update(VERSIONS).where(VERSIONS.c.gone_run == run).values(gone_run=None))
    connection.execute(sa.delete(RUNS).where(RUNS.c.id == run))


def _url(place: str) -> sa.URL:
    """Return a place as SQLAlchemy's URL. Raises UsageError where it is neither a file nor a database of ours."""
    if "://" not in place:
        return sa.URL.create("sqlite", database=place)
    try:
        url = sa.make_url(place)
    except (sa.exc.ArgumentError, ValueError):
        raise UsageError("--history: no URL of a database; such as postgresql://user@host/name, or a file") from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database and not url.query:
        return url
    raise UsageError(f"--history: {url.drivername} is not known; give a file, sqlite:///FILE or postgresql://…")


def _engine(url: sa.URL) -> sa.Engine:
    """Return what connects to the database; each transaction of SQLite takes the file's lock at its beginning."""
    local = url.drivername == "sqlite"
    try:
        engine = sa.create_engine(
            url,
            json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
            connect_args={"timeout": PATIENCE} if local else {"connect_timeout": PATIENCE},
            pool_pre_ping=not local,  # a crawl takes hours, in which servers and firewalls end what is idle
        )
    except ImportError:
        raise UsageError(
            "--history: PostgreSQL needs psycopg, which is missing or broken here; install it anew"
        ) from None
    if local:
        sa.event.listen(engine, "connect", _as_told)
        sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _as_told(connection: Any, _: object) -> None:  # noqa: ANN401  (the driver's own)
    """Let SQLite begin and end transactions where we do, not where its driver thinks best."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased is gone from the file, too


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
