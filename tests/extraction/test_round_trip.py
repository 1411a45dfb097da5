"""Whatever a page's projects are, however it prints them: what was printed is read, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.reading import page, rows
from tests.extraction.test_markups import FACTS, NAMES

if TYPE_CHECKING:
    from tests.extraction.test_markups import Facts

WORDS = [
    "Biohiili",
    "Kestävä",
    "Lähiruoka",
    "Kylien",
    "Digiloikka",
    "Vesistö",
    "Matkailu",
    "Hamppu",
    "Osaava",
    "Verkosto",
]
ORGANISATIONS = [
    "Lopen kunta",
    "Forssan Yrityskehitys Oy",
    "Tampereen yliopisto",
    "Metsä ja pelto ry",
    "Suomen metsäkeskus",
]


@st.composite
def facts_of_projects(draw: st.DrawFn) -> list[tuple[str, dict[str, str], str]]:
    """Draw some projects: a name of its own, its labelled facts in the page's order, and the row they are read as."""
    names = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True).map(" ".join),
                          min_size=2, max_size=5, unique=True))  # fmt: skip
    order = draw(st.permutations(["Hakija", "Myönnetty rahoitus", "Kustannusarvio", "Toteutusaika"]))
    drawn = []
    for name in names:
        applicant = draw(st.sampled_from(ORGANISATIONS))
        grant = draw(st.integers(1, 9_999_999))
        cost = grant + draw(st.integers(0, 999_999))
        start = draw(st.dates(date(2015, 1, 1), date(2026, 12, 31)))
        end = draw(st.dates(start, date(2029, 12, 31)))
        values = {
            "Hakija": applicant,
            "Myönnetty rahoitus": f"{grant:,} €".replace(",", " "),
            "Kustannusarvio": f"{cost:,} €".replace(",", " "),
            "Toteutusaika": f"{start.day}.{start.month}.{start.year}–{end.day}.{end.month}.{end.year}",
        }
        missing = draw(st.sets(st.sampled_from(["Kustannusarvio", "Toteutusaika"])))
        row = [name, applicant, str(grant), "-" if "Kustannusarvio" in missing else str(cost)]
        row.append("-" if "Toteutusaika" in missing else f"{start}–{end}")
        drawn.append((name, {label: values[label] for label in order if label not in missing}, " | ".join(row)))
    return drawn


@given(facts_of_projects(), st.sampled_from(FACTS), st.sampled_from(NAMES))
def test_what_is_printed_is_read(projects: list[tuple[str, dict[str, str], str]], facts: Facts, name: str) -> None:
    parts = []
    for title, values, _ in projects:
        pairs = [facts.each.format(label=label, value=value) for label, value in values.items()]
        parts.append(name.format(name=title, facts=facts.around.format(facts.between.join(pairs))))
    assert rows(page("".join(parts))) == [row for _, _, row in projects]
