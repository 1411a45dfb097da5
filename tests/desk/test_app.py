from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from scraper.cli import main
from scraper.desk.reviewed import read
from scraper.sources import load_sources
from tests.desk.asking import ask
from tests.desk.conftest import LIITTO

if TYPE_CHECKING:
    from tests.desk.conftest import Opened

OVER = {"warning": "GRANT_OVER_COST", "note": "The council said so, 3 May."}
FIX = {"field": "granted_amount", "value": "7 990,50", "only": "1", "note": "A nine too many; the council said so."}


def untouched(opened: Opened) -> bool:
    return opened.definition.read_text() == LIITTO and not opened.desk.reviewed.exists()


@pytest.mark.parametrize("path", ["", "en/", "en/case/x", "desk.css", "desk.js"])
@pytest.mark.parametrize("key", ["", "x/", "{other}/", "%00/", "ä/", "../"])
def test_nothing_is_answered_without_the_key(opened: Opened, key: str, path: str) -> None:
    other = opened.app.key[:-1] + ("a" if opened.app.key[-1] != "a" else "b")
    got = ask(opened.origin, f"/{key.format(other=other)}{path}".replace("ä", "%C3%A4"))
    assert got.status in {400, 403}
    assert opened.app.key not in got.text + str(got.headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://localhost:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/json"},
        {"Content_Type": "multipart/form-data; boundary=x"},
        {"Content_Type": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize(("act", "form"), [("accept", OVER), ("lookup", FIX)], ids=["accept", "lookup"])
def test_forms_of_other_pages_write_nothing(
    opened: Opened, act: str, form: dict[str, str], headers: dict[str, str]
) -> None:
    assert opened.write(act, form, **headers).status == 403
    assert untouched(opened)


def test_no_form_is_taken_without_an_origin(opened: Opened) -> None:
    body = urlencode(OVER).encode()
    path = f"{opened.root}case/{opened.case().project.id}/accept"
    got = ask(opened.origin, path, method="POST", body=body, Content_Type="application/x-www-form-urlencoded")
    assert got.status == 403


def test_no_form_is_taken_from_a_page_that_was_pointed_here(opened: Opened) -> None:
    got = opened.write("accept", OVER, Host="evil.example:80", Origin="http://evil.example:80")
    assert got.status == 421
    assert untouched(opened)


def test_list_names_what_is_open(opened: Opened) -> None:
    got = ask(opened.origin, opened.root)
    assert "Silta tulevaan" in got.text
    assert "Laituri" not in got.text
    assert "The grant is larger than the total cost." in got.text
    assert got.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?source=liitto", 1),
        ("?source=none", 0),
        ("?warning=GRANT_OVER_COST", 2),
        ("?warning=MISSING_AMOUNT", 0),
        ("?page=2", 2),
        ("?page=-1&all=1", 2),
        ("?page=99999999999999999999999999", 2),
        ("?page=%C2%B2", 2),
        ("?source=%22%3E%3Cscript%3E", 0),
        ("?source=liitto&other=1", 1),
    ],
)
def test_list_is_filtered(opened: Opened, query: str, found: int) -> None:
    got = ask(opened.origin, opened.root + query)
    assert got.status == 200
    assert f"<h1>Records: {found}</h1>" in got.text
    assert "<script>" not in got.text


def test_too_many_fields_are_a_bad_request(opened: Opened) -> None:
    query = "&".join(f"a{number}=1" for number in range(100))
    assert ask(opened.origin, f"{opened.root}?{query}").status == 400
    assert ask(opened.origin, f"{opened.root}?a=%ff").status == 400
    assert opened.write("accept", {str(number): "x" for number in range(100)}).status == 400


@pytest.mark.parametrize(
    ("accepted", "language"), [("sv-FI,sv;q=0.9", "sv"), ("de, fi", "fi"), ("de", "en"), ("", "en")]
)
def test_language_is_the_browsers(opened: Opened, accepted: str, language: str) -> None:
    got = ask(opened.origin, f"/{opened.app.key}/", Accept_Language=accepted)
    assert (got.status, got.headers["Location"]) == (303, f"/{opened.app.key}/{language}/")
    assert ask(opened.origin, got.headers["Location"]).status == 200


def test_record_stands_beside_its_page(opened: Opened) -> None:
    html = opened.look()
    assert '<mark data-columns="granted_amount">79 900 €</mark>' in html
    assert '<mark data-columns="name">Silta tulevaan</mark>' in html


def test_page_that_is_not_archived_is_said(opened: Opened) -> None:
    for file in (opened.folder / "output" / "archive").iterdir():
        file.unlink()
    assert "The page&#39;s text is not there: " in opened.look()
    assert opened.write("lookup", FIX).status == 303


def test_words_of_a_page_are_words(opened: Opened) -> None:
    html = opened.look("Torni & muut")
    assert "Ääni &amp; " in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    "path",
    ["case/", "case/none", "case/none/accept", "case/../x", "none", "../desk.py", "case/{id}/accept", "case/{id}/x/y"],
)
def test_other_pages_are_not_there(opened: Opened, path: str) -> None:
    assert ask(opened.origin, opened.root + path.format(id=opened.case().project.id)).status == 404


def test_accepted_warning_leaves_the_list(opened: Opened) -> None:
    got = opened.write("accept", OVER)
    assert got.status == 303
    assert got.headers["Location"].endswith("#accept")
    [accepted] = read(opened.desk.reviewed)
    assert (accepted.project, accepted.note) == (opened.case().project.id, OVER["note"])
    assert "<h1>Records: 1</h1>" in ask(opened.origin, opened.root).text
    assert "<h1>Records: 2</h1>" in ask(opened.origin, f"{opened.root}?all=1").text
    assert opened.case().project.warnings == ["GRANT_OVER_COST"]


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({**OVER, "note": " \u200b"}, "Write why it is right"),
        ({**OVER, "warning": "MISSING_AMOUNT"}, "no such open warning"),
        ({**OVER, "warning": "OVERRIDDEN"}, "no such open warning"),
        ({}, "no such open warning"),
    ],
    ids=str,
)
def test_what_can_not_be_accepted(opened: Opened, form: dict[str, str], why: str) -> None:
    got = opened.write("accept", form)
    assert got.status == 422
    assert why in got.text
    assert untouched(opened)


def test_lookup_is_appended_and_shown(opened: Opened) -> None:
    got = opened.write("lookup", FIX)
    assert got.status == 303
    assert opened.definition.read_text() == (
        LIITTO + '\n[[lookups]]\nfield = "granted_amount"\nmatch = "79 900 €"\nname = "Silta tulevaan"\n'
        'value = 7990.50\nnote = "A nine too many; the council said so."\n'
    )
    assert "7990.5</strong>" in opened.look()


def test_lookup_is_published_by_the_next_run(opened: Opened) -> None:
    opened.write("lookup", FIX)
    opened.site.crawl(*load_sources(opened.folder / "sources"))
    assert not [case for case in opened.desk.cases() if case.open and case.project.name == "Silta tulevaan"]
    [corrected] = [one for one in opened.desk.records() if one.name == "Silta tulevaan"]
    assert (corrected.granted_amount, corrected.warnings) == (Decimal("7990.50"), ["OVERRIDDEN"])


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({**FIX, "note": ""}, "is not text that says why"),
        ({**FIX, "value": "noin 5"}, "is not an amount in euros"),
        ({**FIX, "field": "description"}, "Choose a field"),
        ({**FIX, "field": "evidence"}, "Choose a field"),
        ({**FIX, "field": "decision_date"}, "Choose a field"),
        ({**FIX, "field": "status", "remove": "1"}, "a project always has a status"),
        ({}, "Choose a field"),
    ],
    ids=str,
)
def test_wrong_lookups_are_refused_and_what_was_typed_stays(opened: Opened, form: dict[str, str], why: str) -> None:
    got = opened.write("lookup", form)
    assert got.status == 422
    assert why in got.text.replace("&#39;", "'")
    assert f'value="{form.get("value", "")}"' in got.text
    assert untouched(opened)


def test_lookup_for_a_record_that_has_changed(opened: Opened) -> None:
    got = opened.write("lookup", {**FIX, "seen": "sha256:0"})
    assert got.status == 409
    assert "nothing was written" in got.text
    assert untouched(opened)


def test_lookups_at_once_are_all_written(opened: Opened) -> None:
    columns = ["name", "applicant", "granted_amount", "total_cost"]
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda field: opened.write("lookup", {**FIX, "field": field, "value": "5"}), columns))
        again = list(pool.map(lambda _: opened.write("lookup", {**FIX, "field": "name", "value": "6"}), range(4)))
    assert {one.status for one in got} == {303}
    assert {one.status for one in again} == {422}
    [source] = [one for one in load_sources(opened.folder / "sources") if one.id == "liitto"]
    assert sorted(one.field for one in source.lookups) == sorted(columns)


@pytest.mark.parametrize("body", [b"\xff", b"note=%ff", b"", b"seen", b"\0" * 100], ids=repr)
def test_bodies_that_are_no_form(opened: Opened, body: bytes) -> None:
    path = f"{opened.root}case/{opened.case().project.id}/lookup"
    headers = {"Origin": opened.origin, "Content_Type": "application/x-www-form-urlencoded"}
    assert ask(opened.origin, path, method="POST", body=body, **headers).status in {400, 409}
    assert untouched(opened)


def test_command_without_a_dataset(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--output", str(tmp_path)]) == 3
    assert "holds no projects.json" in capsys.readouterr().err
