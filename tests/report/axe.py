"""The accessibility rules of axe-core: `python -m tests.report.axe` fetches them with npm, once, into .cache/."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "4.14.1"
SCRIPT = Path(__file__).resolve().parents[2] / ".cache" / "axe" / f"axe-{VERSION}.min.js"


def fetch() -> int:
    """Fetch the script. Return 1 where that was not possible."""
    npm = shutil.which("npm")
    if npm is None:
        print("tests that need axe-core will be skipped: npm is missing", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([npm, "pack", "--silent", f"axe-core@{VERSION}"], cwd=folder, check=False)
        if done.returncode:
            return 1
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            inside = archive.extractfile("package/axe.min.js")
            assert inside is not None
            SCRIPT.parent.mkdir(parents=True, exist_ok=True)
            SCRIPT.write_bytes(inside.read())
    return 0


if __name__ == "__main__":
    sys.exit(0 if SCRIPT.exists() else fetch())
