"""One source's TOML file: its table comes in, checked keys go out, and refusals that name file, key and line.

A key of a table is written `expect.minimum`, one of the second of several `[[lookups]]` tables `lookups[2].note`.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NoReturn

from scraper.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from importlib.resources.abc import Traversable

    Form = tuple[Callable[[Any], bool], str]
    """What a value must be: as a test, and in words that follow `is not`."""

_HEADING = re.compile(r"\s*\[(?P<several>\[)?\s*(?P<name>[^\[\]]+?)\s*\]")
_PASSWORD = re.compile(r"(?<=//)[^\s/?#]*@")


def without_password(words: str) -> str:
    """Return a message without the names and passwords that addresses in it hold."""
    return _PASSWORD.sub("***@", words)


class Definition:
    """A TOML file: its values, and the lines on which they stand."""

    def __init__(self, file: Traversable, text: str | None = None) -> None:
        """Read the file, or take the text that it would have. Raises SourceError for what can't be read, or no TOML."""
        self.file = file
        try:
            text = file.read_text(encoding="utf-8") if text is None else text
            self._text = text.removeprefix("\ufeff")  # some editors begin a file with it
            self.table: dict[str, Any] = tomllib.loads(self._text)
        except OSError as error:
            raise SourceError(f"{file}: can't be read ({error.strerror}); check its path and permissions") from None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise SourceError(f"{file}: no TOML (line {line} is not in UTF-8); save it in that encoding") from None
        except RecursionError:
            raise SourceError(f"{file}: no TOML (its brackets are nested too deeply); correct it") from None
        except ValueError as error:
            raise SourceError(f"{file}: no TOML ({error}); correct it") from None

    def check(
        self, table: Mapping[str, object], forms: Mapping[str, Form], required: Iterable[str] = (), prefix: str = ""
    ) -> None:
        """Hold a table against the form of each key that it may have. Raises SourceError."""
        for key in table:
            if key not in forms:
                self.refuse(prefix + key, f"no such key; there are {', '.join(forms)}")
        for key in required:
            if key not in table:
                where = self.place(prefix.rstrip(".")) if prefix else f"{self.file}"
                raise SourceError(f"{where}: {prefix}{key}: is missing; add it")
        for key, value in table.items():
            fits, form = forms[key]
            if not fits(value):
                self.refuse(prefix + key, f"{value!r} is not {form}")

    def refuse(self, key: str, why: str, *, near: str | None = None) -> NoReturn:
        """Raise a SourceError about a key, with the line of its value `near`, else of the key; it tells no password."""
        raise SourceError(f"{self.place(key, near=near)}: {key}: {without_password(why)}")

    @property
    def end(self) -> str:
        """Where something that is missing would be added: the last line."""
        return f"{self.file}: line {max(len(self._text.splitlines()), 1)}"

    def place(self, key: str, *, near: str | None = None) -> str:
        """Return where a key (or table) is set, or the text `near` stands, as `<file>: line <n>`."""
        return f"{self.file}: line {self._line_with(near) if near is not None else self._line(key)}"

    def _line_with(self, near: str) -> int:
        """Return the number of the first line that holds a text outside comments."""
        for number, line in enumerate(self._text.splitlines(), start=1):
            if near in line and not line.lstrip().startswith("#"):
                return number
        return 1

    def _line(self, key: str) -> int:
        """Return the number of the line where a key is set; where it stands inline, that of its table; else 1."""
        table, _, name = key.rpartition(".")
        setting = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]")
        current = ""
        tables = 0
        for number, line in enumerate(self._text.splitlines(), start=1):
            if heading := _HEADING.match(line):
                tables += bool(heading["several"])
                current = f"{heading['name']}[{tables}]" if heading["several"] else heading["name"]
                if current == key:
                    return number
            elif current == table and setting.match(line):
                return number
        around = table or key.partition("[")[0]  # what stands inline is on its table's line
        return self._line(around) if around != key else 1


def is_text(value: object) -> bool:
    """Tell whether a value is a line of text, and not an empty one."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def is_count(value: object) -> bool:
    """Tell whether a value is a whole number, 0 or more."""
    return type(value) is int and value >= 0


def matches(pattern: str | re.Pattern[str]) -> Callable[[object], bool]:
    """Return a test for texts that a pattern matches as a whole."""
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None
