"""Scripts of the npm registry that a browser runs in tests and benches: fetched once, kept under .cache/.

In come the names, versions and digests of scripts.toml; out go the files inside. `python -m tests.peers.scripts`
fetches what is missing, without npm; a registry that `npm_config_registry` names is asked in place of the public one.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tarfile
import tomllib
import urllib.request
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "scripts"
TABLE = Path(__file__).with_name("scripts.toml")
REGISTRY = "https://registry.npmjs.org"


class Script(NamedTuple):
    """A package in the registry."""

    package: str
    version: str
    sha256: str
    license: str

    @property
    def path(self) -> Path:
        return CACHE / f"{self.package}-{self.version}.tgz"

    def file(self, inside: str) -> str:
        """Return a file of the package. Without the package a test is skipped, but never where CI is set."""
        if not self.path.exists() and "CI" not in os.environ:
            pytest.skip(f"{self.package} is not fetched; run: make peers")
        return _contents(self.path, inside)


@cache
def _contents(archive: Path, inside: str) -> str:
    with tarfile.open(archive) as files:
        found = files.extractfile(f"package/{inside}")
        assert found is not None
        return found.read().decode()


SCRIPTS = {name: Script(name, **entry) for name, entry in tomllib.loads(TABLE.read_text("utf-8")).items()}


def fetch(script: Script) -> None:
    """Download a package; keep it if it is the one that is expected."""
    registry = os.environ.get("npm_config_registry") or REGISTRY  # noqa: SIM112  (npm's own name)
    address = f"{registry.rstrip('/')}/{script.package}/-/{script.path.name}"
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  (the registry's)
            content = answer.read()
    except OSError as error:
        sys.exit(f"{address}: {error}")
    digest = hashlib.sha256(content).hexdigest()
    if digest != script.sha256:
        sys.exit(f"{address} has sha256 {digest}, not the one in {TABLE.name}: look at what changed")
    CACHE.mkdir(parents=True, exist_ok=True)
    partial = script.path.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(script.path)


if __name__ == "__main__":
    for wanted in SCRIPTS.values():
        if not wanted.path.exists():
            fetch(wanted)
