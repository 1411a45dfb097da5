"""The tables load, and a broken one says where it is broken."""

import pytest

from scraper.errors import CouncilScraperError
from scraper.normalise.dates import read_date
from scraper.normalise.tables import section, word_list, words
from scraper.vocabulary import parse, table


@pytest.mark.parametrize("name", ["months", "units", "legal_forms"])
def test_tables_are_in_lower_case(name):
    def strings(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (each for child in value.values() for each in strings(child))
        elif isinstance(value, list):
            yield from (each for child in value for each in strings(child))

    found = list(strings(table(name)))
    assert len(found) > 50
    assert [word for word in found if word != word.lower() or word != word.strip()] == []


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_in_every_language(number):
    stems, others = words("months", "months", str(number), "finnish"), words("months", "months", str(number), "others")
    for name in [f"{stems[0]}kuuta", f"{stems[0]}kuussa", *others]:
        assert read_date(f"3. {name} 2021")[0].month == number


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda: parse("units", "a 1"), r"vocabulary/units\.toml is no TOML: .*line 1"),
        (lambda: section("units", "scale", "12"), r"vocabulary/units\.toml has no table \[scale\.12\]\. Add it\."),
        (lambda: section("units", "words", "percent"), r"has no table \[words\.percent\]"),
        (
            lambda: words("months", "words", "holiday"),
            r"vocabulary/months\.toml: holiday is None, expected a list of words",
        ),
        (lambda: word_list({"tokens": ["oy", 1]}, "tokens", "[[form]] oy"), r"\[\[form\]\] oy: tokens is \['oy', 1\]"),
    ],
)
def test_a_broken_table_says_where(broken, message):
    with pytest.raises(CouncilScraperError, match=message):
        broken()
