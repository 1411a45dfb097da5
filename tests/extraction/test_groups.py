"""Facts into projects: where one ends and the next begins."""

from __future__ import annotations

import pytest

from scraper.document import read
from scraper.extraction.groups import group_pairs
from scraper.extraction.labels import default_labels
from scraper.extraction.pairs import find_pairs
from scraper.extraction.sections import default_sections
from scraper.extraction.titles import TitleReader


def groups(body: str) -> list[str]:
    """Return each group as the first letters of its labels."""
    document = read(f"<html><body><main>{body}</main></body></html>".encode())
    titles = TitleReader(document.blocks, default_labels(), default_sections())
    found = group_pairs(find_pairs(document, default_labels(), set()), document, titles)
    return ["".join(pair.label[0] for pair in group.pairs) for group in found]


NIMI = "<p>Hankkeen nimi: A</p>"
HAKIJA, TUKI, KUSTANNUS = "<p>Hakija: A ry</p>", "<p>Tuki: 5 000 €</p>", "<p>Kustannusarvio: 7 000 €</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (HAKIJA + TUKI + HAKIJA + TUKI, ["HT", "HT"]),
        ("<h2>Yksi</h2>" + HAKIJA + TUKI + "<h2>Kaksi</h2>" + HAKIJA, ["HT", "H"]),
        ("<h2>Yksi</h2>" + HAKIJA + "<h2>Kaksi</h2>" + TUKI + "<h2>Kolme</h2>" + HAKIJA, ["H", "T", "H"]),
        ("<h2>Yksi</h2>" + HAKIJA + "<h3>Rahoitus</h3>" + TUKI + "<h2>Kaksi</h2>" + HAKIJA, ["HT", "H"]),
        ("<h2>Yksi</h2>" + HAKIJA + "<h3>Pellolla</h3>" + TUKI + "<h2>Kaksi</h2>" + HAKIJA + "<h3>Kudonta</h3>" + TUKI,
         ["HT", "HT"]),
        ("<h2>Yksi</h2>" + HAKIJA + "<h2>Muuta</h2>" + TUKI + "<h2>Lisää</h2>" + KUSTANNUS, ["HTK"]),
        ("<h1>Kevät</h1><p>Rahoittaja: B ry</p><h2>Yksi</h2>" + HAKIJA + TUKI + "<h2>Kaksi</h2>" + HAKIJA + TUKI,
         ["R", "HT", "HT"]),
        (HAKIJA + "<p>Osatoteuttaja: B ry</p><p>Osatoteuttaja: C ry</p>" + TUKI + HAKIJA, ["HOOT", "H"]),
        # a page's end stands within the second project
        (NIMI + HAKIJA + TUKI + NIMI + HAKIJA + "<h2>Liitto</h2>" + TUKI + NIMI + HAKIJA, ["HHT", "HH", "T", "HH"]),
        (f"<div>{HAKIJA}{TUKI}</div><div>{HAKIJA}{TUKI}</div><p>Lisätietoja: C ry</p>", ["HT", "HT"]),
        (f"{HAKIJA}{TUKI}{HAKIJA}{TUKI}<p>Lisätietoja: C ry</p>", ["HT", "HTL"]),
    ],
)  # fmt: skip
def test_group_pairs(body: str, expected: list[str]) -> None:
    assert groups(body) == expected
