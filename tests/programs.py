"""Programs of the system that some tests need: `python -m tests.programs` installs what is missing, where it may.

Tests that need one are skipped without it, with the command that brings it; where CI is set they fail instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

PACKAGES = {
    "chromium": "chromium",
    "strace": "strace",
    "soffice": "libreoffice-calc-nogui",
    "systemd-analyze": "systemd",
}
"""Programs, and the Debian packages that hold them."""


def needs(program: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test where a program is missing, but never where CI is set."""
    return pytest.mark.skipif(
        shutil.which(program) is None and "CI" not in os.environ,
        reason=f"{program} is missing: `make programs` installs it, as root: apt install {PACKAGES[program]}",
    )


def main() -> int:
    """Install what is missing. Return 1 where that was not possible."""
    missing = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
    if not missing:
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(f"tests that need them will be skipped: as root, apt install {' '.join(missing)}", file=sys.stderr)
        return 1
    print(f"Installing {', '.join(missing)} …", file=sys.stderr)
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]):
        done = subprocess.run([*command, *(missing if "install" in command else [])], env=quiet, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
