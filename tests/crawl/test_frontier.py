"""The journal of a crawl: what is taken up, what begins anew, and what becomes of a file that is none of ours."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.crawl.choice import Lead
from scraper.crawl.frontier import TAKEN_UP_WITHIN, Frontier, Led
from scraper.errors import ArchiveError, FetchError
from scraper.response import Response
from scraper.sources import Follow, Source

A, B, C = (f"https://liitto.fi/{name}" for name in "abc")
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
FOLLOW = Follow(allow=(re.compile("/"),), pages=3)
SOURCE = Source(id="liitto", funder="Liitto", starts=(A,), follow=FOLLOW)


def answer(url: str, body: bytes | None = None, at: datetime = NOON) -> Response:
    return Response(url, 200, {}, "text/html", url.encode() if body is None else body, at)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "crawl.sqlite"


def states(frontier: Frontier, source: Source = SOURCE) -> list[tuple[str, str]]:
    found, rank = [], 0
    while (entry := frontier.after(source, rank)) is not None:
        found.append((entry.url, entry.state))
        rank = entry.rank
    return found


def begin(frontier: Frontier, source: Source = SOURCE, now: datetime = NOON, *, fresh: bool = False):
    """Begin a crawl that has read its first page, which leads to two more."""
    begun = frontier.begin(source, now=now, fresh=fresh)
    entry = frontier.after(source, 0)
    assert entry is not None
    if entry.state == "queued":
        frontier.read(source, entry, answer(A, at=now), led=lambda: Led((Lead(B, 1), Lead(C, 1))))
    return begun


def test_a_crawl_is_taken_up(file):
    with Frontier(file) as frontier:
        assert begin(frontier) == (NOON, False)
    with Frontier(file) as frontier:
        assert begin(frontier, now=LATER) == (NOON, True)
        assert states(frontier) == [(A, "read"), (B, "queued"), (C, "queued")]
        assert frontier.waiting(SOURCE) == 2


@pytest.mark.parametrize("how", ["finished", "fresh", "long ago"])
def test_a_crawl_begins_anew(file, how):
    now = NOON + TAKEN_UP_WITHIN + timedelta(hours=1) if how == "long ago" else LATER
    with Frontier(file) as frontier:
        begin(frontier)
        if how == "finished":
            frontier.finish([SOURCE])
    with Frontier(file) as frontier:
        assert frontier.begin(SOURCE, now=now, fresh=how == "fresh") == (now, False)
        assert states(frontier) == [(A, "queued")]


CHANGED = {
    "starts": replace(SOURCE, starts=(A, B)),
    "allow": replace(SOURCE, follow=replace(FOLLOW, allow=(re.compile("/a" * 200),))),
    "pages": replace(SOURCE, follow=replace(FOLLOW, pages=9)),
    "no follow": replace(SOURCE, follow=None),
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_a_changed_definition_collects_anew_what_counts_as_fetched(file, changed):
    with Frontier(file) as frontier:
        begin(frontier)
        assert frontier.begin(changed, now=LATER) == (NOON, True)
        assert {state for _, state in states(frontier)} == {"queued"}


@pytest.mark.parametrize(
    "same", [replace(SOURCE, notes="x"), replace(SOURCE, follow=replace(FOLLOW, allow=(re.compile("/"),)))]
)
def test_what_decides_nothing_changes_nothing(file, same):
    with Frontier(file) as frontier:
        begin(frontier)
        frontier.begin(same, now=LATER)
        assert states(frontier)[0] == (A, "read")


def test_the_limit_of_pages():
    with Frontier() as frontier:
        begin(frontier)
        entry = frontier.after(SOURCE, 1)
        assert entry is not None
        frontier.read(SOURCE, entry, answer(B), led=lambda: Led((Lead(C, 1),)))
        assert not frontier.is_cut(SOURCE), "it was known"
        entry = frontier.after(SOURCE, 2)
        assert entry is not None
        frontier.read(SOURCE, entry, answer(C), led=lambda: Led((Lead("https://liitto.fi/d", 1),)))
        assert frontier.is_cut(SOURCE)
        assert len(states(frontier)) == 3


def test_a_page_read_again_is_not_its_own_twin():
    with Frontier() as frontier:
        frontier.begin(SOURCE, now=NOON)
        entry = frontier.after(SOURCE, 0)
        assert entry is not None
        moved = answer(f"{A}/moved", b"x")
        assert frontier.read(SOURCE, entry, moved, led=lambda: Led(canonical=f"{A}/own")) == NOON
        assert frontier.read(SOURCE, entry, moved, led=lambda: Led(canonical=f"{A}/own")) == NOON


def test_since_when_bytes_are_as_they_are(file):
    """A → A → B → A: the last A is as old as its coming back."""
    seen = []
    with Frontier(file) as frontier:
        for hours, body in enumerate((b"a", b"a", b"b", b"a")):
            now = NOON + timedelta(hours=hours)
            frontier.begin(SOURCE, now=now)
            entry = frontier.after(SOURCE, 0)
            assert entry is not None
            seen.append(frontier.read(SOURCE, entry, answer(A, body, now), led=Led))
            frontier.finish([SOURCE])
    assert seen == [NOON, NOON, NOON + timedelta(hours=2), NOON + timedelta(hours=3)]


def led_again(
    file, source: Source = SOURCE, *, program: str = "1", body: bytes = b"x", kind: str = "text/html"
) -> bool:
    """Crawl the first page once more; tell whether it was asked where it leads."""
    asked = []

    def led() -> Led:
        asked.append(file)
        return Led((Lead(B, 1),), canonical=f"{A}/own")

    with Frontier(file, program=program) as frontier:
        frontier.begin(source, now=NOON)
        entry = frontier.after(source, 0)
        assert entry is not None
        frontier.read(source, entry, replace(answer(A, body), content_type=kind), led=led)
        assert states(frontier, source) == [(A, "read"), (B, "queued")]
        frontier.finish([source])
    return bool(asked)


ANEW = {
    "the same": ({}, False),
    "other bytes": ({"body": b"y"}, True),
    "another encoding": ({"kind": "text/html; charset=latin-1"}, True),
    "another program": ({"program": "2"}, True),
    "another definition": ({"source": replace(SOURCE, follow=replace(FOLLOW, deny=(re.compile("/c"),)))}, True),
}


@pytest.mark.parametrize(("how", "anew"), ANEW.values(), ids=ANEW)
def test_where_a_page_leads_is_remembered(file, how, anew):
    assert led_again(file)
    assert led_again(file, **how) is anew


def test_a_step_that_failed_leaves_nothing_in_memory():
    def leads():
        yield Lead(B, 1)
        raise ArchiveError("the disk is full")

    with Frontier() as frontier:
        frontier.begin(SOURCE, now=NOON)
        entry = frontier.after(SOURCE, 0)
        assert entry is not None
        with pytest.raises(ArchiveError):
            frontier.listed(SOURCE, entry, answer(A), leads=leads(), lists=())
        assert states(frontier) == [(A, "queued")]
        assert frontier.waiting(SOURCE) == 1


def test_a_failure_is_remembered_with_what_programs_need():
    with Frontier() as frontier:
        frontier.begin(SOURCE, now=NOON)
        entry = frontier.after(SOURCE, 0)
        assert entry is not None
        frontier.failed(SOURCE, entry, FetchError("gone", kind="status", status=404), now=NOON)
        failed = frontier.after(SOURCE, 0)
        assert failed is not None
        assert (failed.state, failed.failure, failed.kind, failed.status) == ("failed", "gone", "status", 404)


def test_what_was_made_is_kept_as_long_as_it_is_used(file):
    with Frontier(file, program="1") as frontier:
        frontier.begin(SOURCE, now=NOON)
        for key in ("used", "unused"):
            frontier.keep(SOURCE, key, key.encode(), now=NOON)
        frontier.finish([SOURCE])
        frontier.begin(SOURCE, now=LATER)
        assert frontier.recall(SOURCE, "used", now=LATER) == b"used"
        assert frontier.recall(SOURCE, "other", now=LATER) is None
        frontier.finish([SOURCE])
        assert frontier.recall(SOURCE, "unused", now=LATER) is None
    with Frontier(file, program="1") as frontier:
        assert frontier.recall(SOURCE, "used", now=LATER) == b"used"
    with Frontier(file, program="2") as frontier:
        assert frontier.recall(SOURCE, "used", now=LATER) is None, "another program made it"


def test_a_file_that_is_no_journal(file):
    file.write_bytes(b"not a database, though it is long enough to be one" * 99)
    with pytest.raises(ArchiveError, match=r"crawl.sqlite: can't be used \(file is not a database\).*take the file"):
        Frontier(file)


def test_a_journal_of_another_edition(file):
    base = sqlite3.connect(file)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(ArchiveError, match="written by another version"):
        Frontier(file)


def garbled(file, old: bytes, new: bytes) -> None:
    """Change letters of what the file keeps, as a bad disk does: SQLite does not see it."""
    content = file.read_bytes()
    assert content.count(old) >= 1
    file.write_bytes(content.replace(old, new))


def test_what_was_made_and_comes_back_otherwise_was_not_kept(file):
    with Frontier(file) as frontier:
        frontier.begin(SOURCE, now=NOON)
        frontier.keep(SOURCE, "page", b"Myonnetty 79900", now=NOON)
    garbled(file, b"79900", b"79990")
    with Frontier(file) as frontier:
        assert frontier.recall(SOURCE, "page", now=LATER) is None


def test_where_a_page_led_and_is_garbled_is_read_again(file):
    assert led_again(file)
    garbled(file, b'/own"', b'/0wn"')
    assert led_again(file)
    assert not led_again(file), "it is kept anew"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2024-05-01T12:00", b"2024-05-91T12:00"),
        (b"https://liitto.fi/b", b"https://liitt\xff.fi/b"),
        (b"rank INTEGER PRIMARY KEY", b"rink INTEGER PRIMARY KEY"),
        (b"CREATE TABLE addresses", b"CREATE T\xdfBLE addresses"),
    ],
    ids=repr,
)
def test_a_garbled_journal_is_one_line(file, old, new):
    with Frontier(file) as frontier:
        begin(frontier)
    garbled(file, old, new)
    line = r"crawl.sqlite: can't be used \(.*\); .*take the file away"
    with pytest.raises(ArchiveError, match=line), Frontier(file) as frontier:  # noqa: PT012  (it may be seen late)
        begin(frontier)
        states(frontier)


def test_a_journal_with_a_page_of_zeros_is_one_line_or_none(file):
    with Frontier(file) as frontier:
        begin(frontier)
        frontier.keep(SOURCE, "page", bytes(range(256)) * 100, now=NOON)
    whole = file.read_bytes()
    for at in range(0, len(whole), 4096):
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        file.write_bytes(whole[:at] + bytes(4096) + whole[at + 4096 :])
        with contextlib.suppress(ArchiveError), Frontier(file) as frontier:
            begin(frontier)
            assert frontier.recall(SOURCE, "page", now=LATER) in {None, bytes(range(256)) * 100}


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ArchiveError, match="unable to open database file"):
        Frontier(tmp_path / "nowhere" / "crawl.sqlite")


FULL = """
import resource, sys
from pathlib import Path
from scraper.crawl.frontier import Frontier
from scraper.errors import ArchiveError
from tests.crawl.test_frontier import NOON, SOURCE
frontier = Frontier(Path(sys.argv[1]))
frontier.begin(SOURCE, now=NOON)
frontier.keep(SOURCE, "first", b"1", now=NOON)
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    for number in range(1000):
        frontier.keep(SOURCE, str(number), bytes(10_000), now=NOON)
except ArchiveError as error:
    print(error)
"""


def test_a_full_disk_is_one_line_and_loses_nothing(file, repository):
    done = subprocess.run(
        [sys.executable, "-c", FULL, file], cwd=repository, capture_output=True, text=True, check=True
    )
    assert re.search(r"crawl.sqlite: can't be used \((disk I/O error|database or disk is full)\)", done.stdout)
    with Frontier(file) as frontier:
        assert frontier.recall(SOURCE, "first", now=NOON) == b"1"
