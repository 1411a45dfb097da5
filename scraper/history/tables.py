"""The tables and views of a history, for SQLite and PostgreSQL: an engine comes in, its database has them all after.

`runs` has a row for each run that published, `project_versions` one for each state that a project was in. A version
stands from `first_run` until just before `gone_run`, so that a run that changes nothing writes a single row. Names of
persons have a table of their own. The views `projects` (what stands) and `project_history` (everything, with times) are
made for people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from scraper.schema import COLUMNS, DATE_COLUMNS, LIST_COLUMNS, MONEY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIRED = ("id", "name", "currency", "status", "content_digest")
METADATA = sa.MetaData()

RUNS = sa.Table(
    "runs",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("started_at", sa.DateTime(), nullable=False),  # UTC, as all times here
    sa.Column("finished_at", sa.DateTime(), nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("generation", sa.Text, nullable=False),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("projects", sa.Integer, nullable=False),
    sa.Column("added", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("removed", sa.Integer, nullable=False),
)
"""One row for each run that published. One that is not `confirmed` may have been killed before its files counted."""


def _type(column: str) -> Any:  # noqa: ANN401  (any of SQLAlchemy's types)
    if column in MONEY_COLUMNS:
        return sa.Numeric(17, 2, asdecimal=False)
    if column in DATE_COLUMNS:
        return sa.Date()
    if column in LIST_COLUMNS or column == "other_fields":
        return sa.JSON(none_as_null=True)
    return {"programme_year": sa.Integer(), "retrieved_at": sa.DateTime()}.get(column, sa.Text())


VERSIONS = sa.Table(
    "project_versions",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("first_run", sa.Integer, sa.ForeignKey("runs.id"), primary_key=True, index=True),
    sa.Column("gone_run", sa.Integer, sa.ForeignKey("runs.id"), index=True),
    sa.Column("digest", sa.Text, nullable=False),  # of all that is compared
    *(sa.Column(name, _type(name), nullable=name not in REQUIRED) for name in COLUMNS if name != "id"),
)
"""One row for each state of a project; its columns are those of projects.csv, as they were when it was first seen."""

PERSONS = sa.Table(
    "withheld_persons",
    METADATA,
    sa.Column("project_id", sa.Text, primary_key=True),  # as it is published: no other table leads to a name
    sa.Column("role", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("first_run", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("kept_since", sa.DateTime(), nullable=False),
    sa.Column("keep_until", sa.DateTime(), nullable=False),
)
"""Names that published files do not have: only where the publisher wants them kept, and no view shows them."""

FORGOTTEN = sa.Table(
    "forgotten_persons",
    METADATA,
    sa.Column("project_id", sa.Text, primary_key=True),
    sa.Column("forgotten_at", sa.DateTime(), nullable=False),
    sa.Column("why", sa.Text, nullable=False),  # `expired`, or `asked`
)
"""Projects whose persons were erased and are never kept again, although their page still names them."""


def standing_at(run: sa.ScalarSelect[Any] | int) -> sa.ColumnElement[bool]:
    """Return the condition for versions that stood after a run."""
    versions = VERSIONS.c
    return sa.and_(versions.first_run <= run, sa.or_(versions.gone_run.is_(None), versions.gone_run > run))


def _views() -> Mapping[str, sa.Select[Any]]:
    """Return the selects behind the views. Runs that are not confirmed are in neither."""
    last = sa.select(sa.func.max(RUNS.c.id)).where(RUNS.c.confirmed).scalar_subquery()
    first, earlier, seen = RUNS.alias("first"), VERSIONS.alias("earlier"), RUNS.alias("seen")
    columns = [VERSIONS.c[name] for name in COLUMNS]
    first_seen = (
        sa.select(sa.func.min(seen.c.started_at))
        .where(earlier.c.id == VERSIONS.c.id, earlier.c.first_run == seen.c.id)
        .scalar_subquery()
    )
    last_seen = (
        sa.select(sa.func.max(seen.c.started_at))
        .where(seen.c.confirmed, sa.or_(VERSIONS.c.gone_run.is_(None), seen.c.id < VERSIONS.c.gone_run))
        .scalar_subquery()
    )
    joined = VERSIONS.join(first, first.c.id == VERSIONS.c.first_run)
    return {
        "projects": sa.select(*columns, first_seen.label("first_seen"), first.c.started_at.label("unchanged_since"))
        .select_from(joined)
        .where(standing_at(last)),
        "project_history": sa.select(
            *columns,
            VERSIONS.c.first_run,
            VERSIONS.c.gone_run,
            first.c.started_at.label("first_seen"),
            last_seen.label("last_seen"),
        )
        .select_from(joined)
        .where(VERSIONS.c.first_run <= last),
    }


def prepare(connection: sa.Connection) -> None:
    """Make what is missing: all of it in a new database; in one of an earlier version, the columns that it lacks."""
    inspector = sa.inspect(connection)
    has_views = set(_views()) <= set(inspector.get_view_names())
    missing = []
    if inspector.has_table(VERSIONS.name):
        there = {column["name"] for column in inspector.get_columns(VERSIONS.name)}
        missing = [column for column in VERSIONS.columns if column.name not in there]
    METADATA.create_all(connection)
    if has_views and not missing:
        return
    for name in _views():
        connection.execute(sa.text(f"DROP VIEW IF EXISTS {name}"))
    for column in missing:
        kind = column.type.compile(connection.dialect)
        connection.execute(sa.text(f"ALTER TABLE {VERSIONS.name} ADD COLUMN {column.name} {kind}"))
    for name, select in _views().items():
        query = select.compile(connection, compile_kwargs={"literal_binds": True})
        connection.execute(sa.text(f"CREATE VIEW {name} AS {query}"))
