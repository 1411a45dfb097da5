"""How the report speaks: keys and values come in, texts, sums and days in one of three languages go out."""

from __future__ import annotations

import functools
import tomllib
from datetime import date, datetime
from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING, Final

from scraper.desk.view import View
from scraper.model import WarningCode
from scraper.publish.dictionary import LANGUAGES, Language, entries
from scraper.schema import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final[Mapping[Language, str]] = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
_THIN: Final = "\N{NO-BREAK SPACE}"


class Words:
    """The texts of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._at = LANGUAGES.index(language)
        self.headings = {entry.column: entry.heading for entry in entries("projects", language)}

    def __call__(self, key: str, **values: object) -> str:
        """Return a text of `texts.toml`, filled in."""
        return _texts()[key][self._at].format(**values)

    def warning(self, code: str) -> str:
        """Return what a warning means, in a sentence."""
        return View(self.language, "").text(code)

    def number(self, value: Decimal | float) -> str:
        """Return a number as it is written in the language: `1 234,5` or `1,234.5`; cents only where there are any."""
        whole = value == int(value)
        text = f"{value:,.0f}" if whole else f"{value:,.2f}"
        return text if self.language == "en" else text.replace(",", _THIN).replace(".", ",")

    def euros(self, value: Decimal) -> str:
        """Return a sum in whole euros."""
        number = self.number(round(value))
        return f"€{number}" if self.language == "en" else f"{number}{_THIN}€"

    def percent(self, value: float | None) -> str:
        """Return a share in percent."""
        if value is None:
            return "–"
        return f"{value:.0%}" if self.language == "en" else f"{value * 100:.0f}{_THIN}%"

    def day(self, day: date | datetime) -> str:
        """Return a day as it is written in the language."""
        return f"{day.day}.{day.month}.{day.year}" if self.language == "fi" else f"{day:%Y-%m-%d}"

    def for_browser(self) -> dict[str, object]:
        """Return what the scripts say."""
        return {
            "language": self.language,
            "texts": {key: text[self._at] for key, text in _texts().items()},
            "headings": self.headings,
            "order": list(COLUMNS),
            "warnings": {code.value: self.warning(code.value) for code in WarningCode},
        }


@functools.cache
def _texts() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))
