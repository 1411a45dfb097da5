"""What pages print: the words of a language, and projects drawn from them with a generator of random numbers."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

LANGUAGES = ("fi", "sv", "en")
_THOUSANDS = ("1 234", "1.234", "1,234", "1234")


@dataclass(frozen=True, slots=True)
class Period:
    """When a project runs, and the words that say so."""

    text: str
    start: date
    end: date


@dataclass(slots=True)
class Project:
    """What a page says of a project; what it lacks is None. `words` has all that is no column of the dataset."""

    name: str
    org: str
    period: Period | None
    granted: Decimal | None
    asked: Decimal | None
    cost: Decimal | None
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Language:
    """The words of a language, one of them drawn for each label of a page."""

    code: str
    words: dict[str, Any]

    def labels(self, rng: Random) -> dict[str, str]:
        """Return a word for each label."""
        return {key: rng.choice(said) for key, said in self.words["labels"].items()}

    def heading(self, status: str, rng: Random) -> tuple[str, str]:
        """Return a page's title and the line that leads to its projects, which may be empty."""
        said = self.words["headings"][status]
        return rng.choice(said["titles"]), rng.choice(said["leads"])

    def spelling(self, rng: Random) -> Callable[[Decimal], str]:
        """Return the function that prints the sums of a page."""
        form = rng.choice(self.words["sums"])
        return lambda amount: spell(amount, form)

    def projects(self, number: int, rng: Random) -> list[Project]:
        """Return projects of different names and sums, their periods printed in one way."""
        names = rng.sample(self.words["names"], number)
        sums = rng.sample(range(8, 2500), number)
        kind = rng.choice(("day", "day", "day", "month", "year"))
        form = rng.choice(self.words["periods"][kind])
        return [self._project(name, amount * rng.choice((125, 200, 1000)), kind, form, rng)
                for name, amount in zip(names, sums, strict=True)]  # fmt: skip

    def _project(self, name: str, amount: int, kind: str, form: str, rng: Random) -> Project:
        granted = Decimal(amount)
        asked, cost = granted + 1000 * rng.randrange(1, 40), granted + 1000 * rng.randrange(50, 400)
        decided = date(2024, rng.randrange(1, 13), rng.randrange(1, 29))
        words = {
            "number": f"{rng.randrange(100, 999)}/2024",
            "town": rng.choice(self.words["towns"]),
            "theme": rng.choice(self.words["themes"]),
            "year": str(rng.randrange(2021, 2025)),
            "funder": rng.choice(self.words["funders"]),
            "share": self.words["share"].format(rng.choice((50, 65, 70, 80))),
            "decided": f"{decided.day}.{decided.month}.{decided.year}",
            "contact": rng.choice(self.words["contacts"]),
            "text": rng.choice(self.words["describes"]),
        }
        period = self._period(kind, form, rng)
        return Project(name, rng.choice(self.words["organisations"]), period, granted, asked, cost, words)

    def _period(self, kind: str, form: str, rng: Random) -> Period:
        start, end = date(rng.randrange(2022, 2025), rng.randrange(1, 13), 1), date(rng.randrange(2026, 2028), 6, 30)
        if kind == "year":
            start, end = date(start.year, 1, 1), date(end.year, 12, 31)
        if kind == "day" and rng.random() < 0.5:
            start, end = start.replace(day=15), end.replace(month=9, day=14)
        if kind == "month":
            month = rng.randrange(1, 13)
            end = date(end.year, month, monthrange(end.year, month)[1])
        months = self.words["periods"]["months"]
        parts = {"d": start.day, "m": start.month, "y": start.year, "month": months[start.month - 1]}
        parts |= {"D": end.day, "M": end.month, "Y": end.year, "Month": months[end.month - 1]}
        return Period(form.format(**parts), start, end)


@cache
def language(code: str) -> Language:
    """Return a language's words."""
    return Language(code, tomllib.loads((Path(__file__).parent / "values" / f"{code}.toml").read_text("utf-8")))


def spell(amount: Decimal, form: str) -> str:
    """Print a sum as a form prints 1 234: `1.234,00 €`."""
    digits = next(digits for digits in _THOUSANDS if digits in form)
    mark = digits[1] if len(digits) > 4 else ""
    return form.replace(digits, f"{int(amount):,}".replace(",", mark))


def in_thousands(amount: Decimal) -> str:
    """Print a sum below a heading that says `1 000 €`."""
    return f"{amount / 1000:.3f}".rstrip("0").rstrip(".").replace(".", ",")
