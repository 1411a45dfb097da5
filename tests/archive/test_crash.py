"""However the last program ended, what was stored is there: kills, files that end anywhere, full disks, damage."""

from __future__ import annotations

import itertools
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.archive import Archive
from scraper.archive import files as warc_files
from scraper.errors import ArchiveError
from tests.archive.answers import answer, noise, unchanged
from tests.crash import archive_sweep

URL = "https://liitto.example/hankkeet/"
KILLS = 15


def warcs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def size_of(number: int) -> int:
    """Return how long a page is."""
    return random.Random(number).choice([200, 5_000, 90_000, 1_000_000])


def store_until_killed(folder: Path, begin: int, told: int, longest: int | None) -> None:
    """Store pages for ever, and tell each one's number when it is stored.

    With a file's `longest` length, the system kills the program in the middle of the write that goes beyond it.
    """
    if longest is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))
    with Archive(folder, largest=20_000_000) as archive:
        number = begin
        while True:
            archive.store(answer(f"{URL}{number}", noise(size_of(number), number), number, packed=True))
            os.write(told, b"%d\n" % number)
            if number % 3 == 0:
                archive.store(unchanged(f"{URL}{number}", number + 0.5))
            number += 1


def killed(folder: Path, begin: int, *, after: float = 0, longest: int | None = None) -> list[int]:
    """Return the numbers of the pages that a program had stored before it was killed."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(ours)
            store_until_killed(folder, begin, theirs, longest)
        finally:
            os._exit(1)
    os.close(theirs)
    with os.fdopen(ours) as stream:
        lines = [stream.readline()]
        if longest is None:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
        lines += stream
    signalled = -os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert signalled == (signal.SIGKILL if longest is None else signal.SIGXFSZ)
    return [int(line) for line in lines if line.endswith("\n")]


def assert_stored(folder: Path, numbers: list[int]) -> None:
    """Look at pages, at the whole archive, with other programs, and once more with an index that is made anew."""
    with Archive(folder) as archive:
        captures = list(archive.captures())
        for number in numbers:
            assert archive.body(archive.latest(f"{URL}{number}")) == noise(size_of(number), number)
        assert list(archive.faults()) == []
    assert_others_read(folder)
    for file in folder.glob("index.sqlite*"):
        file.unlink()
    with Archive(folder) as archive:
        assert list(archive.captures()) == captures


def test_what_was_stored_before_a_kill_is_there(tmp_path):
    luck = random.Random(2026)
    stored: list[int] = []
    for _ in range(KILLS):
        begin = stored[-1] + 2 if stored else 0
        stored += killed(tmp_path, begin, after=luck.uniform(0, 0.03))
        with Archive(tmp_path) as archive:
            assert [archive.body(archive.latest(f"{URL}{number}")) for number in stored[-5:]] == [
                noise(size_of(number), number) for number in stored[-5:]
            ]
    assert_stored(tmp_path, stored)


def test_what_was_stored_before_a_kill_in_the_middle_of_a_write_is_there(tmp_path):
    luck = random.Random(2027)
    stored: list[int] = []
    for _ in range(10):
        longest = luck.randrange(500_000, 4_000_000)
        stored += killed(tmp_path, stored[-1] + 2 if stored else 0, longest=longest)
        torn = warcs(tmp_path)[-1]
        assert torn.stat().st_size == longest
        with Archive(tmp_path):
            assert torn.stat().st_size < longest
    assert_stored(tmp_path, stored)


def assert_others_read(folder: Path) -> None:
    for file in warcs(folder):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return an archive of three pages and a revisit, and where each record begins."""
    folder = tmp_path_factory.mktemp("whole")
    with Archive(folder) as archive:
        for number in range(3):
            archive.store(answer(f"{URL}{number}", noise(400, number), number))
        archive.store(unchanged(f"{URL}1", 9))
    return folder


def offsets(folder: Path) -> list[int]:
    [file] = warcs(folder)
    return [found.offset for found in warc_files.scan(folder, file.name)]


@pytest.mark.parametrize("indexed", [False, True], ids=["without its index", "with its index"])
def test_a_file_may_end_anywhere(whole, tmp_path, indexed):
    begins = [*offsets(whole), warcs(whole)[0].stat().st_size]
    ends = {begin + n for begin, after in itertools.pairwise(begins) for n in (1, (after - begin) // 2, after - begin)}
    for end in sorted(ends):
        folder = tmp_path / str(end)
        shutil.copytree(whole, folder)
        [file] = warcs(folder)
        os.truncate(file, end)
        if not indexed:
            for index in folder.glob("index.sqlite*"):
                index.unlink()
        with Archive(folder) as archive:
            kept = max(begin for begin in begins if begin <= end)
            assert (file.stat().st_size if file.exists() else 0) == kept
            whole_answers = sum(begin < kept for begin in begins[2::2])
            assert len(list(archive.captures())) == whole_answers
            archive.store(answer(f"{URL}new", b"and on it goes"))
            assert list(archive.faults()) == []
        shutil.rmtree(folder)


def test_damage_in_the_middle_is_stepped_over_and_told(whole, tmp_path):
    folder = tmp_path / "archive"
    shutil.copytree(whole, folder)
    [file] = warcs(folder)
    begins = offsets(folder)
    length = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(begins[4] + 200)
        stream.write(bytes(40))
    with Archive(folder) as archive:
        assert archive.body(archive.latest(f"{URL}0")) == noise(400, 0)
        assert archive.body(archive.latest(f"{URL}2")) == noise(400, 2)
        with pytest.raises(ArchiveError, match=f"the record at byte {begins[4]:,} is damaged"):
            archive.body(archive.latest(f"{URL}1"))
        assert [(fault.offset, fault.what) for fault in archive.faults()] == [
            (begins[4], f"{begins[5] - begins[4]:,} bytes are damaged")
        ]
    for index in folder.glob("index.sqlite*"):
        index.unlink()
    with Archive(folder) as archive:
        assert archive.latest(f"{URL}1") is None
        assert archive.body(archive.latest(f"{URL}2")) == noise(400, 2)
        assert [fault.what for fault in archive.faults()] == [
            f"{begins[5] - begins[4]:,} bytes are damaged",
            f"the page that {URL}1 is said to be still is not archived",
        ]
    assert file.stat().st_size == length


def test_a_reader_takes_nothing_away(whole, tmp_path):
    folder = tmp_path / "archive"
    shutil.copytree(whole, folder)
    [file] = warcs(folder)
    os.truncate(file, file.stat().st_size - 5)
    length = file.stat().st_size
    with Archive(folder, writing=False) as archive:
        assert len(list(archive.captures())) == 3
        assert [fault.what.partition(" bytes")[2] for fault in archive.faults()] == [" are cut off"]
    assert file.stat().st_size == length


def test_a_file_of_somebody_else_is_never_cut(whole, tmp_path):
    [file] = warcs(whole)
    theirs = tmp_path / "theirs.warc.gz"
    theirs.write_bytes(file.read_bytes()[:-5])
    with Archive(tmp_path) as archive:
        assert len(list(archive.captures())) == 3
    assert theirs.stat().st_size == file.stat().st_size - 5


def test_the_wrong_page_is_told(whole, tmp_path):
    """A record that was changed by hand, gzip and all."""
    folder = tmp_path / "archive"
    shutil.copytree(whole, folder)
    [file] = warcs(folder)
    begin = offsets(folder)[2]
    member = next(found for found in warc_files.scan(folder, file.name, begin))
    forged = member.data[:-20] + b"x" + member.data[-19:]
    assert len(forged) == len(member.data)
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    content = file.read_bytes()
    file.write_bytes(content[:begin] + packer.compress(forged) + packer.flush() + content[member.end :])
    with Archive(folder) as archive:
        with pytest.raises(ArchiveError, match="is not what was archived"):
            archive.body(archive.latest(f"{URL}0"))
        assert "its digest differs" in next(archive.faults()).what


def test_a_full_disk_is_one_error_and_nothing_is_lost(tmp_path):
    """A limit on the length of files does what a full disk does, and a program can set it itself."""
    program = f"""
import resource, signal, sys
from pathlib import Path
from scraper.archive import Archive
from scraper.errors import ArchiveError
from tests.archive.answers import answer, noise
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Archive(Path(sys.argv[1])) as archive:
    for number in range(5):
        archive.store(answer("{URL}%d" % number, noise(60_000, number)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    for number in range(5, 99):
        try:
            archive.store(answer("{URL}%d" % number, noise(60_000, number)))
        except ArchiveError as error:
            print(number, error.exit_code, error, sep="|")
            break
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    archive.store(answer("{URL}small", b"there is room for a small one"))
"""
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    number, code, message = done.stdout.strip().split("|")
    assert code == "4"
    assert message.startswith(f"{tmp_path}: the archive can't be used (File too large); what was kept stands")
    with Archive(tmp_path) as archive:
        for one in range(int(number)):
            assert archive.body(archive.latest(f"{URL}{one}")) == noise(60_000, one)
        assert archive.latest(f"{URL}{number}") is None
        assert archive.latest(f"{URL}small") is not None
        assert list(archive.faults()) == []


@pytest.mark.skipif(
    shutil.which("strace") is None and "CI" not in os.environ,
    reason="strace is missing: run `make programs`, on Debian and Ubuntu `apt install strace`",
)
@pytest.mark.parametrize("kind", ["write", "truncate"])
def test_a_failed_system_call_loses_nothing(kind):
    """A part of what `make test-crash` does whole."""
    outcomes = list(archive_sweep.sweep((kind,), step=4))
    assert {one.fault for one in outcomes} == set(archive_sweep.FAULTS)
    assert {one.left for one in outcomes} == {"all there"}
