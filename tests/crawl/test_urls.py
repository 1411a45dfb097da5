"""Addresses in one spelling: what is the same address, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.crawl import urls

SAME = {
    "HTTPS://WWW.Liitto.FI/Hankkeet": "https://www.liitto.fi/Hankkeet",
    "https://liitto.fi": "https://liitto.fi/",
    "https://liitto.fi.": "https://liitto.fi/",
    "https://liitto.fi:443/a": "https://liitto.fi/a",
    "http://liitto.fi:80/a": "http://liitto.fi/a",
    "http://liitto.fi:443/a": "http://liitto.fi:443/a",
    "https://liitto.fi:/a": "https://liitto.fi/a",
    "https://liitto.fi/a#kohta": "https://liitto.fi/a",
    "https://liitto.fi/a?": "https://liitto.fi/a",
    " https://liitto.fi/a\n": "https://liitto.fi/a",
    "https://liitto.fi\\a\\b": "https://liitto.fi/a/b",
    "https://liitto.fi/a/./b/../c": "https://liitto.fi/a/c",
    "https://liitto.fi/../../a": "https://liitto.fi/a",
    "https://liitto.fi/a/..": "https://liitto.fi/",
    "https://liitto.fi/a/.": "https://liitto.fi/a/",
    "https://liitto.fi/a//b": "https://liitto.fi/a//b",
    "https://liitto.fi/.well-known/x": "https://liitto.fi/.well-known/x",
    "https://liitto.fi/h%c3%a4me": "https://liitto.fi/h%C3%A4me",
    "https://liitto.fi/häme": "https://liitto.fi/h%C3%A4me",
    "https://liitto.fi/%7Ekunta/%41": "https://liitto.fi/~kunta/A",
    "https://liitto.fi/a%2Fb": "https://liitto.fi/a%2Fb",
    "https://liitto.fi/a b": "https://liitto.fi/a%20b",
    "https://liitto.fi/100%": "https://liitto.fi/100%25",
    "https://liitto.fi/?b=2&a=1": "https://liitto.fi/?b=2&a=1",
    "https://liitto.fi/?haku=sähkö+auto": "https://liitto.fi/?haku=s%C3%A4hk%C3%B6+auto",
    "https://liitto.fi/?f[0]=x": "https://liitto.fi/?f%5B0%5D=x",
    "https://liitto.fi/?a=1&&b": "https://liitto.fi/?a=1&b",
    "https://liitto.fi/a?utm_source=x&id=1&fbclid=y&GCLID=z": "https://liitto.fi/a?id=1",
    "https://liitto.fi/a?utm_campaign=kev%C3%A4t": "https://liitto.fi/a",
    "https://liitto.fi/a?utmost=1": "https://liitto.fi/a?utmost=1",
    "https://liitto\u3002fi\u3002/a": "https://liitto.fi/a",
    "https://Hämeenliitto.fi/": "https://xn--hmeenliitto-l8a.fi/",
    "http://[2001:DB8:0::1]:80/": "http://[2001:db8::1]/",
}

NO_ADDRESS = [
    "",
    "/hankkeet",
    "mailto:kirjaamo@liitto.fi",
    "javascript:void(0)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://liitto.fi/a",
    "https://",
    "https:///a",
    "https://käyttäjä:salasana@liitto.fi/",
    "https://@liitto.fi/",
    "https://liitto.fi:0/",
    "https://liitto.fi:99999/",
    "https://liitto.fi:abc/",
    "https://lii tto.fi/",
    "https://lii%74to.fi/",
    "http://[::1",
    "http://[hello]/",
    "https://" + "a" * 64 + "ä.fi/",
    "https://liitto.fi/" + "a" * 3000,
]


@pytest.mark.parametrize(("url", "normal"), SAME.items(), ids=SAME)
def test_one_spelling(url, normal):
    assert urls.normalise(url) == normal


@pytest.mark.parametrize("url", NO_ADDRESS, ids=lambda url: url[:40] or "nothing")
def test_what_no_page_has_as_its_address(url):
    assert urls.normalise(url) is None


@example("https://liitto.fi/%")
@example("https://liitto.fi/%%34%31")
@example("https://liitto.fi/a?%")
@example("https://ß.fi/")
@given(st.text(alphabet="aÄ/.%24?&=#:@[]\\ \t\u0301\ud800", max_size=30).map("https://liitto.fi/".__add__) | st.text())
def test_a_normal_address_is_normal(url):
    normal = urls.normalise(url)
    if normal is not None:
        assert urls.normalise(normal) == normal
        assert normal.isascii()


RESOLVED = {
    "hanke-1": "https://liitto.fi/hankkeet/hanke-1",
    "/hanke-1": "https://liitto.fi/hanke-1",
    "//toinen.fi/x": "https://toinen.fi/x",
    "?page=2": "https://liitto.fi/hankkeet/?page=2",
    "../": "https://liitto.fi/",
    "  hanke-1\n": "https://liitto.fi/hankkeet/hanke-1",
    "http://[": None,
    "tel:+358": None,
}


@pytest.mark.parametrize(("link", "url"), RESOLVED.items(), ids=RESOLVED)
def test_where_a_link_leads(link, url):
    assert urls.resolve("https://liitto.fi/hankkeet/", link) == url


FILES = {
    "https://liitto.fi/kuva.JPG": True,
    "https://liitto.fi/paatos.pdf?lataa=1": True,
    "https://liitto.fi/robots.txt": True,
    "https://liitto.fi/hankkeet.txt": False,
    "https://liitto.fi/lista.html": False,
    "https://liitto.fi/v1.2/": False,
    "https://liitto.fi/pdf": False,
    "https://liitto.fi/?file=a.pdf": False,
}


@pytest.mark.parametrize(("url", "file"), FILES.items(), ids=FILES)
def test_files_that_are_no_pages(url, file):
    assert urls.is_file(url) is file


FURTHER = [
    ("https://liitto.fi/hankkeet", "https://liitto.fi/hankkeet?page=2", True),
    ("https://liitto.fi/hankkeet/", "https://liitto.fi/hankkeet/page/2/", True),
    ("https://liitto.fi/hankkeet/sivu/2", "https://liitto.fi/hankkeet/sivu/3", True),
    ("https://liitto.fi/hankkeet/", "https://liitto.fi/hankkeet/page/1/", False),
    ("https://liitto.fi/hankkeet/page/2/", "https://liitto.fi/hankkeet/page/1/", False),
    ("https://liitto.fi/hankkeet?vuosi=2021", "https://liitto.fi/hankkeet?vuosi=2021&page=2", True),
    ("https://liitto.fi/hankkeet?vuosi=2021", "https://liitto.fi/hankkeet?vuosi=2022&page=2", False),
    ("https://liitto.fi/hankkeet?page=2", "https://liitto.fi/hankkeet?page=2", False),
    ("https://liitto.fi/hankkeet?page=2", "https://liitto.fi/hankkeet", False),
    ("https://liitto.fi/hankkeet", "https://liitto.fi/uutiset?page=2", False),
    ("https://liitto.fi/hankkeet", "https://toinen.fi/hankkeet?page=2", False),
    ("https://liitto.fi/hankkeet", "https://liitto.fi/hankkeet?page=kaksi", False),
    ("https://liitto.fi/hankkeet", "https://liitto.fi/hankkeet/2", False),
]


@pytest.mark.parametrize(("here", "there", "further"), FURTHER, ids=lambda value: str(value)[17:])
def test_further_pages_of_a_list(here, there, further):
    assert urls.numbered(there).pages_on(urls.numbered(here)) is further


CANONICAL = [
    ("https://liitto.fi/hanke?lang=fi", "https://liitto.fi/hanke", True),
    ("https://www.liitto.fi/hanke", "https://liitto.fi/Hanke/", True),
    ("http://liitto.fi/hanke", "https://liitto.fi/hanke", True),
    ("https://liitto.fi/node/12", "https://liitto.fi/hankkeet/silta", True),
    ("https://liitto.fi/hankkeet?page=2", "https://liitto.fi/hankkeet", False),
    ("https://liitto.fi/hankkeet/page/2/", "https://liitto.fi/hankkeet/", False),
    ("https://liitto.fi/hankkeet/silta", "https://liitto.fi/hankkeet", False),
    ("https://liitto.fi/hankkeet/silta", "https://liitto.fi/", False),
    ("https://liitto.fi/hanke", "https://toinen.fi/hanke", False),
]


@pytest.mark.parametrize(("url", "canonical", "same"), CANONICAL, ids=lambda value: str(value)[8:])
def test_which_canonical_addresses_are_believed(url, canonical, same):
    assert urls.names_same_page(url, canonical) is same
