"""What goes into the archive comes out again, is found, and is read by other programs too."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC
from hashlib import sha256
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.archive import Archive
from scraper.errors import ArchiveError, BusyError, MissingInputError
from tests.archive.answers import PAGE, answer, at, exchange, noise, unchanged

URL = "https://liitto.example/hankkeet/"
OTHER = "https://liitto.example/muut/"
MOVED = "https://liitto.example/vanha"


def warcs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def records(folder: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Return type, headers and payload of all records, as warcio reads them; digests are checked."""
    found = []
    for file in warcs(folder):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                found.append((record.rec_type, dict(record.rec_headers.headers), record.content_stream().read()))
    return found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "archive"


@pytest.mark.parametrize("packed", [False, True], ids=["as it is", "gzip"])
def test_a_page_comes_out_as_it_went_in(folder, packed):
    with Archive(folder) as archive:
        archive.store(answer(URL, packed=packed, headers='ETag: "a1"\nLast-Modified: Sun, 01 Mar 2026 05:00:00 GMT\n'))
        capture = archive.latest(URL)
        assert archive.body(capture) == PAGE
        assert archive.response(capture).headers["etag"] == '"a1"'
    assert (capture.url, capture.asked_url, capture.time, capture.status) == (URL, URL, at(0), 200)
    assert (capture.etag, capture.last_modified) == ('"a1"', "Sun, 01 Mar 2026 05:00:00 GMT")
    assert capture.content_type == "text/html; charset=utf-8"
    assert capture.digest == f"sha256:{sha256(PAGE).hexdigest()}"


@settings(max_examples=20)
@given(st.lists(st.tuples(st.binary(max_size=300), st.booleans()), min_size=1, max_size=5))
def test_any_bytes_come_out_as_they_went_in(tmp_path_factory, bodies):
    with Archive(tmp_path_factory.mktemp("archive")) as archive:
        for number, (body, packed) in enumerate(bodies):
            archive.store(answer(f"{URL}{number}", body, packed=packed))
        assert [archive.body(archive.latest(f"{URL}{n}")) for n in range(len(bodies))] == [one for one, _ in bodies]
        assert list(archive.faults()) == []


def test_nothing_is_known_of_other_addresses(folder):
    with Archive(folder) as archive:
        assert archive.latest(URL) is None
        archive.store(answer(URL))
        assert archive.latest(OTHER) is None


@pytest.mark.parametrize(
    "spelling",
    [
        "https://liitto.example/hankkeet/#kohta",
        "https://LIITTO.example/hankkeet/",
        "https://liitto.example:443/hankkeet/",
        "HTTPS://liitto.example./hankkeet/",
    ],
)
def test_a_page_is_found_under_any_spelling_of_its_address(folder, spelling):
    with Archive(folder) as archive:
        archive.store(answer(URL))
        assert archive.latest(spelling).url == URL


@pytest.mark.parametrize(
    "other", [URL.removesuffix("/"), URL + "?sivu=2", URL.replace("https", "http"), URL.upper(), "https://[", ""]
)
def test_another_address_is_another_page(folder, other):
    with Archive(folder) as archive:
        archive.store(answer(URL))
        assert archive.latest(other) is None


def test_the_latest_page_counts_whatever_came_after(folder):
    with Archive(folder) as archive:
        archive.store(answer(URL, b"new", 2))
        archive.store(answer(URL, b"old", 1))
        assert archive.body(archive.latest(URL)) == b"new"
        assert [one.time for one in archive.captures()] == [at(1), at(2)]
        assert [one.time for one in archive.captures(since=at(2))] == [at(2)]
        assert list(archive.captures(url=OTHER)) == []


def test_a_redirect_is_kept_and_found_from_both_ends(folder):
    with Archive(folder) as archive:
        hop = exchange(MOVED, b"moved", 301, 0, f"Location: {URL}\n")
        archive.store(answer(URL, minute=0.1, hops=(hop,)))
        assert archive.latest(MOVED) == archive.latest(URL)
        assert archive.latest(MOVED).asked_url == MOVED
        first, second = archive.captures()
        assert (first.url, first.status, archive.body(first)) == (MOVED, 301, b"moved")
        assert (second.url, second.status) == (URL, 200)
        assert [one.url for one in archive.pages()] == [URL]


def test_a_page_that_moved_is_no_page_any_more(folder):
    with Archive(folder) as archive:
        archive.store(answer(MOVED, b"here"))
        archive.store(answer(URL, b"there", 1, hops=(exchange(MOVED, b"", 301, 1, f"Location: {URL}\n"),)))
        assert [one.url for one in archive.pages()] == [URL]


@pytest.mark.parametrize("packed", [False, True], ids=["as it is", "gzip"])
def test_a_confirmed_page_is_a_revisit_with_the_old_body(folder, packed):
    with Archive(folder) as archive:
        archive.store(answer(URL, packed=packed, headers='ETag: "a1"\n'))
        archive.store(unchanged(URL, 5, headers='ETag: "a2"\n'))
        archive.store(unchanged(URL, 6, headers="Content-Type: text/plain; charset=utf-16\n"))
        capture = archive.latest(URL)
        first = next(archive.captures())
        assert archive.body(capture) == PAGE
        assert archive.response(capture).headers == archive.response(first).headers
    assert (capture.time, capture.status, capture.revisit, capture.digest) == (at(6), 200, "not-modified", first.digest)
    assert (capture.content_type, capture.etag) == (first.content_type, '"a1"')
    kinds = [(kind, headers.get("WARC-Profile", "").rpartition("/")[2]) for kind, headers, _ in records(folder)]
    assert kinds[1:] == [
        ("request", ""),
        ("response", ""),
        ("request", ""),
        ("revisit", "server-not-modified"),
        ("request", ""),
        ("revisit", "server-not-modified"),
    ]
    *_, (_, headers, _) = records(folder)
    assert headers["WARC-Refers-To-Target-URI"] == URL
    assert headers["WARC-Refers-To-Date"] == "2026-03-01T06:00:00.000000Z"


def test_the_same_bytes_are_kept_once(folder):
    body = noise(100_000, 1)
    with Archive(folder) as archive:
        archive.store(answer(URL, body))
        for minute in range(1, 6):
            archive.store(answer(URL, body, minute))
        assert archive.body(archive.latest(URL)) == body
        assert archive.latest(URL).revisit == "identical"
    assert sum(file.stat().st_size for file in warcs(folder)) < 110_000


def test_the_same_bytes_of_another_address_are_a_page_of_its_own(folder):
    with Archive(folder) as archive:
        archive.store(answer(URL))
        archive.store(answer(OTHER))
        assert archive.latest(OTHER).revisit is None


def test_a_confirmation_of_what_was_never_seen_is_no_page(folder):
    with Archive(folder) as archive:
        archive.store(unchanged(URL, 5))
        assert archive.latest(URL) is None
        assert [one.status for one in archive.captures()] == [304]


def test_a_new_file_is_begun_where_one_is_full(folder):
    with Archive(folder, largest=20_000) as archive:
        for number in range(10):
            archive.store(answer(f"{URL}{number}", noise(8_000, number)))
        assert [archive.body(archive.latest(f"{URL}{n}")) for n in range(10)] == [noise(8_000, n) for n in range(10)]
    assert len(warcs(folder)) == 4
    assert all(kind == "warcinfo" for kind, *_ in [records(folder)[0]])


def test_each_run_has_its_own_file_and_one_that_stores_nothing_has_none(folder):
    for run in range(3):
        with Archive(folder) as archive:
            archive.store(answer(URL, b"%d" % run, run))
        with Archive(folder):
            pass
    assert len(warcs(folder)) == 3


def test_names_of_files_have_nothing_of_addresses(folder):
    with Archive(folder) as archive:
        archive.store(answer("https://liitto.example/../../etc/passwd%00/" + "x" * 500))
    assert [name.rstrip("0123456789-.") for name in sorted(file.name for file in folder.iterdir())][
        -1
    ] == "index.sqlite"
    [file] = warcs(folder)
    assert file.name.removeprefix("council-scraper-").removesuffix(".warc.gz").replace("-", "").isdigit()


def everything(folder: Path):
    with Archive(folder) as archive:
        archive.store(answer(URL, headers='ETag: "a1"\n'))
        archive.store(answer(OTHER, b"\x00\xff" * 5000, 1, packed=True, headers="Transfer-Encoding: chunked\n"))
        archive.store(unchanged(URL, 2))
        archive.store(answer(OTHER, b"\x00\xff" * 5000, 3, packed=True))
        archive.store(answer(URL, b"new", 4, hops=(exchange(MOVED, b"", 302, 4, f"Location: {URL}\n"),)))
        archive.store(answer("https://liitto.example/tyhjä", b"", 5))
        for number, etag in enumerate(["", '"ä"', "a: b", "  W/x  ", '"1"\nETag: "2"', "one\n two"]):
            archive.store(answer(f"{URL}{number}", b"x", 6 + number, headers=f"ETag:{etag}\n"))


def test_the_index_is_made_anew_from_the_files(folder):
    everything(folder)
    with Archive(folder) as archive:
        before = list(archive.captures())
        bodies = [archive.body(one) for one in before]
    for file in folder.glob("index.sqlite*"):
        file.unlink()
    with Archive(folder) as archive:
        assert list(archive.captures()) == before
        assert [archive.body(one) for one in before] == bodies
        assert list(archive.faults()) == []


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\x00" + bytes(2000)], ids=["empty", "text", "broken"]
)
def test_a_broken_index_is_made_anew(folder, content):
    everything(folder)
    for file in folder.glob("index.sqlite*"):
        file.unlink()
    (folder / "index.sqlite").write_bytes(content)
    with Archive(folder) as archive:
        assert len(list(archive.captures())) == 13


def test_files_that_were_taken_away_or_put_there_are_noticed(folder, tmp_path):
    everything(folder)
    [file] = warcs(folder)
    file.rename(tmp_path / "elsewhere.warc.gz")
    with Archive(folder) as archive:
        assert list(archive.captures()) == []
    (tmp_path / "elsewhere.warc.gz").rename(folder / "bought.warc.gz")
    with Archive(folder, writing=False) as archive:
        assert archive.body(archive.latest(OTHER)) == b"\x00\xff" * 5000


@pytest.mark.parametrize(
    ("name", "packed", "what"),
    [
        (b"whole.warc.gz", gzip.compress, "is packed as one, and only its first record is read"),
        (b"plain.warc", bytes, "is not read; pack it with gzip"),
        (b"h\xe4me.warc.gz", gzip.compress, "its name is not in UTF-8"),
    ],
    ids=["whole.warc.gz", "plain.warc", "häme.warc.gz in Latin-1"],  # a function's repr is another in each process
)
def test_what_is_not_read_of_other_files_is_told(folder, name, packed, what):
    everything(folder)
    [file] = warcs(folder)
    (folder / os.fsdecode(name)).write_bytes(packed(gzip.decompress(file.read_bytes())))
    with Archive(folder, writing=False) as archive:
        [fault] = archive.faults()
    assert fault.file == os.fsdecode(name)
    assert what in fault.what


def test_a_revisit_finds_its_body_again_when_the_file_comes_back(folder, tmp_path):
    for minute in range(3):
        with Archive(folder) as archive:
            archive.store(unchanged(URL, minute) if minute == 1 else answer(URL, minute=minute))
    first = warcs(folder)[0]
    first.rename(tmp_path / "elsewhere")
    with Archive(folder) as archive:
        assert archive.latest(URL) is None
        assert [fault.what for fault in archive.faults()] == 2 * [
            f"the page that {URL} is said to be still is not archived"
        ]
    (tmp_path / "elsewhere").rename(folder / "z.warc.gz")
    with Archive(folder) as archive:
        assert archive.body(archive.latest(URL)) == PAGE
        assert list(archive.faults()) == []


def test_warcio_and_fastwarc_read_every_record(folder):
    everything(folder)
    assert [kind for kind, *_ in records(folder)].count("response") == 11
    for file in warcs(folder):
        checked = subprocess.run(
            [sys.executable, "-m", "warcio.cli", "check", "-v", file], capture_output=True, text=True, check=False
        )
        assert checked.returncode == 0, checked.stdout
        with file.open("rb") as stream:
            found = list(_read_fast(stream))
        assert len(found) == len(records(folder))
        assert found == [(headers["WARC-Record-ID"], body) for _, headers, body in _raw(file)]


def _read_fast(stream):
    for record in FastIterator(stream, record_types=WarcRecordType.any_type, parse_http=False, verify_digests=True):
        yield record.record_id, record.reader.read()


def _raw(file: Path):
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, no_record_parse=True):
            yield record.rec_type, dict(record.rec_headers.headers), record.content_stream().read()


def test_what_other_programs_wrote_is_read(folder):
    folder.mkdir()
    with (folder / "theirs.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")], "HTTP/1.1")
        body = b"3\r\nyks\r\n3\r\nkak\r\n0\r\n\r\n"
        record = writer.create_warc_record(URL, "response", io.BytesIO(body), length=len(body), http_headers=head)
        writer.write_record(record)
    with Archive(folder, writing=False) as archive:
        assert archive.body(archive.latest(URL)) == b"ykskak"
        assert archive.latest(URL).time.tzinfo is UTC


SECRETS = ["c2VjcmV0", "s3cret-cookie", "sess10n", "user:hunter2", "hunter2"]


def test_no_secret_is_kept(folder):
    url = "https://user:hunter2@liitto.example/salainen"
    request = "Authorization: Basic c2VjcmV0\nCookie: a=s3cret-cookie;\n b=s3cret-cookie\nReferer: " + url + "\n"
    headers = "Set-Cookie: id=sess10n\nLocation: " + url + "\nProxy-Authorization: c2VjcmV0\n"
    hop = exchange(url, b"", 302, 0, headers, request)
    with Archive(folder) as archive:
        archive.store(answer(URL, hops=(hop,), headers="set-cookie : id=sess10n\n"))
        assert archive.latest("https://liitto.example/salainen").url == URL
    kept = b"".join(file.read_bytes() for file in folder.glob("index.sqlite*"))
    for _, headers, _ in records(folder):
        kept += repr(headers).encode()
    for _, _, raw in [one for file in warcs(folder) for one in _raw(file)]:
        kept += raw
    assert b"liitto.example/salainen" in kept
    assert [secret for secret in SECRETS if secret.encode() in kept] == []


def test_threads_store_at_once(folder):
    def work(thread: int) -> None:
        for number in range(20):
            archive.store(answer(f"{URL}{thread}/{number}", noise(3000, number)))

    with Archive(folder) as archive:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list(archive.pages())) == 120
        assert all(archive.body(one) == noise(3000, int(one.url.rpartition("/")[2])) for one in archive.pages())
        assert list(archive.faults()) == []


def test_one_writes_and_others_read(folder):
    with Archive(folder) as archive:
        archive.store(answer(URL))
        with pytest.raises(BusyError, match="another run is writing there"):
            Archive(folder)
        with Archive(folder, writing=False) as reader:
            assert reader.body(reader.latest(URL)) == PAGE
            archive.store(answer(OTHER, b"while it is read"))
            assert reader.body(reader.latest(OTHER)) == b"while it is read"
            with pytest.raises(ArchiveError, match="was opened to read"):
                reader.store(answer(URL))


@pytest.mark.parametrize("content", ["as it is", None, "a note", "older"])
def test_what_may_not_be_written_to_is_read(folder, monkeypatch, content):
    """A backup, or somebody else's: nothing in it is changed, and its index may say too little."""
    everything(folder)
    index = folder / "index.sqlite"
    old = index.read_bytes()
    with Archive(folder) as archive:
        archive.store(answer(OTHER, b"of another run", 30))
        newest = list(archive.captures())
    if content is None:
        index.unlink()
    elif content != "as it is":
        index.write_bytes(old if content == "older" else content.encode())
    before = {file: file.read_bytes() for file in folder.iterdir()}
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    with Archive(folder, writing=False) as archive:
        assert list(archive.captures()) == newest
        assert archive.body(archive.latest(OTHER)) == b"of another run"
        assert list(archive.faults()) == []
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_what_is_no_archive_is_not_made_one_by_reading(folder):
    with pytest.raises(MissingInputError, match="is no archive"):
        Archive(folder, writing=False)
    folder.mkdir()
    with pytest.raises(MissingInputError, match="is no archive"):
        Archive(folder, writing=False)
    assert list(folder.iterdir()) == []


def test_a_response_of_no_network_is_refused(folder):
    with Archive(folder) as archive:
        response = replace(answer(URL), exchanges=())
        with pytest.raises(ArchiveError, match="came over no network"):
            archive.store(response)


def test_a_folder_that_can_not_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="can't be opened"):
        Archive(tmp_path / "file" / "archive")
