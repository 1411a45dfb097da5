"""The commands that look into an archive, and the one that reads it anew."""

from __future__ import annotations

import csv
import io
import json

import pytest

from scraper.cli import main
from tests.archived_site import BRIDGE, HARBOUR, OTHER, Site, html, project

SOURCES = {
    "liitto": f'funder = "Esimerkin liitto"\nregion="05"\nstarts = ["{BRIDGE}", "{HARBOUR}"]\n[expect]\nminimum = 1\n',
    "toinen": f'funder = "Toinen liitto"\nregion = "06"\nstarts = ["{OTHER}"]\n[expect]\nminimum = 1\n',
}


@pytest.fixture
def site(tmp_path, monkeypatch) -> Site:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "definitions").mkdir()
    for name, text in SOURCES.items():
        (tmp_path / "definitions" / f"{name}.toml").write_text(f'id = "{name}"\n{text}')
    site = Site(tmp_path)
    site.crawl()
    return site


@pytest.fixture
def council(capfdbinary):
    """Return a function that runs a command and returns its exit code, output and messages."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def renewed(site: Site) -> None:
    """Archive a page on which a sum has changed, one project is new and one is gone."""
    site.pages[OTHER] = html("AKKE-hankkeet 2022", project("Torni", "7 500 €"), project("Laituri", "9 000 €"))
    site.fetch(OTHER)


def test_list(site, council):
    site.crawl()
    code, out, err = council("archive", "list")
    assert (code, err) == (0, "")
    assert sorted(line.split()[0:2] + line.split()[3:] for line in out.splitlines()) == [
        [f"2026-03-01T0{hour}:00:00Z", status, url]
        for hour, status in ((7, "200"), (8, "same"))
        for url in (BRIDGE, HARBOUR, OTHER)
    ]


def test_list_of_one_address(site, council):
    code, out, _ = council("archive", "list", BRIDGE + "#kohta")
    assert (code, len(out.splitlines())) == (0, 1)
    code, out, err = council("archive", "list", "https://liitto.example/")
    assert (code, out) == (3, "")
    assert err.startswith("council-scraper: https://liitto.example/: is not in the archive output/archive;")


def test_list_as_json(site, council):
    _, out, _ = council("archive", "list", OTHER, "--json")
    [record] = [json.loads(line) for line in out.splitlines()]
    assert (record["url"], record["status"], record["revisit"]) == (OTHER, 200, None)
    assert record["time"] == "2026-03-01T07:00:00+00:00"


def test_show_prints_the_bytes(site, council):
    assert council("archive", "show", OTHER) == (0, site.pages[OTHER].decode(), "")


@pytest.mark.parametrize(
    ("moment", "which"),
    [("2026-03-01", 1), ("2026-03-01T07:30Z", 0), ("2026-03-01T09:30:00+02:00", 0), ("2026-03-01T08:00", 1)],
)
def test_show_as_it_was(site, council, moment, which):
    before = site.pages[OTHER]
    renewed(site)
    _, out, _ = council("archive", "show", OTHER, "--at", moment)
    assert out.encode() == (before, site.pages[OTHER])[which]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "https://liitto.example/"), 3, "no page is in the archive"),
        (("show", OTHER, "--at", "2025-01-01"), 3, "no page of 2025-01-01 or before is in the archive"),
        (("show", OTHER, "--at", "yesterday"), 2, "'yesterday' is no time"),
        (("check", "--archive", "nowhere"), 3, "nowhere: is no archive"),
        (("list", "--archive", "definitions"), 3, "definitions: is no archive"),
        (("publish",), 2, "No such command 'publish'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_calls_that_find_nothing(site, council, arguments, code, words):
    found, out, err = council("archive", *arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert err.count("\n") == 1


def test_check(site, council):
    assert council("archive", "check") == (0, "3 captures of 3 pages, all is well\n", "")
    [file] = (site.output / "archive").glob("*.warc.gz")
    content = bytearray(file.read_bytes())
    content[-30:-20] = bytes(10)
    file.write_bytes(content)
    code, out, err = council("archive", "check")
    assert (code, out) == (4, "")
    fault, last = err.splitlines()
    assert fault.startswith(f"council-scraper: output/archive/{file.name}: byte ")
    assert last.startswith("council-scraper: output/archive: 1 fault; ")


REPARSE = ("reparse", "--sources", "definitions")


def test_reparse_of_what_has_not_changed(site, council):
    said = "3 pages read, 4 projects: 0 added, 0 removed, 0 changed, 4 the same\n"
    assert council(*REPARSE) == (0, said, "")
    assert council(*REPARSE, "--exit-code") == (0, said, "")


def test_reparse_as_text(site, council):
    renewed(site)
    code, out, err = council(*REPARSE)
    assert (code, err) == (0, "")
    gone, new, changed, cell, empty, counts = out.splitlines()
    assert (gone[:2], gone.rpartition("  ")[2]) == ("- ", "Aukio")
    assert (new[:2], new.rpartition("  ")[2]) == ("+ ", "Laituri")
    assert (changed[:2], changed.rpartition("  ")[2]) == ("~ ", "Torni")
    assert cell == "    granted_amount: 7000 → 7500"
    assert empty == ""
    assert counts == "3 pages read, 4 projects: 1 added, 1 removed, 1 changed (1 cell), 2 the same"
    assert council(*REPARSE, "--exit-code")[0] == 1


def test_reparse_as_json(site, council):
    renewed(site)
    _, out, _ = council(*REPARSE, "--format", "json")
    document = json.loads(out)
    assert document["counts"] == {"added": 1, "removed": 1, "changed": 1, "cells": 1, "same": 2}
    assert document["added"][0]["name"] == "Laituri"
    assert document["removed"][0]["name"] == "Aukio"
    [changed] = document["changed"]
    assert (changed["name"], changed["source_url"]) == ("Torni", OTHER)
    assert changed["cells"] == [{"column": "granted_amount", "old": 7000, "new": 7500}]


def test_reparse_as_csv(site, council):
    renewed(site)
    _, out, _ = council(*REPARSE, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [(row["change"], row["name"], row["column"], row["old"], row["new"]) for row in rows] == [
        ("removed", "Aukio", "", "", ""),
        ("added", "Laituri", "", "", ""),
        ("changed", "Torni", "granted_amount", "7000", "7500"),
    ]


def test_reparse_as_csv_to_nowhere(site, council, monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    code, _, err = council(*REPARSE, "--format", "csv")
    assert (code, "standard output: is closed" in err) == (4, True)


def test_reparse_of_one_source(site, council):
    renewed(site)
    assert council(*REPARSE, "--source", "liitto")[1].startswith("2 pages read, 2 projects: 0 added")


def test_reparse_tells_of_pages_that_can_not_be_read(site, council):
    site.pages[OTHER] = b"%PDF-1.4 no page"
    site.fetch(OTHER)
    code, out, err = council(*REPARSE)
    assert code == 3
    assert out == "2 pages read, 2 projects: 0 added, 0 removed, 0 changed, 2 the same\n"
    assert err.startswith(f"council-scraper: {OTHER}: ")


def test_reparse_tells_of_pages_that_are_not_archived(site, council):
    for file in (site.output / "archive").iterdir():
        file.unlink()
    site.fetch(BRIDGE)
    code, _, err = council(*REPARSE)
    assert (code, err) == (
        0,
        f"council-scraper: 2 pages of the dataset not in the archive, left as published: {HARBOUR} and 1 more\n",
    )


def test_long_texts_are_shown_where_they_differ(site, council):
    long = "<p>" + "Hankkeessa rakennetaan silta ja siihen liittyvät tiet. " * 3
    site.pages[BRIDGE] = html("AKKE 2022", project("Silta", "30 000 €"), long + "Se valmistuu vuonna 2024.</p>")
    site.crawl()
    site.pages[BRIDGE] = html("AKKE 2022", project("Silta", "30 000 €"), long + "Se valmistuu vuonna 2025.</p>")
    site.fetch(BRIDGE)
    _, out, _ = council(*REPARSE)
    [line] = [line for line in out.splitlines() if "description" in line]
    assert line == '    description: …" → …' or ("2024" in line and "2025" in line and len(line) < 160)


@pytest.mark.parametrize("command", [("archive", "list"), ("reparse",)], ids=" ".join)
def test_nothing_there(tmp_path, monkeypatch, council, command):
    monkeypatch.chdir(tmp_path)
    code, out, err = council(*command)
    assert (code, out) == (3, "")
    assert "output" in err
    assert list(tmp_path.iterdir()) == []
