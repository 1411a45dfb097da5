"""The links of a page: where they lead, what they say, and when a page has none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scraper.document.links import MOST_LINKS, Link, Links, read_links
from scraper.errors import UnreadablePageError

HERE = "https://liitto.fi/hankkeet/"

LINKS = {
    '<a href="silta">Silta</a>': [("https://liitto.fi/hankkeet/silta", "Silta", False)],
    '<a href="/silta"> Lue\n <b>lisää</b></a>': [("https://liitto.fi/silta", "Lue lisää", False)],
    '<a href=" silta ">Silta</a>': [("https://liitto.fi/hankkeet/silta", "Silta", False)],
    '<a href="silta"><img src="x.jpg" alt="Silta tulevaan"></a>': [
        ("https://liitto.fi/hankkeet/silta", "Silta tulevaan", False)
    ],
    '<a href="silta" aria-label="Lue lisää: Silta"></a>': [
        ("https://liitto.fi/hankkeet/silta", "Lue lisää: Silta", False)
    ],
    '<a href="?page=2" rel="next">2</a>': [("https://liitto.fi/hankkeet/?page=2", "2", True)],
    '<link rel="next" href="?page=2"><p>a': [("https://liitto.fi/hankkeet/?page=2", "", True)],
    '<map><area href="silta" title="Silta"></map>': [("https://liitto.fi/hankkeet/silta", "Silta", False)],
    '<base href="/fi/"><a href="silta">Silta</a>': [("https://liitto.fi/fi/silta", "Silta", False)],
    '<base href="https://toinen.fi/"><a href="silta">S</a>': [("https://toinen.fi/silta", "S", False)],
    '<base target="_top"><a href="silta">S</a>': [("https://liitto.fi/hankkeet/silta", "S", False)],
    '<base href="javascript:void(0)"><a href="silta">S</a>': [("https://liitto.fi/hankkeet/silta", "S", False)],
    '<a href="mailto:a@liitto.fi">Kirjoita</a>': [("mailto:a@liitto.fi", "Kirjoita", False)],
    '<a href="silta" rel="nofollow">Silta</a>': [],
    '<a href="#alku">Alkuun</a><a name="x">y</a><a href="">z</a>': [],
    '<a href="http://[">z</a>': [],
    '<link rel="stylesheet" href="a.css"><p>a': [],
    '<!-- <a href="silta">Silta</a> --><a href="x">x</a>': [("https://liitto.fi/hankkeet/x", "x", False)],
    '<meta name="robots" content="noindex, nofollow"><a href="silta">Silta</a>': [],
    '<meta name="ROBOTS" content="none"><a href="silta">Silta</a>': [],
    '<meta name="robots" content="noindex"><a href="x">x</a>': [("https://liitto.fi/hankkeet/x", "x", False)],
    "<p>Ei linkkejä": [],
}


@pytest.mark.parametrize(("html", "links"), LINKS.items(), ids=LINKS)
def test_links_of_a_page(html, links):
    found = read_links(f"<!doctype html><html>{html}".encode(), url=HERE)
    assert list(found.links) == [Link(*link) for link in links]


@pytest.mark.parametrize(("html", "links"), LINKS.items(), ids=LINKS)
def test_links_among_a_great_many_tags(html, links):
    found = read_links(f"<!doctype html><html>{html}{'<br>' * 200_001}".encode(), url=HERE)
    assert list(found.links) == [Link(*link) for link in links]


def test_links_in_links_have_texts_of_their_own_among_a_great_many_tags():
    page = "<html>" + "<div><a href='silta'>S" * 50_000 + "<br>" * 100_001
    assert set(read_links(page.encode(), url=HERE, wanted=lambda _: True).links) == {
        Link("https://liitto.fi/hankkeet/silta", "S", next=False)
    }


@pytest.mark.parametrize("link", ["<a href=silta>S</a>", "<area href=silta>", "<a href=x><img alt=y>", "<meta>"])
def test_more_links_than_any_page_means(link):
    page = f"<html><a href=x>x</a>{link * MOST_LINKS}{'<br>' * 100_001}"
    with pytest.raises(UnreadablePageError, match="over 100,000 links"):
        read_links(page.encode(), url=HERE)


GROWTH = """
import resource, sys
from scraper.document.feeds import read_addresses
from scraper.document.links import read_links
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read_links(b"<html><a href=x>x</a>" + b"<p>x<br>" * 150_000, url="https://liitto.fi/")
read_addresses(b"<urlset>" + b"<x y=''/>" * 150_000 + b"</urlset>", url="https://liitto.fi/")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1000)
"""


def test_a_great_many_tags_take_little_memory(repository):
    command = [sys.executable, "-c", GROWTH]
    grown = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout
    assert int(grown) < 15, "megabytes; the page has 1.2, and the list 1.5"


def test_the_canonical_address():
    page = b'<html><head><link rel="canonical" href="/hankkeet"><link rel=canonical href="/b"></head><p>a'
    assert read_links(page, url=HERE).canonical == "https://liitto.fi/hankkeet"


def test_letters_are_read_as_the_header_says():
    page = '<a href="hämeenlinna">Hämeenlinna</a>'.encode("latin-1")
    [link] = read_links(page, url=HERE, content_type="text/html; charset=iso-8859-1").links
    assert link == Link("https://liitto.fi/hankkeet/hämeenlinna", "Hämeenlinna", next=False)


NO_PAGES = {
    "empty": b"",
    "PDF": b'%PDF-1.4 <a href="x">x</a>',
    "text": "Häme https://liitto.fi/x".encode(),
    "thousands of attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(40_000)) + b'><a href="x">x</a>',
}


@pytest.mark.parametrize("data", NO_PAGES.values(), ids=NO_PAGES)
def test_what_is_no_page_has_no_links(data):
    assert read_links(data, url=HERE) == Links()
