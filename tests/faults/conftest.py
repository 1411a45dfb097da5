"""The fault server and who vouches for it, once for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.crawl.fetch import tls_context
from tests.faults.catalogue import FAULTS
from tests.faults.certificates import Authority
from tests.faults.server import FaultServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def server(authority: Authority) -> Iterator[FaultServer]:
    with FaultServer(authority.server(), FAULTS) as running:
        yield running


def trust(authority: Authority, patch: pytest.MonkeyPatch) -> None:
    """Trust an authority of ours, and no other, until the patch is undone."""
    patch.setenv("SSL_CERT_FILE", str(authority.bundle))
    tls_context.cache_clear()


@pytest.fixture
def trusting(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust our own authority during a test."""
    trust(authority, monkeypatch)
    yield
    tls_context.cache_clear()
