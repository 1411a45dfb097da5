"""The report as a web site: requests come in, the files of its folder go out.

Nothing but plain files that lie in the folder is ever read: no way up, no hidden file, no link that leads out.
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from scraper.desk.server import Answer, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scraper.desk.server import Request

INDEX: Final = "index.html"
TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
"""What a file is by its ending; all others are bytes to save."""
OTHER: Final = "application/octet-stream"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""What a page of the report may load, as it says itself, too: files beside it, and nothing that is written into it."""
FRESH: Final = "no-cache"
"""Kept by the browser, and asked for again each time: the next run writes other files under the same names."""


def files_of(folder: Path) -> Callable[[Request], Answer]:
    """Return what answers requests with the files of a folder, as they are at the time."""

    def answer(request: Request) -> Answer:
        file = _file(folder, request.path)
        if file is None:
            return said(HTTPStatus.NOT_FOUND, "no such page; begin at /")
        if file.is_dir():
            return said(HTTPStatus.MOVED_PERMANENTLY, "it is a folder", Location=f"{quote(request.path)}/")
        return contents(file, request)

    return answer


def contents(file: Path, request: Request) -> Answer:
    """Return a file's contents, or that the browser still has them."""
    try:
        body = file.read_bytes()
    except OSError:  # taken away, or not for us to read
        return said(HTTPStatus.NOT_FOUND, "no such page; begin at /")
    policy = f"{POLICY}; frame-ancestors 'none'"
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": FRESH, "Content-Security-Policy": policy}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Answer(HTTPStatus.NOT_MODIFIED, b"", headers=headers)
    return Answer(HTTPStatus.OK, body, TYPES.get(file.suffix.lower(), OTHER), headers)


def _file(folder: Path, path: str) -> Path | None:
    """Return the file that an address stands for, or the folder that it names without its slash."""
    *folders, name = path.removeprefix("/").split("/")
    parts = [*folders, name or INDEX]
    if any(not part or part.startswith(".") for part in parts):
        return None
    root = folder.resolve()
    try:
        found = root.joinpath(*parts).resolve()
        if not found.is_relative_to(root) or not (found.is_file() or (found.is_dir() and (found / INDEX).is_file())):
            return None
    except (OSError, ValueError, RuntimeError):  # too long a name, a link that leads to itself
        return None
    return found
