from __future__ import annotations

import pytest

from scraper.errors import ParserError
from scraper.sources import load_sources
from scraper.sources.parser import load_parser, parser_file


def source(folder, parser: str, **files: str):
    text = f'id = "a"\nfunder = "A"\nstarts = ["https://a.fi/"]\nparser = "{parser}"\n'
    (folder / "a.toml").write_text(text, encoding="utf-8")
    for name, code in files.items():
        file = folder / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(code, encoding="utf-8")
    return load_sources(folder)[0]


def test_a_source_without_one(tmp_path):
    (tmp_path / "a.toml").write_text('id = "a"\nfunder = "A"\nstarts = ["https://a.fi/"]\n', encoding="utf-8")
    [plain] = load_sources(tmp_path)
    assert load_parser(plain) is None
    assert parser_file(plain) is None


def test_a_file_beside_the_definition(tmp_path):
    own = source(tmp_path, "cards:read", cards="def read(page):\n    return [1]\n")
    assert load_parser(own).name == "cards:read"
    assert load_parser(own).function(None) == [1]
    assert parser_file(own) == tmp_path / "cards.py"


def test_a_file_in_a_folder_beside_the_definition(tmp_path):
    assert load_parser(source(tmp_path, "a.b:read", a__b="def read(page):\n    return [2]\n")).function(None) == [2]


def test_a_file_may_be_called_as_an_installed_module_and_hold_dataclasses(tmp_path):
    code = "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    a: int\n"
    own = source(tmp_path, "json:read", json=f"{code}def read(page):\n    return [A(1)]\n")
    assert load_parser(own).function(None)[0].a == 1


def test_two_folders_may_have_files_of_one_name(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    first = source(tmp_path / "x", "cards:read", cards="def read(page):\n    return 'x'\n")
    second = source(tmp_path / "y", "cards:read", cards="def read(page):\n    return 'y'\n")
    assert [load_parser(own).function(None) for own in (first, second)] == ["x", "y"]


def test_an_installed_package(tmp_path):
    own = source(tmp_path, "html.parser:unescape")
    assert load_parser(own).function("&auml;") == "ä"
    assert parser_file(own) is None


FAULTS = [
    ("cards:read", "def raed(page):\n    pass\n", "cards.py: has no function read; define it"),
    ("cards:read", "read = 5\n", "cards.py: has no function read"),
    ("cards:read", "a = 1\ndef read(page)\n    pass\n", "cards.py: line 2: SyntaxError: expected ':'"),
    ("cards:read", "\n\nimport there_is_none\n", "cards.py: line 3: ModuleNotFoundError: No module named 'there"),
    ("cards:read", "\nraise ValueError('a\\nb')\n", "cards.py: line 2: ValueError: a b; correct the parser cards:read"),
    ("other:read", "", "other:read: no module other, neither beside the source's file nor installed"),
    ("other.one:read", "", "other.one:read: no module other.one, neither beside"),
    ("json.cards:read", "", "json.cards:read: no module json.cards, neither beside"),
    ("html:unescapes", "", "html: has no function unescapes"),
]  # fmt: skip


@pytest.mark.parametrize(("parser", "code", "words"), FAULTS, ids=[words for *_, words in FAULTS])
def test_what_can_not_be_imported(tmp_path, parser, code, words):
    own = source(tmp_path, parser, cards=code)
    with pytest.raises(ParserError) as caught:
        load_parser(own)
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(words)
    assert "\n" not in str(caught.value)
