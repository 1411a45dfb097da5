"""Saved pages in place of the web: an address comes in, the page that was recorded for it goes out.

A recording is a folder `<source>/<yyyy-mm>-<slug>/` with a page and `meta.json`, which names its `url`, `file`,
`content_type` and `fetched_at`. No network is touched: an address without a recording is refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.crawl.response import Response
from scraper.errors import FetchError, InputError, MissingInputError

if TYPE_CHECKING:
    from pathlib import Path

META = "meta.json"


@dataclass(frozen=True, slots=True)
class Recording:
    """One saved page. Where an address was recorded more than once, the latest counts."""

    url: str
    path: Path
    content_type: str | None
    fetched_at: datetime


class Replay:
    """A folder of recordings, answering as the web would."""

    def __init__(self, root: Path) -> None:
        """Read all `meta.json` below `root`. Raises InputError where there is none or one is wrong."""
        if not root.is_dir():
            raise MissingInputError(f"no folder {root} to replay pages from; check the path")
        self._recordings: dict[str, Recording] = {}
        found = sorted((_recording(meta) for meta in sorted(root.rglob(META))), key=lambda one: one.fetched_at)
        for recording in found:
            self._recordings[_key(recording.url)] = recording
        if not found:
            raise MissingInputError(f"no recorded page below {root}; each has a folder with {META}")

    def fetch(self, url: str) -> Response:
        """Return the page that was recorded for the address. Raises FetchError where there is none."""
        recording = self._recordings.get(_key(url))
        if recording is None:
            raise FetchError(f"no recording of this address; the nearest one is {self._nearest(url)}")
        try:
            body = recording.path.read_bytes()
        except OSError as error:
            raise FetchError(
                f"the recording {recording.path} can't be read ({error.strerror}); record it anew"
            ) from None
        headers = {} if recording.content_type is None else {"content-type": recording.content_type}
        return Response(recording.url, 200, headers, recording.content_type, body, recording.fetched_at)

    def _nearest(self, url: str) -> str:
        [nearest] = get_close_matches(_key(url), self._recordings, n=1, cutoff=0.0)
        return self._recordings[nearest].url


def _recording(meta: Path) -> Recording:
    """Read one `meta.json`. Raises InputError naming the file and the key."""
    try:
        facts = json.loads(meta.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{meta}: can't be read ({error.strerror}); check its permissions") from None
    except ValueError as error:
        raise InputError(f"{meta}: no JSON ({error}); correct it or record the page anew") from None
    if not isinstance(facts, dict):
        raise InputError(f"{meta}: holds no JSON object; record the page anew")
    for key in ("url", "file", "fetched_at"):
        if not isinstance(facts.get(key), str):
            raise InputError(f"{meta}: {key} is missing or no text; add it or record the page anew")
    content_type = facts.get("content_type")
    if not isinstance(content_type, str | None):
        raise InputError(f"{meta}: content_type is no text; correct it or record the page anew")
    page = meta.parent / facts["file"]
    if page.name != facts["file"] or not page.is_file():
        raise InputError(
            f"{meta}: file {facts['file']!r} is no file in this folder; correct it or record the page anew"
        )
    return Recording(facts["url"], page, content_type, _instant(facts["fetched_at"], meta))


def _instant(text: str, meta: Path) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InputError(f"{meta}: fetched_at {text!r} is no ISO 8601 time with its zone; write 2021-04-21T09:00:00Z")
    return moment.astimezone(UTC)


def _key(url: str) -> str:
    """Return an address in the form by which recordings are found: case of the host and fragment don't matter."""
    try:
        parts = urlsplit(url)
        return parts._replace(
            scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), path=parts.path or "/", fragment=""
        ).geturl()
    except ValueError:
        return url
