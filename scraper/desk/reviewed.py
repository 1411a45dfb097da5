"""What people have looked at and found right: `reviewed.toml`, one table for each warning of a record.

A warning stays accepted as long as the record says what it said; when one of its values changes, it comes up again.
Nothing that is published changes by it. Refused is a file that was not written so: it is never replaced.
"""

from __future__ import annotations

import hashlib
import json
import threading
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from scraper.errors import InputError
from scraper.model import Project, WarningCode
from scraper.publish.atomic import write_atomically
from scraper.schema import project_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE: Final = "reviewed.toml"
VOLATILE: Final = frozenset({"retrieved_at", "content_digest", "page_updated", "warnings"})
"""Columns that change while the record stays the same."""
_HEAD: Final = (
    "# Warnings that somebody looked at and found right. Take a table out to have its record looked at again.\n"
)
_KEYS: Final = {"project": str, "warning": str, "note": str, "seen": str, "at": datetime}
_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Accepted:
    """One warning of one record that was found right."""

    project: str
    warning: str
    note: str
    """Why, and who said so."""
    seen: str
    """What the record said then: `sha256:…`."""
    at: datetime


def seen(project: Project) -> str:
    """Return by what a record's values are known."""
    said = {name: value for name, value in project_record(project, evidence=False).items() if name not in VOLATILE}
    return f"sha256:{hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()}"


def read(file: Path) -> list[Accepted]:
    """Return what a file says was accepted; nothing where there is no file. Raises InputError."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig")).get("accepted", [])
        return [_accepted(table) for table in tables]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror}); check its permissions") from None
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{file}: is no record of what was reviewed ({error}); repair it, or put it aside") from None


def standing(project: Project, accepted: Sequence[Accepted]) -> dict[str, Accepted]:
    """Return what was accepted of a record as it is now, by the warning."""
    now = seen(project)
    return {one.warning: one for one in accepted if one.project == project.id and one.seen == now}


def accept(file: Path, project: Project, warning: WarningCode, note: str) -> Accepted:
    """Write down that a warning of a record is right as it is.

    Raises InputError or PublishError, after which the file is as it was.
    """
    at = datetime.now(UTC).replace(microsecond=0)
    accepted = Accepted(project.id, str(warning), note, seen(project), at)
    with _writing:
        before = read(file)
        if warning not in standing(project, before):
            with write_atomically(file) as stream:
                stream.write(_HEAD)
                for one in (*before, accepted):
                    stream.write(_toml(one))
    return accepted


def _accepted(table: dict[str, Any]) -> Accepted:
    """Return one table's fields. Raises ValueError for others."""
    if table.keys() != _KEYS.keys() or not all(isinstance(table[key], kind) for key, kind in _KEYS.items()):
        raise ValueError(f"a table has other keys or values than {', '.join(_KEYS)}")
    return Accepted(**table)


def _toml(one: Accepted) -> str:
    texts = {"project": one.project, "warning": one.warning, "note": one.note, "seen": one.seen}
    lines = [f"{key} = {json.dumps(text)}" for key, text in texts.items()]
    return "\n".join(["", "[[accepted]]", *lines, f"at = {one.at.isoformat()}", ""])
