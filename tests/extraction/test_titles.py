"""Lines that can name a project, and which of a page's kinds of lines does."""

from __future__ import annotations

import pytest

from scraper.document import read
from scraper.extraction.labels import default_labels
from scraper.extraction.sections import default_sections
from scraper.extraction.titles import Candidate, TitleReader, elect, is_listing


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("<h3>Biohiili</h3>", ("heading", 3)),
        ("<p><b>Biohiili</b></p>", ("strong", 0)),
        ("<p>Biohiili</p>", ("line", 0)),
        ("<ul><li>Biohiili</li></ul>", ("item", 1)),
        ("<h3>5G-verkko</h3>", ("heading", 3)),
        ("<h3>2022: vuosi vesistöille</h3>", ("heading", 3)),
        ("<h3>Tavoitteet</h3>", None),
        ("<h3>Hakija</h3>", None),
        ("<h3>EIP-hanke Käynnissä</h3>", None),
        ("<h3>Kehittämishanke</h3>", None),
        ("<h3>Hankkeet:</h3>", None),
        ("<h3>1.3.2022–28.2.2023</h3>", None),
        ("<h3>48 500 €</h3>", None),
        ("<h3>48 500 € Myönnetty rahoitus</h3>", None),
        ("<h3>– – –</h3>", None),
        ("<p>Hankkeessa kokeillaan biohiiltä.</p>", None),
        ("<p><b>Tärkeää on, että kaikki osallistuvat.</b></p>", None),
    ],
)
def test_candidate(line: str, style: tuple[str, int] | None) -> None:
    blocks = read(f"<html><body><main>{line}<p>Hakija: Lopen kunta</p></main></body></html>".encode()).blocks
    found = TitleReader(blocks, default_labels(), default_sections()).candidate(0, 1)
    assert (found and found.style) == style


def candidates(*styles: str) -> list[Candidate]:
    """Return candidates written `style level distance text`."""
    made = []
    for number, written in enumerate(styles):
        style, level, distance, text = written.split(maxsplit=3)
        made.append(Candidate(number, text, (style, int(level)), int(distance)))
    return made


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([["heading 2 2 Forssa", "heading 3 1 Biohiili"], ["heading 3 1 Hamppu"]], ["Biohiili", "Hamppu"]),
        ([["heading 2 2 Forssa", "heading 3 1 Biohiili"], ["heading 2 2 Loppi", "heading 3 1 Hamppu"]],
         ["Biohiili", "Hamppu"]),
        ([["heading 2 2 Biohiili", "heading 3 1 Lyhyesti"], ["heading 2 2 Hamppu", "heading 3 1 Lyhyesti"]],
         ["Biohiili", "Hamppu"]),
        ([["strong 0 2 Biohiili", "line 0 1 Forssan seutu"], ["strong 0 2 Hamppu", "line 0 1 Forssan seutu"]],
         ["Biohiili", "Hamppu"]),
        ([["heading 3 2 Biohiili", "line 0 1 Lopen kunta"], ["heading 3 2 Hamppu", "line 0 1 Ypäjän kunta"]],
         ["Biohiili", "Hamppu"]),
        ([["heading 3 -3 Biohiili"], ["heading 3 -3 Hamppu"]], ["Biohiili", "Hamppu"]),
        ([["heading 3 1 Biohiili"], []], ["Biohiili", None]),
        ([["line 0 1 Biohiili"], ["heading 0 1 Hamppu"], ["heading 0 1 Loppi"]], ["Biohiili", "Hamppu", "Loppi"]),
        ([["line 0 1 Lyhyesti"], ["heading 0 2 Hamppu"], ["heading 0 3 Loppi"]], [None, "Hamppu", "Loppi"]),
        ([[]], [None]),
    ],
)  # fmt: skip
def test_elect(groups: list[list[str]], expected: list[str | None]) -> None:
    names = elect([candidates(*group) for group in groups])
    assert [name and name.text for name in names] == expected


@pytest.mark.parametrize(
    ("title", "listing"),
    [
        ("AKKE-rahoitetut hankkeet 2021", True),
        ("Beviljade projekt", True),
        ("Funded projects", True),
        ("Biohiilestä bisnestä", False),
        ("TeknoHub", False),
        ("AKKE-ratkaisut", True),
        ("Etelä-Pohjanmaan Kylät ry", False),
        ("KA2 selection results 2023", True),
    ],
)
def test_is_listing(title: str, listing: bool) -> None:
    assert is_listing(title) is listing
