"""Names that are kept apart from what is published, on SQLite and PostgreSQL: when, how they go, what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from scraper.errors import HistoryError
from scraper.history import History, Keeping
from scraper.history.rows import project as project_of
from scraper.history.tables import FORGOTTEN, PERSONS, VERSIONS
from scraper.model import Person, Project
from scraper.publish.privacy import Rule, without_person
from tests.history.test_history import BEGUN, BRIDGE, content, publish, rows_of
from tests.publish.conftest import full_project

ANNA = Person("person-1", "applicant", "Anna Virtanen")
KALLE = Person("person-2", "partner", "Kalle Mäkinen")


def keep(history: History, *persons: Person, days: int = 730, confirm: bool = True) -> int:
    """Publish with these names kept; return how many are."""
    recorded = history.prepare(
        [BRIDGE], started_at=BEGUN, status="complete", generation="g", keeping=Keeping(persons, days)
    )
    if confirm:
        history.confirm(recorded)
    return recorded.persons


def let_pass(history: History, days: int) -> None:
    """Let all that is kept have been so for some days more."""
    with history._engine.begin() as connection:
        for one in connection.execute(sa.select(PERSONS)).mappings().all():
            ours = sa.and_(*(PERSONS.c[name] == one[name] for name in ("project_id", "role", "name")))
            times = {name: one[name] - timedelta(days=days) for name in ("kept_since", "keep_until")}
            connection.execute(sa.update(PERSONS).where(ours).values(times))


def names(history: History) -> list[str]:
    return [one.name for one in history.persons()]


def test_no_name_is_kept_unless_somebody_wants_it(place):
    with History(place) as history:
        assert publish(history, BRIDGE).persons == 0
        assert history.persons() == []


def test_a_name_is_kept_once_and_for_so_long_from_its_first_day_on(place):
    with History(place) as history:
        assert keep(history, ANNA, ANNA, days=10) == 1
        let_pass(history, 4)
        assert keep(history, ANNA, KALLE, days=20) == 2
        first, second = history.persons()
        assert (first.project, first.role, first.name) == ANNA
        assert first.until - first.since == second.until - second.since == timedelta(days=20)
        assert datetime.now(UTC) - first.since > timedelta(days=3.9)


def test_a_name_that_is_no_longer_read_stays_for_its_time(place):
    with History(place) as history:
        keep(history, ANNA)
        assert keep(history) == 1
        assert publish(history, BRIDGE, week=2).persons == 1


@pytest.mark.parametrize("keeping", [True, False], ids=["kept still", "no longer kept"])
def test_every_run_erases_names_whose_time_is_over_and_never_takes_them_up_again(place, keeping):
    with History(place) as history:
        keep(history, ANNA, days=10)
        let_pass(history, 11)
        if keeping:
            assert keep(history, ANNA, KALLE, days=10) == 1
            assert names(history) == ["Kalle Mäkinen"]
        else:
            publish(history, BRIDGE, week=1)
            assert names(history) == []
        assert rows_of(history, "SELECT project_id, why FROM forgotten_persons") == [("person-1", "expired")]


def test_names_go_without_a_run_too(place):
    with History(place) as history:
        keep(history, ANNA, days=10)
        assert history.expire() == 0
        let_pass(history, 10)
        assert history.expire() == 1
        assert names(history) == []


def test_a_person_who_is_forgotten_is_not_kept_again(place):
    with History(place) as history:
        keep(history, ANNA, KALLE)
        assert history.forget(["person-1"]) == 1
        assert keep(history, ANNA, KALLE) == 1
        assert names(history) == ["Kalle Mäkinen"]
        assert rows_of(history, "SELECT project_id, why FROM forgotten_persons") == [("person-1", "asked")]


def test_a_run_that_did_not_count_keeps_nobody(place):
    with History(place) as history:
        publish(history, BRIDGE, generation="old")
        before = content(history)
        keep(history, ANNA, confirm=False)
        history.repair("old")
        assert (names(history), content(history)) == ([], before)


def test_no_view_and_no_change_has_a_name(place):
    with History(place) as history:
        publish(history)
        keep(history, ANNA)
        everything = str([history.changes(0, 2), history.runs()])
        for query in ("SELECT * FROM projects", "SELECT * FROM project_history", "SELECT * FROM runs"):
            everything += str(rows_of(history, query))
        assert "Virtanen" not in everything


def test_a_name_is_taken_out_of_all_that_was_published(place):
    named = replace(full_project(), id="liitto-meri-mallila", applicant="Meri Mallila")
    with History(place) as history:
        publish(history, named, BRIDGE)
        publish(history, replace(named, description="Meri Mallilan työ"), BRIDGE, week=1)
        assert history.forget([], partial(without_person, name="Meri Mallila")) == 1
        with history._engine.connect() as connection:
            told = str(connection.execute(sa.select(VERSIONS)).all() + connection.execute(sa.select(FORGOTTEN)).all())
        assert "allila" not in told
        assert "Silta" in told
        [hidden] = Rule(also=("Meri Mallila",)).projects([replace(named, description="Meri Mallilan työ")])
        assert publish(history, hidden, BRIDGE, week=2).changed == 0
        assert history.changes(1, 3).changed[0].key == hidden.id


def test_a_state_is_the_project_again_that_it_was_made_of(place):
    full = full_project()
    with History(place) as history:
        publish(history, full, BRIDGE)
        with history._engine.connect() as connection:
            read = [project_of(dict(one)) for one in connection.execute(sa.select(VERSIONS).order_by("id")).mappings()]
    cut = full.retrieved_at.replace(microsecond=0)
    assert read == [BRIDGE, replace(full, retrieved_at=cut, evidence={})]


def test_what_is_erased_is_gone_from_the_file(tmp_path):
    file = tmp_path / "history.sqlite"
    with History(str(file)) as history:
        keep(history, ANNA)
        assert b"Anna Virtanen" in file.read_bytes()
        history.forget(["person-1"])
    assert b"Virtanen" not in file.read_bytes()


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_what_is_erased_is_gone_from_the_servers_files(postgres, place):
    with History(place) as history:
        keep(history, Person("person-1", "applicant", "Xaveria Quastenfloh"))
        history.forget(["person-1"])
        [(path,)] = rows_of(history, "SELECT pg_relation_filepath('withheld_persons')")
        with history._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("CHECKPOINT"))
    assert b"Quastenfloh" not in (Path(postgres.partition("host=")[2]) / path).read_bytes()


def test_only_its_owner_reads_a_file_with_names(tmp_path):
    file = tmp_path / "history.sqlite"
    with History(str(file)) as history:
        publish(history, BRIDGE)
        assert file.stat().st_mode & 0o077
        keep(history, ANNA)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_history_of_an_earlier_version_has_no_names_and_takes_some(place):
    with History(place) as history:
        publish(history, BRIDGE)
        with history._engine.begin() as connection:
            for table in (PERSONS, FORGOTTEN):
                table.drop(connection)
    with History(place, writing=False) as history:
        assert history.persons() == []
    with History(place) as history:
        assert keep(history, ANNA) == 1


def test_nothing_is_erased_where_not_all_can_be(place):
    def fails(_: Project) -> Project:
        raise HistoryError("no")

    with History(place) as history:
        keep(history, ANNA)
        with pytest.raises(HistoryError):
            history.forget(["person-1"], fails)
        assert names(history) == ["Anna Virtanen"]


@pytest.mark.parametrize(
    ("granted", "cells"), [(None, []), (Decimal(5), [("granted_amount", 79900, 5)])], ids=["nothing else", "a sum"]
)
def test_that_a_person_is_no_longer_named_is_not_told(place, granted, cells):
    named = replace(full_project(), id="liitto-anna-virtanen", applicant="Anna Virtanen", description="Annan työ")
    [hidden] = Rule().projects([replace(named, granted_amount=granted or named.granted_amount)])
    with History(place) as history:
        publish(history, named, BRIDGE)
        publish(history, hidden, week=1)
        done = history.changes(1, 2)
        assert "nna" not in str(done.added) + str(done.removed) + str([one.cells for one in done.changed])
        assert [one["id"] for one in done.removed] == ["a-bridge"]
        assert (done.added, [one.key for one in done.changed]) == ([], [hidden.id] * bool(cells))
        assert [tuple(cell) for one in done.changed for cell in one.cells] == cells
        assert done.same == (not cells)
        assert [one["id"] for one in history.changes(0, 2).added] == [hidden.id]
