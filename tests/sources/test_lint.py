from __future__ import annotations

import pytest

from scraper.sources.lint import files_of, lint

GOOD = 'id = "a"\nfunder = "A"\nstarts = ["https://a.fi/"]\n[expect]\nminimum = 1\n'

FAULTS = [
    ("[expect]\nminimum = 1\n", "", ["line 3: expect: is missing"]),
    ("minimum = 1", "minimum = 0", ["line 5: expect.minimum: 0 lets every mistake pass"]),
    ("minimum = 1", 'minimum = 0\nallow_empty = "In January."', []),
    ("minimum = 1", "", []),
    ('id = "a"\n', "", ["line 4: id: is missing"]),
    ('"A"', '""\nregion = "99"\nlabel = 1', ["line 2: funder: ''", "line 3: region: '99'", "line 4: label: no such"]),
    ("[expect]", "[labels]\ncode = ['Hakija']\n[expect]\nleast = 1", [
        "line 5: labels.code: 'Hakija' is in the vocabulary", "line 7: expect.least: no such key"]),
    ("[expect]", "[follow]\nallow = ['(']\n[expect]", ["line 5: follow.allow: '(' is no regular expression"]),
    ("[expect]", "[[lookups]]\nfield = 'name'\n[expect]", ["line 4: lookups[1].match: is missing"]),
    ('"A"', '"A"\nparser = "kortit:read"', [
        "line 3: parser: kortit:read: no module kortit, neither beside the source's file nor installed"]),
    ("id", "id =", ["no TOML"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "faults"), FAULTS, ids=[f"{old!r} -> {new!r}" for old, new, _ in FAULTS])
def test_every_fault_is_named(tmp_path, old, new, faults):
    assert old in GOOD
    file = tmp_path / "a.toml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    said = list(lint([file]))
    assert len(said) == len(faults)
    for line, fault in zip(said, faults, strict=True):
        assert line.startswith(f"{file}: {fault}")
        assert "\n" not in line


def test_an_id_of_two_files_and_a_file_that_is_no_toml(tmp_path):
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text("id", encoding="utf-8")
    (tmp_path / "c.toml").write_text(f"# the same\n{GOOD}", encoding="utf-8")
    broken, twice = lint(files_of([tmp_path]))
    assert broken.startswith(f"{tmp_path / 'b.toml'}: no TOML")
    assert twice.startswith(f"{tmp_path / 'c.toml'}: line 2: id: 'a' is used in a.toml too")


def test_the_shipped_definitions_have_no_fault():
    assert list(lint(files_of([]))) == []
