"""A long JSON document, part by part: a stream comes in, the items of its lists are made into something one by one.

For the document that json.py writes, however it is laid out: an object, some of whose values are lists. No text of the
whole is ever held. What is no such document, is cut off or goes on behind its end is refused with a ValueError.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Makers = Mapping[str, Callable[[Any], Any]]
    """Keys whose values are lists, each with what makes something of an item."""

CHUNK: Final = 1 << 20
"""Characters that are read at once; a longer item is read whole."""
_decode: Final = json.JSONDecoder(parse_float=Decimal).raw_decode
_SPACE: Final = " \t\r\n"


def read_lists(stream: TextIO, makers: Makers) -> dict[str, list[Any]]:
    """Return what was made of the items of each list; values of other keys are left out. Decimals are exact.

    Raises ValueError for what is no such document, KeyError where a list is missing, RecursionError for what is nested
    too deep, and whatever a maker raises.
    """
    made: dict[str, list[Any]] = {}
    parts = _Parts(stream)
    parts.expect("{")
    more = not parts.take("}")
    while more:
        key = parts.value()
        parts.expect(":")
        if key in makers:
            made[key] = _items(parts, makers[key])
        else:
            parts.value()
        more = parts.take(",")
        if not more:
            parts.expect("}")
    parts.expect_end()
    return {key: made[key] for key in makers}


def _items(parts: _Parts, make: Callable[[Any], Any]) -> list[Any]:
    made: list[Any] = []
    parts.expect("[")
    more = not parts.take("]")
    while more:
        made.append(make(parts.value()))
        more = parts.take(",")
        if not more:
            parts.expect("]")
    return made


class _Parts:
    """The signs and values of a document, in turn; a stretch of its text is held."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0

    def take(self, sign: str) -> bool:
        """Tell whether a sign comes next, and go behind it if so."""
        found = self._next() == sign
        self._at += found
        return found

    def expect(self, sign: str) -> None:
        """Go behind a sign. Raises ValueError where it does not come next."""
        if not self.take(sign):
            raise ValueError(f"{sign} is missing")

    def expect_end(self) -> None:
        """Raise ValueError where anything comes next."""
        if self._next():
            raise ValueError("it goes on behind its end")

    def value(self) -> Any:  # noqa: ANN401  (any of JSON's)
        """Return the next value, whatever it is, and go behind it."""
        while True:
            self._next()
            try:
                value, end = _decode(self._text, self._at)
            except json.JSONDecodeError:
                if not self._read_on():
                    raise
                continue
            if end < len(self._text) or not self._read_on():  # a number might go on
                self._at = end
                return value

    def _next(self) -> str:
        """Return the next character that is no space, nothing at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                return ""

    def _read_on(self) -> bool:
        """Hold more of the text, and let go of what is done. Tell whether there was more."""
        left = self._text[self._at :]
        more = self._stream.read(max(CHUNK, len(left)))
        self._text, self._at = left + more, 0
        return bool(more)
