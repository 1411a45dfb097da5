"""The names that published files do not have: they come in with the run that read them, and go after their time.

All works within the caller's transaction. A project whose persons were erased is remembered by its published id, which
names nobody, so that the next run does not keep them anew.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import sqlalchemy as sa

from scraper.history.rows import storable
from scraper.history.tables import FORGOTTEN, PERSONS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scraper.model import Person


_KEY = ("project_id", "role", "name")


class Keeping(NamedTuple):
    """Names that a run wants kept."""

    persons: Sequence[Person]
    days: int
    """How long each is kept from its first day on."""


class Kept(NamedTuple):
    """A name in the history. Times are UTC."""

    project: str
    role: str
    name: str
    since: datetime
    until: datetime


def keep(connection: sa.Connection, keeping: Keeping, *, run: int, now: datetime) -> int:
    """Write the names that are new, let all end when they should, and return how many are kept."""
    days = timedelta(days=keeping.days)
    known = {(one.project, one.role, one.name): one.since for one in kept(connection)}
    forgotten = set(connection.execute(sa.select(FORGOTTEN.c.project_id)).scalars())
    wanted = dict.fromkeys((one.project, one.role, str(storable(one.name))) for one in keeping.persons)
    new = [key for key in wanted if key not in known and key[0] not in forgotten]
    if known:
        of_one = sa.and_(*(PERSONS.c[name] == sa.bindparam(f"its_{name}") for name in _KEY))
        ends = [{f"its_{name}": part for name, part in zip(_KEY, key, strict=True)} | {"end": _naive(since + days)}
                for key, since in known.items()]  # fmt: skip
        connection.execute(sa.update(PERSONS).where(of_one).values(keep_until=sa.bindparam("end")), ends)
    if new:
        times = {"first_run": run, "kept_since": _naive(now), "keep_until": _naive(now + days)}
        connection.execute(sa.insert(PERSONS), [dict(zip(_KEY, key, strict=True)) | times for key in new])
    return len(known) + len(new)


def expire(connection: sa.Connection, *, now: datetime) -> int:
    """Erase the persons whose time is over; return of how many projects."""
    over = sa.select(PERSONS.c.project_id).where(PERSONS.c.keep_until <= _naive(now)).distinct()
    return forget(connection, connection.execute(over).scalars().all(), now=now, why="expired")


def forget(
    connection: sa.Connection, projects: Collection[str], *, now: datetime, why: Literal["expired", "asked"]
) -> int:
    """Erase the persons of projects for good; return of how many."""
    already = set(connection.execute(sa.select(FORGOTTEN.c.project_id)).scalars())
    for project in dict.fromkeys(projects):
        connection.execute(sa.delete(PERSONS).where(PERSONS.c.project_id == project))
        if project not in already:
            row = {"project_id": project, "forgotten_at": _naive(now), "why": why}
            connection.execute(sa.insert(FORGOTTEN).values(row))
    return len(set(projects))


def kept(connection: sa.Connection) -> list[Kept]:
    """Return all names, by project."""
    columns = [PERSONS.c[name] for name in (*_KEY, "kept_since", "keep_until")]
    rows = connection.execute(sa.select(*columns).order_by(*columns[:3]))
    return [
        Kept(project, role, name, since.replace(tzinfo=UTC), until.replace(tzinfo=UTC))
        for project, role, name, since, until in rows
    ]


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
