"""A page of every form: most of it is read, and the scores count what they say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scraper.pipeline import extract
from tests.sweeps.form import Told
from tests.sweeps.forms import FORMS
from tests.sweeps.mutants import CHANGES, LEADS, MANNERS, changed, faults, led
from tests.sweeps.pages import KINDS, page
from tests.sweeps.scoring import Score, score
from tests.sweeps.sentences import news, patterns
from tests.sweeps.values import LANGUAGES

PUU = Told("Puu", "Lopen kunta", Decimal(5000), None, None, None, None, "granted")
TIE = PUU._replace(name="Tie", granted_amount=Decimal(900))


def test_a_page_of_every_form_is_read():
    whole = Score()
    for place, (name, form) in enumerate(FORMS.items()):
        code = LANGUAGES[place % 3]
        if made := page(form, name, code, place % len(KINDS)):
            whole += score(made.told, extract(made.data, content_type=made.media).projects)
    assert whole.right / (whole.right + whole.partly + whole.missed + whole.wrong) > 0.8


def test_a_page_of_every_pattern_of_sentences_is_read():
    whole = Score()
    for place, name in enumerate(patterns()):
        made = news(name, place % 4)
        whole += score(made.told, extract(made.data, content_type=made.media).projects)
    assert (whole.wrong, whole.invented) == (0, 0), whole.faults
    assert whole.right / (whole.right + whole.partly + whole.missed) > 0.95


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ([PUU, TIE], {"right": 2}),
        ([PUU], {"right": 1, "missed": 1}),
        ([PUU, TIE._replace(applicant=None)], {"right": 1, "partly": 1}),
        ([PUU, TIE._replace(applicant="Loppi")], {"right": 1, "wrong": 1}),
        ([PUU, TIE._replace(granted_amount=Decimal(9))], {"right": 1, "wrong": 1, "wrong_sums": 1}),
        ([PUU, TIE._replace(applied_amount=Decimal(9))], {"right": 1, "wrong": 1, "wrong_sums": 1}),
        ([PUU, TIE._replace(name="Tien")], {"right": 1, "wrong": 1}),
        ([PUU, TIE, PUU._replace(name="Lehti", granted_amount=None, applicant=None)], {"right": 2, "invented": 1}),
    ],
    ids=lambda value: " | ".join(value) if isinstance(value, dict) else "",
)
def test_a_score_counts(read, expected):
    found = score([PUU, TIE], read)
    counts = {key: getattr(found, key) for key in ("right", "partly", "missed", "wrong", "wrong_sums", "invented")}
    assert counts == {**dict.fromkeys(counts, 0), **expected}


SAMPLE = 3
"""How many forms each change is tried in."""


def some(place, make):
    """Return the mutants that `make` makes of some forms, others for each place in a table."""
    names = list(FORMS)
    around = (names[(place * 13 + step) % len(names)] for step in range(len(names)))
    made = filter(None, (make(name, LANGUAGES[at % 3]) for at, name in enumerate(around)))
    return [mutant for mutant, _ in zip(made, range(SAMPLE), strict=False)]


def granted(mutants):
    return [
        fault
        for each in mutants
        for fault in faults(each, extract(each.page.data, content_type=each.page.media).projects)
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_no_grant_where_a_sum_is_none(change):
    mutants = some(list(CHANGES).index(change), lambda name, code: changed(name, code, change))
    assert len(mutants) == SAMPLE
    assert granted(mutants) == []


@pytest.mark.parametrize("lead", LEADS)
def test_no_grant_below_a_line_that_says_so(lead):
    place = LEADS.index(lead)
    for number, manner in enumerate(MANNERS):
        assert granted(some(place + number * 31, lambda name, code, said=manner: led(name, code, lead, said))) == []
