"""Ways to get 2,000 pages and what stands on them: each is run in a process of its own, and says what it took.

`python -m bench.crawlers NAME ADDRESS FOLDER` crawls the site at the address and may keep things in the folder; it
prints pages, records, seconds and seconds of the processor's time, those of starting and importing left out.
"""

# ruff: noqa: PLC0415  (each process imports only what it runs)

from __future__ import annotations

import asyncio
import contextlib
import json
import resource
import sys
import threading
from itertools import chain
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

from bench.pages import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scraper.cli.live import Live
    from scraper.crawl.crawl import Crawled
    from scraper.sources import Source

PAGES = 2_000
HOSTS = 60
AT_ONCE = 16
"""Requests in flight to one host, for those that have no manners."""


class Took(NamedTuple):
    """What a crawl gave and took."""

    pages: int
    records: int
    seconds: float
    processor: float


class Meter:
    """Counts a crawl's pages and records, and its time."""

    def __init__(self) -> None:
        self.pages = 0
        self.records = 0
        self._began = perf_counter(), process_time()

    def took(self) -> Took:
        """Return what there was until now."""
        wall, processor = self._began
        return Took(self.pages, self.records, perf_counter() - wall, process_time() - processor)


def addresses(site: str) -> list[str]:
    """Return the addresses of the pages that the site's list leads to."""
    return [f"{site}/hanke/{number}.html" for number in range(PAGES)]


def spread(site: str) -> list[list[str]]:
    """Return the pages' addresses for each of the hosts: the same site under 60 addresses of this machine."""
    port = site.rpartition(":")[2]
    hosts = [f"http://127.0.1.{number + 1}:{port}" for number in range(HOSTS)]
    return [[f"{host}/hanke/{number}.html" for number in range(PAGES // HOSTS)] for host in hosts]


def ours(site: str, folder: Path) -> Took:
    """Crawl as `run` does, delays off, and write the records as lines of JSON."""
    from scraper.runs.harvest import finish
    from scraper.runs.readers.ahead import read_ahead
    from scraper.runs.readers.readers import Readers
    from scraper.schema import project_record

    def read(pages: Iterable[Crawled], web: Live, meter: Meter) -> None:
        for page, found in read_ahead(pages, web.frontier, readers):
            assert not isinstance(found, Exception), found
            finish(page.source, page.response, found)
            meter.pages += page.depth > 0
            meter.records += len(found.projects)
            for project in found.projects:
                lines.write(json.dumps(project_record(project), ensure_ascii=False, default=str) + "\n")

    with (folder / "projects.jsonl").open("w", encoding="utf-8") as lines, Readers() as readers:
        took = _crawled(site, folder, read)
    return took._replace(processor=took.processor + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))


def ours_unread(site: str, folder: Path) -> Took:
    """Crawl as `run` does, delays off, and read nothing."""

    def count(pages: Iterable[Crawled], web: Live, meter: Meter) -> None:
        del web
        for page in pages:
            assert page.response is not None, page.error
            meter.pages += page.depth > 0

    return _crawled(site, folder, count)


def _crawled(site: str, folder: Path, read: Callable[[Iterable[Crawled], Live, Meter], None]) -> Took:
    from scraper.cli.live import opened
    from scraper.crawl.crawl import crawl
    from scraper.crawl.events import unwatched

    source = definition(site, folder)
    meter = Meter()
    with opened(folder / "archive", contact=None, allow_private=True, delay=0.0, watch=unwatched) as web:
        read(crawl([source], web.visitor, web.frontier, archive=web.archive), web, meter)
    return meter.took()


def ours_fetching(site: str, folder: Path) -> Took:
    """Only fetch, over one connection."""
    del folder
    from scraper.crawl.fetch import Fetcher

    meter = Meter()
    with Fetcher(allow_private=True) as fetcher:
        for url in addresses(site):
            fetcher.get(url)
            meter.pages += 1
    return meter.took()


def definition(site: str, folder: Path) -> Source:
    """Return the source of the site."""
    from scraper.sources import load_sources

    sources = folder / "sources"
    sources.mkdir()
    (sources / "bench.toml").write_text(
        f'id = "bench"\nfunder = "Hämeen liitto"\nregion = "05"\nlanguage = "fi"\nstarts = ["{site}/"]\nlive = true\n'
        f'verified = false\n[follow]\nallow = ["/hanke/"]\ndepth = 1\npages = {PAGES + 1}\n[expect]\nminimum = 1\n',
        encoding="utf-8",
    )
    [source] = load_sources(sources)
    return source


def scrapy(site: str, folder: Path, **settings: object) -> Took:
    """Crawl with Scrapy: robots.txt obeyed, no delay, records by its selectors, as lines of JSON."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess

    class Projects(Spider):
        name = "projects"

        async def start(self):
            yield Request(f"{site}/")

        def parse(self, response):
            for link in response.css("main a::attr(href)").getall():
                yield response.follow(link, self.parse_page)

        def parse_page(self, response):
            meter.pages += 1
            main = response.css("main")
            for name, facts in zip(main.css("h2::text").getall(), main.css("dl"), strict=True):
                meter.records += 1
                yield dict(zip(("name", *LABELS), (name, *facts.css("dd::text").getall()), strict=True))

    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "DOWNLOAD_DELAY": 0,
            "CONCURRENT_REQUESTS": AT_ONCE,
            "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "FEEDS": {str(folder / "projects.jsonl"): {"format": "jsonlines"}},
            **settings,
        }
    )
    process.crawl(Projects)
    meter = Meter()
    process.start()
    return meter.took()


def scrapy_keeping(site: str, folder: Path) -> Took:
    """Crawl with Scrapy as above, and keep what was fetched in its HTTP cache."""
    return scrapy(site, folder, HTTPCACHE_ENABLED=True, HTTPCACHE_DIR=str(folder / "cache"))


def httpx_alone(site: str, folder: Path) -> Took:
    """Fetch with one `httpx.AsyncClient`, and do nothing with it."""
    del folder
    urls = iter(addresses(site))
    return asyncio.run(_with_one_client([urls] * AT_ONCE))


def httpx_of_hosts(site: str, folder: Path) -> Took:
    """Fetch from 60 hosts with one shared `httpx.AsyncClient`, two requests to each at once."""
    del folder
    each = [iter(urls) for urls in spread(site)]
    return asyncio.run(_with_one_client(chain(each, each)))


async def _with_one_client(workers: Iterable[Iterator[str]]) -> Took:
    import httpx

    meter = Meter()
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=None)) as client:

        async def work(urls: Iterator[str]) -> None:
            for url in urls:
                response = await client.get(url)
                assert response.status_code == 200
                meter.pages += 1

        await asyncio.gather(*map(work, workers))
    return meter.took()


def ours_of_hosts(site: str, folder: Path) -> Took:
    """Fetch from 60 hosts with one fetcher, a thread for each, one request to each at once."""
    del folder
    from scraper.crawl.fetch import Fetcher

    meter = Meter()
    with Fetcher(allow_private=True) as fetcher:

        def work(urls: list[str]) -> None:
            for url in urls:
                assert fetcher.get(url).status == 200

        each = spread(site)
        threads = [threading.Thread(target=work, args=(urls,)) for urls in each]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    meter.pages = sum(map(len, each))
    return meter.took()


CRAWLERS: dict[str, Callable[[str, Path], Took]] = {
    "ours: robots, archive, journal, records": ours,
    "ours, nothing read": ours_unread,
    "ours, fetched only": ours_fetching,
    "Scrapy: robots, records": scrapy,
    "Scrapy: robots, cache, records": scrapy_keeping,
    "httpx, fetched only": httpx_alone,
}
OF_HOSTS = {"ours, a thread a host": ours_of_hosts, "httpx, one shared client": httpx_of_hosts}

if __name__ == "__main__":
    name, site, folder = sys.argv[1:]
    with contextlib.redirect_stdout(sys.stderr):
        took = {**CRAWLERS, **OF_HOSTS}[name](site, Path(folder))
    print(json.dumps(took))
