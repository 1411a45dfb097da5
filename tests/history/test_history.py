"""Histories on SQLite and PostgreSQL: what a run writes, what is read back, and what a kill leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.errors import HistoryError, MissingInputError, UsageError
from scraper.history import History
from scraper.history.rows import LEFT_OUT, digest
from scraper.history.tables import RUNS, VERSIONS
from scraper.model import Project
from scraper.schema import COLUMNS, project_record
from tests.publish.conftest import full_project

BEGUN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
BRIDGE = Project(id="a-bridge", name="Silta", granted_amount=Decimal("1000.50"), content_digest="sha256:00")
HARBOUR = Project(id="b-harbour", name="Satama", goals=["kasvu"], content_digest="sha256:00")
TOWER = Project(id="c-tower", name="Torni", content_digest="sha256:00")


def publish(history: History, *projects: Project, week: int = 0, generation: str = "g", confirm: bool = True):
    recorded = history.prepare(
        projects, started_at=BEGUN + timedelta(weeks=week), status="complete", generation=generation
    )
    if confirm:
        history.confirm(recorded)
    return recorded


def rows_of(history: History, query: str):
    with history._engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def content(history: History):
    """Return all that the tables hold, but for when the runs ended."""
    with history._engine.connect() as connection:
        runs = connection.execute(sa.select(*(c for c in RUNS.columns if c.name != "finished_at")).order_by("id")).all()
        versions = connection.execute(sa.select(VERSIONS).order_by("id", "first_run")).all()
    return [tuple(map(str, row)) for row in (*runs, *versions)]


def test_a_run_counts_what_it_adds_changes_and_removes(place):
    with History(place) as history:
        first = publish(history, BRIDGE, HARBOUR)
        assert (first.run, first.added, first.changed, first.removed, first.confirmed) == (1, 2, 0, 0, True)
        second = publish(history, replace(BRIDGE, granted_amount=Decimal(900)), TOWER, week=1)
        assert (second.run, second.added, second.changed, second.removed) == (2, 1, 1, 1)
        done = history.changes(1, 2)
        assert [record["id"] for record in done.added] == ["c-tower"]
        assert [record["id"] for record in done.removed] == ["b-harbour"]
        assert [(one.key, one.cells) for one in done.changed] == [("a-bridge", (("granted_amount", 1000.5, 900),))]
        assert done.same == 0
        assert [(run.id, run.projects, run.started_at) for run in history.runs()] == [
            (1, 2, BEGUN),
            (2, 2, BEGUN + timedelta(weeks=1)),
        ]


def test_from_before_the_first_run_all_is_added(place):
    with History(place) as history:
        publish(history, BRIDGE, HARBOUR)
        publish(history, BRIDGE, week=1)
        done = history.changes(0, 2)
        assert ([record["id"] for record in done.added], done.removed, done.changed) == (["a-bridge"], [], [])


def test_what_changes_and_changes_back_is_no_change(place):
    with History(place) as history:
        for week, name in enumerate(("Silta", "Silta II", "Silta")):
            publish(history, replace(BRIDGE, name=name), HARBOUR, week=week)
        assert not history.changes(1, 3)
        assert history.changes(1, 3).same == 2
        assert [one.cells[0].old for one in history.changes(2, 3).changed] == ["Silta II"]


OTHER_VALUES = {
    "granted_amount": Decimal("1000.51"),
    "start_date": date(2026, 1, 1),
    "decision_date": date(2026, 1, 1),
    "end_date": date(2026, 1, 1),
    "page_updated": date(2026, 1, 1),
    "total_cost": Decimal(5),
    "applied_amount": Decimal(5),
    "programme_year": 2026,
    "retrieved_at": BEGUN,
    "other_fields": {"Aika": "aina"},
    "partners": ["x"],
    "goals": ["x"],
    "warnings": ["x"],
}


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "id"])
def test_a_column_is_compared_unless_it_is_volatile(tmp_path, column):
    with History(str(tmp_path / "history.sqlite")) as history:
        publish(history, BRIDGE)
        other = replace(BRIDGE, **{column: OTHER_VALUES.get(column, "x")})
        recorded = publish(history, other, week=1)
        assert recorded.changed == (column not in LEFT_OUT)
        assert [cell.column for one in history.changes(1, 2).changed for cell in one.cells] == (
            [] if column in LEFT_OUT else [column]
        )


def test_volatile_columns_are_those_that_are_documented(repository):
    said = (repository / "docs" / "history.md").read_text().partition("All columns but ")[2].partition(", and no")[0]
    assert set(said.replace(" and", ",").replace("`", "").split(", ")) == LEFT_OUT - {"evidence"}


@pytest.mark.parametrize("project", [full_project(), BRIDGE], ids=["full", "bare"])
def test_a_project_is_read_back_as_it_was(place, project):
    with History(place) as history:
        publish(history, project)
        (record,) = history.changes(0, 1).added
    assert record == project_record(project, evidence=False)


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)


@pytest.fixture(scope="module")
def forever(postgres):
    """Histories in which all examples go."""
    with History("sqlite:///:memory:") as lite, History(postgres.format("postgres")) as server:
        yield (lite, server)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=texts,
    goals=st.lists(texts, max_size=3),
    other=st.dictionaries(texts, texts, max_size=2),
    amount=st.none() | st.decimals(0, 10**12, places=2),
    start=st.none() | st.dates(),
)
def test_any_value_is_read_back(forever, name, goals, other, amount, start):
    project = replace(BRIDGE, name=name, goals=goals, other_fields=other, granted_amount=amount, start_date=start)
    for history in forever:
        recorded = publish(history, project)
        (record,) = history.changes(0, recorded.run).added
        assert record == project_record(project, evidence=False)


@pytest.mark.parametrize("text", ["a\0b", "a\udc80b"], ids=ascii)
def test_what_no_database_holds_is_escaped(place, text):
    project = replace(BRIDGE, name=text, goals=[text], other_fields={text: text})
    with History(place) as history:
        publish(history, project)
        (record,) = history.changes(0, 1).added
        shown = text.replace("\0", "\\x00").replace("\udc80", "\\udc80")
        assert (record["name"], record["goals"], record["other_fields"]) == (shown, [shown], {shown: shown})
        assert publish(history, project, week=1).changed == 0


def test_equal_states_have_equal_digests_however_a_sum_is_written():
    assert digest(replace(BRIDGE, granted_amount=Decimal("1E+3"))) == digest(
        replace(BRIDGE, granted_amount=Decimal("1000.00"), retrieved_at=BEGUN)
    )


@pytest.mark.parametrize(
    ("standing", "counts"),
    [("new", True), ("old", False), (None, False)],
    ids=["killed after the switch", "killed before it", "and nothing stands"],
)
def test_a_run_that_was_killed_is_settled_by_the_files_that_stand(place, standing, counts):
    with History(place) as history:
        publish(history, BRIDGE, HARBOUR, generation="old")
        before = content(history)
        publish(history, replace(BRIDGE, name="Silta II"), TOWER, week=1, generation="new", confirm=False)
        assert len(history.runs()) == 1
        assert len(history.runs(standing)) == 1 + counts
        assert rows_of(history, "SELECT name FROM projects ORDER BY id") == [("Silta",), ("Satama",)]
    with History(place) as history:
        history.repair(standing)
        if counts:
            assert rows_of(history, "SELECT name FROM projects ORDER BY id") == [("Silta II",), ("Torni",)]
            assert [run.id for run in history.runs()] == [1, 2]
        else:
            assert content(history) == before


def test_a_dataset_that_was_replaced_by_hand_is_caught_up_with(place):
    with History(place) as history:
        publish(history, BRIDGE, generation="one")
        history.repair("quite another")
        recorded = publish(history, BRIDGE, TOWER, week=1, generation="two")
        assert (recorded.added, recorded.changed, recorded.removed) == (1, 0, 0)


def test_views_tell_when_projects_were_seen(place):
    with History(place) as history:
        publish(history, BRIDGE, HARBOUR)
        publish(history, replace(BRIDGE, name="Silta II"), week=1)
        publish(history, replace(BRIDGE, name="Silta II"), HARBOUR, week=2)
        weeks = [str(BEGUN.replace(tzinfo=None) + timedelta(weeks=week)) for week in range(3)]

        def times(query):
            return [(row[0], *(str(one).removesuffix(".000000") for one in row[1:])) for row in rows_of(history, query)]

        assert times("SELECT name, first_seen, unchanged_since FROM projects ORDER BY id") == [
            ("Silta II", weeks[0], weeks[1]),
            ("Satama", weeks[0], weeks[2]),
        ]
        assert times("SELECT name, first_seen, last_seen FROM project_history ORDER BY id, first_run") == [
            ("Silta", weeks[0], weeks[0]),
            ("Silta II", weeks[1], weeks[2]),
            ("Satama", weeks[0], weeks[0]),
            ("Satama", weeks[2], weeks[2]),
        ]


def test_a_database_of_an_earlier_version_gets_what_it_lacks(place):
    with History(place) as history:
        publish(history, BRIDGE)
        with history._engine.begin() as connection:
            for view in ("projects", "project_history"):
                connection.execute(sa.text(f"DROP VIEW {view}"))
            connection.execute(sa.text("ALTER TABLE project_versions DROP COLUMN warnings"))
    with History(place) as history:
        assert rows_of(history, "SELECT name, warnings FROM projects") == [("Silta", None)]
        assert publish(history, replace(BRIDGE, warnings=["MOJIBAKE"]), week=1).changed == 1


@pytest.mark.parametrize(
    "name", ["mysql://a@b/c", "postgresql//x://", "sqlite://", "nonsense://x", "sqlite:///a?mode=ro"]
)
def test_a_place_of_another_kind_is_refused(name):
    with pytest.raises(UsageError, match=r"^--history: "):
        History(name)


def test_reading_makes_nothing(place, tmp_path):
    with pytest.raises(MissingInputError, match="history"):
        History(place, writing=False)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_database_is_refused_and_left(tmp_path):
    file = tmp_path / "history.sqlite"
    file.write_text("not a database, but long enough to be taken for one\n" * 100)
    before = file.read_bytes()
    with pytest.raises(HistoryError, match="file is not a database"):
        History(str(file))
    assert file.read_bytes() == before


def test_a_garbled_file_is_one_line_and_left(tmp_path):
    """SQLite quotes the damage in its message, which is then no text either."""
    file = tmp_path / "history.sqlite"
    with History(str(file)) as history:
        publish(history, BRIDGE)
    before = file.read_bytes().replace(b"CREATE TABLE runs", b"CREATE T\xdfBLE runs")
    file.write_bytes(before)
    with pytest.raises(HistoryError, match="the history can't be used"):
        History(str(file))
    assert file.read_bytes() == before


def test_a_server_that_is_not_there_is_one_line_without_the_password(tmp_path):
    with pytest.raises(HistoryError) as failure:
        History(f"postgresql://me:hunter2@/history?host={tmp_path}")
    assert "hunter2" not in str(failure.value)
    assert "\n" not in str(failure.value)
    assert failure.value.exit_code == 4


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_server_may_end_what_is_idle_while_pages_are_read(place):
    with History(place) as history:
        publish(history, BRIDGE)
        with psycopg.connect(place, autocommit=True) as other:
            ended = other.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
        assert ended == [(True,)]
        assert publish(history, BRIDGE, HARBOUR, week=1).added == 1


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_who_may_only_read_the_server_reads_it(place):
    with History(place) as history:
        publish(history, BRIDGE)
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN")
        owner.execute("GRANT SELECT ON runs, project_versions TO reader")
    guest = place.replace("postgres@", "reader@")
    with History(guest) as history, pytest.raises(HistoryError, match="permission denied"):
        publish(history, HARBOUR)
    with History(guest, writing=False) as history:
        assert len(history.changes(0, 1).added) == 1
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute("DROP OWNED BY reader; DROP ROLE reader")
