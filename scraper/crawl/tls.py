"""TLS as every connection uses it: sites are verified, old versions refused, and what is cut off is an error."""

from __future__ import annotations

import functools
import os
import ssl
from typing import Any

import certifi

from scraper.crawl.faults import reason
from scraper.errors import FetchError


class _TLS(ssl.SSLContext):
    """TLS in which a connection that ends without its goodbye is broken: a page that is cut must not pass for whole."""

    def wrap_socket(self, *args: Any, **kwargs: Any) -> ssl.SSLSocket:  # noqa: ANN401  whatever the original takes
        """Return a socket on which that is an error."""
        return super().wrap_socket(*args, **{**kwargs, "suppress_ragged_eofs": False})


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Return the one TLS context: making it takes longer than a request.

    Who is trusted to vouch for a site is Mozilla's list, or else what SSL_CERT_FILE or SSL_CERT_DIR name. Raises
    FetchError where that can't be read.
    """
    context = _TLS(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    file, folder = os.environ.get("SSL_CERT_FILE") or None, os.environ.get("SSL_CERT_DIR") or None
    try:
        context.load_verify_locations(file or (None if folder else certifi.where()), folder)
    except OSError as error:
        message = f"no authorities to verify sites by can be read ({reason(error)}); correct SSL_CERT_FILE, or unset it"
        raise FetchError(message, kind="tls") from None
    return context
