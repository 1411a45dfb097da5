"""Saved answers on the disk: folders with a page and its `meta.json` come in, checked `Recording`s go out.

A recording is a folder `<source>/<yyyy-mm>-<slug>/`; what its `meta.json` says is told in docs/fixtures.md. Here the
keys are checked that an answer is made of; any other may stand beside them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from scraper.errors import InputError, MissingInputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

META = "meta.json"
_TOKEN = re.compile("[a-z0-9!#$%&'*+.^_`|~-]+")


@dataclass(frozen=True, slots=True)
class Recording:
    """One saved answer."""

    url: str
    """The address that answered, after redirects."""
    page: Path
    """The file that holds the body, byte for byte."""
    fetched_at: datetime
    content_type: str | None = None
    """The header, as sent."""
    asked_url: str | None = None
    """The address that was asked for and led there; None where it is the same."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further headers of the answer, names in lower case."""


def read_recordings(root: Path) -> list[Recording]:
    """Return all recordings below a folder, the oldest first. Raises InputError where there is none or one is wrong."""
    if not root.is_dir():
        raise MissingInputError(f"no folder {root} to replay pages from; check the path")
    found = sorted((read_recording(meta) for meta in sorted(root.rglob(META))), key=lambda one: one.fetched_at)
    if not found:
        raise MissingInputError(f"no recorded page below {root}; each has a folder with {META}")
    return found


def read_recording(meta: Path) -> Recording:
    """Return the recording that a `meta.json` describes. Raises InputError naming the file and the key."""
    facts = read_object(meta)
    for key in ("url", "file", "fetched_at"):
        if not isinstance(facts.get(key), str):
            raise InputError(f"{meta}: {key} is missing or no text; add it or record the page anew")
    for key in ("content_type", "asked_url"):
        value = facts.get(key)
        if value is not None and not (isinstance(value, str) and value.isprintable()):
            raise InputError(f"{meta}: {key} is no text; correct it or record the page anew")
    status, headers = facts.get("status", 200), facts.get("headers", {})
    if type(status) is not int or status < HTTPStatus.OK or status not in set(HTTPStatus):
        raise InputError(f"{meta}: status {status!r} is none of an answer; correct it or record the page anew")
    if not isinstance(headers, dict) or not all(_is_header(name, value) for name, value in headers.items()):
        raise InputError(f"{meta}: headers are no lower-case names with texts; correct them or record the page anew")
    return Recording(
        url=facts["url"],
        page=file_beside(meta, facts["file"]),
        fetched_at=_instant(facts["fetched_at"], meta),
        content_type=facts.get("content_type"),
        asked_url=facts.get("asked_url"),
        status=status,
        headers=headers,
    )


def read_object(path: Path) -> dict[str, Any]:
    """Return the object that a JSON file holds. Raises InputError naming the file."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}); check its permissions") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: no JSON ({error}); correct it or record the page anew") from None
    if not isinstance(loaded, dict):
        raise InputError(f"{path}: holds no JSON object; record the page anew")
    return loaded


def file_beside(meta: Path, name: str) -> Path:
    """Return a file that a `meta.json` names. Raises InputError for one that is not there, or in another folder."""
    page = meta.parent / name
    if page.name != name or not page.is_file():
        raise InputError(f"{meta}: file {name!r} is no file in this folder; correct it or record the page anew")
    return page


def _is_header(name: object, value: object) -> bool:
    """Tell whether a header can be answered: those that tell how long the body is are the replay's own."""
    return (
        isinstance(name, str)
        and _TOKEN.fullmatch(name) is not None
        and name not in {"content-length", "content-type", "transfer-encoding"}
        and isinstance(value, str)
        and value.isprintable()
    )


def _instant(text: str, meta: Path) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InputError(f"{meta}: fetched_at {text!r} is no ISO 8601 time with its zone; write 2021-04-21T09:00:00Z")
