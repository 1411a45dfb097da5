"""News made of patterns of sentences, each with the projects that a careful reader finds on it.

The patterns are TOML (`sentences/fi.toml`, `sv.toml`, `en.toml`), what their slots say is `sentences/values.toml`. A
page is one pattern, filled by chance that its name seeds, below a title of news, as HTML or text: the same for ever.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.sweeps.form import Told

_FOLDER = Path(__file__).with_suffix("")
SHAPES = ("html", "text", "alone", "within")
"""How a pattern stands on its page: between other paragraphs, as text, by itself, behind a sentence."""
_SLOT = re.compile(r"\{(?P<what>[a-z]+)(?P<number>\d?)(?P<hyphen>-?)(?:\.(?P<form>[a-z]+))?\}")
_CASES = {"n": 1, "lle": 2, "lta": 3}
_NAMES = {"org": "receivers", "other": "receivers", "person": "persons", "funder": "funders"}
_COLUMNS = {"sum": "granted_amount", "cost": "total_cost", "asked": "applied_amount"}
_MORE = {"sum": 0, "cost": 40_000, "asked": 25_000, "noise": 2_000_000}
"""By how much a sum is more than what was granted."""
_STYLES = ("word", "word", "sign", "dot", "million")
_NOTHING = Told("", None, None, None, None, None, None, "granted")


class News(NamedTuple):
    """A page: its media type, its bytes, and what is to be read of it."""

    media: str
    data: bytes
    told: list[Told]


@cache
def patterns() -> dict[str, tuple[str, str, bool]]:
    """Return the patterns by their names, `fi: passive-project`: their language, their text, and whether they grant."""
    found: dict[str, tuple[str, str, bool]] = {}
    for code in ("fi", "sv", "en"):
        tables = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
        found |= {f"{code}: {name}": (code, text, True) for name, text in tables["grants"].items()}
        found |= {f"{code}: no {name}": (code, text, False) for name, text in tables["nothing"].items()}
    return found


def news(name: str, number: int) -> News:
    """Return one of the pages of a pattern."""
    code, text, grants = patterns()[name]
    chance = Random(f"{name}/{number}")
    filling = _Filling(code, chance)
    media, data = _laid_out(_SLOT.sub(filling.says, text), SHAPES[number % len(SHAPES)], code, chance)
    told = [told._replace(name=told.name or told.applicant or "") for _, told in sorted(filling.told.items())]
    return News(media, data, told if grants else [])


@cache
def _values() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "values.toml").read_text("utf-8"))


@dataclass
class _Filling:
    """What the slots of one page say, and what they tell of each project."""

    code: str
    chance: Random
    chosen: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)

    def says(self, slot: re.Match[str]) -> str:
        """Return what stands in a slot."""
        what, number, form = slot["what"], slot["number"] or "1", slot["form"]
        if what in _NAMES:
            name = self._one_of(_NAMES[what], what + number)
            if what == "org":
                self._tell(number, applicant=name[0])
            return self._inflected(name, form)
        if what == "name":
            name = self._one_of("projects", what + number)
            self._tell(number, name=name)
            return name + (" -" if " " in name else "-") if slot["hyphen"] else name
        if what in _MORE:
            euros = self._euros(number) + (_MORE[what] if self._style != "million" else _MORE[what] // 25_000 * 100_000)
            if what in _COLUMNS:
                self._tell(number, **{_COLUMNS[what]: Decimal(euros)})
            return self._sum(euros, form)
        return self._days(what, number, form)

    def _one_of(self, kind: str, slot: str) -> Any:
        """Return a value for a slot; no two slots of a page have the same."""
        if slot not in self.chosen:
            free = [one for one in _values()[self.code][kind] if one not in self.chosen.values()]
            self.chosen[slot] = self.chance.choice(free)
        return self.chosen[slot]

    def _tell(self, number: str, **said: Any) -> None:
        self.told[number] = self.told.get(number, _NOTHING)._replace(**said)

    @property
    def _style(self) -> str:
        return self.chosen.setdefault("style", self.chance.choice(_STYLES))

    def _euros(self, number: str) -> int:
        """Return what a project was granted."""
        exact = self.chance.randrange(4, 900) * 1000 + self.chance.choice((0, 0, 500, 945))
        wide = self.chance.randrange(11, 45) * 100_000
        return self.chosen.setdefault("sum" + number, wide if self._style == "million" else exact)

    def _sum(self, euros: int, form: str | None) -> str:
        """Return a sum as the language prints it: with a word or a sign, in digits or millions, in its case."""
        grouped, millions = f"{euros:,}", f"{euros / 1e6:.1f}"
        if self.code == "en":
            printed = {"word": f"{grouped} euros", "sign": f"€{grouped}", "dot": f"EUR {grouped}"}
            return printed.get(self._style, f"EUR {millions} million")
        digits = grouped.replace(",", "." if self._style == "dot" else " ")
        digits = digits if self._style != "million" else millions.replace(".", ",")
        if self._style == "sign" and form is None:
            return f"{digits} €"
        if self._style == "million":
            digits += (
                " miljoner"
                if self.code == "sv"
                else {"n": " miljoonan", "lla": " miljoonalla"}.get(form or "", " miljoonaa")
            )
        if self.code == "sv":
            return f"{digits} euro"
        return digits + {"n": " euron", "lla": " eurolla"}.get(form or "", " euroa")

    def _days(self, what: str, number: str, form: str | None) -> str:
        start = self.chosen.setdefault("start" + number, date(2024, self.chance.randrange(1, 10), 1))
        end = self.chosen.setdefault("end" + number, start + timedelta(days=self.chance.randrange(300, 900)))
        if what in ("period", "start"):
            self._tell(number, start_date=start)
        if what in ("period", "end"):
            self._tell(number, end_date=end)
        if form == "long":
            day = start if what == "start" else end
            return f"{day.day} {day:%B} {day.year}"
        printed = {key: f"{day.day}.{day.month}.{day.year}" for key, day in (("start", start), ("end", end))}
        return printed.get(what) or self.chance.choice(("{}–{}", "{} – {}", "{}-{}")).format(*printed.values())

    def _inflected(self, name: list[str], form: str | None) -> str:
        """Return a name in its case: Finnish names have theirs listed, Swedish ones take an s."""
        if form == "s":
            return name[0] + (":s" if name[0].endswith((" rf", " Ab")) else "" if name[0].endswith("s") else "s")
        if form == "small":
            common = name[0].split("-")[0].split()[0] in _values()[self.code]["common"]
            return name[0][0].lower() + name[0][1:] if common else name[0]
        return name[_CASES[form]] if form else name[0]


def _laid_out(text: str, shape: str, code: str, chance: Random) -> tuple[str, bytes]:
    """Return the text as a page of news: its media type and its bytes."""
    words = _values()[code]
    title, parts = chance.choice(words["titles"]), text.split("\n\n")
    if shape == "within" and not parts[0].startswith("# "):
        parts[0] = f"{words['before']} {parts[0]}"
    elif shape in ("html", "text"):
        parts = [words["before"], *parts, words["after"]]
    if shape == "text":
        return "text/plain", "\n\n".join([title, *(part.removeprefix("# ") for part in parts)]).encode()
    body = "".join(
        f"<h2>{escape(part[2:])}</h2>\n" if part.startswith("# ") else f"<p>{escape(part)}</p>\n" for part in parts
    )
    head = f'<!doctype html><html lang="{code}"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    return "text/html", f"{head}<body><main><h1>{title}</h1>\n{body}</main></body></html>".encode()
