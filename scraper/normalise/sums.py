"""The grammar of a printed sum: `79 900 €`, `EUR 30 000`, `1,2 milj. euroa`, `€769k`, built from vocabulary/units.toml.

Comes in: text. Goes out: matches whose groups are the parts of a sum, and the value of such a match or None. What a
sum means in its surroundings is for money.py to say.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.errors import CouncilScraperError
from scraper.normalise.numbers import RUN, SPACES, amount, is_grouped, is_year
from scraper.normalise.tables import either, section, word_list, words

if TYPE_CHECKING:
    from collections.abc import Iterator

DASHES = "-‐‑‒–—−"
GAP = "\0"
"""Stands for each character of a blanked percentage; cleaned text holds none."""
_LONGEST_LEAD = 24


class Grammar(NamedTuple):
    """Patterns compiled from the table of units."""

    sum: re.Pattern[str]
    """Groups: sign, before (currency), number, mark (`,-`), scale (`milj.`), letter (`k`), compact (`t€`), after."""
    closing: re.Pattern[str]
    """All that may stand, in lower case, behind the last digit of a line that ends with a sum: units and marks."""
    percent: re.Pattern[str]
    uncounted: re.Pattern[str]
    """What may not follow a bare number if it is money: a percent sign, another currency, a counted noun."""
    changing: re.Pattern[str]
    """What follows a sum that is no grant as it stands: `/ vuosi`, `lainaa`, `(haettu)`, or another sum to be added."""
    around: re.Pattern[str]
    """Words that may stand beside a sum."""
    approximate: re.Pattern[str]
    leads: dict[str, bool]
    """The words right before a sum that belong to it, and whether they make it approximate: `noin`, `enintään`.

    With some of them it is read as no sum: `vähintään`, `lainaa`, `USD`.
    """
    scales: dict[str, Decimal]


@cache
def grammar() -> Grammar:
    """Return the grammar. Raises `CouncilScraperError` if the table of units is broken."""
    space, letter = f"[{SPACES}]", r"[^\W\d_]"
    euro = rf"(?:€|(?:{either(words('units', 'currency', 'after'))})(?![^\W_]|-{letter}))(?::{letter}+)?"
    percent = either(words("units", "words", "percent"))
    share = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
    approximate, limit = words("units", "words", "approximate"), words("units", "words", "limit")
    foreign = words("units", "currency", "foreign")
    changing, others, taxed = (either(words("units", "words", key)) for key in ("changing", "others", "taxes"))
    units = [
        *words("units", "currency", "after"),
        *_scale_words("compact"),
        *_scale_words("words"),
        *_scale_words("letters"),
    ]
    initials = "".join({word[0] for word in words("units", "currency", "before")})
    return Grammar(
        sum=_compile(
            rf"(?=[{DASHES}+0-9{initials}])(?P<sign>[{DASHES}+]{space}?)?"
            rf"(?:(?P<before>(?<!{letter})(?:{either(words('units', 'currency', 'before'))})){space}?)?"
            rf"(?P<number>{RUN})(?P<mark>,[{DASHES}]|:-)?"
            rf"(?(before)(?:{space}?(?P<letter>{either(_scale_words('letters'))})(?!{letter}))?)"
            rf"(?:{space}?(?P<compact>{either(_scale_words('compact'))})(?![^\W_])"
            rf"|(?:{space}?(?P<scale>{either(_scale_words('words'))})(?!{letter}))?"
            # "EUR 28 000 EUR 9 500": the second EUR belongs to what follows.
            rf"(?:{space}?(?P<after>{euro}(?:{space}{euro})?)(?(before)(?!{space}?[0-9])))?)"
        ),
        closing=re.compile(rf"[^\w€]*(?:(?:{either(units)})(?::{letter}+)?[^\w€]*){{0,3}}"),
        percent=_compile(
            rf"(?<![0-9])(?<![0-9][{SPACES}.,]){share}(?:\s?[{DASHES}]\s?{share})?\s?(?:{percent})(?!{letter})"
            rf"|(?<!{letter})(?:tuki|avustus|rahoitus)(?:prosentti|taso|aste):?\s(?:on\s)?{share}(?:\s?(?:{percent}))?(?![0-9])"
        ),
        uncounted=_compile(
            rf"{space}?(?:{percent}|{either(words('units', 'currency', 'foreign'))})(?!{letter})"
            rf"|{space}(?-i:[a-zåäö])|[{DASHES}/:][0-9]|[^\W_]"
        ),
        changing=_compile(
            rf"(?:,?{space}?|{space}?\()(?:{changing})(?![^\W_])"
            rf"|(?:{space}?\(|(?<=[\w€]){space})(?:{others})(?![^\W_])(?![^().;]{{0,40}}[0-9])"
            rf"|{space}?/{space}?(?-i:[a-zåäö])(?![^€.,;()/]{{0,20}}[0-9])"
            rf"|{space}?[x×]{space}?[0-9]|{space}?\+{space}?(?:[0-9]|{taxed})|{space}?\?"
            rf"|{space}(?:{either(words('units', 'words', 'or'))}){space}[0-9]"
        ),
        around=_beside_sum(approximate + limit + words("units", "words", "neutral")),
        approximate=_beside_sum(approximate),
        leads=dict.fromkeys((*limit, *foreign, *words("units", "words", "changing_before")), False)
        | dict.fromkeys(approximate, True),
        scales={word: factor for key in ("letters", "compact", "words") for word, factor in _scale_words(key).items()},
    )


def value(found: re.Match[str], unit: Decimal | None = None, run: str | None = None) -> Decimal | None:
    """Return the euros that a match of `grammar().sum` is, None if it can't be read in exactly one way.

    `unit` is what a number without a unit of its own counts (a table's header may say so), `run` the part of the
    matched number to read. Bare numbers with no unit at all must show by groups or length that they are no year,
    share or code.
    """
    number = found["number"] if run is None else run
    mark = number == found["number"] and _FRACTION_MARK.match(found.string, max(0, found.start("number") - 1))
    if mark and not (mark.group() in ",." and is_grouped(number)):
        return None  # ".75 €" is no 75 euros, and "74’500 €" no 500; ",12.000 €" is 12 000 behind a comma
    scale = found["letter"] or found["compact"] or found["scale"]
    if scale:
        # "ſ" and "ı" match "s" and "i" whatever the case, but are no letters of these words.
        factor = grammar().scales.get(scale.lower())
        return None if factor is None else amount(number, factor)
    if has_currency(found):
        # "80 €" under a header that says thousands: eighty, or eighty thousand.
        return amount(number) if unit is None or unit == 1 else None
    if unit is not None:
        return amount(number, unit)
    if is_grouped(number) or (number.isdecimal() and len(number) >= 4 and not is_year(number)):
        return amount(number)
    return None


_FRACTION_MARK = re.compile(r"(?<!\S)[.,]|(?<=[0-9])['’‘´`]")


def matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `grammar().sum` in a text, in order."""
    digit = _DIGIT.search(text)
    return grammar().sum.finditer(text, max(0, digit.start() - _LONGEST_FRONT)) if digit else iter(())


_DIGIT = re.compile("[0-9]")
_LONGEST_FRONT = 6
"""A sign, a currency and the spaces behind them stand before a sum's first digit at most."""


def has_currency(found: re.Match[str]) -> bool:
    """Return whether euros are printed with the number."""
    return bool(found["before"] or found["after"] or found["compact"] or found["mark"])


def is_quantity(found: re.Match[str]) -> bool:
    """Return whether a match shows that it means an amount, readable or not: a unit, a scale or groups of three."""
    return has_currency(found) or bool(found["scale"]) or is_grouped(found["number"])


def lead(text: str, start: int) -> tuple[int, bool]:
    """Return where a sum at `start` begins with the words that belong to it, and whether they make it approximate."""
    approximate = False
    while True:
        head = text[max(0, start - _LONGEST_LEAD) : start].rstrip()
        words_before = head.lower().replace("(", " ").rsplit(" ", 2)
        word, phrase = words_before[-1], " ".join(words_before[-2:])
        found = phrase if phrase in grammar().leads else word
        if found not in grammar().leads:
            return start, approximate
        approximate |= grammar().leads[found]
        start = max(0, start - _LONGEST_LEAD) + len(head) - len(found)


def changed_end(text: str, end: int) -> int:
    """Return where the words end that change what a sum says which ends at `end`; `end` where none do."""
    found = grammar().changing.match(text, end)
    if found is None:
        return end
    closed = text.find(")", found.end()) if "(" in found.group() else -1
    return max(found.end(), closed + 1)


def blank_percentages(text: str) -> str:
    """Return the text, as long as before, with every percentage and brackets around only that blanked by `GAP`."""
    if "%" not in text and not _NAMED_PERCENT.search(text):
        return text
    blanked = grammar().percent.sub(lambda share: GAP * len(share.group()), text)
    return _BRACKETED_SHARE.sub(lambda bracket: GAP * len(bracket.group()), blanked)


_NAMED_PERCENT = re.compile(r"[0-9]\s?p(?:ro|er)|(?:prosentti|taso|aste):?\s[0-9]")
_BRACKETED_SHARE = re.compile(rf"\([^()0-9{GAP}]*{GAP}+[^()0-9{GAP}]*\)")


def _beside_sum(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return _compile(rf"(?<![^\W\d_])(?:{either(alternatives)})(?![^\W\d_])")


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _scale_words(key: str) -> dict[str, Decimal]:
    return {word: factor for factor, entry, where in _scales() for word in word_list(entry, key, where)}


def _scales() -> Iterator[tuple[Decimal, dict[str, object], str]]:
    for factor, entry in section("units", "scale").items():
        where = f"vocabulary/units.toml [scale.{factor}]"
        if not factor.isdecimal() or not isinstance(entry, dict):
            raise CouncilScraperError(f"{where} is named by no number. Name it by what its words multiply by.")
        yield Decimal(factor), entry, where
