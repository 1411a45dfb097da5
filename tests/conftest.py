"""What all tests share: how hypothesis runs here and in continuous integration, Ctrl-C, where the repository is, a
browser.
"""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")

settings.register_profile("default", deadline=None, max_examples=100)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
"""The same examples each time: a change is judged by what it changes. Time limits would judge the machine."""
settings.register_profile("thorough", deadline=None, max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
"""What a script starts in the background hears no Ctrl-C, nor does what that starts; tests send it to programs."""


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout: what pyproject.toml stands in."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, once for all. Skipped where it or Playwright is missing, never where CI is set."""
    if not os.environ.get("CI"):
        if CHROMIUM is None:
            pytest.skip("no Chromium here; get it with: make test-web")
        pytest.importorskip("playwright", reason="no Playwright here; get it with: make test-web")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
