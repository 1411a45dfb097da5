"""Runs that are killed in the middle, and runs that find nothing new, on a real site and with the real command.

COUNCIL_SCRAPER_KILLS says at how many random points runs are killed (`make test-resume`: 50), and
COUNCIL_SCRAPER_SEED which ones.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit

import pytest

from scraper.publish import dataset
from tests.saved_pages import FIXTURES
from tests.site import Site, fill

KILLS = int(os.environ.get("COUNCIL_SCRAPER_KILLS", "3"))
SEED = int(os.environ.get("COUNCIL_SCRAPER_SEED") or random.randrange(10**6))
PROJECTS = 90 if KILLS > 10 else 30
"""Of each of two sites: 90 make 216 pages."""
PROGRAM = "import sys; from scraper.cli import main; sys.exit(main())"
PATIENCE = 60

SOURCE = """
id = "{id}"
funder = "{id}"
starts = ["{start}"]

[follow]
allow = ["/hankkeet/"]
sitemaps = ["{sitemap}"]

[expect]
minimum = 1
"""


@pytest.fixture(scope="module")
def sites():
    """Two sites on this machine: two hosts that are crawled at the same time."""
    with Site() as one, Site() as other:
        fill(one, projects=PROJECTS, funder="Idän liitto")
        fill(other, projects=PROJECTS, funder="Lännen liitto")
        yield one, other


@pytest.fixture(autouse=True)
def _unasked(sites):
    forget(sites)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, sites):
    """Return a folder with the definitions of both sites, in which runs publish."""
    folder = tmp_path_factory.mktemp("runs")
    (folder / "sources").mkdir()
    for name, site in zip(("ita", "lansi"), sites, strict=True):
        text = SOURCE.format(id=name, start=site.url("/hankkeet/"), sitemap=site.url("/sitemap.xml"))
        (folder / f"sources/{name}.toml").write_text(text)
    return folder


@pytest.fixture(scope="module")
def council(repository, folder):
    """Return a function that starts a run of a folder's sources and publishes in another one."""

    def start(output: str, *options: str, sources: str = "sources") -> subprocess.Popen[str]:
        arguments = ["run", "--sources", sources, "--output", output, "--allow-private", "--delay", "0", *options]
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-c", PROGRAM, *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(repository)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    return out


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE)


def said(folder) -> dict:
    """Return what a dataset says, without when it was retrieved."""
    document = json.loads((folder / "projects.json").read_text())
    for project in document["projects"]:
        project.pop("retrieved_at")
    return document


def files(folder) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in dataset.FILES}


def wait_until_asked(sites, count: int) -> None:
    """Wait until the sites were asked for so many addresses."""
    until = time.monotonic() + PATIENCE
    while sum(len(site.paths) for site in sites) < count and time.monotonic() < until:
        time.sleep(0.0005)


def forget(sites) -> None:
    for site in sites:
        site.asked.clear()


def under_way(site: Site) -> set[str]:
    """Return what a site was asked for last: an address, or one and where it redirects to."""
    last = site.paths[-1:]
    return {*last, *(path for path in site.paths[-2:] if [site.moved.get(path)] == last)}


@pytest.fixture(scope="module")
def unbroken(council, sites, folder):
    """What a run that nothing stops publishes, and how many addresses it asks for."""
    finish(council("unbroken"))
    for site in sites:
        assert max(Counter(site.paths).values()) == 1, "no address is asked for twice"
    whole = said(folder / "unbroken")
    assert len(whole["projects"]) == len(sites) * (PROJECTS + 10)
    return whole, sum(len(site.paths) for site in sites)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_is_taken_up_where_it_was(council, sites, unbroken, folder, number):
    whole, addresses = unbroken
    chance = random.Random(SEED + number)
    after = 1 + int(chance.random() * addresses)
    process = council(f"killed-{number}")
    wait_until_asked(sites, after)
    time.sleep(chance.random() * 0.005)
    kill(process)
    time.sleep(0.05)  # what was sent last may still be on its way to the site
    unfinished = [under_way(site) for site in sites]
    finish(council(f"killed-{number}"))
    where = f"killed after {after} of {addresses} addresses; COUNCIL_SCRAPER_SEED={SEED}"
    assert said(folder / f"killed-{number}") == whole, where
    for site, last in zip(sites, unfinished, strict=True):
        asked = Counter(site.paths)
        assert {path for path in asked if asked[path] > 1} <= last, f"only what was under way; {where}"
        assert max(asked.values()) <= 2, where


def test_a_run_that_is_stopped_again_and_again_gets_there(council, sites, unbroken, folder):
    whole, addresses = unbroken
    stops = 2
    for number in range(stops):
        process = council("often")
        wait_until_asked(sites, (number + 1) * addresses // (stops + 1))
        kill(process)
    process = council("often")
    wait_until_asked(sites, addresses * 5 // 6)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert err.startswith("council-scraper: stopped after ")
    assert err.endswith("what was fetched is kept: the same command goes on from there, --fresh begins anew\n")
    assert len(err.splitlines()) == 1
    finish(council("often"))
    assert said(folder / "often") == whole
    assert sum(len(site.paths) for site in sites) <= addresses + 2 * (stops + 1) * len(sites)


def test_fresh_begins_anew(council, sites, unbroken, folder):
    whole, addresses = unbroken
    process = council("fresh")
    wait_until_asked(sites, addresses // 2)
    kill(process)
    forget(sites)
    finish(council("fresh", "--fresh"))
    assert said(folder / "fresh") == whole
    assert sum(len(site.paths) for site in sites) == addresses


def test_a_second_run_asks_only_what_has_changed_and_changes_no_byte(council, sites, folder, monkeypatch):
    one, other = sites
    monkeypatch.setattr(other, "validators", False)
    finish(council("twice"))
    first, asked = files(folder / "twice"), [sorted(site.paths) for site in sites]
    forget(sites)
    time.sleep(1)  # a time in the dataset would be another one now
    out = finish(council("twice"))
    assert files(folder / "twice") == first
    assert [sorted(site.paths) for site in sites] == asked
    answers = [[(line.status, line.conditional) for line in site.asked if line.path in site.pages] for site in sites]
    assert set(answers[0]) == {(304, True)}, "only conditional requests"
    assert set(answers[1]) == {(200, False)}, "it has no validators to ask with"
    assert f", {len(answers[0])} unchanged," in out
    body, content_type = one.pages["/hankkeet/hanke-1/"]
    monkeypatch.setitem(one.pages, "/hankkeet/hanke-1/", (body.replace(b"1001", b"77001"), content_type))
    finish(council("twice"))
    amounts = {project["name"]: project["granted_amount"] for project in said(folder / "twice")["projects"]}
    assert (amounts["Hanke 1 – Idän liitto"], amounts["Hanke 1 – Lännen liitto"]) == (77001, 1001)


def test_a_copy_of_the_fixtures_sites_twice(council, folder):
    (folder / "copies").mkdir()
    with Site() as site:
        for meta in sorted(FIXTURES.rglob("meta.json")):
            saved = json.loads(meta.read_text())
            path = urlsplit(saved["url"]).path
            site.add(path, (meta.parent / saved["file"]).read_bytes(), saved["content_type"])
            name = f"{meta.parent.parent.name}-{meta.parent.name}"
            (folder / f"copies/{name}.toml").write_text(
                f'id = "{name}"\nfunder = "Liitto"\nstarts = ["{site.url(path)}"]\n[expect]\nminimum = 0\n'
            )
        finish(council("copy", sources="copies"))
        first = files(folder / "copy")
        forget([site])
        time.sleep(1)
        finish(council("copy", sources="copies"))
        assert files(folder / "copy") == first
        assert {(line.status, line.conditional) for line in site.asked if line.path in site.pages} == {(304, True)}
