"""What keeps a page of many megabytes small: the tree's memory given back, and the source's text in few bytes."""

from __future__ import annotations

import ctypes
import sys

LARGE = 1_000_000
"""Bytes of a page, or characters of its text, from which on it is worth the trouble."""


def give_back(size: int) -> None:
    """Give freed memory back after the tree of a page of `size` bytes is gone; nothing where the C library can't.

    libxml2's tree of a page of 10 MB takes 75 MB in small pieces. Freed, they stay with the process, where Python's
    own allocator can't use them, and would count beside all that extraction needs.
    """
    if size < LARGE or sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


class PackedText:
    """A long text in UTF-8, in parts: slices of it are as of a string, and one euro sign does not double its size."""

    __slots__ = ("_parts",)

    _LENGTH = 4096
    """Characters of each part but the last."""

    def __init__(self, text: str) -> None:
        length = self._LENGTH
        self._parts = [text[at : at + length].encode(errors="surrogatepass") for at in range(0, len(text), length)]

    def __getitem__(self, part: slice) -> str:
        start, stop = part.start or 0, part.stop or 0
        first = start // self._LENGTH
        parts = self._parts[first : stop // self._LENGTH + 1]
        text = "".join(each.decode(errors="surrogatepass") for each in parts)
        return text[start - first * self._LENGTH : stop - first * self._LENGTH]


def packed(text: str) -> str | PackedText:
    """Return a text that can be sliced like `text`, in less memory if it is long."""
    return text if len(text) < LARGE or text.isascii() else PackedText(text)
