"""A page of twice as many of anything takes twice as much work, no more: a hostile page must not hold up a run.

Work is counted in calls, which are the same on every machine; so no clock is needed.
"""

from __future__ import annotations

import sys

import pytest

from scraper import extract

TITLE = "<!doctype html><main><h1>Rahoitetut hankkeet 2021</h1>"
IN_LINE = f"{TITLE}<p>"
FRAGMENTS = {
    TITLE: [
        '<a href="/x">Silta</a> ',
        "<span>Hakija</span>",
        "<b>Hakija:</b> Lopen kunta ",
        "<b>Myönnetty rahoitus:</b> ei <i>tietoa</i> ",
        "Hakija: Lopen kunta<br>",
        "Silta (Lopen kunta, 5 000 €)<br>",
        "<li>Silta, Lopen kunta, 5 000 €</li>",
        "<li>Silta, Lopen kunta, 5 000 €, 6 000 €</li>",
        "<li>Maija Virtanen, 5 000 €</li>",
        "<p>Lopen kunnalle myönnettiin 5 000 euroa.</p>",
        "<p>Lopen kunnalle myönnettiin 5 000 euroa.</p><div><h3>Silta</h3><p>Lopen kunta</p><p>5 000 €</p></div>",
        "<h2>Silta</h2>",
        "<h2>Silta</h2><p>Hakija: Lopen kunta</p>",
        "<h2>Silta</h2><p>Hanke kokoaa kunnat. Se alkaa.</p>",
        "<p>Tavoitteet</p><ul><li>lisätä osaamista</li></ul>",
        "<p>Rahoitetut hankkeet:</p><ul><li>Silta, Lopen kunta</li></ul>",
        "<div class=card><p>Lopen kunta</p><p>5 000 €</p><p>2021–2022</p></div>",
        "<details><summary>Silta</summary><p>Hakija: Lopen kunta</p></details>",
        "<button aria-expanded=false>Silta</button><div hidden><p>Hakija: Lopen kunta</p></div>",
        "<table><tr><td>Hakija</td><td>Lopen kunta</td></tr></table>",
        "<table><tr><th>Hanke</th><th>Tuki</th></tr><tr><td>Silta</td><td>5 000 €</td></tr></table>",
        "<time datetime=2021-01-01>1.1.2021</time> ",
        "<p>Päivitetty 1.1.2021</p>",
        "<p>Yhteensä 5 000 €</p>",
        "<div><div>Hanke</div><div>Hakija</div><div>Tuki</div></div>",
        "<div><p>5 000 €</p><p>Tuki</p></div>",
        "<div><p>Lopen kunta</p><p>Hakija</p></div>",
        "Tuki 5 000 €<b>Päättynyt</b> ",
        "<div><h2>Evästeet</h2><p>Hyväksy</p></div>",
    ],
    f"{TITLE}<dl>": [
        "<dt>Hakija</dt>",
        "<dt>Hakija</dt><dd>Lopen kunta</dd>",
        "<dt>Väri</dt><dd>sininen</dd>",
        "<dd>Lopen kunta</dd>",
    ],
    f"{TITLE}<table><tr>": ["<td>Silta</td>", "<th>Hakija</th>", "<td>Hakija</td><td>Lopen kunta</td>"],
    f"{TITLE}<table><tr><th>Hanke</th><th>Hakija</th><th>Tuki</th></tr>": [
        "<tr><td>Silta</td><td>Lopen kunta</td><td>5 000 €</td></tr>",
        "<tr><td rowspan=9>Silta</td><td>Lopen kunta</td><td>5 000 €</td></tr>",
        "<tr></tr>",
    ],
    IN_LINE: [
        "Lopen kunnalle myönnettiin 5 000 euroa Silta-hankkeeseen. ",
        "Hakija: Lopen kunta Myönnetty rahoitus: 5 000 € ",
        "Silta-hankkeelle 5 000 euroa, ",
        "Hämeen liitto ",
        "Lopen kunta ja ",
        "1 000 ",
        "1.1.",
        "1",
        "(",
        "”Silta” ",
        "Silta; ",
        "Silta/",
        "– ",
        "€",
        "a",
        " ",
        "&shy;",
    ],
    "Hankkeet\n\n": [
        "Silta, Lopen kunta, 5 000 €\n",
        "Hakija: Lopen kunta\n",
        "Hakija\nLopen kunta\n",
        "Hakija\n\nLopen kunta\n\n",
        "Silta     Lopen kunta     5 000 €\n",
        "| Silta | Lopen kunta | 5 000 € |\n",
        "1. Silta, Lopen kunta, 5 000 €\n",
        "- lisätä osaamista\n",
        "Silta\n",
        "osaa-\n",
        "Hanke\nHakija\nTuki\n",
        "Silta\nLopen kunta\n5 000 €\n",
        "Silta, jonka toteut-\ntaa Lopen kunta\n",
        "Sivu 1 (9)\n\f",
        "\n",
    ],
}
ROWS = [(before, fragment) for before, fragments in FRAGMENTS.items() for fragment in fragments]
MANY = 200
MOST = 2.2
"""Times the work for twice the page; what costs the same whatever the page brings it below two."""


@pytest.mark.parametrize(("before", "fragment"), ROWS, ids=[fragment for _, fragment in ROWS])
def test_twice_the_page_is_twice_the_work(before, fragment):
    work = [calls((before + fragment * many).encode(), before[0] == "<") for many in (MANY, 2 * MANY)]
    assert work[1] <= MOST * work[0]


def calls(page: bytes, is_html: bool) -> int:
    """Return how many calls the program makes to read a page, generators' steps and built-in functions among them."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    content_type = "text/html" if is_html else "text/plain"
    extract(b"<p>Hakija: Lopen kunta" if is_html else page[:100], content_type=content_type)  # loads what it needs
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        extract(page, content_type=content_type)
    finally:
        sys.setprofile(before)
    return count
