from __future__ import annotations

import io
import json
from dataclasses import replace
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.errors import InputError, MissingInputError
from scraper.publish import dataset, parts, published
from scraper.publish.formats import FILES, Edition

KEYS = ("pages", "projects")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def repr_short(text: str) -> str:
    return ascii(text[:40])


def test_what_was_published_comes_back(tmp_path, page, full, bare):
    dataset.publish(tmp_path / "a", Edition([page], [full, bare]))
    pages, projects = published.read(tmp_path / "a")
    dataset.publish(tmp_path / "b", Edition(pages, projects))
    assert pages == [page]
    assert [project.evidence for project in projects] == [{}, full.evidence]
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"pages": [], "projects": [{}]}',
        '{"pages": 1, "projects": []}',
        '{"pages": []}',
        '{"pages": [], "projects": []',
        '{"pages": [], "projects": []} {}',
        '{"pages": [],, "projects": []}',
        '{"pages": [] "projects": []}',
        '{"pages": [,], "projects": []}',
        '{"pages": [], "projects": [1]}',
        '{"pages": [], "projects": [], "x": ' + "[" * 100_000,
        "\x00",
    ],
    ids=repr_short,
)
def test_what_is_no_dataset_is_refused(tmp_path, text):
    (tmp_path / "projects.json").write_text(text)
    with pytest.raises(InputError, match="is no dataset, or a damaged one"):
        published.read(tmp_path)


def test_a_folder_without_a_dataset_is_named(tmp_path):
    with pytest.raises(MissingInputError, match="holds no projects"):
        published.read(tmp_path)


@settings(max_examples=60)
@given(
    document=st.fixed_dictionaries(
        {key: st.lists(JSON, max_size=4) for key in ("pages", "projects")}, optional={"x": JSON, "y": st.integers()}
    ),
    indent=st.sampled_from([None, 0, 2]),
    chunk=st.integers(1, 40),
)
def test_parts_are_read_wherever_the_text_is_cut(document, indent, chunk):
    with mock.patch.object(parts, "CHUNK", chunk):
        read = parts.read_lists(io.StringIO(json.dumps(document, indent=indent)), dict.fromkeys(KEYS, lambda one: one))
    assert read == {key: document[key] for key in KEYS}


@pytest.mark.parametrize("end", range(1, 200, 7))
def test_a_dataset_that_was_cut_off_is_refused(tmp_path, full, page, end):
    dataset.publish(tmp_path, Edition([page], [full]))
    whole = (tmp_path / "projects.json").read_text(encoding="utf-8").rstrip()
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "projects.json").write_text(whole[:-end], encoding="utf-8")
    with pytest.raises(InputError, match="damaged"):
        published.read(tmp_path / "cut")


def test_what_many_projects_have_alike_is_held_once(tmp_path, full):
    others = [replace(full, id=f"x-{number}", name=f"Hanke {number}") for number in range(2)]
    dataset.publish(tmp_path, Edition([], others))
    one, other = published.read(tmp_path)[1]
    assert one.funder is other.funder
    assert one.retrieved_at is other.retrieved_at
    assert one.evidence["granted_amount"].path is other.evidence["granted_amount"].path
