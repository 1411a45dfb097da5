from __future__ import annotations

import pytest

from scraper.errors import InputError, MissingInputError
from scraper.publish import dataset, published
from scraper.publish.formats import FILES, Edition


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
    ["", "[]", "{}", '{"pages": [], "projects": [{}]}', '{"pages": 1, "projects": []}', "[" * 100_000, "\x00"],
    ids=["empty", "a list", "nothing", "no project", "no pages", "deep", "binary"],
)
def test_what_is_no_dataset_is_refused(tmp_path, text):
    (tmp_path / "projects.json").write_text(text)
    with pytest.raises(InputError, match="is no dataset, or a damaged one"):
        published.read(tmp_path)


def test_a_folder_without_a_dataset_is_named(tmp_path):
    with pytest.raises(MissingInputError, match="holds no projects"):
        published.read(tmp_path)
