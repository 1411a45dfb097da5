"""Everything that can go wrong, as one small tree. Only these leave a public function.

CouncilScraperError            the root: catch this and you have caught us
├── UsageError                 the call itself is wrong: an option, an address, a path pattern    exit 2
├── InputError                 an input could not be read at all                                  exit 3
│   ├── MissingInputError      no such file, a folder without pages
│   ├── UnreadablePageError    empty, binary, cut off, over the parser's limits
│   ├── ParserError            a source's own Python parser failed: names its file and line
│   └── FetchError             no answer, a refused address, a status other than 200
├── SourceError                a source definition is wrong: names file, key and line             exit 2
├── ArchiveError               what was fetched could not be kept, or found again                 exit 4
└── PublishError               the dataset could not be written: the old one stands               exit 4
    ├── BusyError              another run is writing there                                       exit 5
    └── HistoryError           the database of past runs can't be read or written                 exit 4

A message is one line: what was seen, where, and what to do next.
"""

from __future__ import annotations

INTERRUPTED = 130
"""The exit code of what Ctrl-C or SIGTERM stopped: what a shell reports for SIGINT (128 + 2)."""


class CouncilScraperError(Exception):
    """Root of the tree. `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(CouncilScraperError):
    """The call itself is wrong."""

    exit_code = 2


class InputError(CouncilScraperError):
    """An input could not be read at all; the others are still done."""

    exit_code = 3


class MissingInputError(InputError):
    """There is nothing at the path that was named."""


class UnreadablePageError(InputError):
    """The bytes are no whole page: empty, binary, cut off, or over the parser's limits."""


class ParserError(InputError):
    """A source's own Python parser could not be imported, failed, or returned what is no project of the page."""


class FetchError(InputError):
    """The web gave no page: no answer, a refused address, or a status other than 200.

    `kind` is one short word for programs (docs/crawling.md lists them), `status` what the site answered with, and
    `retry_after` when it wants to be asked again, as it says it.
    """

    def __init__(
        self, message: str, *, kind: str | None = None, status: int | None = None, retry_after: str | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status
        self.retry_after = retry_after


class SourceError(CouncilScraperError):
    """A source definition is wrong."""

    exit_code = 2


class ArchiveError(CouncilScraperError):
    """What was fetched, or how far a crawl is, could not be written down or read again; what was kept stands."""

    exit_code = 4


class PublishError(CouncilScraperError):
    """The dataset could not be written; what was there before still stands."""

    exit_code = 4


class BusyError(PublishError):
    """Another run holds the lock of the folder."""

    exit_code = 5


class HistoryError(PublishError):
    """The database of past runs can't be read or written; nothing was published without it."""
