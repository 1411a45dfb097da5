"""The main job: sources come in, their pages are crawled and read, and one dataset of all projects is published.

A start page, sitemap or page that can't be read makes its source fail, and so does a gate that it does not pass; the
others are still done. A page that only a link led to and that the site says is gone is remarked on. The dataset never
shrinks unsaid: of a source that failed, the last good rows stay (settling.py).
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from scraper.crawl.crawl import crawl
from scraper.crawl.events import Event, unwatched
from scraper.crawl.frontier import Frontier
from scraper.errors import INTERRUPTED, CouncilScraperError, InputError, PublishError, UsageError
from scraper.publish import dataset, generations
from scraper.publish.formats import Edition
from scraper.publish.privacy import Rule
from scraper.publish.publication import Publication, load_publication
from scraper.publish.threesixty import left_out
from scraper.runs import run_record
from scraper.runs.harvest import finish
from scraper.runs.once import keep_once
from scraper.runs.readers.ahead import read_ahead
from scraper.runs.readers.readers import Readers
from scraper.runs.run_report import RunReport, SourceReport
from scraper.runs.settling import rows, settle
from scraper.runs.standing import Standing
from scraper.runs.translations import Printed
from scraper.sources.expect import judge

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.archive import Archive
    from scraper.crawl.crawl import Crawled, Visitor
    from scraper.crawl.events import Watch
    from scraper.gates import Yielded
    from scraper.history import History, Keeping
    from scraper.pipeline import Extraction
    from scraper.publish.dictionary import Language
    from scraper.sources import Source


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a run publishes."""

    accept: str | None = None
    """Why what fails its gates is right; None where nobody said so."""
    stale_days: float = 30
    """How old the last good rows of a source that fails may be."""
    persons: bool = False
    """Whether natural persons are named."""
    publication: Publication = field(default_factory=load_publication)
    headings: Language | None = None
    """The language above the columns of spreadsheet files; None: the columns' names."""
    history: str | None = None
    """The file or URL of the database that keeps what every run published; None: none does."""

    @property
    def rule(self) -> Rule:
        """Who is withheld."""
        return Rule(recognised=not self.persons, also=self.publication.privacy.persons)


def choose(sources: Sequence[Source], ids: Sequence[str], *, live: bool) -> list[Source]:
    """Return the sources with these ids, or all but those that are read only by name, and never fetched in a live run.

    Raises UsageError for an id that there is not, or one that is asked for by name and never fetched.
    """
    known = {source.id: source for source in sources}
    for name in ids:
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise UsageError(f"no source {name!r}; did you mean {nearest}? There are: {', '.join(known)}")
        if live and not known[name].live:
            raise UsageError(f"source {name} is never fetched (live = false); read its saved pages with --replay")
    wanted = [known[name] for name in dict.fromkeys(ids)]
    if not ids:
        wanted = [one for one in sources if one.live is True or (one.live is False and not live)]
    if not wanted:
        raise UsageError("no source is read by every run; name one with --source, or read saved pages with --replay")
    return wanted


def run(
    sources: Sequence[Source],
    *,
    visitor: Visitor,
    output: Path,
    defined: Sequence[Source] | None = None,
    frontier: Frontier | None = None,
    archive: Archive | None = None,
    fresh: bool = False,
    readers: Readers | None = None,
    terms: Terms | None = None,
    watch: Watch = unwatched,
) -> RunReport:
    """Read the pages of all sources and publish their projects in the folder `output`.

    `defined` are all sources that there are: the rows of those that are not read stand. `visitor` answers addresses.
    How far the crawl is stands in `frontier`: a run that was stopped is taken up, with the pages that it fetched from
    `archive`, unless a `fresh` one is wanted. `readers` are the processes that read pages; without any, this one does.
    `watch` is told what happens. How the run went is written to `run.json`, however it ended. Raises PublishError where
    the folder can't be written or another run is writing there, ArchiveError where pages can't be kept, HistoryError
    where the history can't, InputError where the dataset that stands can't be read.
    """
    terms, defined = terms or Terms(), sources if defined is None else defined
    report = RunReport([SourceReport(source) for source in sources], accepted=terms.accept)
    with contextlib.ExitStack() as at_the_end:
        at_the_end.enter_context(dataset.locked(output))
        at_the_end.enter_context(_recorded(output, report))
        history = None if terms.history is None else at_the_end.enter_context(_history(terms.history))
        if history is not None:
            history.repair(_generation(output))
        frontier = frontier or at_the_end.enter_context(Frontier())
        standing = _standing(output, terms)
        for harvest in report.sources:
            harvest.good_at = standing.good_at.get(harvest.source.id)
        pages = crawl(sources, visitor, frontier, archive=archive, fresh=fresh, watch=watch)
        printed = _read_all(report, read_ahead(pages, frontier, readers or Readers(0)), watch)
        keep_once(report.sources, printed, terms.rule)
        for harvest in report.sources:
            _judge(harvest, cut=frontier.is_cut(harvest.source), accepted=report.accepted is not None)
            _withhold(harvest, terms.rule)
        settle(report, standing, defined, stale_days=terms.stale_days, now=datetime.now(UTC))
        _tell_gates(report, watch)
        report.passed("gates")
        if report.too_old or all(one.failures or not one.pages for one in report.sources):
            report.kept = dataset.exists(output)
        else:
            _publish(report, rows(report, defined), output, terms, history)
            watch(Event("published", projects=report.projects))
        frontier.finish(sources)
    return report


@contextlib.contextmanager
def _recorded(output: Path, report: RunReport) -> Iterator[None]:
    """Write how the run went at the end of the block, however that is reached."""
    report.last = run_record.read(output)
    try:
        run_record.begin(output)
        yield
    except CouncilScraperError as error:
        _record_end(output, report, str(error), error.exit_code)
        raise
    except KeyboardInterrupt:
        _record_end(output, report, "stopped before the end", INTERRUPTED)
        raise
    report.generation = _generation(output)
    run_record.write(output, report.record(report.exit_code))


def _record_end(output: Path, report: RunReport, why: str, code: int) -> None:
    """Write that a run ended early. Where even that can't be written, what ended the run is what is said."""
    report.stopped, report.files, report.generation = why, [], _generation(output)
    with contextlib.suppress(PublishError):
        run_record.write(output, report.record(code))


def _generation(output: Path) -> str | None:
    """Return the name of the set of files that stands."""
    standing = generations.current(output)
    return None if standing is None else standing.name


def _tell_gates(report: RunReport, watch: Watch) -> None:
    """Tell which gates were not passed."""
    for harvest in report.sources:
        for gate in harvest.gates:
            if gate.verdict != "passed":
                watch(Event("gate", source=harvest.source.id, message=f"{gate.name} {gate.verdict}: {gate.message}"))


def _standing(output: Path, terms: Terms) -> Standing:
    """Return what stands in the folder, without persons where they are not named; raises InputError.

    Where it can't be read, nothing stands, if that was accepted.
    """
    try:
        standing = Standing.read(output)
    except InputError:
        if terms.accept is None:
            raise
        return Standing()
    standing.withhold(terms.rule)
    return standing


def _withhold(harvest: SourceReport, rule: Rule) -> None:
    """Take the names of persons out of what was read, and note who they are."""
    harvest.persons = list(rule.persons(harvest.projects))
    harvest.pages = rule.pages(harvest.pages, harvest.projects)
    harvest.projects = rule.projects(harvest.projects)


def _read_all(
    report: RunReport, found: Iterable[tuple[Crawled, Extraction | InputError]], watch: Watch
) -> list[Printed]:
    """Take in all pages, and return what they print."""
    printed = []
    harvests = {one.source.id: one for one in report.sources}
    first: dict[str, float] = {}
    for page, outcome in found:
        harvest = harvests[page.source.id]
        printed += _take(harvest, page, outcome, watch)
        harvest.seconds = time.monotonic() - first.setdefault(page.source.id, report.clock)
    report.passed("crawl")
    return printed


def _history(place: str) -> History:
    """Return the history at a place."""
    from scraper.history import History  # noqa: PLC0415  (SQLAlchemy: for those who keep a history)

    return History(place)


def _publish(report: RunReport, published: Yielded, output: Path, terms: Terms, history: History | None) -> None:
    """Publish rows, and note what came of it. The history knows of them before they count, and is told when they do."""
    edition = Edition(published.pages, published.projects, terms.publication, terms.headings)
    report.projects = len(edition.projects)
    keeping = _keeping(report, terms)

    def remember(generation: str) -> None:
        if history is not None:
            report.history = history.prepare(
                edition.projects,
                started_at=report.started_at,
                status=report.promise,
                generation=generation,
                keeping=keeping,
            )

    report.files = dataset.replace(output, edition, about_to=remember)
    if history is not None and report.history is not None:
        history.confirm(report.history)
    report.left_out = left_out(edition.projects, edition.publication)
    for harvest in report.sources:
        if not harvest.failures:
            harvest.good_at = report.started_at
    report.passed("publish")


def _keeping(report: RunReport, terms: Terms) -> Keeping | None:
    """Return the names that the history keeps apart from what is published; None where it keeps none."""
    privacy = terms.publication.privacy
    if not privacy.keep_in_history:
        return None
    from scraper.history import Keeping  # noqa: PLC0415  (SQLAlchemy)

    read = [name for one in report.sources if not one.is_stopped for name in one.persons]
    return Keeping(read, privacy.retention_days)


def _take(harvest: SourceReport, page: Crawled, found: Extraction | InputError, watch: Watch) -> list[Printed]:
    """Take in what a page says of itself and return what it prints, or note why it could not be read."""
    if isinstance(found, InputError):
        (harvest.remarks if page.gone else harvest.failures).append(f"{page.url}: {found}")
        if page.error is None:
            watch(Event("failed", url=page.url, source=page.source.id, message=str(found)))
        return []
    assert page.response is not None  # noqa: S101  (something was read)
    harvest.lookups += finish(page.source, page.response, found, since=page.since)
    harvest.pages += found.pages
    watch(Event("read", url=page.url, source=page.source.id, projects=len(found.projects)))
    return [Printed.of(page.source, page.response, found)]


def _judge(harvest: SourceReport, *, cut: bool, accepted: bool) -> None:
    """Hold what a source yielded against what it is expected to yield, and remark on what a person should look at."""
    source = harvest.source
    if cut and source.follow is not None:
        harvest.remarks.append(
            f"its limit of {source.follow.pages:,} pages left some out; raise follow.pages, or allow fewer addresses"
        )
    if harvest.failures:
        return
    harvest.hold(judge(source, harvest.projects, repeats=harvest.repeats), accepted=accepted)
    if harvest.failures and not harvest.projects:
        harvest.remarks += [
            f"no project on {page.url}, which calls itself {page.title!r}" for page in harvest.pages[:3]
        ]
    for lookup in source.lookups if not harvest.failures else ():
        if not harvest.lookups[lookup]:
            of_project = "" if lookup.name is None else f" of {lookup.name!r}"
            harvest.remarks.append(
                f"{lookup.place}: no {lookup.field}{of_project} is {lookup.match!r}; correct the lookup or take it out"
            )
