"""Projects printed in every markup, amid noise, in any encoding: what is read is what was printed."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings

from scraper.pipeline import extract
from tests.properties.markups import MARKUPS, Markup
from tests.properties.noise import Noise, noises
from tests.properties.projects import Printed, pages

EXAMPLES = int(os.environ.get("COUNCIL_SCRAPER_EXAMPLES", "400"))
"""How many pages are tried in all markups together."""
a_share = settings(
    max_examples=max(1, EXAMPLES // len(MARKUPS)),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@pytest.mark.parametrize("markup", [pytest.param(markup, id=name) for name, markup in MARKUPS.items()])
@a_share
@given(printed=pages(), noise=noises())
def test_what_is_printed_is_read(markup: Markup, printed: list[Printed], noise: Noise) -> None:
    assume(all(map(markup.fits, printed)))
    assume(noise.fits(markup.body(printed), markup))
    assert read(printed, markup, noise) == [columns(project, markup) for project in printed]


PLAIN = Printed(
    name="Järvimatkailun kehittäminen",
    applicant="Lopen kunta",
    granted=Decimal(15_000),
    cost=Decimal(20_000),
    start=date(2022, 5, 1),
    end=date(2023, 4, 30),
    description=("Hanke kokoaa alueen yritykset.",),
    goals=("lisätä yöpymisiä",),
    granted_text="15 000 €",
    cost_text="20 000 €",
    period_text="1.5.2022–30.4.2023",
)
QUIET = Noise()
NAMES = (
    "Kasvu: uusi alku",
    "Älykäs metsä!",
    "5G",
    "100 vuotta, vaihe 2",
    "”Ääni” – esiselvitys",
    "Kylät ry:n hanke 2.0",
)
APPLICANTS = ("Övermark Business r.f.", "Maa- ja metsätaloustuottajat, Lohja ry", "Iin kunta", "Åbo Akademi")


@pytest.mark.parametrize("applicant", APPLICANTS)
@pytest.mark.parametrize("name", NAMES)
def test_names_that_look_like_something_else(name: str, applicant: str) -> None:
    odd = replace(PLAIN, name=name, applicant=applicant)
    misread = [
        known
        for known, markup in MARKUPS.items()
        if markup.fits(odd) and read([PLAIN, odd], markup) != [columns(PLAIN, markup), columns(odd, markup)]
    ]
    assert misread == []


def read(printed: list[Printed], markup: Markup, noise: Noise = QUIET) -> list[dict[str, object]]:
    """Return the columns that a markup tells, as they are read from a page of these projects."""
    data, content_type = noise.page(markup, markup.body(printed))
    found = extract(data, content_type=content_type).projects
    return [{column: getattr(project, column) for column in markup.tells} for project in found]


def columns(project: Printed, markup: Markup) -> dict[str, object]:
    """Return the columns that a markup tells, with the project's values."""
    return {column: value for column, value in project.columns().items() if column in markup.tells}
