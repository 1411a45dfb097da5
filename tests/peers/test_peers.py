"""Other people's tables of examples: what they read we read alike, or refuse for a reason in differences.toml.

The tables are price-parser's euro prices and dateparser's Finnish and Swedish dates, taken from the source archives
of archives.toml. Where those are not fetched there is one test that says so.
"""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from scraper.normalise.money import read_money
from scraper.normalise.period import read_date
from tests.peers.archives import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark import ParameterSet

DIFFERENCES = tomllib.loads(Path(__file__).with_name("differences.toml").read_text("utf-8"))
REFUSED = {
    table: {example: group["reason"] for group in groups for example in group["examples"]}
    for table, groups in DIFFERENCES.items()
}
MISSING = "the peers' archives are not fetched; run: make peers"
EURO = re.compile("€|eur", re.IGNORECASE)
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class Example(NamedTuple):
    """A text of a peer's table and what the peer reads in it."""

    text: str
    expected: object


def euro_prices() -> Iterator[Example]:
    """Yield price-parser's examples whose text itself names euros: `Example(_, text, currency, _, amount, …)`."""
    for call in calls("price-parser", "tests/test_price_parsing.py", "Example"):
        _, text, _, _, amount = map(literal, call.args[:5])
        if text and EURO.search(text):
            yield Example(text, None if amount is None else Decimal(str(amount)))


def nordic_dates() -> Iterator[Example]:
    """Yield dateparser's Finnish and Swedish dates that name a year: `param(language, text, the same in English)`."""
    for call in calls("dateparser", "tests/test_languages.py", "param"):
        language, text, english = (*map(literal, call.args[:3]), None, None, None)[:3]
        if language in {"fi", "sv"} and re.search(r"\b\d{4}\b", text):
            yield Example(text, in_english(english))


def calls(project: str, module: str, name: str) -> Iterator[ast.Call]:
    """Yield every call of a function in a peer's module."""
    tree = parsed(project, module)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def literal(node: ast.expr) -> object:
    """Return what a literal, or the argument of `Decimal("…")`, says; None for anything else."""
    value = node.args[0] if isinstance(node, ast.Call) and node.args else node
    return value.value if isinstance(value, ast.Constant) else None


def in_english(text: str) -> date:
    """Return the date of `monday january 16 2015` or ` 24 december 2020`."""
    words = re.findall("[a-z]+", text.lower())
    (month,) = [MONTHS.index(word) + 1 for word in words if word in MONTHS]
    day, year = [int(number) for number in re.findall(r"\d+", re.sub(r"\d+:\d+", "", text))]
    return date(year, month, day)


def table(examples: Iterator[Example]) -> list[ParameterSet]:
    """Return a peer's table, the text of each example as its id; one skipped test where the table is not there."""
    found = sorted(set(examples), key=lambda example: example.text)
    return [pytest.param(each, id=each.text) for each in found] or [pytest.param(None, marks=pytest.mark.skip(MISSING))]


@pytest.mark.parametrize("example", table(euro_prices()))
def test_money_as_price_parser_reads_it(example: Example) -> None:
    read = read_money(example.text)
    if example.text in REFUSED["money"]:
        assert read.amount is None, "read after all: take it off differences.toml if that is right"
        assert read.warning is not None
    else:
        assert read.amount == example.expected


@pytest.mark.parametrize("example", table(nordic_dates()))
def test_dates_as_dateparser_reads_them(example: Example) -> None:
    read = read_date(example.text)
    if example.text in REFUSED["dates"]:
        assert read is None, "read after all: take it off differences.toml if that is right"
    else:
        assert read == (example.expected, "day")


@pytest.mark.parametrize(("kind", "examples"), [("money", euro_prices), ("dates", nordic_dates)])
def test_differences_are_examples_of_the_peers(kind: str, examples: object) -> None:
    texts = {example.text for example in examples()}  # type: ignore[operator]
    if not texts:
        pytest.skip(MISSING)
    assert set(REFUSED[kind]) <= texts
