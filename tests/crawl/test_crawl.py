"""The crawl loop on a real site: what is visited, in which order, and what is one page under two addresses."""

from __future__ import annotations

import gzip
import re
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from scraper.archive import Archive
from scraper.crawl.crawl import Plain, crawl
from scraper.crawl.fetch import fetch
from scraper.crawl.frontier import Frontier
from scraper.errors import ArchiveError, CouncilScraperError, FetchError
from scraper.response import Exchange, Response
from scraper.sources import Follow, Source
from tests.site import Site, fill, page

VISITOR = Plain(partial(fetch, allow_private=True))


def follow(*allow: str, deny: tuple[str, ...] = (), **settings: object) -> Follow:
    return Follow(allow=tuple(map(re.compile, allow)), deny=tuple(map(re.compile, deny)), **settings)


def source(site: Site, *starts: str, of: str = "liitto", follow: Follow | None = None) -> Source:
    return Source(id=of, funder="Liitto", starts=tuple(map(site.url, starts)), follow=follow)


@pytest.fixture
def site():
    with Site() as site:
        yield site


def paths(site: Site, *sources: Source) -> list[str]:
    """Return the paths of the pages that a crawl yields; a failure has a ! before it."""
    found = []
    with Frontier() as frontier:
        for crawled in crawl(sources, VISITOR, frontier):
            path = crawled.url.removeprefix(site.url(""))
            found.append(path if crawled.error is None else f"!{path}")
    return found


def test_start_pages_only(site):
    site.add("/a", page("A", '<a href="/b">Seuraava</a><a href="?page=2">2</a>'))
    site.add("/b", page("B"))
    assert paths(site, source(site, "/b", "/a")) == ["/b", "/a"]


def test_a_whole_site(site):
    fill(site, projects=25, in_the_sitemap=3)
    found = paths(site, source(site, "/hankkeet/", follow=follow("/hankkeet/", sitemaps=(site.url("/sitemap.xml"),))))
    lists = ["/hankkeet/", "/hankkeet/?page=2", "/hankkeet/?page=3"]
    details = {f"/hankkeet/hanke-{n}/" for n in range(28) if n % 10 != 3} | {
        "/hankkeet/vanha-3/",
        "/hankkeet/vanha-13/",
        "/hankkeet/vanha-23/",
    }
    assert [path for path in found if "page" in path or path == "/hankkeet/"] == lists
    assert sorted(found) == sorted({*lists, *details})
    assert sorted(site.paths) == sorted(
        {*found, "/sitemap.xml", "/sitemap-1.xml", *(f"/hankkeet/hanke-{n}/" for n in (3, 13, 23))}
    ), "each is asked for once"


def lists(site: Site) -> None:
    """Two levels of links, a list of two pages, and what else stands on pages."""
    site.add(
        "/lista",
        page(
            "Lista",
            '<a href="/hanke/1">Lue lisää</a><a href="/hanke/2">Hanke 2</a><a href="/liite.pdf">Lue lisää</a>'
            '<a href="/muu">Lue lisää</a><a href="?page=2">2</a><a href="mailto:a@liitto.fi">Lue lisää</a>',
        ),
    )
    site.add("/lista?page=2", page("Lista 2", '<a href="/hanke/3">Lue lisää: Hanke 3</a><a href="/lista">1</a>'))
    site.add("/hanke/1", page("Hanke 1", '<a href="/hanke/4">Lue lisää</a><a rel=next href="/hanke/2">Seuraava</a>'))
    for number in (2, 3, 4):
        site.add(f"/hanke/{number}", page(f"Hanke {number}"))
    site.add("/muu", page("Muu"))
    site.add("/liite.pdf", b"%PDF-1.4", "application/pdf")


FOLLOWED = {
    "what is allowed": (follow("/hanke/"), ["/lista", "/hanke/1", "/hanke/2", "/lista?page=2", "/hanke/3"]),
    "any of the patterns": (
        follow("/hanke/1", "/muu"),
        ["/lista", "/hanke/1", "/muu", "/lista?page=2"],
    ),
    "but what is denied": (
        follow("/hanke/", deny=("/2$",)),
        ["/lista", "/hanke/1", "/lista?page=2", "/hanke/3"],
    ),
    "not further pages of lists": (follow("/hanke/", pagination=False), ["/lista", "/hanke/1", "/hanke/2"]),
    "nor those that are denied": (follow("/hanke/", deny=("page=",)), ["/lista", "/hanke/1", "/hanke/2"]),
    "links with a text": (
        follow("/hanke/", links=("Lue  lisää",)),
        ["/lista", "/hanke/1", "/lista?page=2", "/hanke/3"],
    ),
    "no links at all": (follow("/hanke/", depth=0), ["/lista", "/lista?page=2"]),
    "two links deep": (
        follow("/hanke/", depth=2),
        ["/lista", "/hanke/1", "/hanke/2", "/lista?page=2", "/hanke/4", "/hanke/3"],
    ),
    "so many pages": (follow("/hanke/", pages=3), ["/lista", "/hanke/1", "/hanke/2"]),
    "anything else": (
        follow("/hanke|/muu|[.]pdf"),
        ["/lista", "/hanke/1", "/hanke/2", "/muu", "/lista?page=2", "/hanke/3"],
    ),
}


@pytest.mark.parametrize(("followed", "visited"), FOLLOWED.values(), ids=FOLLOWED)
def test_what_is_followed(site, followed, visited):
    lists(site)
    assert paths(site, source(site, "/lista", follow=followed)) == visited
    assert site.paths == visited


NEXT = {
    "rel": '<a rel="next" href="/lista/alku/20">20–40</a>',
    "head": '<link rel="next" href="/lista/alku/20">',
    "Seuraava": '<a href="/lista/alku/20"> Seuraava </a>',
    "Nästa sida": '<a href="/lista/alku/20">Nästa sida</a>',
    "Next": '<a href="/lista/alku/20">NEXT</a>',
    "arrow": '<a href="/lista/alku/20" aria-label="Seuraava sivu"><i></i></a>',
}


@pytest.mark.parametrize("link", NEXT.values(), ids=NEXT)
def test_the_next_page_of_a_list(site, link):
    site.add("/lista", page("Lista", link))
    site.add("/lista/alku/20", page("Lista, jatkoa", '<a href="/hanke/1">Hanke</a>'))
    site.add("/hanke/1", page("Hanke", '<a rel="next" href="/hanke/2">Seuraava</a>'))
    assert paths(site, source(site, "/lista", follow=follow("/hanke/"))) == ["/lista", "/lista/alku/20", "/hanke/1"]


def test_a_list_without_end_ends(site):
    for number in range(2, 60):
        site.add(f"/lista?page={number}", page(f"Sivu {number}", f'<a href="?page={number + 1}">Seuraava</a>'))
    site.add("/lista", page("Lista", '<a href="?page=2">Seuraava</a>'))
    site_source = source(site, "/lista", follow=follow("/hanke/", pages=20))
    with Frontier() as frontier:
        assert len(list(crawl([site_source], VISITOR, frontier))) == 20
        assert frontier.is_cut(site_source)


ONE_PAGE = {
    "the same bytes": ({"/b": page("A")}, {}, ["/a"]),
    "a redirect": ({}, {"/b": "/a"}, ["/a"]),
    "what it calls itself": ({"/b": page("A, tulostettava", head='<link rel=canonical href="/a">')}, {}, ["/a"]),
    "no list calls its second page the first": (
        {"/b": page("B", head='<link rel=canonical href="/">')},
        {},
        ["/a", "/b"],
    ),
}


@pytest.mark.parametrize(("pages", "moved", "found"), ONE_PAGE.values(), ids=ONE_PAGE)
def test_a_page_under_two_addresses_is_one(site, pages, moved, found):
    site.add("/a", page("A"))
    for path, html in pages.items():
        site.add(path, html)
    site.moved |= moved
    assert paths(site, source(site, "/a", "/b")) == found


def test_an_address_that_a_page_was_moved_to_is_not_visited_again(site):
    site.add("/a", page("A"))
    site.moved["/b"] = "/a"
    assert paths(site, source(site, "/b", "/a")) == ["/b"]
    assert site.paths == ["/b", "/a"]


def test_the_same_page_in_two_sources_is_a_page_of_both(site):
    site.add("/a", page("A"))
    assert paths(site, source(site, "/a", of="x"), source(site, "/a", of="y")) == ["/a", "/a"]


def test_sources_on_several_hosts(site):
    with Site() as other:
        for one in (site, other):
            fill(one, projects=12, in_the_sitemap=0)
        sources = [
            source(one, "/hankkeet/", of=name, follow=follow("/hankkeet/")) for one, name in ((site, "x"), (other, "y"))
        ]
        with Frontier() as frontier:
            found = [(one.source.id, one.url.partition("/hankkeet/")[2]) for one in crawl(sources, VISITOR, frontier)]
    of_x, of_y = ([path for name, path in found if name == wanted] for wanted in "xy")
    assert of_x == of_y
    assert len(of_x) == 14


def test_a_feed_names_pages(site):
    feed = "<rss><channel><item><link>/hanke/1</link></item><item><link>/muu</link></item></channel></rss>"
    lists(site)
    site.add("/feed", feed, "application/rss+xml")
    assert paths(site, source(site, "/hanke/2", follow=follow("/hanke/", feeds=(site.url("/feed"),)))) == [
        "/hanke/2",
        "/hanke/1",
    ]


def test_a_packed_sitemap(site):
    lists(site)
    site.add("/sitemap.xml.gz", gzip.compress(b"<urlset><url><loc>/hanke/1</loc></url></urlset>"), "application/gzip")
    followed = follow("/hanke/", sitemaps=(site.url("/sitemap.xml.gz"),))
    assert paths(site, source(site, "/hanke/2", follow=followed)) == ["/hanke/2", "/hanke/1"]


ELSEWHERE = {
    "/hanke": [],
    "hanke": [],
    ".": [],
    "localhost:[0-9]+/hanke": ["/hanke"],
    "^http://localhost": ["/hanke"],
    ".*/hanke": ["/hanke"],
}


@pytest.mark.parametrize(("allow", "asked"), ELSEWHERE.items(), ids=ELSEWHERE)
def test_only_a_pattern_that_names_it_leads_to_another_host(site, allow, asked):
    with Site() as other:
        site.add("/a", page("A", f'<a href="{other.url("/hanke").replace("127.0.0.1", "localhost")}">Hanke</a>'))
        other.add("/hanke", page("Hanke"))
        paths(site, source(site, "/a", follow=follow(allow)))
        assert other.paths == asked


def test_an_index_leads_to_no_other_host(site):
    with Site() as other:
        index = f"<sitemapindex><sitemap><loc>{other.url('/sitemap.xml')}</loc></sitemap></sitemapindex>"
        site.add("/sitemap.xml", index, "text/xml")
        site.add("/a", page("A"))
        assert paths(site, source(site, "/a", follow=follow("a", sitemaps=(site.url("/sitemap.xml"),)))) == ["/a"]
        assert other.asked == []


def test_what_fails_is_said_and_the_rest_is_visited(site):
    site.add("/a", page("A", '<a href="/gone">x</a><a href="/b">y</a>'))
    site.add("/b", page("B"))
    site.add("/sitemap.xml", page("Kartta"))
    one = source(site, "/no", "/a", follow=follow("/gone", "/b", sitemaps=(site.url("/sitemap.xml"),)))
    assert paths(site, one) == ["!/no", "/a", "!/sitemap.xml", "!/gone", "/b"]
    with Frontier() as frontier:
        gone = {crawled.url: crawled.gone for crawled in crawl([one], VISITOR, frontier) if crawled.error}
    assert gone == {site.url("/no"): False, site.url("/sitemap.xml"): False, site.url("/gone"): True}


def test_a_page_with_more_links_than_any_page_means_fails_alone(site):
    site.add("/a", page("A", "<a href=/x>x</a>" * 100_001))
    site.add("/b", page("B"))
    one = source(site, "/a", "/b")
    assert paths(site, one) == ["!/a", "/b"]


def test_few_large_pages_wait_at_a_time(site):
    """Sixteen pages may be ahead of whoever reads them; of pages of 4 MB, no more than three and the one at hand."""
    pages = [f"/{number}" for number in range(30)]
    for path in pages:
        site.add(path, path.encode() + bytes(4_000_000))
    with Frontier() as frontier:
        found = crawl([source(site, *pages)], VISITOR, frontier)
        first = [next(found).url for _ in range(2)]
        time.sleep(0.3)
        assert len(site.asked) <= len(first) + 5
        assert [*first, *(crawled.url for crawled in found)] == list(map(site.url, pages))


@pytest.mark.parametrize("days", [400, 0], ids=["kept by a wrong clock", "damaged since"])
def test_what_the_archive_can_not_tell_is_asked_for_again(site, tmp_path, days):
    """A crawl that is taken up believes what was archived whole since it began, but nothing of days to come."""
    one = source(site, "/a")
    url = site.url("/a")
    site.add("/a", page("A"))
    with Archive(tmp_path) as archive, Frontier(tmp_path / "crawl.sqlite") as frontier:
        frontier.begin(one, now=datetime.now(UTC))
        ahead = datetime.now(UTC) + timedelta(days=days)
        hop = Exchange(url, b"GET /a HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"old", None, ahead, 200)
        archive.store(Response(url, 200, {}, "text/html", b"old", ahead, (hop,)))
        [file] = tmp_path.glob("*.gz")
        if not days:
            file.write_bytes(bytes(file.stat().st_size))
        [crawled] = crawl([one], VISITOR, frontier, archive=archive)
    assert crawled.response is not None
    assert crawled.response.body == page("A").encode()


def test_what_breaks_a_thread_is_raised_where_pages_are_taken(site):
    def break_down(url: str):
        raise ArchiveError("the disk is full")

    with Frontier() as frontier, pytest.raises(ArchiveError, match="the disk is full"):
        list(crawl([source(site, "/a")], Plain(break_down), frontier))


def test_a_crawl_that_is_left_ends(site):
    fill(site, projects=40)
    with Frontier() as frontier:
        pages = crawl([source(site, "/hankkeet/", follow=follow("hanke"))], VISITOR, frontier)
        next(pages)
        pages.close()
        asked = len(site.asked)
    assert asked < 40


def test_a_failure_that_may_have_passed_is_tried_again_when_a_crawl_is_taken_up(site, tmp_path):
    asked = []

    def answer(url: str):
        asked.append(url.rpartition("/")[2])
        if len(asked) < 3:
            raise (
                FetchError("it took too long", kind="timeout")
                if url.endswith("a")
                else FetchError("gone", kind="status", status=404)
            )
        return fetch(url, allow_private=True)

    site.add("/a", page("A"))
    one = source(site, "/a", "/b")
    for _ in range(2):
        with Frontier(tmp_path / "crawl.sqlite") as frontier:
            list(crawl([one], Plain(answer), frontier))
    assert asked == ["a", "b", "a"]


def test_a_finished_crawl_begins_anew(site, tmp_path):
    site.add("/a", page("A"))
    one = source(site, "/a")
    for _ in range(2):
        with Frontier(tmp_path / "crawl.sqlite") as frontier:
            assert [crawled.url for crawled in crawl([one], VISITOR, frontier)] == list(one.starts)
            frontier.finish([one])
    assert site.paths == ["/a", "/a"]


@pytest.mark.parametrize("threads", [0, 1])
def test_a_system_that_gives_few_threads(site, monkeypatch, threads):
    site.add("/a", page("A"))
    there = source(site, "/a", of="there")
    here = replace(there, id="here", starts=(there.starts[0].replace("127.0.0.1", "localhost"),))
    starts, started = threading.Thread.start, []

    def start(thread: threading.Thread) -> None:
        if len(started) == threads:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        starts(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    with Frontier() as frontier:
        visitor = Plain(lambda url: Response(url, 200, {}, "text/html", page("A").encode(), datetime.now(UTC)))
        if threads:
            assert [crawled.source.id for crawled in crawl([here, there], visitor, frontier)] == ["here", "there"]
        else:
            with pytest.raises(CouncilScraperError, match="no thread can be started"):
                list(crawl([here, there], visitor, frontier))
