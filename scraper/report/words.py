"""How the report speaks: keys and values come in, texts, sums and days in one of three languages go out.

What the review desk says in the same words is taken from there.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import resources
from typing import Final

from scraper.desk.view import View
from scraper.model import WarningCode
from scraper.publish.dictionary import LANGUAGES, Language, entries
from scraper.schema import COLUMNS, DATE_COLUMNS, MONEY_COLUMNS

NAMES: Final[Mapping[Language, str]] = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
SHARED: Final = ("any", "skip", "language", "source", "fields", "fetched", "live", "warnings")
"""Texts of the review desk's."""
_THIN: Final = "\N{NO-BREAK SPACE}"


class Words:
    """The texts of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.headings = {entry.column: entry.heading for entry in entries("projects", language)}
        self._desk = View(language, "")
        self._texts = {key: texts[LANGUAGES.index(language)] for key, texts in _texts().items()}

    def __call__(self, key: str, **values: object) -> str:
        """Return a text of `texts.toml`, or a shared one of the review desk, filled in."""
        return self._desk.text(key, **values) if key in SHARED else self._texts[key].format(**values)

    def warning(self, code: str) -> str:
        """Return what a warning means, in a sentence; one that is none of ours as it is."""
        return self._desk.text(code) if code in WarningCode.__members__ else code

    def gate(self, name: str) -> str:
        """Return what a gate looks at: `fill applicant` looks at a column."""
        kind, _, column = name.partition(" ")
        text = self._texts.get(f"gate_{kind}", name)
        return f"{text}: {self.headings.get(column, column)}" if column else text

    def number(self, value: Decimal | float) -> str:
        """Return a number as it is written in the language: `1 234,5` or `1,234.5`; cents only where there are any."""
        whole = value == int(value)
        text = f"{value:,.0f}" if whole else f"{value:,.2f}"
        return text if self.language == "en" else text.replace(",", _THIN).replace(".", ",")

    def euros(self, value: Decimal | float) -> str:
        """Return a sum in whole euros."""
        return self._money(round(value))

    def percent(self, value: float | None) -> str:
        """Return a share in percent."""
        if value is None:
            return "–"
        return f"{value:.0%}" if self.language == "en" else f"{value * 100:.0f}{_THIN}%"

    def day(self, day: date | datetime) -> str:
        """Return a day as it is written in the language."""
        return f"{day:%Y-%m-%d}" if self.language == "en" else f"{day.day}.{day.month}.{day.year}"

    def time(self, at: datetime) -> str:
        """Return a day and the time of day, in UTC."""
        utc = at.astimezone(UTC)
        return f"{self.day(utc)} {utc:%H:%M} UTC"

    def value(self, column: str, value: object) -> str:
        """Return a plain value of a column, as a record has it, in words."""
        if value is None or value in ([], {}):
            return self("unknown")
        if column in MONEY_COLUMNS and isinstance(value, (int, float)):
            return self._money(value)
        if column in DATE_COLUMNS and isinstance(value, str):
            return self.day(date.fromisoformat(value))
        if column == "status":
            return self(f"status_{value}")
        if column == "date_precision":
            return self(f"precision_{value}")
        if column == "warnings" and isinstance(value, str):
            return self.warning(value)
        if isinstance(value, Mapping):
            return "; ".join(f"{name}: {each}" for name, each in value.items())
        if isinstance(value, Sequence) and not isinstance(value, str):
            return "; ".join(self.value(column, each) for each in value)
        return str(value)

    def for_browser(self) -> dict[str, object]:
        """Return what the scripts say."""
        return {
            "language": self.language,
            "texts": self._texts | {key: self._desk.text(key, time="{time}") for key in SHARED},
            "headings": self.headings,
            "order": list(COLUMNS),
            "warnings": {code.value: self.warning(code.value) for code in WarningCode},
        }

    def _money(self, value: Decimal | float) -> str:
        number = self.number(value)
        return f"€{number}" if self.language == "en" else f"{number}{_THIN}€"


@functools.cache
def _texts() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))
