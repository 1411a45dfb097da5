"""Secrets that come near a fetch: none of them is sent, shown, logged or kept."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scraper.errors import FetchError
from tests.faults.meeting import fetching
from tests.faults.server import ARRIVES, Fault, FaultServer
from tests.faults.wire import html, moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.certificates import Authority

CANARY = "canary-d41d8cd9"
"""What must be found nowhere."""
SETTING = [
    Fault("a page that sets a cookie", html(f"Set-Cookie: session={CANARY}"), ARRIVES, keeps=True),
    Fault("a page that sends on to a password", moved(f"//user:{CANARY}@localhost/"), "redirect"),
    Fault(
        "a page that asks for a password", html(f"WWW-Authenticate: Basic realm={CANARY}", status="401 No"), "status"
    ),
    Fault(
        "a page that asks for a proxy's", html(f"Proxy-Authenticate: Basic realm={CANARY}", status="407 No"), "status"
    ),
]


@pytest.fixture(scope="module")
def site(authority: Authority) -> Iterator[FaultServer]:
    with FaultServer(authority.server(), SETTING) as running:
        yield running


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment full of secrets: proxies, a password file, tokens."""
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine localhost login user password {CANARY}\n", encoding="utf-8")
    netrc.chmod(0o600)
    proxy = f"http://user:{CANARY}@127.0.0.1:1"
    proxies = {name: proxy for base in ("http_proxy", "https_proxy", "all_proxy") for name in (base, base.upper())}
    tokens = dict.fromkeys(("GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "COUNCIL_SCRAPER_TOKEN", "PGPASSWORD"), CANARY)
    return {**os.environ, **proxies, **tokens, "HOME": str(tmp_path), "NETRC": str(netrc)}


def council_scraper(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("council-scraper")), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_nothing_secret_is_sent_or_shown(site: FaultServer, environment: dict[str, str]) -> None:
    seen = len(site.requests)
    done = council_scraper(environment, "extract", "--allow-private", "--verbose", site.good("http"))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["projects"]
    [request] = site.requests[seen:]
    assert CANARY not in request + done.stdout + done.stderr
    assert "authorization" not in request.lower()
    assert "cookie" not in request.lower()


@pytest.mark.parametrize("fault", SETTING, ids=str)
def test_what_a_site_sends_to_keep_is_not_kept(site: FaultServer, environment: dict[str, str], fault: Fault) -> None:
    seen = len(site.requests)
    url = site.url(fault, "http")
    done = council_scraper(environment, "extract", "--allow-private", "--verbose", url, f"{url}?again")
    assert done.returncode == (0 if fault.outcome == ARRIVES else 3)
    assert CANARY not in done.stdout + done.stderr
    assert len(site.requests) == seen + 2
    assert CANARY not in "".join(site.requests[seen:])


PASSWORDS = [
    f"http://user:{CANARY}@localhost/",
    f"https://{CANARY}@localhost/",
    f"http://user:{CANARY}@[::1",
    f"http://user:{CANARY}@local host/",
    f"http://user:{CANARY}%00@localhost:99999/",
    f"ftp://user:{CANARY}@localhost/",
    f"http:user:{CANARY}@localhost",
    f"//user:{CANARY}@localhost/",
]


@pytest.mark.parametrize("url", PASSWORDS)
def test_a_password_in_an_address_is_not_in_the_error(url: str) -> None:
    with pytest.raises(FetchError) as caught, fetching() as get:
        get(url)
    assert CANARY not in str(caught.value)
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_a_password_in_an_address_is_not_shown(environment: dict[str, str]) -> None:
    for url in PASSWORDS[:5]:  # the others are names of files there
        done = council_scraper(environment, "extract", url)
        assert done.returncode in {2, 3}
        assert CANARY not in done.stdout + done.stderr


def test_nothing_secret_is_logged(site: FaultServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with fetching() as get:
        get(f"{site.good('http')}?token={CANARY}")
        for fault in SETTING[1:]:
            with pytest.raises(FetchError):
                get(f"{site.url(fault, 'http')}?token={CANARY}")
    assert CANARY not in caplog.text
