"""What a dataset says of itself to programs: held against the standards' own validators, where they come as packages.

The shapes and the schema below retell what the standards ask for; `make standards` uses the standards' own files.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import frictionless
import jsonschema
import pyshacl
import pytest
import rdflib

from scraper.errors import UsageError
from scraper.publish import dataset, dictionary
from scraper.publish.formats import DATA_FILES, Edition
from scraper.publish.publication import load_publication
from scraper.schema import COLUMNS

CONFIGURED = """
title = "Hankkeet"
description = "Kaikki hankkeet."
keywords = ["rahoitus"]
languages = ["fi"]
publisher = "Avoin data"
publisher_url = "https://example.org/"
contact = "mailto:data@example.org"
licence = "CC-BY-4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
url = "https://example.org/data"
frequency = "WEEKLY"

[threesixty]
prefix = "360G-test"

[threesixty.funders]
"Hämeen liitto" = "FI-PRO-0205868-2"
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> . @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <http://example.org/shapes#> .
:Dataset a sh:NodeShape ; sh:targetClass dcat:Dataset ;
    sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
        [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
        [ sh:path dct:publisher ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
        [ sh:path dct:accrualPeriodicity ; sh:maxCount 1 ; sh:class dct:Frequency ] ,
        [ sh:path dct:modified ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
        [ sh:path dcat:contactPoint ; sh:class vcard:Kind ] ,
        [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
:Distribution a sh:NodeShape ; sh:targetClass dcat:Distribution ;
    sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path dct:license ; sh:maxCount 1 ; sh:class dct:LicenseDocument ] ,
        [ sh:path dcat:byteSize ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
        [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path spdx:checksum ; sh:maxCount 1 ; sh:class spdx:Checksum ] .
"""
DAY = {"type": "string", "format": "date"}
ORGANISATIONS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {"type": "string", "pattern": r"^\S+$"}, "name": {"type": "string", "minLength": 1}},
    },
}
GRANT = {
    "type": "object",
    "required": [
        *("id", "title", "description", "currency", "amountAwarded", "awardDate"),
        *("recipientOrganization", "fundingOrganization"),
    ],
    "properties": {
        "id": {"type": "string", "pattern": r"^360G-\S+$"},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string", "minLength": 1},
        "currency": {"const": "EUR"},
        "amountAwarded": {"type": "number"},
        "amountAppliedFor": {"type": "number"},
        "awardDate": DAY,
        "plannedDates": {"type": "array", "items": {"properties": {"startDate": DAY, "endDate": DAY}}},
        "dateModified": {"type": "string", "format": "date-time"},
        "dataSource": {"type": "string", "format": "uri"},
        "recipientOrganization": ORGANISATIONS,
        "fundingOrganization": ORGANISATIONS,
    },
}


@pytest.fixture
def publication(tmp_path):
    (tmp_path / "mine.toml").write_text(CONFIGURED, encoding="utf-8")
    return load_publication(tmp_path / "mine.toml")


@pytest.fixture
def published(tmp_path, page, full, bare, publication):
    def publish(*projects, headings=None, about=publication):
        dataset.publish(tmp_path / "output", Edition([page], projects or [full, bare], about, headings))
        return tmp_path / "output"

    return publish


@pytest.mark.parametrize("headings", [None, "fi", "sv", "en"])
def test_the_data_package_is_valid(published, headings):
    report = frictionless.validate(str(published(headings=headings) / "current" / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    assert [task.name for task in report.tasks] == [name.replace(".", "-") for name in DATA_FILES]


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("projects.csv", "79900", "79901", "hash-count"),
        ("projects.csv", "2021-03-15", "15.3.2021x", "type-error"),
        ("projects.csv", "granted,", "paid,", "constraint-error"),
        ("goals.csv", "b-full", "b-none", "foreign-key"),
    ],
)
def test_the_package_tells_when_a_file_was_changed(published, file, old, new, error):
    folder = published() / "current"
    text = (folder / file).read_bytes().decode()
    (folder / file).write_bytes(text.replace(old, new).encode())
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert error in {found for [found] in report.flatten(["type"])}


def test_terms_are_those_that_were_configured(published):
    package = json.loads((published() / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
    assert package["contributors"][0]["email"] == "data@example.org"


def test_no_terms_are_made_up(published):
    package = json.loads((published(about=load_publication()) / "datapackage.json").read_text(encoding="utf-8"))
    assert {"licenses", "contributors", "homepage"}.isdisjoint(package)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # within rdflib itself
@pytest.mark.parametrize("configured", [True, False])
def test_the_catalogue_entry_has_the_shape_that_portals_expect(published, publication, configured):
    folder = published(about=publication if configured else load_publication())
    graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld", publicID="https://example.org/data/")
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, text
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    files = {str(url) for url in graph.objects(None, dcat.downloadURL)}
    assert files == {f"https://example.org/data/{name}" for name in DATA_FILES}


def test_search_engines_find_each_grant(published, full):
    graph = json.loads((published() / "dataset.jsonld").read_text(encoding="utf-8"))["@graph"]
    [grant] = [node for node in graph if node["@type"] == "MonetaryGrant" and node["identifier"] == full.id]
    assert grant["amount"] == {"@type": "MonetaryAmount", "currency": "EUR", "value": "79900"}
    assert (grant["funder"]["name"], grant["fundedItem"]["name"]) == (full.funder, full.name)


def grants(folder) -> list[dict[str, object]]:
    found = json.loads((folder / "360giving.json").read_text(encoding="utf-8"))["grants"]
    for grant in found:
        jsonschema.validate(grant, GRANT, format_checker=jsonschema.FormatChecker())
    return found


def test_a_grant_has_all_that_the_standard_asks_for(published, full):
    [grant] = grants(published())
    assert (grant["amountAwarded"], grant["awardDate"]) == (79900, "2021-02-01")
    assert grant["recipientOrganization"] == [{"id": "FI-PRO-1234567-1", "name": full.applicant}]


@pytest.mark.parametrize(
    "change",
    [
        {"decision_date": None},
        {"granted_amount": None},
        {"applicant": None},
        {"funder": "Uudenmaan liitto"},
        {"status": "rejected"},
        {"description": None, "goals": []},
    ],
    ids=str,
)
def test_what_can_not_be_a_grant_is_left_out(published, full, change):
    assert grants(published(replace(full, **change))) == []


def test_an_applicant_without_a_business_id_has_an_id_of_ours(published, full):
    first, second = (
        grants(published(replace(full, applicant_business_id=None, applicant=name)))[0]["recipientOrganization"][0][
            "id"
        ]
        for name in ("Åbo Akademi", "Abo Akademi")
    )
    assert first.startswith("360G-test-org:abo-akademi-")
    assert first != second


def test_a_day_that_there_is_not_would_be_seen(full):
    broken = {"id": "360G-x", "awardDate": "2021-04-31"}
    messages = [
        error.message
        for error in jsonschema.Draft202012Validator(GRANT, format_checker=jsonschema.FormatChecker()).iter_errors(
            broken
        )
    ]
    assert "'2021-04-31' is not a 'date'" in messages
    assert date(2021, 2, 1) == full.decision_date


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('licence = "CC BY"', "line 3: licence: 'CC BY' is not an SPDX id"),
        ('url = "example.org"', "url: 'example.org' is not a web address"),
        ('homepage = "https://example.org"', "homepage: no such key"),
        ('contact = "data@example.org"', "contact: 'data@example.org' is not a web address or mailto:"),
        ('[threesixty]\nprefix = "abc"', "line 4: threesixty.prefix: 'abc' is not a prefix"),
        ('language = "suomi"', "line 3: language: 'suomi' is not fi, sv or en"),
        ("privacy = true", "line 3: privacy: True is not a table"),
        ('[privacy]\nkeep = "yes"', "line 4: privacy.keep: no such key"),
        ("[privacy]\nkeep_in_history = 1", "line 4: privacy.keep_in_history: 1 is not true or false"),
        ("[privacy]\nretention_days = 0", "line 4: privacy.retention_days: 0 is not a whole number of days"),
        ('[privacy]\npersons = ["Virtanen"]', "line 4: privacy.persons: ['Virtanen'] is not a list of full names"),
        ("[threesixty]", "line 3: threesixty.prefix: is missing"),
        ("title = ", "no TOML"),
    ],
)
def test_a_wrong_publication_is_refused(tmp_path, line, words):
    file = tmp_path / "mine.toml"
    file.write_text(f'title = "T"\ndescription = "D"\n{line}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.toml") as refused:
        load_publication(file)
    assert words in str(refused.value)


@pytest.mark.parametrize("language", dictionary.LANGUAGES)
@pytest.mark.parametrize("table", dictionary.COLUMNS_OF)
def test_the_dictionary_knows_every_column_and_no_heading_twice(table, language):
    entries = dictionary.entries(table, language)
    assert [entry.column for entry in entries] == list(dictionary.COLUMNS_OF[table])
    assert len({entry.heading for entry in entries}) == len(entries)
    assert all(entry.meaning.endswith((".", "…", "EUR.")) for entry in entries)


def test_columns_are_those_of_the_schema():
    assert dictionary.COLUMNS_OF["projects"] == COLUMNS


@pytest.mark.parametrize("language", ["fi", None])
def test_what_the_publisher_says_is_in_the_language_that_was_stated(published, publication, language):
    folder = published(about=replace(publication, language=language))
    told = json.loads((folder / "dcat.jsonld").read_text(encoding="utf-8"))
    stated = {"@language": language} if language else {}
    assert told["dct:title"] == {"@value": "Hankkeet", **stated}
    assert told["dct:description"] == {"@value": "Kaikki hankkeet.", **stated}
