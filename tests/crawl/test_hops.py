"""Addresses that a request may go to, as httpx reads them, whichever way they are read."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.crawl.hops import Target, checked
from scraper.errors import FetchError

ADDRESSES = [
    "https://liitto.fi/hankkeet/1.html",
    "http://liitto.fi:80/hankkeet?page=2&vuosi=2021",
    "https://liitto.fi:8443/~a/!$&'()*+,;=:@-",
    "https://liitto.fi",
    "https://LIITTO.fi/Hankkeet",
    "https://liitto.fi/a/../b/./c",
    "https://liitto.fi/hämeenlinna?q=ö",
    "https://liitto.fi/a%20b?c=%2F",
    "https://liitto.fi/a?b#c",
    "https://hämeenliitto.fi/",
    "http://127.0.0.1:8000/a",
    "http://[::1]:8000/a",
]


def as_httpx_reads(address: str) -> Target:
    url = httpx.URL(address).copy_with(fragment=None)
    return Target(str(url), url.raw_scheme, url.raw_host, url.port, url.netloc, url.raw_path)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address(address):
    assert checked(address) == as_httpx_reads(address)


@given(
    st.from_regex(r"https?://[a-z0-9]{1,5}(\.[a-z0-9]{1,3})?(:[1-9][0-9]{0,3})?", fullmatch=True),
    st.from_regex(r"(/[a-z0-9_.~:@!$&'()*+,;=%-]{0,5}){0,3}(\?[a-z0-9_.~:@!$&'()*+,;=/?%-]{0,9})?", fullmatch=True),
)
def test_any_address_of_plain_characters(site, rest):
    try:
        expected = as_httpx_reads(site + rest)
    except (httpx.InvalidURL, ValueError):
        with pytest.raises(FetchError):
            checked(site + rest)
    else:
        assert checked(site + rest) == expected
