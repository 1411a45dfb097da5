from __future__ import annotations

from decimal import Decimal

import pytest

from scraper.gates import Gate, Yielded, accept, drift
from scraper.model import Page, Project

URL = "https://liitto.example/"


def rows(count: int, language: str | None = "fi", first: int = 0, **columns: object) -> Yielded:
    """Return so many projects; a list of so many values has one for each of them."""
    projects = []
    for number in range(count):
        values = {
            name: value[number] if isinstance(value, list) and len(value) == count else value
            for name, value in columns.items()
        }
        projects.append(Project(id=str(first + number), name="Hanke", source_url=URL, **values))
    return Yielded([Page(URL, language=language)], projects)


def euros(*amounts: int) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


def some(value: object, filled: int, of: int = 10) -> list[object]:
    return [value] * filled + [None] * (of - filled)


def warned(code: str, times: int, of: int = 10) -> list[list[str]]:
    return [[code]] * times + [[]] * (of - times)


UNKNOWN = ["UNKNOWN_LABEL"]
CASES = {
    "nothing before": (rows(0), rows(10), {}),
    "nothing at all": (rows(0), rows(0), {}),
    "the same": (rows(10), rows(10), {}),
    "empty": (rows(10), rows(0), {"empty": "failed"}),
    "80 %": (rows(10), rows(8), {}),
    "79 %": (rows(100), rows(79), {"drop": "failed"}),
    "more": (rows(10), rows(30), {}),
    "9 points": (rows(100, applicant="A"), rows(100, applicant=some("A", 91, 100)), {}),
    "10 points": (rows(10, applicant="A"), rows(10, applicant=some("A", 9)), {}),
    "20 points": (rows(10, applicant="A"), rows(10, applicant=some("A", 8)), {"fill applicant": "failed"}),
    "fuller": (rows(10, applicant=some("A", 5)), rows(10, applicant="A"), {}),
    "other fields emptier": (rows(10, other_fields={"Nro": "1"}), rows(10), {}),
    "withheld": (rows(10, applicant="A"), rows(10, applicant=some("A", 5), warnings=[[]] * 5 + [["WITHHELD"]] * 5), {}),
    "all withheld": (rows(10, applicant="A"), rows(10, warnings=["WITHHELD"]), {}),
    "3 times the sum": (rows(2, granted_amount=euros(5, 5)), rows(2, granted_amount=euros(15, 15)), {}),
    "over 3 times": (rows(2, granted_amount=euros(5, 5)), rows(2, granted_amount=euros(5, 26)), {"sum": "failed"}),
    "a third": (rows(2, granted_amount=euros(15, 15)), rows(2, granted_amount=euros(5, 5)), {}),
    "under a third": (rows(2, granted_amount=euros(15, 15)), rows(2, granted_amount=euros(5, 4)), {"sum": "failed"}),
    "no sum before": (rows(2), rows(2, granted_amount=euros(15, 15)), {}),
    "one grant over cost": (rows(10), rows(10, warnings=warned("GRANT_OVER_COST", 1)), {"grant-over-cost": "warned"}),
    "many": (rows(10), rows(10, warnings=warned("GRANT_OVER_COST", 2)), {"grant-over-cost": "failed"}),
    "as before": (rows(10, warnings=["GRANT_OVER_COST"]), rows(10, warnings=["GRANT_OVER_COST"]), {}),
    "one garbled": (rows(10), rows(10, warnings=warned("MOJIBAKE", 1)), {"mojibake": "warned"}),
    "all garbled": (rows(10), rows(10, warnings=["MOJIBAKE"]), {"mojibake": "failed"}),
    "Swedish": (rows(10), rows(10, "sv"), {"language": "failed"}),
    "no language": (rows(10), rows(10, None), {}),
    "Sámi": (rows(10), rows(10, "se"), {}),
    "new label": (rows(10), rows(10, warnings=UNKNOWN, other_fields={"Nro": "1"}), {"labels": "warned"}),
    "known label": (
        rows(10, warnings=UNKNOWN, other_fields={"Nro": "1"}),
        rows(10, warnings=UNKNOWN, other_fields={"Nro": "2"}),
        {},
    ),
    "half known": (rows(10), rows(10, first=5), {}),
    "few known": (rows(10), rows(10, first=6), {"known": "warned"}),
}


@pytest.mark.parametrize(("before", "now", "verdicts"), CASES.values(), ids=CASES)
def test_what_was_read_is_held_against_the_last_good_run(before, now, verdicts):
    gates = drift(before, now)
    assert {gate.name: gate.verdict for gate in gates if gate.verdict != "passed"} == verdicts
    assert all(bool(gate.message) == (gate.verdict != "passed") for gate in gates)


def test_what_may_be_empty():
    assert drift(rows(10), rows(0), may_be_empty=True) == []
    assert [gate.name for gate in drift(rows(10), rows(1), may_be_empty=True) if gate.verdict == "failed"] == ["drop"]


def test_gates_say_what_was_wanted_and_seen():
    gates = {gate.name: (gate.wanted, gate.seen) for gate in drift(rows(10, granted_amount=Decimal(30)), rows(4))}
    assert gates["drop"] == (8, 4)
    assert gates["sum"] == ("100 to 900", 0)
    assert gates["fill granted_amount"] == (0.9, 0)


def test_only_what_failed_is_accepted():
    verdicts = ("passed", "warned", "failed")
    gates = [Gate("drop", 1, 1, verdict) for verdict in verdicts]
    assert [gate.verdict for gate in accept(gates)] == ["passed", "warned", "accepted"]
