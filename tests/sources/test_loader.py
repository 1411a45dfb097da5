from __future__ import annotations

import pickle
import re
from dataclasses import fields
from datetime import date

import pytest

from scraper.errors import SourceError
from scraper.sources import Expectation, Follow, Source, load_sources

GOOD = """\
id = "satakuntaliitto"
funder = "Satakuntaliitto"
region = "04"
language = "fi"
starts = ["https://satakunta.fi/hankkeet/"]
"""
WHOLE = """\
licence = "CC-BY-4.0"
contact = "kirjaamo@example.org"
notes = ""
live = false
verified = 2026-03-15
parser = "kortit.lista:read"
pace.delay = 5

[follow]
allow = ["/hanke/", '[?&]id=\\d+']
deny = ["haku"]
links = ["Lue lisää"]
pagination = false
depth = 2
pages = 30
sitemaps = ["https://satakunta.fi/sitemap.xml"]
feeds = ["https://satakunta.fi/feed/"]

[labels]
granted_amount = ["Liiton panos"]
partners = ["Mukana menossa", "Mukana  myös"]

[expect]
minimum = 2
maximum = 9
allow_empty = "Emptied in January."

[expect.fill]
applicant = 0.9
goals = 1
"""
SOURCE_KEYS = [each.name for each in fields(Source) if each.name not in {"file", "pace"}] + ["delay"]
SOURCE_KEYS = [f"[{key}]" if key in {"follow", "labels", "expect"} else key for key in SOURCE_KEYS if key != "lookups"]
FOLLOW_KEYS = [each.name for each in fields(Follow)]
EXPECT_KEYS = ["minimum", "maximum", "allow_empty", "[expect.fill]"]


def write(folder, text: str, name: str = "satakuntaliitto.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_whole_definition(tmp_path):
    [source] = load_sources(write(tmp_path, GOOD + WHOLE))
    assert source.file == str(tmp_path / "satakuntaliitto.toml")
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
        verified=date(2026, 3, 15),
        parser="kortit.lista:read",
        follow=Follow(
            allow=(re.compile("/hanke/"), re.compile(r"[?&]id=\d+")),
            deny=(re.compile("haku"),),
            links=("Lue lisää",),
            pagination=False,
            depth=2,
            pages=30,
            sitemaps=("https://satakunta.fi/sitemap.xml",),
            feeds=("https://satakunta.fi/feed/",),
        ),
        pace=5.0,
        labels={"granted_amount": ("Liiton panos",), "partners": ("Mukana menossa", "Mukana myös")},
        expect=Expectation(2, 9, "Emptied in January.", {"applicant": 0.9, "goals": 1.0}),
    )
    assert hash(source) == hash(load_sources(tmp_path)[0])
    assert pickle.loads(pickle.dumps(source)) == source  # noqa: S301  (our own bytes)


def test_the_tables_of_the_document(repository, tmp_path):
    text = (repository / "docs" / "sources.md").read_text(encoding="utf-8")
    whole, labels, expect, _ = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    [source] = load_sources(write(tmp_path, "\n".join([whole.partition("[expect]")[0], labels, expect])))
    assert source.labels["partners"] == ("Mukana menossa",)
    assert source.expect.fill == {"applicant": 0.9, "granted_amount": 0.8}


@pytest.mark.parametrize("key", [*SOURCE_KEYS, *FOLLOW_KEYS, *EXPECT_KEYS])
def test_every_key_is_documented(repository, key):
    assert f"`{key}`" in (repository / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", None),
        ("[follow]\n", Follow()),
        ("[follow]\npages = 3\n", Follow(pages=3)),
        ('[follow]\nallow = ["/a/"]\n', Follow(allow=(re.compile("/a/"),))),
    ],
)
def test_what_of_following_may_be_left_out(tmp_path, table, expected):
    assert load_sources(write(tmp_path, GOOD + table))[0].follow == expected


@pytest.mark.parametrize(("live", "expected"), [("true", True), ("false", False), ('"named"', "named")])
def test_whether_it_is_fetched(tmp_path, live, expected):
    assert load_sources(write(tmp_path, f"{GOOD}live = {live}\nverified = false\n"))[0].live == expected


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


TAIL = 'hankkeet/"]\n'
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
    ('["https://satakunta.fi/hankkeet/"]', '["https://u:p@a.fi/"]', 5, "'https://***@a.fi/' is no address"),
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
    ("", 'live = "seldom"\n', 1, "live: 'seldom' is not true, false or 'named'"),
    ("", "verified = true\n", 1, "verified: True is not false or a date"),
    ("", 'verified = "2026-03-15"\n', 1, "verified: '2026-03-15' is not false or a date"),
    ("", "verified = 2026-03-15T10:00:00\n", 1, "is not false or a date"),
    ("", 'parser = "kortit"\n', 1, "parser: 'kortit' is not a Python function, as 'module:function'"),
    ("", 'parser = "../kortit:read"\n', 1, "parser: '../kortit:read' is not a Python function"),
    ("", 'parser = "kortit:read.it"\n', 1, "parser: 'kortit:read.it' is not a Python function"),
    ("", "pace = 5\n", 1, "pace: 5 is not a table with a delay"),
    (TAIL, TAIL + "[pace]\n", 6, "pace.delay: is missing"),
    (TAIL, TAIL + "[pace]\ndelay = -1\n", 7, "pace.delay: -1 is not a number of seconds"),
    (TAIL, TAIL + "[pace]\ndelay = nan\n", 7, "pace.delay: nan is not a number of seconds"),
    (TAIL, TAIL + "[pace]\ndelay = true\n", 7, "pace.delay: True is not a number of seconds"),
    (TAIL, TAIL + "[follow]\nlinks = ['Lue']\n", 6, "follow.allow: is missing"),
    (TAIL, TAIL + "[follow]\npagination = false\n", 6, "follow.allow: is missing"),
    (TAIL, TAIL + "[follow]\nallow = []\n", 7, "follow.allow: [] is not a list of regular expressions"),
    (TAIL, TAIL + "[follow]\nallow = '/a/'\n", 7, "follow.allow: '/a/' is not a list of regular expressions"),
    (TAIL, TAIL + "[follow]\nallow = [\n'/a/',\n'/(b/',\n]\n", 9, "follow.allow: '/(b/' is no regular expr"),
    (TAIL, TAIL + "[follow]\nallow = ['/a/']\ndeny = ['a*']\n", 8, "follow.deny: 'a*' is found in every address"),
    (TAIL, TAIL + "[follow]\nallow = ['/a/']\ndepth = -1\n", 8, "follow.depth: -1 is not a whole number, 0 or more"),
    (TAIL, TAIL + "[follow]\nallow = ['/a/']\npages = 0\n", 8, "follow.pages: 0 is not a whole number, 1 or more"),
    (TAIL, TAIL + "[follow]\nallow = ['/a/']\nsitemaps = ['/s.xml']\n", 8, "follow.sitemaps: '/s.xml' is no address"),
    (TAIL, TAIL + "[follow]\nallow = ['/a/']\nfeed = []\n", 8, "follow.feed: no such key; there are allow, deny,"),
    (TAIL, TAIL + "[labels]\nsum = ['X']\n", 7, "labels.sum: no such key; there are name, applicant,"),
    (TAIL, TAIL + "[labels]\napplicant = []\n", 7, "labels.applicant: [] is not a list of labels"),
    (TAIL, TAIL + "[labels]\napplicant = ['Vetäjä:']\n", 7, "labels.applicant: ['Vetäjä:'] is not a list of labels as"),
    (TAIL, TAIL + "[labels]\napplicant = ['hakija']\n", 7, "'hakija' is in the vocabulary already, under this field"),
    (TAIL, TAIL + "[labels]\nname = ['X',\n'Hankkeen toteuttaja']\n", 8, "in the vocabulary already, under applicant"),
    (TAIL, TAIL + "[labels]\ncode = ['Liiton  panos']\nother = ['liiton panos']\n", 8, "stands under code too"),
    (TAIL, TAIL + "[expect]\nallow_empty = true\n", 7, "expect.allow_empty: True is not a line of text that says why"),
    (TAIL, TAIL + "[expect]\nfill = 0.5\n", 7, "expect.fill: 0.5 is not a table of columns"),
    (TAIL, TAIL + "[expect]\n[expect.fill]\nsum = 0.5\n", 8, "expect.fill.sum: no such column; there are name,"),
    (TAIL, TAIL + "[expect.fill]\ngoals = 1.5\n", 7, "expect.fill.goals: 1.5 is not a share, 0 to 1"),
    (TAIL, TAIL + "[expect]\n\nfill = {goals = 90}\n", 8, "expect.fill.goals: 90 is not a share, 0 to 1"),
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


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'id = "h\xe4me"\n', r"no TOML \(line 1 is not in UTF-8\); save it in that encoding"),
        (b'# Liitto\r\n\r\nid = "h\xe4me"\r\n', r"no TOML \(line 3 is not in UTF-8\)"),
        (b"id = " + b"[" * 2000, r"no TOML \(its brackets are nested too deeply\)"),
        (b"starts = 'https://u:canary@a.fi/'", r"starts: 'https://\*\*\*@a\.fi/' is not a list"),
    ],
    ids=lambda one: repr(one)[:40],
)
def test_a_file_that_is_no_definition(tmp_path, data, words):
    (tmp_path / "a.toml").write_bytes(b'id = "a"\nfunder = "A"\n' * data.startswith(b"starts") + data)
    with pytest.raises(SourceError, match=words) as caught:
        load_sources(tmp_path)
    assert "canary" not in str(caught.value)


def test_a_mark_before_the_first_line_is_no_fault(tmp_path):
    assert load_sources(write(tmp_path, f"\ufeff{GOOD}"))[0].id == "satakuntaliitto"


@pytest.mark.parametrize("name", ["", "nowhere"], ids=["empty folder", "no folder"])
def test_no_sources(tmp_path, name):
    with pytest.raises(SourceError):
        load_sources(tmp_path / name)
