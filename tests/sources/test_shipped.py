from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from scraper.extraction.funder import default_funders
from scraper.sources import load_sources

SOURCES = load_sources()
REGIONS = ["01", "02", *(f"{code:02}" for code in range(4, 20)), "21"]


def test_each_region_has_its_council():
    assert sorted(source.region for source in SOURCES) == REGIONS


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
class TestShipped:
    def test_funder_region_and_addresses_agree(self, source):
        for url in (*source.starts, source.contact or source.starts[0]):
            funder = default_funders().of_address(url, source.language)
            assert funder is not None
            assert (funder.name, funder.region) == (source.funder, source.region)

    def test_only_what_is_known_to_be_right_is_read_by_every_run(self, source):
        assert source.live == (True if source.id == "hameen-liitto" else "named")
        assert source.verified is None

    def test_what_is_followed_stays_on_the_council_s_own_site(self, source):
        if source.follow is None:
            return
        hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in source.starts}
        for pattern in source.follow.allow:
            assert any(host.replace(".", "\\.") in pattern.pattern for host in hosts)
            assert not pattern.search("https://example.org/rahoitus/hankkeet/")

    def test_known_announcements_among_the_starts_would_be_followed(self, source):
        for url in source.starts if source.follow else ():
            if len(urlsplit(url).path) > 40:
                assert any(pattern.search(url) for pattern in source.follow.allow)

    def test_files_that_are_no_pages_are_left_out(self, source):
        if source.follow:
            assert any(pattern.search("https://a.fi/hankkeet.pdf") for pattern in source.follow.deny)
            assert not any(pattern.search("https://a.fi/hankkeet/") for pattern in source.follow.deny)
