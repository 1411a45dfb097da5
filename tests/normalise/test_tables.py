"""The tables load, and a broken one says where it is broken."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import CouncilScraperError
from scraper.normalise.dates import read_date
from scraper.normalise.tables import either, globbed, lower, section, starting, word_list, words
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


WORDS = st.lists(st.text("abäK. ", min_size=1, max_size=5).filter(str.strip), min_size=1, max_size=8)


@given(WORDS, st.text("abäK. -", max_size=20))
def test_a_tree_of_letters_finds_what_a_list_of_words_does(listed, text):
    """The longest word at a place wins, in either form."""
    flat = "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))
    for flags in (0, re.IGNORECASE):
        found = [each.span() for each in re.finditer(either(listed), text, flags)]
        assert found == [each.span() for each in re.finditer(flat, text, flags)]


@pytest.mark.parametrize(("whole", "end"), [(False, ""), (True, r"(?!\w)")], ids=["beginning", "whole"])
@given(listed=WORDS, text=st.text("abäKİ. -", max_size=20))
def test_starting_finds_words_where_no_word_goes_on(whole, end, listed, text):
    """Places in the text in lower case are places in the text."""
    listed = [word.lower() for word in listed]
    flat = "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))
    plain = re.search(rf"(?<!\w)(?:{flat}){end}", lower(text))
    found = starting(listed, whole=whole).search(lower(text))
    assert len(lower(text)) == len(text)
    assert (found and found.span()) == (plain and plain.span())


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("tuki", "Tuki 2024", True),
        ("tuki", "hanketuki 2024", False),
        ("tuki", "tukien haku", False),
        ("*tuki", "Hanketuki 2024", True),
        ("*tuki", "hanketukien haku", False),
        ("haku*", "Hakuaika", True),
        ("haku*", "rahoitushaku", False),
        ("*hake*", "yhakemus", True),
        ("open call", "Open calls", False),
        ("a.b", "axb", False),
    ],
)
def test_stars_stand_for_letters_that_go_on(phrase, text, found):
    assert (globbed([phrase]).search(text) is not None) is found
