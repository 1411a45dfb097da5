from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from scraper.errors import SourceError
from scraper.schema import COLUMNS
from scraper.sources import Lookup, load_sources
from scraper.sources.lookups import CORRECTABLE

HEAD = 'id = "a"\nfunder = "A"\nstarts = ["https://a.fi/"]\n'
GOOD = """
[[lookups]]
field = "granted_amount"
match = "79 900 €"
value = 80000
note = "Registry, by mail."

[expect]
minimum = 0
"""


def load(folder, text: str):
    (folder / "a.toml").write_text(text, encoding="utf-8")
    [source] = load_sources(folder)
    return source


def test_a_whole_lookup(tmp_path):
    text = (
        '\n[[ lookups ]]\nfield = "end_date"\nmatch = " 1–3\\u00a0/ 2021\\n"\nname = "X"\nremove = true\nnote = "No."\n'
    )
    source = load(tmp_path, HEAD + GOOD + text)
    assert source.expect.minimum == 0
    assert source.lookups == (
        Lookup(field="granted_amount", match="79 900 €", value=Decimal(80000), note="Registry, by mail."),
        Lookup(field="end_date", match="1–3 / 2021", name="X", value=None, note="No."),
    )
    assert [lookup.place.removeprefix(f"{tmp_path}/") for lookup in source.lookups] == [
        "a.toml: line 5",
        "a.toml: line 14",
    ]


def test_lookups_may_stand_inline(tmp_path):
    one = '{field = "status", match = "granted", value = "withdrawn", note = "News."}'
    [lookup] = load(tmp_path, f"{HEAD}lookups = [{one}]\n").lookups
    assert (lookup.value, lookup.place) == ("withdrawn", f"{tmp_path / 'a.toml'}: line 4")


def test_no_lookups(tmp_path):
    assert load(tmp_path, HEAD).lookups == ()


def test_what_may_be_corrected_are_columns():
    assert set(CORRECTABLE) <= set(COLUMNS)
    assert CORRECTABLE.keys().isdisjoint({"id", "currency", "source", "source_url", "retrieved_at", "content_digest"})


def test_the_examples_of_the_document(repository, tmp_path):
    text = (repository / "docs" / "sources.md").read_text(encoding="utf-8")
    whole, *_, lookups = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert load(tmp_path, f"{whole}\n{lookups}").lookups[0].value == Decimal(79900)


def test_what_may_be_corrected_is_documented(repository):
    text = (repository / "docs" / "sources.md").read_text(encoding="utf-8")
    [row] = [line for line in text.splitlines() if line.startswith("| `field` |")]
    assert re.findall(r"`(\w+)`", row)[1:] == list(CORRECTABLE)


VALUES = [
    ("granted_amount", "79900", Decimal(79900)),
    ("granted_amount", "1234.5", Decimal("1234.5")),
    ("total_cost", '"1234.50"', Decimal("1234.50")),
    ("applied_amount", "0", Decimal(0)),
    ("start_date", "2021-03-15", date(2021, 3, 15)),
    ("date_precision", '"month"', "month"),
    ("programme_year", "2021", 2021),
    ("applicant", '"Turun kaupunki"', "Turun kaupunki"),
    ("applicant_business_id", '"0204819-8"', "0204819-8"),
    ("status", '"proposed"', "proposed"),
]


@pytest.mark.parametrize(
    ("field", "value", "expected"), VALUES, ids=[f"{field} = {value}" for field, value, _ in VALUES]
)
def test_a_value_has_the_type_of_its_column(tmp_path, field, value, expected):
    [lookup] = load(tmp_path, HEAD + GOOD.replace("granted_amount", field).replace("80000", value)).lookups
    assert lookup.value == expected
    assert type(lookup.value) is type(expected)


WRONG_VALUES = [
    ("granted_amount", "true", "True is not an amount in euros"),
    ("granted_amount", "-1", "-1 is not an amount"),
    ("granted_amount", "0.125", "0.125 is not an amount"),
    ("granted_amount", "nan", "nan is not an amount"),
    ("granted_amount", "1e30", "1e+30 is not an amount"),
    ("granted_amount", '"79 900 €"', "'79 900 €' is not an amount"),
    ("granted_amount", '""', "'' is not an amount"),
    ("start_date", '"2021-03-15"', "'2021-03-15' is not a date"),
    ("start_date", "2021-03-15T10:00:00", "is not a date"),
    ("end_date", "2021", "2021 is not a date"),
    ("programme_year", '"2021"', "'2021' is not a year"),
    ("programme_year", "21", "21 is not a year"),
    ("programme_year", "true", "True is not a year"),
    ("name", '""', "'' is not a line of text"),
    ("applicant", '"a\\nb"', "is not a line of text"),
    ("applicant", "5", "5 is not a line of text"),
    ("applicant_business_id", '"0204819-9"', "'0204819-9' is not a business id"),
    ("status", '"lost"', "'lost' is not one of granted, proposed"),
    ("status", "[]", "[] is not one of granted, proposed"),
    ("date_precision", '"week"', "'week' is not one of day, month, year"),
]


@pytest.mark.parametrize(
    ("field", "value", "words"), WRONG_VALUES, ids=[f"{each[0]} = {each[1]}" for each in WRONG_VALUES]
)
def test_a_value_that_its_column_can_not_hold(tmp_path, field, value, words):
    text = HEAD + GOOD.replace("granted_amount", field).replace("80000", value)
    with pytest.raises(SourceError, match=re.escape(words)) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'a.toml'}: line 8: lookups[1].value: ")


SECOND = '[[lookups]]\nfield = "granted_amount"\nmatch = "79\\u00a0900  €"\nvalue = 1\nnote = "Again."\n'
WRONG = [
    ('note = "Registry, by mail."\n', "", 5, "lookups[1].note: is missing; add it"),
    ('note = "Registry, by mail."', 'note = " "', 9, "lookups[1].note: ' ' is not text that says why"),
    ('match = "79 900 €"\n', "", 5, "lookups[1].match: is missing"),
    ('match = "79 900 €"', 'match = "\\u00a0"', 7, "lookups[1].match: '\\xa0' is not text"),
    ('field = "granted_amount"\n', "", 5, "lookups[1].field: is missing"),
    ('"granted_amount"', '"id"', 6, "lookups[1].field: 'id' is not one of name, applicant,"),
    ('"granted_amount"', "[]", 6, "lookups[1].field: [] is not one of"),
    ("value = 80000\n", "", 5, "lookups[1]: needs a value or remove = true"),
    ("value = 80000", "value = 80000\nremove = true", 5, "lookups[1]: needs a value or remove = true"),
    ("value = 80000", "remove = false", 8, "lookups[1].remove: False is not true"),
    ('"granted_amount"', '"granted_amount"\nwhy = "x"', 7, "lookups[1].why: no such key; there are field, match,"),
    ("value = 80000", 'value = 80000\nname = ""', 9, "lookups[1].name: '' is not a line of text"),
    ('field = "granted_amount"\nmatch = "79 900 €"\nvalue = 80000', 'field = "name"\nmatch = "X"\nremove = true', 8,
     "lookups[1].remove: a project always has a name"),
    ("[expect]", f"{SECOND}[expect]", 11, "lookups[2]: is for the same value as "),
    ("[[lookups]]", "[lookups]", 5, "lookups: {"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "words"), WRONG, ids=[f"{old!r} -> {new!r}" for old, new, *_ in WRONG])
def test_a_wrong_lookup_is_refused_with_file_key_and_line(tmp_path, old, new, line, words):
    assert old in GOOD
    with pytest.raises(SourceError, match=re.escape(words)) as caught:
        load(tmp_path, HEAD + GOOD.replace(old, new, 1))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'a.toml'}: line {line}: ")
    assert "\n" not in message
