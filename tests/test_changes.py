"""What differs between two lists of records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.changes import Cell, Changed, Changes, compare
from scraper.errors import InputError

OLD = {"id": "silta", "name": "Silta", "granted_amount": 30000, "goals": ["a"], "retrieved_at": "2026-03-01T06:00:00Z"}


@pytest.mark.parametrize(
    ("new", "cells"),
    [
        ({}, []),
        ({"granted_amount": 35000}, [("granted_amount", 30000, 35000)]),
        ({"granted_amount": 30000.0}, []),
        ({"granted_amount": None}, [("granted_amount", 30000, None)]),
        ({"goals": ["a", "b"], "name": "Silta 2"}, [("name", "Silta", "Silta 2"), ("goals", ["a"], ["a", "b"])]),
        ({"retrieved_at": "2026-04-01T06:00:00Z", "content_digest": "sha256:1", "evidence": {}}, []),
        ({"theme": "vesi"}, [("theme", None, "vesi")]),
    ],
    ids=str,
)
def test_cells_that_differ(new, cells):
    changed = compare([OLD], [OLD | new]).changed
    assert [list(one.cells) for one in changed] == ([[Cell(*cell) for cell in cells]] if cells else [])


def test_records_that_are_new_gone_changed_and_the_same():
    old = [{"id": "a", "n": 1}, {"id": "b", "n": 1}, {"id": "c", "n": 1}]
    new = [{"id": "d", "n": 1}, {"id": "c", "n": 1}, {"id": "b", "n": 2}]
    assert compare(old, new) == Changes(
        added=[new[0]],
        removed=[old[0]],
        changed=[Changed("b", old[1], new[2], (Cell("n", 1, 2),))],
        same=1,
    )


def test_another_key_and_other_columns_to_leave_out():
    old, new = [{"url": "x", "title": "A", "time": 1}], [{"url": "x", "title": "B", "time": 2}]
    assert not compare(old, new, key="url", leave_out={"title", "time"})
    assert compare(old, new, key="url").cells == 2


@pytest.mark.parametrize(
    ("records", "words"),
    [([{"id": "a"}, {"id": "a"}], "two of the new records have the id 'a'"), ([{"name": "x"}], "records has no id")],
    ids=["twice", "without"],
)
def test_what_can_not_be_compared(records, words):
    with pytest.raises(InputError, match=words):
        compare([], records)


RECORDS = st.dictionaries(st.sampled_from("abcdef"), st.dictionaries(st.sampled_from("xyz"), st.integers(0, 2)))


def as_list(records):
    return [{"id": key, **cells} for key, cells in records.items()]


@given(RECORDS, RECORDS, st.randoms())
def test_the_old_records_and_the_changes_give_the_new_ones(before, after, luck):
    old, new = as_list(before), as_list(after)
    luck.shuffle(new)
    changes = compare(old, new)
    result = {one["id"]: dict(one) for one in old}
    for record in changes.removed:
        assert result.pop(record["id"]) == record
    for record in changes.added:
        result[record["id"]] = dict(record)
    for one in changes.changed:
        assert one.cells
        for cell in one.cells:
            assert result[one.key].get(cell.column) == cell.old
            result[one.key][cell.column] = cell.new
    assert {key: {c: v for c, v in one.items() if v is not None} for key, one in result.items()} == {
        one["id"]: one for one in new
    }
    assert bool(changes) == (before != after)
    assert changes.same + len(changes.changed) + len(changes.removed) == len(old)
