"""The archive: a folder of WARC files and their index. Responses come in, captures and bodies go out.

One program writes at a time, others may read. However the last one ended, opening the archive makes it right again:
what was stored is there, what was being stored is there whole or not at all. Refusals are ArchiveErrors.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from typing import TYPE_CHECKING, Final, Self

from scraper.archive import files, making, records, repair
from scraper.archive.capture import OK
from scraper.archive.index import FILE, Index
from scraper.archive.records import Digests
from scraper.errors import ArchiveError, BusyError, MissingInputError
from scraper.response import Response

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from scraper.archive.capture import Capture, Revisit
    from scraper.archive.repair import Fault
    from scraper.response import Exchange

LOCK: Final = ".lock"
_NOT_MODIFIED: Final = 304


class Archive:
    """A folder in which all that was fetched is kept. May be used by several threads at once."""

    def __init__(self, folder: Path, *, writing: bool = True, largest: int = files.LARGEST_FILE) -> None:
        """Open the archive; for `writing` the folder is made if need be, and nobody else may write in it.

        `largest` is how many bytes a file may have before a new one is begun. Raises ArchiveError; BusyError where
        another program is writing there, MissingInputError where there is no archive to read.
        """
        self.folder = folder
        self._writing = writing
        self._storing = threading.Lock()
        self._at_the_end = contextlib.ExitStack()
        if not writing and not _is_archive(folder):
            raise MissingInputError(f"{folder}: is no archive; name the folder that `run` keeps its WARC files in")
        with contextlib.ExitStack() as undo:
            in_memory = not (writing or os.access(folder, os.W_OK))  # a backup, or somebody else's
            alone = in_memory or undo.enter_context(_locked(folder, writing=writing))
            self._index = Index(folder, in_memory=in_memory)
            undo.callback(self._index.close)
            if alone:
                repair.agree(folder, self._index, writing=writing)
            self._writer = undo.enter_context(files.Writer(folder, largest=largest))
            self._at_the_end = undo.pop_all()

    def store(self, response: Response) -> None:
        """Keep a response: a request and an answer for each hop. When this returns, no kill takes it away.

        A page that the site confirmed (304), or that is the same to the letter as the last time, is a revisit record
        without a body. Raises ArchiveError, after which all is as before.
        """
        if not self._writing:
            raise ArchiveError(f"{self.folder}: the archive was opened to read; open it to write")
        if not response.exchanges:
            raise ArchiveError(f"{response.url}: came over no network, so that there is nothing to archive")
        with self._storing:
            self._store(response)

    def latest(self, url: str) -> Capture | None:
        """Return the last capture in which an address, or the one that it redirected to, gave a page (200)."""
        return self._index.latest(url)

    def captures(self, *, since: datetime | None = None, url: str | None = None) -> Iterator[Capture]:
        """Yield captures in the order of their times: redirects, pages and revisits."""
        yield from self._index.captures(since=since, url=url)

    def pages(self) -> Iterator[Capture]:
        """Yield, sorted by address, the latest capture of each address whose latest answer was a page."""
        yield from self._index.pages()

    def body(self, capture: Capture) -> bytes:
        """Return a page's bytes, unpacked; a revisit's are those of the page that it confirms.

        Raises ArchiveError where they are lost, damaged, or not those that were archived.
        """
        return self.response(capture).body

    def response(self, capture: Capture) -> Response:
        """Return a page as it was answered then, over no network now. Raises ArchiveError as `body` does."""
        payload, headers = self._answer(capture)
        if records.digest_of(payload) != capture.payload:
            raise ArchiveError(
                f"{self.folder / capture.file}: the page of {capture.url} at byte {capture.offset:,} is not what was"
                " archived; look with 'archive check'"
            )
        return Response(
            url=capture.url,
            status=capture.status,
            headers=headers,
            content_type=capture.content_type,
            body=records.unpacked(payload, headers) if capture.status == OK else payload,
            fetched_at=capture.time,
        )

    def faults(self) -> Iterator[Fault]:
        """Read the whole archive and yield what is wrong with it. Raises ArchiveError where it can't be read."""
        yield from repair.faults(self.folder, self._index)

    def close(self) -> None:
        """Have all on the disk, and let others write."""
        self._at_the_end.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _store(self, response: Response) -> None:
        members: list[bytes] = []
        answers: list[Capture] = []
        asked = response.exchanges[0].url
        for exchange in response.exchanges:
            digests = _digests(exchange, response)
            revisit, original = self._seen(exchange, digests.payload)
            made = making.made(exchange, digests, asked_url=asked, revisit=revisit, original=original)
            members += (made.request, made.answer)
            answers.append(made.capture)
        place = self._writer.append(members)
        captures = [
            answer.placed(place.file, offset) for answer, offset in zip(answers, place.offsets[1::2], strict=True)
        ]
        try:
            self._index.add(place.file, place.end, captures)
        except ArchiveError:
            self._writer.take_back(place.offsets[0])
            raise

    def _seen(self, exchange: Exchange, payload: str) -> tuple[Revisit | None, Capture | None]:
        """Return whether an answer says nothing new, and the capture that it then refers to."""
        if exchange.status not in {OK, _NOT_MODIFIED}:
            return None, None
        last = self._index.last(making.without_userinfo(exchange.url))
        original = None if last is None else self._holder(last)
        if original is None:
            return None, None
        if exchange.status == _NOT_MODIFIED:
            return "not-modified", original
        return ("identical", original) if exchange.payload and original.payload == payload else (None, None)

    def _holder(self, capture: Capture) -> Capture | None:
        """Return the capture whose record has the body."""
        if capture.revisit is None:
            return capture
        if capture.body_file is None or capture.body_offset is None:
            return None
        return self._index.place(capture.body_file, capture.body_offset)

    def _answer(self, capture: Capture) -> tuple[bytes, dict[str, str]]:
        """Return the payload as it was sent and its headers. Raises ArchiveError."""
        if capture.body_file is None or capture.body_offset is None:
            raise ArchiveError(f"{self.folder}: the page that {capture.url} is said to be still is not archived")
        record = records.parse(files.member(self.folder, capture.body_file, capture.body_offset))
        return records.payload_of(record), records.http_headers(record)


def _digests(exchange: Exchange, response: Response) -> Digests:
    """Return by what the answer of a hop is known; the last one's unpacked body is the response's."""
    payload = records.digest_of(exchange.payload)
    if exchange is not response.exchanges[-1] or exchange.status != OK or response.body == exchange.payload:
        return Digests(payload, payload)
    return Digests(payload, records.digest_of(response.body))


def _is_archive(folder: Path) -> bool:
    return (folder / FILE).is_file() or (folder.is_dir() and bool(files.names(folder)))


@contextlib.contextmanager
def _locked(folder: Path, *, writing: bool) -> Iterator[bool]:
    """Keep other writers out; yield whether they are. A reader goes on where there is one. Raises BusyError."""
    with contextlib.ExitStack() as at_the_end:
        try:
            if writing:
                folder.mkdir(parents=True, exist_ok=True)
            holder = at_the_end.enter_context((folder / LOCK).open("a"))
        except OSError as error:
            raise ArchiveError(f"{folder}: the archive can't be opened ({error.strerror}); check permissions") from None
        try:
            fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if writing:
                raise BusyError(f"{folder}: another run is writing there; wait for it or name another folder") from None
            yield False
        else:
            yield True
