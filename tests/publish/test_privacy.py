from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scraper.model import Evidence
from scraper.publish import dataset
from scraper.publish.formats import FILES, Edition
from scraper.publish.privacy import UNNAMED, withhold

PERSON = "Anna Virtanen"


@pytest.fixture
def personal(full):
    """Return a project whose every text has the name of a person."""
    place = Evidence(PERSON, "/html/body/p[1]", 0, len(PERSON), "one_liner")
    return replace(
        full,
        id="hameen-liitto-anna-virtanen-1",
        name=PERSON,
        applicant=f"{PERSON} ja työryhmä",
        partners=["Hämeen liitto", "Virtanen Kalle"],
        description=f"Taiteilija {PERSON} maalaa.",
        goals=["maalata työryhmässä", "Virtasen teokset"],
        page_title=f"Apurahat: {PERSON}",
        other_fields={"Yhteyshenkilö": f"{PERSON}, 050 123", "Aika": "aina"},
        evidence={
            "name": place,
            "applicant": place,
            "granted_amount": place._replace(raw="79 900 €"),
            "total_cost": place._replace(raw=f"{PERSON}: 99 875,50 €"),
            "description": [place],
        },
    )


def test_the_grant_stays_and_the_person_does_not(personal):
    [one] = withhold([personal])
    assert (one.name, one.applicant, one.granted_amount) == (UNNAMED, None, Decimal("79900.00"))
    assert (one.partners, one.goals, one.other_fields) == (
        ["Hämeen liitto"],
        ["maalata työryhmässä"],
        {"Aika": "aina"},
    )
    assert (one.description, one.page_title, one.applicant_business_id) == (None, None, None)
    assert list(one.evidence) == ["granted_amount"]
    assert "WITHHELD" in one.warnings


def test_no_file_has_the_name(tmp_path, personal):
    dataset.publish(tmp_path, Edition([], withhold([personal])))
    for name in FILES:
        data = (tmp_path / name).read_bytes().lower()
        assert b"anna" not in data, name


def test_an_id_lasts_and_tells_nothing(personal):
    [one], [again] = withhold([personal]), withhold([replace(personal, granted_amount=None)])
    assert one.id == again.id
    assert one.id.startswith("person-")


def test_what_was_read_is_not_changed(personal):
    before = replace(personal)
    withhold([personal])
    assert personal == before


def test_a_project_with_a_name_of_its_own_keeps_it(full):
    [one] = withhold([replace(full, applicant=PERSON)])
    assert (one.name, one.applicant) == (full.name, None)


def test_organisations_are_published_as_they_are(full, bare):
    assert withhold([full, bare]) == [full, bare]
    assert withhold([full])[0] is full
