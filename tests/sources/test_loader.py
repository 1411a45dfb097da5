from __future__ import annotations

import re

import pytest

from scraper.errors import SourceError
from scraper.sources import Expectation, Source, load_sources

GOOD = """\
id = "satakuntaliitto"
funder = "Satakuntaliitto"
region = "04"
language = "fi"
starts = ["https://satakunta.fi/hankkeet/"]
"""


def write(folder, text: str, name: str = "satakuntaliitto.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_whole_definition(tmp_path):
    text = GOOD + 'licence = "CC-BY-4.0"\ncontact = "kirjaamo@example.org"\nnotes = ""\nlive = false\n'
    [source] = load_sources(write(tmp_path, text + "[expect]\nminimum = 0\nmaximum = 9\n"))
    assert source == Source(
        id="satakuntaliitto",
        funder="Satakuntaliitto",
        starts=("https://satakunta.fi/hankkeet/",),
        region="04",
        language="fi",
        licence="CC-BY-4.0",
        contact="kirjaamo@example.org",
        notes="",
        live=False,
        expect=Expectation(0, 9),
    )


def test_what_may_be_left_out(tmp_path):
    text = 'id = "a"\nfunder = "A"\nstarts = ["http://a.fi/"]\n'
    [source] = load_sources(write(tmp_path, text))
    assert source.live
    assert source.expect == Expectation(minimum=1, maximum=None)


def test_the_shipped_sources():
    sources = load_sources()
    assert [source.id for source in sources] == sorted(source.id for source in sources)
    hame = next(source for source in sources if source.id == "hameen-liitto")
    assert (hame.funder, hame.region) == ("Hämeen liitto", "05")
    assert hame.starts[0].endswith("/akke-rahoitetut-hankkeet-2021/")


def test_a_folder_takes_the_place_of_the_shipped_sources(tmp_path):
    assert [source.id for source in load_sources(write(tmp_path, GOOD))] == ["satakuntaliitto"]


WRONG = [
    ('funder = "Satakuntaliitto"', 'funder = "A"\nfundr = "B"', 3, "fundr: no such key; there are id, funder,"),
    ('funder = "Satakuntaliitto"\n', "", None, "funder: is missing"),
    ('id = "satakuntaliitto"\n', "", None, "id: is missing"),
    ('starts = ["https://satakunta.fi/hankkeet/"]\n', "", None, "starts: is missing"),
    ('id = "satakuntaliitto"', "id = 5", 1, "id: 5 is not an id"),
    ('"satakuntaliitto"', '"Satakunta liitto"', 1, "id: 'Satakunta liitto' is not an id"),
    ('"satakuntaliitto"', '"../x"', 1, "id: '../x' is not an id"),
    ('"Satakuntaliitto"', '""', 2, "funder: '' is not a line of text"),
    ('"Satakuntaliitto"', '"a\\nb"', 2, "funder: "),
    ('"04"', "4", 3, "region: 4 is not a maakunta code"),
    ('"04"', '"03"', 3, "region: '03' is not a maakunta code"),
    ('"fi"', '"suomi"', 4, "language: 'suomi' is not"),
    ('["https://satakunta.fi/hankkeet/"]', '"https://satakunta.fi/"', 5, "is not a list of addresses"),
    ('["https://satakunta.fi/hankkeet/"]', "[]", 5, "is not a list of addresses"),
    ('["https://satakunta.fi/hankkeet/"]', '[\n  "https://a.fi/",\n  "ftp://b.fi/",\n]', 7, "is no address"),
    ('["https://satakunta.fi/hankkeet/"]', '["https://u:p@a.fi/"]', 5, "is no address"),
    ('["https://satakunta.fi/hankkeet/"]', '["https:///hankkeet"]', 5, "is no address"),
    ('["https://satakunta.fi/hankkeet/"]', '["https://a.fi:x/"]', 5, "is no address"),
    ('["https://satakunta.fi/hankkeet/"]', '["https://a.fi/a b"]', 5, "is no address"),
    ('["https://satakunta.fi/hankkeet/"]', '["http://["]', 5, "is no address"),
    ('["https://satakunta.fi/hankkeet/"]', '["http://a.fi/", "http://a.fi/"]', 5, "is there twice"),
    ('language = "fi"', 'language = "fi"\nlive = "no"', 5, "live: 'no' is not true, false or 'named'"),
    ('hankkeet/"]\n', 'hankkeet/"]\n[expect]\nminimum = -1\n', 7, "expect.minimum: -1 is not a whole number"),
    ('hankkeet/"]\n', 'hankkeet/"]\n[expect]\nminimum = true\n', 7, "expect.minimum: True is not a whole number"),
    ('hankkeet/"]\n', 'hankkeet/"]\n\n[expect]\nleast = 1\n', 8, "expect.least: no such key; there are minimum"),
    ('hankkeet/"]\n', 'hankkeet/"]\n[expect]\nminimum = 5\nmaximum = 4\n', 8, "expect.maximum: 4 is less than"),
    ('language = "fi"', "expect = 5", 4, "expect: 5 is not a table"),
    ('language = "fi"', "language = fi", 4, "no TOML"),
    ('region = "04"', 'region = "04"\nregion = "04"', 4, "no TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "words"), WRONG, ids=[f"{new!r}" for _, new, *_ in WRONG])
def test_a_wrong_definition_is_refused_with_file_key_and_line(tmp_path, old, new, line, words):
    assert old in GOOD
    with pytest.raises(SourceError, match=re.escape(words)) as caught:
        load_sources(write(tmp_path, GOOD.replace(old, new, 1)))
    message = str(caught.value)
    assert str(tmp_path / "satakuntaliitto.toml") in message
    assert "\n" not in message
    if line is not None:
        assert f"line {line}" in message


def test_an_id_that_is_used_twice(tmp_path):
    write(tmp_path, "# the first line\n" + GOOD, "b.toml")
    with pytest.raises(SourceError, match=r"b\.toml: line 2: id: 'satakuntaliitto' is used in a\.toml too"):
        load_sources(write(tmp_path, GOOD, "a.toml"))


def test_a_file_that_is_no_utf_8(tmp_path):
    (tmp_path / "a.toml").write_bytes(b'id = "h\xe4me"\n')
    with pytest.raises(SourceError, match="no TOML"):
        load_sources(tmp_path)


@pytest.mark.parametrize("name", ["", "nowhere"], ids=["empty folder", "no folder"])
def test_no_sources(tmp_path, name):
    with pytest.raises(SourceError):
        load_sources(tmp_path / name)
