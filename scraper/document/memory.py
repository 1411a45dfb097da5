"""Memory that the parser's tree took, given back to the system.

libxml2's tree of a page of 9 MB takes 70 MB in small pieces. Freed, they stay with the process, where Python's own
allocator can't use them, and would count beside all that extraction needs.
"""

from __future__ import annotations

import ctypes

LARGE = 1_000_000
"""Bytes of a page from which on it is worth the tenth of a millisecond."""


def give_back(size: int) -> None:
    """Give freed memory back after the tree of a page of `size` bytes is gone; nothing where the C library can't."""
    if size < LARGE:
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
