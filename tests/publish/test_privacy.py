from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scraper.model import Evidence, Page, Person
from scraper.publish import dataset
from scraper.publish.formats import FILES, Edition
from scraper.publish.privacy import UNNAMED, Rule, individuals, mentions, withhold, without_person

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


def test_a_name_and_a_label_that_name_the_person_go(full):
    [one] = withhold([replace(full, applicant=PERSON, name="Anna Virtasen muistelmat", other_fields={PERSON: "5"})])
    assert (one.name, one.other_fields) == (UNNAMED, {})


def test_the_page_of_a_withheld_grant_does_not_name_the_person(personal):
    title = Evidence("Apuraha: Anna Virtanen", "/html/head/title", 0, 22, "metadata")
    page = Page("https://liitto.example/", "Apuraha: Anna Virtanen", unread=["Virtaselle 5 000 €", "Muille 6 €"])
    page.evidence = {"title": title, "funder": title._replace(raw="Hämeen liitto")}
    other = Page("https://muu.example/", "Apuraha: Anna Virtanen")
    on_page = replace(personal, source_url=page.url)
    one, untouched = Rule().pages([page, other], [on_page])
    assert (one.title, one.unread, list(one.evidence)) == (None, ["Muille 6 €"], ["funder"])
    assert untouched is other


def test_other_projects_of_the_page_do_not_name_the_person_either(personal, full):
    other = replace(full, description="Ohjaajana toimii Anna Virtanen.", page_title=personal.page_title)
    silent = replace(full, name="Torni", description="Virtasen tuvalla.", page_title="Apurahat")
    elsewhere = replace(other, source_url="https://toinen.fi/")
    _, shown, same, there = Rule().projects([personal, other, silent, elsewhere])
    assert (shown.id, shown.name, shown.applicant) == (other.id, other.name, other.applicant)
    assert (shown.description, shown.page_title) == (None, None)
    assert same is silent, "a surname alone may be anybody's"
    assert there is elsewhere


def test_who_is_withheld_is_told_under_the_published_id(personal, full):
    [hidden] = withhold([personal])
    assert list(Rule().persons([personal, full])) == [
        Person(hidden.id, "applicant", f"{PERSON} ja työryhmä"),
        Person(hidden.id, "partner", "Virtanen Kalle"),
        Person(hidden.id, "name", PERSON),
    ]


UNKNOWN = "Xyzzy Plughson"


@pytest.mark.parametrize(
    "column",
    [
        {"applicant": UNKNOWN},
        {"description": f"Vetäjä on Xyzzyn ryhmästä, {UNKNOWN}."},
        {"goals": [f"{UNKNOWN} maalaa"]},
        {"other_fields": {"Yhteyshenkilö": f"{UNKNOWN}, 050 123"}},
        {"page_title": UNKNOWN},
        {"name": f"{UNKNOWN}in kirja"},
        {"partners": [f"taiteilija {UNKNOWN}"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("recognised", [True, False])
def test_who_is_named_by_the_publisher_is_withheld_wherever_the_name_stands(full, column, recognised):
    project = replace(full, **column)
    [one] = Rule(recognised=recognised, also=(UNKNOWN,)).projects([project])
    assert "Plughson" not in str(one)
    assert "WITHHELD" in one.warnings
    assert withhold([project]) == [project]


def test_nobody_is_kept_who_is_named_by_the_publisher(personal):
    told = list(Rule(also=(PERSON,)).persons([personal]))
    assert [one.name for one in told] == ["Virtanen Kalle"]


def test_nobody_is_recognised_where_persons_are_published(personal):
    rule = Rule(recognised=False)
    assert rule.projects([personal])[0] is personal
    assert list(rule.persons([personal])) == []


def test_withholding_again_changes_nothing(personal):
    [once] = withhold([personal])
    assert withhold([once]) == [once]
    [more] = Rule(also=("Hämeen liitto",)).projects([once])
    assert more.id == once.id


@pytest.mark.parametrize(
    ("text", "said"),
    [("Anna Virtanen", True), ("hakija Virtanen, Anna", True), ("Anna Virtasen työ", True), ("Anna Mäkinen", False),
     ("Virtaset", False), ("Kalle Virtanen", False), ("", False)],
)  # fmt: skip
def test_a_full_name_is_found_in_any_order_and_case(text, said):
    assert mentions(text, PERSON) is said


def test_one_person_is_taken_out_and_the_others_stay(full):
    project = replace(full, applicant=PERSON, partners=["Kalle Mäkinen"])
    one = without_person(project, PERSON)
    assert (one.applicant, one.partners) == (None, ["Kalle Mäkinen"])
    assert without_person(full, PERSON) is full


@pytest.mark.parametrize(
    ("party", "names"),
    [
        ("Anna Virtanen", ["Anna Virtanen"]),
        ("ANNA VIRTANEN", ["Anna Virtanen"]),
        ("VIRTANEN Anna", ["Virtanen Anna"]),
        ("Anna Virtanen (pj)", ["Anna Virtanen"]),
        ("Anna Virtanen ja Kalle Mäkinen", ["Anna Virtanen", "Kalle Mäkinen"]),
        ("Anna Virtanen, Kalle Mäkinen & Maija Niemi", ["Anna Virtanen", "Kalle Mäkinen", "Maija Niemi"]),
        ("FT Anna Virtanen ja työryhmä", ["FT Anna Virtanen ja työryhmä"]),
        ("Hämeen liitto, Anna Virtanen", []),
        ("ANNA OY", []),
        ("Anna ja Kalle", []),
        ("Kanavan kehitys Oy", []),
        ("", []),
    ],
)
def test_a_party_is_persons_or_another_one(full, party, names):
    assert list(individuals(party)) == names
    [one] = withhold([replace(full, applicant=party)])
    assert (one.applicant is None) == bool(names)
    assert [person.name for person in Rule().persons([replace(full, applicant=party)])] == names


def test_a_name_goes_however_it_is_spelt(full):
    texts = ["VIRTANEN", "ANNA VIRTASEN teos", "Kalle MÄKISEN työ", "muuta"]
    [one] = withhold([replace(full, applicant="Virtanen Anna ja MÄKINEN Kalle", goals=texts)])
    assert one.goals == ["muuta"]
