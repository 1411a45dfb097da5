"""What a page is written in, and what the header and the page itself say of it: the text is right whatever they say."""

from __future__ import annotations

import encodings.aliases
from typing import TYPE_CHECKING

import pytest

from scraper import extract
from tests.faults.meeting import fetching
from tests.faults.server import ARRIVES, Fault, FaultServer
from tests.faults.wire import PAGE, head

if TYPE_CHECKING:
    from tests.faults.certificates import Authority

LABELS = sorted(
    {*encodings.aliases.aliases, *encodings.aliases.aliases.values()}
    | {
        "utf-7",
        "rot13",
        "rot-13",
        "zlib",
        "hex",
        "base64",
        "bz2",
        "uu",
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
    }
    | {"raw_unicode_escape", "mbcs", "oem", "charmap", "utf-8-sig", "utf-8;x", "UTF8", "none", "häme", "*", "x" * 5000}
    | {"../../etc/passwd", "%00", "'utf-8", '"utf-8', "utf-8'", "iso-8859-1:1987", "binary", "replacement", ""}
)
"""Every name in Python's registry of encodings, and some that are in none."""
PLACES = ("Häme", "Kymenlaakso", "Pöytyä", "Åland", "Österbotten", "Ylä-Savo", "Jämsä", "Äänekoski")
PAGES = {
    f"Jäätelöä ja pöytiä {number}": f"""<!doctype html><html><head>{{meta}}<title>{place} {number}</title></head>
<body><main><h2>Jäätelöä ja pöytiä {number}</h2><dl><dt>Hakija</dt><dd>{place}n kehittämisyhtiö Oy</dd>
<dt>Myönnetty tuki</dt><dd>{number} 900 euroa</dd></dl></main></body></html>"""
    for number, place in enumerate(PLACES * 5, 10)
}
"""Forty pages with the letters of Finnish, each with one project, by its name."""
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "iso-8859-15")
CLAIMS = {
    "nothing": (None, ""),
    "the header": ("{right}", ""),
    "the page": (None, "{right}"),
    "a wrong header": ("{wrong}", ""),
    "a wrong page": (None, "{wrong}"),
    "a wrong header, the page rightly": ("{wrong}", "{right}"),
    "the header, the page wrongly": ("{right}", "{wrong}"),
    "nonsense": ("utf-7", "rot13"),
}


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("claim", CLAIMS)
def test_forty_finnish_pages(codec: str, claim: str) -> None:
    says = {"right": codec.removesuffix("-sig"), "wrong": "iso-8859-1" if codec.startswith("utf-8") else "utf-8"}
    header, meta = (part and part.format(**says) for part in CLAIMS[claim])
    tag = f'<meta charset="{meta}">' if meta else ""
    for name, page in PAGES.items():
        read = extract(
            page.replace("{meta}", tag).encode(codec),
            content_type=f"text/html; charset={header}" if header else "text/html",
        )
        [project] = read.projects
        assert (project.name, str(project.granted_amount)) == (name, f"{name[-2:]}900")
        assert project.applicant is not None
        assert project.applicant.endswith("n kehittämisyhtiö Oy")


def test_no_label_in_a_header_changes_a_page(authority: Authority) -> None:
    """All labels one after another over one connection: each page arrives, and reads as it does without a label."""
    faults = [
        Fault(
            label,
            head(f"Content-Length: {len(PAGE)}", f"Content-Type: text/html; charset={label}") + PAGE,
            ARRIVES,
            keeps=True,
        )
        for label in LABELS
    ]
    expected = extract(PAGE, content_type="text/html").projects
    assert len(LABELS) > 400
    with FaultServer(authority.server(), faults) as server, fetching() as get:
        for fault in faults:
            response = get(server.url(fault, "http"))
            assert response.content_type is not None
            read = extract(response.body, content_type=response.content_type)
            assert read.projects == expected, fault.name
            assert fault.name.encode("latin-1") in response.content_type.encode("latin-1")
