"""Other projects' source archives: fetched once with pip, kept under .cache/, read and never run.

In come the names, versions and digests of archives.toml; out go the files inside, modules parsed. `python -m
tests.peers.archives` fetches what is missing with pip's own finder and session, so that a configured index, proxy or
certificate counts as for any installation; unlike `pip download` it builds nothing.
"""

from __future__ import annotations

import ast
import hashlib
import logging
import sys
import tarfile
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "peers"
TABLE = Path(__file__).with_name("archives.toml")


class Archive(NamedTuple):
    """A source archive in the package index."""

    project: str
    version: str
    sha256: str
    license: str

    @property
    def path(self) -> Path:
        return CACHE / f"{self.project}-{self.version}.tar.gz"


ARCHIVES = {name: Archive(name, **entry) for name, entry in tomllib.loads(TABLE.read_text("utf-8")).items()}


def parsed(project: str, inside: str) -> ast.Module | None:
    """Return the syntax tree of the archive's file at that path, None if the archive is not fetched."""
    found = contents(project, inside)
    return ast.parse(found[inside]) if found else None


def contents(project: str, pattern: str) -> dict[str, bytes]:
    """Return the archive's files whose paths match a pattern as of shells, none if the archive is not fetched."""
    archive = ARCHIVES[project]
    if not archive.path.exists():
        return {}
    found = {}
    with tarfile.open(archive.path) as files:
        for member in files:
            inside = member.name.partition("/")[2]
            if member.isfile() and fnmatchcase(inside, pattern):
                file = files.extractfile(member)
                assert file is not None
                found[inside] = file.read()
    assert found, f"{project} {archive.version} has no {pattern}"
    return found


def fetch(archive: Archive) -> None:
    """Download an archive; keep it if it is the one that is expected."""
    # No public door of pip finds and downloads a source archive without building it; tests need no pip at all.
    from pip._internal.commands import create_command  # noqa: PLC0415
    from pip._internal.models.format_control import FormatControl  # noqa: PLC0415

    command = create_command("download")
    with command.main_context():
        options, _ = command.parse_args(["--retries", "1", "--timeout", "15"])
        options.format_control = FormatControl(no_binary={":all:"})
        session = command.get_default_session(options)
        links = [
            each.link.url_without_fragment
            for each in command._build_package_finder(options, session).find_all_candidates(archive.project)
            if str(each.version) == archive.version and each.link.filename.endswith(".tar.gz")
        ]
        if not links:
            sys.exit(f"{archive.project} {archive.version}: no source archive in the package index")
        answer = session.get(links[0])
        answer.raise_for_status()
    digest = hashlib.sha256(answer.content).hexdigest()
    if digest != archive.sha256:
        sys.exit(f"{links[0]} has sha256 {digest}, not the one in {TABLE.name}: look at what changed")
    CACHE.mkdir(parents=True, exist_ok=True)
    partial = archive.path.with_suffix(".part")
    partial.write_bytes(answer.content)
    partial.replace(archive.path)


if __name__ == "__main__":
    logging.getLogger("pip").setLevel(logging.ERROR)
    for wanted in ARCHIVES.values():
        if not wanted.path.exists():
            fetch(wanted)
