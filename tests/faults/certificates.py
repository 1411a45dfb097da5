"""Certificates made for one run of the tests: an authority of our own, and servers that it vouches for or should not.

Nothing is kept but the authority's public certificate, in the file that SSL_CERT_FILE names during a test.
"""

from __future__ import annotations

import ssl
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from pathlib import Path

HOST = "localhost"
"""The one name that good certificates are for."""
VERSIONS = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)


@dataclass(frozen=True)
class Authority:
    """Who vouches for the servers of the tests."""

    folder: Path

    @cached_property
    def _ca(self) -> trustme.CA:
        return trustme.CA()

    @cached_property
    def bundle(self) -> Path:
        """Return the file by which the authority is trusted."""
        path = self.folder / "authority.pem"
        self._ca.cert_pem.write_to_path(str(path))
        return path

    def server(self, *names: str, days: tuple[int, int] = (-1, 1), versions: range | None = None) -> ssl.SSLContext:
        """Return the context of a server with a certificate for these names, valid from and to so many days from now.

        `versions` are the minor versions of TLS 1 that the server speaks, all of today's if None.
        """
        now = datetime.now(UTC)
        leaf = self._ca.issue_cert(
            *(names or (HOST,)), not_before=now + timedelta(days[0]), not_after=now + timedelta(days[1])
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        if versions is not None:
            context.set_ciphers("ALL:@SECLEVEL=0")  # else OpenSSL itself refuses what is being tested
            with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of old versions, on purpose
                context.minimum_version = VERSIONS[min(versions)]
                context.maximum_version = VERSIONS[max(versions)]
        return context

    def stranger(self) -> ssl.SSLContext:
        """Return the context of a server that an authority unknown to us vouches for."""
        return Authority(self.folder).server()
