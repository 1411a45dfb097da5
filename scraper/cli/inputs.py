"""What the user named becomes pages: paths, patterns, folders, addresses and `-` come in, bytes go out.

Folders and patterns are spread out first, in sorted order; each page is read only when its turn comes. What can't
be read is an `InputError` of that one input, so that the others are still done.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol
from urllib.parse import urlsplit

from scraper.errors import InputError, MissingInputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".txt")
"""How the names of files end that a folder or a pattern is searched for, in any case."""
STDIN = "-"
MOST_BYTES = 64 * 1024 * 1024
"""Where reading a file stops: more than the readers take, so that they refuse it, and little enough to hold."""
_PART = 1024 * 1024

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:fi|ax|com|org|net|eu)(?:/|$))", re.IGNORECASE)


class Content(NamedTuple):
    """A page's bytes, and what is known of them from outside."""

    data: bytes
    url: str | None
    content_type: str | None


class Input(Protocol):
    """One page to be read."""

    @property
    def name(self) -> str:
        """What the user calls it."""
        ...

    def read(self) -> Content:
        """Return the page's bytes. Raises InputError."""
        ...


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file with a page in it."""

    name: str
    url: str | None = None

    def read(self) -> Content:
        """Return the file's bytes; a name that ends as HTML's do says that it is HTML. Raises InputError."""
        try:
            with open(self.name, "rb") as stream:
                data = _all_of(stream)
        except OSError as error:
            raise _unreadable(error) from None
        is_html = self.name.lower().endswith((".html", ".htm", ".xhtml"))
        return Content(data, self.url, "text/html" if is_html else None)


@dataclass(frozen=True, slots=True)
class StdinInput:
    """A page that another program writes to us."""

    url: str | None = None
    name: str = "standard input"

    def read(self) -> Content:
        """Return all of standard input. Raises InputError where it is closed."""
        if sys.stdin is None:
            raise MissingInputError("is closed; pipe a page into it")
        try:
            return Content(_all_of(sys.stdin.buffer), self.url, None)
        except OSError as error:
            raise _unreadable(error) from None


@dataclass(frozen=True, slots=True)
class UrlInput:
    """A page on the web."""

    name: str
    allow_private: bool = False

    def read(self) -> Content:
        """Fetch the page. Raises FetchError."""
        from scraper.crawl.fetch import fetch  # httpx costs more than all the rest of a start

        response = fetch(self.name, allow_private=self.allow_private)
        return Content(response.body, response.url, response.content_type)


@dataclass(frozen=True, slots=True)
class MissingInput:
    """A name that leads to no page: it fails when its turn comes, with the reason found when it was looked up."""

    name: str
    reason: str

    def read(self) -> Content:
        """Raise MissingInputError."""
        raise MissingInputError(self.reason)


def find(arguments: Iterable[str], *, url: str | None = None, allow_private: bool = False) -> list[Input]:
    """Return the pages that the arguments stand for, in their order, each one once.

    `url` is the page's own address and goes with a single file or standard input. Raises UsageError where the
    arguments can't be meant so; what is merely not there becomes a `MissingInput`.
    """
    names = list(dict.fromkeys(arguments))
    if "" in names:
        raise UsageError("an empty name among the inputs; name a file, a folder, an address or -")
    if url:
        check_address(url, "--url")
        return [_single(names, url)]
    return list(dict.fromkeys(each for name in names for each in _spread(name, allow_private=allow_private)))


def _all_of(stream: BinaryIO) -> bytes:
    """Return what a stream holds, as far as it is read: in parts, since Python makes room for all that may come."""
    parts = []
    left = MOST_BYTES
    while left and (part := stream.read(min(left, _PART))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _single(names: list[str], url: str) -> Input:
    name = names[0]
    if len(names) > 1 or _SCHEME.match(name) or os.path.isdir(name) or _is_pattern(name):
        raise UsageError("--url is the address of one page: name a single file, or - for standard input")
    if name == STDIN:
        return StdinInput(url)
    return FileInput(name, url) if os.path.exists(name) else MissingInput(name, _why_missing(name))


def _spread(name: str, *, allow_private: bool) -> Iterator[Input]:
    """Yield the pages that one argument stands for; at least one input, if only to say what is wrong."""
    if name == STDIN:
        yield StdinInput()
    elif _SCHEME.match(name):
        check_address(name, _without_password(name))
        yield UrlInput(name, allow_private)
    elif os.path.isdir(name):
        yield from _spread_folder(name)
    elif os.path.exists(name):
        yield FileInput(name)
    elif _is_pattern(name):
        yield from _spread_pattern(name)
    else:
        yield MissingInput(name, _why_missing(name))


def _spread_folder(folder: str) -> Iterator[Input]:
    pages: list[str] = []
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [each for each in folders if not each.startswith(".")]
        pages += [os.path.join(parent, each) for each in files if _is_page(os.path.join(parent, each))]
    yield from (FileInput(page) for page in sorted(pages, key=_in_order))
    for error in closed:
        yield MissingInput(str(error.filename), str(_unreadable(error)))
    if not pages and not closed:
        yield MissingInput(folder, f"a folder without pages; a page's name ends in {_endings()}")


def _spread_pattern(pattern: str) -> Iterator[Input]:
    matches = sorted(glob.glob(pattern, recursive=True), key=_in_order)
    pages = [match for match in matches if _is_page(match)]
    folders = [match for match in matches if os.path.isdir(match)]
    if pages or folders:
        yield from (FileInput(page) for page in pages)
        yield from (each for folder in folders for each in _spread_folder(folder))
    elif matches:
        yield MissingInput(pattern, f"matches no page; a page's name ends in {_endings()}, name other files one by one")
    else:
        yield MissingInput(pattern, "matches no file; check the pattern and the folder you are in")


def _is_page(path: str) -> bool:
    """Tell whether a found path is a page by its name, and a plain file: a pipe or device would never end."""
    if os.path.basename(path).startswith(".") or not path.lower().endswith(PAGE_ENDINGS):
        return False
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True  # a dangling link: reading it will say so


def _in_order(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _is_pattern(name: str) -> bool:
    return glob.has_magic(name) and not os.path.exists(name)


def check_address(address: str, place: str) -> None:
    """Refuse an address that no public page has. Raises UsageError, which repeats no password."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise UsageError(f"{place}: not the address of a web page; its host can't be read, check it") from None
    if "@" in parts.netloc:
        raise UsageError(f"{place}: holds a user name or password; only public pages are read, leave it out")
    if parts.scheme not in {"http", "https"} or not host or " " in host or not address.isprintable():
        raise UsageError(f"{place}: not the address of a web page; it begins with https:// or http:// and a host")


def _without_password(address: str) -> str:
    return re.sub(r"//.*@", "//***@", address)


def _why_missing(name: str) -> str:
    if _HOST.match(name):
        return "no such file; if it is a web address, begin it with https://"
    return "no such file or folder; check the path"


def _unreadable(error: OSError) -> InputError:
    """Say in one line why the system would not give us a file."""
    if isinstance(error, FileNotFoundError):
        return MissingInputError("no such file or folder; check the path")
    if isinstance(error, PermissionError):
        return InputError("may not be read; check its permissions")
    return InputError(f"could not be read ({error.strerror or error}); check the disk or the path")


def _endings() -> str:
    return f"{', '.join(PAGE_ENDINGS[:-1])} or {PAGE_ENDINGS[-1]}"
