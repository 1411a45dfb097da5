"""Values that stand over their labels: which of two lines around a label is its value."""

from __future__ import annotations

import pytest

from tests.extraction.test_pairs import pairs

SUM, COST = ("granted_amount", "5 000 €"), ("total_cost", "7 000 €")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div><p>5 000 €</p><p>Myönnetty tuki</p></div><div><p>7 000 €</p><p>Kustannusarvio</p></div>", [SUM, COST]),
        ("<div><h3>5 000 €</h3><p>Myönnetty tuki</p></div><div><h3>7 000 €</h3><p>Kustannusarvio</p></div>",
         [SUM, COST]),
        ("<div><p>Myönnetty tuki</p><p>5 000 €</p></div><div><p>Kustannusarvio</p><p>7 000 €</p></div>", [SUM, COST]),
        ("<p>5 000 €<br>Myönnetty tuki</p><p>7 000 €<br>Kustannusarvio</p>", [SUM, COST]),
        # Where no box tells, the line at the end does: a label with nothing below it.
        ("<p>5 000 €</p><p>Myönnetty tuki</p><p>7 000 €</p><p>Kustannusarvio</p>", [SUM, COST]),
        ("<p>5 000 €</p><p>Myönnetty tuki</p><p>7 000 €</p>", [("granted_amount", "7 000 €")]),
        ("<p>Myönnetty tuki</p><p>5 000 €</p><p>Kustannusarvio</p><p>7 000 €</p>", [SUM, COST]),
        ("<p>Lopen kunta<br>Hakija</p><p>5 000 €<br>Myönnetty tuki</p>", [("applicant", "Lopen kunta"), SUM]),
        ("<p>Biohiili<br>Hakija</p><p>Lopen kunta</p>", [("applicant", "Lopen kunta")]),
        ("<div><p>Biohiili</p><p>Hakija</p></div><p>Lopen kunta</p>", [("applicant", "Lopen kunta")]),
        ("<p>ks. liite<br>Myönnetty tuki</p><p>5 000 €</p>", [SUM]),
        ("<p><b>5 000 €</b><span>myönnetty tuki</span></p>", [SUM]),
        ("<p><b>Lopen kunta</b><span>hakija</span></p>", [("applicant", "Lopen kunta")]),
        ("<p><b>Biohiili</b><span>hakija</span></p>", []),
        ("<p><b>Paljon</b><span>myönnetty tuki</span></p>", []),
        ("<p><b>12</b><span>hanketta</span></p><p><b>5 000 €</b><span>tuki</span></p>", []),
        ("<p>12 hanketta</p><div><p>5 000 €</p><p>Myönnetty tuki</p></div>", []),
    ],
)  # fmt: skip
def test_pairs(body: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(body) == expected
