from __future__ import annotations

import io
import json as standard

import pytest

from scraper.publish import json
from scraper.schema import document, project_record


@pytest.mark.parametrize("evidence", [True, False])
def test_the_document_is_that_of_the_schema(page, full, bare, evidence):
    stream = io.StringIO()
    json.dump(stream, [page], [full, bare], evidence=evidence)
    parsed = standard.loads(stream.getvalue())
    assert parsed == document([page], [full, bare], evidence=evidence)
    assert list(parsed["projects"][0]) == list(document([], [full], evidence=evidence)["projects"][0])


def test_it_is_laid_out_for_reading(page, full):
    stream = io.StringIO()
    json.dump(stream, [page], [full])
    lines = stream.getvalue().split("\n")
    assert '      "name": "Häme Goes Global",' in lines
    assert '      "granted_amount": 79900,' in lines
    assert '      "total_cost": 99875.5,' in lines
    assert '      "goals": ["luoda verkosto", "kehittää, kokeilla", "=1+1"],' in lines
    assert lines[-2:] == ["}", ""]


def test_no_pages_and_no_projects():
    stream = io.StringIO()
    json.dump(stream, [], [])
    assert stream.getvalue() == '{\n  "schema_version": "1.0",\n  "pages": [],\n  "projects": []\n}\n'


@pytest.mark.parametrize("evidence", [True, False])
def test_json_lines_hold_a_project_each(full, bare, evidence):
    stream = io.StringIO()
    json.dump_lines(stream, [full, bare], evidence=evidence)
    lines = stream.getvalue().splitlines()
    assert [standard.loads(line) for line in lines] == [project_record(one, evidence=evidence) for one in (full, bare)]
    assert "Häme" in lines[0]


def test_records_are_written_as_they_come(full):
    stream = io.StringIO()

    def projects():
        yield full
        assert "Häme Goes Global" in stream.getvalue()
        yield full

    json.dump(stream, [], projects())
    assert stream.getvalue().count('"name"') == 2
