from __future__ import annotations

import pytest

from scraper.model import Project
from scraper.sources import Expectation, Source, judge


def projects(applicants: list[str | None]) -> list[Project]:
    return [Project(id=str(number), name="Hanke", applicant=one) for number, one in enumerate(applicants)]


CASES = [
    (Expectation(), [], ["0 projects where at least 1 are expected"], []),
    (Expectation(minimum=0), [], [], []),
    (Expectation(minimum=3), ["A", "B"], ["2 projects where at least 3 are expected"], []),
    (Expectation(minimum=3), ["A", "B", "C"], [], []),
    (Expectation(maximum=2), ["A", "B"], [], []),
    (Expectation(maximum=2), ["A", "B", "C"], [], ["3 projects where at most 2 are expected"]),
    (Expectation(minimum=3, allow_empty="Emptied in January."), [], [], []),
    (Expectation(minimum=3, allow_empty="Emptied in January."), ["A"], ["1 projects where at least 3 are"], []),
    (Expectation(fill={"applicant": 0.75}), ["A", "B", "C", None], [], []),
    (Expectation(fill={"applicant": 0.8}), ["A", "B", "C", None], ["applicant is filled in 3 of 4 projects (75%)"], []),
    (Expectation(fill={"applicant": 1}), ["A", ""], ["applicant is filled in 1 of 2 projects (50%)"], []),
    (Expectation(fill={"goals": 0.5}), ["A"], ["goals is filled in 0 of 1 projects (0%) where 50% are"], []),
    (Expectation(fill={"other_fields": 0.5}), ["A"], ["other_fields is filled in 0 of 1"], []),
    (Expectation(fill={"status": 1}), ["A"], [], []),
    (Expectation(minimum=0, fill={"applicant": 1}), [], [], []),
    (
        Expectation(minimum=2, fill={"applicant": 1}),
        [None],
        ["1 projects where at least 2", "applicant is filled in 0 of 1"],
        [],
    ),
]


@pytest.mark.parametrize(("expect", "applicants", "failures", "remarks"), CASES, ids=[str(case[:2]) for case in CASES])
def test_what_a_source_yields_is_held_against_what_is_expected(expect, applicants, failures, remarks):
    gates = judge(Source("a", "A", ("https://a.fi/",), expect=expect), projects(applicants))
    for verdict, expected in (("failed", failures), ("warned", remarks)):
        said = [gate.message for gate in gates if gate.verdict == verdict]
        assert len(said) == len(expected)
        assert all(line.startswith(beginning) for line, beginning in zip(said, expected, strict=True))
