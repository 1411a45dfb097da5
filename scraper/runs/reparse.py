"""What the program of today would publish of what was archived: an archive and a dataset come in, differences go out.

Nothing is fetched and nothing is published. Read are the pages of the dataset and those that were crawled with them,
each as it was last archived; what can't be read now, and what is not archived, is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from scraper.changes import Changes, compare
from scraper.crawl import urls
from scraper.crawl.choice import Choice
from scraper.crawl.crawl import Crawled
from scraper.crawl.frontier import Frontier
from scraper.errors import ArchiveError, InputError, UnreadablePageError
from scraper.normalise.person import is_person
from scraper.publish import published
from scraper.publish.privacy import Rule
from scraper.runs.harvest import finish
from scraper.runs.once import once
from scraper.runs.readers.ahead import read_ahead
from scraper.runs.readers.readers import Readers
from scraper.runs.translations import Printed
from scraper.schema import project_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from scraper.archive import Archive, Capture
    from scraper.pipeline import Extraction
    from scraper.sources import Source

_MANY: Final = 50
"""Pages from which on it pays to start processes that read them."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published dataset: the addresses of its pages, in their order, and its projects as records."""

    pages: list[str]
    projects: list[dict[str, object]]


@dataclass(slots=True)
class Reparsed:
    """What came of reading the archive anew."""

    pages: int = 0
    """How many pages were read."""
    projects: int = 0
    """How many projects stand on them."""
    changes: Changes = field(default_factory=Changes)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Addresses that can't be read today, each with why; the dataset's projects of these are not compared."""
    left: list[str] = field(default_factory=list)
    """Addresses of the dataset that are not archived; likewise."""


class _Page(NamedTuple):
    """One archived page that is to be read."""

    capture: Capture
    source: Source


def read_dataset(folder: Path) -> Dataset:
    """Return the dataset that a folder holds. Raises InputError, MissingInputError where there is none."""
    pages, projects = published.read(folder)
    records = [project_record(project, evidence=False) for project in projects]
    return Dataset([page.url for page in pages if page.url], records)


def reparse(sources: Sequence[Source], archive: Archive, dataset: Dataset, *, also: tuple[str, ...] = ()) -> Reparsed:
    """Return what would change in the dataset if the archived pages of the sources were read today.

    Projects of other sources are left as they are. `also` are names that are withheld besides. Raises ArchiveError
    where the archive's index can't be read.
    """
    done = Reparsed()
    known = {source.id for source in sources}
    standing = [record for record in dataset.projects if record.get("source") in known]
    named = any(is_person(str(record.get("applicant"))) for record in standing)  # as run --publish-persons does
    printed: list[Printed] = []
    read = set()
    pages = _pages(sources, archive, dataset)
    for page, found in _read_all(pages, archive):
        if isinstance(found, InputError):
            done.failed.append((page.url, str(found)))
            continue
        assert page.response is not None  # noqa: S101  (something was read)
        finish(page.source, page.response, found)
        read.add(page.url)
        done.pages += 1
        printed.append(Printed.of(page.source, page.response, found))
    rule = Rule(recognised=not named, also=also)
    projects = [project_record(project, evidence=False) for project in rule.projects(once(printed))]
    done.projects = len(projects)
    failed = {url for url, _ in done.failed}
    done.left = sorted({str(one["source_url"]) for one in standing} - read - failed)
    done.changes = compare([one for one in standing if one["source_url"] in read], projects)
    return done


def _read_all(pages: Sequence[_Page], archive: Archive) -> Iterator[tuple[Crawled, Extraction | InputError]]:
    """Yield the pages as a crawl of the archive would, each with what stands on it."""
    with Readers(None if len(pages) >= _MANY else 0) as readers, Frontier() as frontier:
        yield from read_ahead((_crawled(page, archive) for page in pages), frontier, readers)


def _crawled(page: _Page, archive: Archive) -> Crawled:
    """Return a page as a crawl would give it: one that is damaged is one that can't be read."""
    try:
        return Crawled(page.source, page.capture.url, 0, archive.response(page.capture))
    except ArchiveError as error:
        return Crawled(page.source, page.capture.url, 0, None, UnreadablePageError(str(error)))


def _pages(sources: Sequence[Source], archive: Archive, dataset: Dataset) -> list[_Page]:
    """Return the pages to read: the dataset's in its order, then those that were crawled since; each content once."""
    owners = _Owners(sources, dataset)
    archived: dict[str, _Page] = {}
    for capture in archive.pages():
        source = owners.source(capture)
        if source is not None:
            archived[capture.url] = _Page(capture, source)
    published = [archived[url] for url in dict.fromkeys(dataset.pages) if url in archived]
    since: dict[str, datetime] = {}
    for page in published:
        since[page.source.id] = min(page.capture.time, since.get(page.source.id, page.capture.time))
    others = [
        page
        for url, page in archived.items()
        if url not in set(dataset.pages) and (page.source.id not in since or page.capture.time >= since[page.source.id])
    ]
    return list(_once([*published, *others]))


def _once(pages: list[_Page]) -> Iterator[_Page]:
    """Yield the pages but for those that say to the letter what another page of the source says."""
    seen = set()
    for page in pages:
        same = (page.source.id, page.capture.digest)
        if same not in seen:
            seen.add(same)
            yield page


class _Owners:
    """To which source an archived page belongs."""

    def __init__(self, sources: Sequence[Source], dataset: Dataset) -> None:
        self._sources = sources
        ids = {source.id: source for source in sources}
        self._published = {
            str(one["source_url"]): ids.get(str(one["source"])) for one in dataset.projects if one.get("source_url")
        }
        self._choices: dict[str, Choice] = {}
        self._starts = {urls.normalise(start) or start: source for source in sources for start in source.starts}

    def source(self, capture: Capture) -> Source | None:
        """Return the source that published the page, starts with it, or would follow a link to it; else None."""
        if capture.url in self._published:
            return self._published[capture.url]
        for url in (capture.asked_url, capture.url):
            address = urls.normalise(url) or url
            if address in self._starts:
                return self._starts[address]
        return next((source for source in self._sources if self._follows(source, capture.url)), None)

    def _follows(self, source: Source, url: str) -> bool:
        follow = source.follow
        if follow is None or url in {*follow.sitemaps, *follow.feeds}:
            return False
        choice = self._choices.setdefault(source.id, Choice(follow))
        return any(True for start in source.starts for _ in choice.listed([url], here=urls.normalise(start) or start))
