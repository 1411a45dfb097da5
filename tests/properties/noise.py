"""What stands around the projects of a page and is none of theirs: other sums and dates, furniture, broken markup.

In comes the part of a page that prints projects; out go the page's bytes in some encoding, and the header they come
with. Nothing of it changes what the projects say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.properties.markups import TEXTS

if TYPE_CHECKING:
    from tests.properties.markups import Markup

INTRODUCTIONS = (
    "",
    "<p>Hämeen liitto rahoitti vuonna 2022 hankkeita yhteensä 1 183 500 eurolla.</p>",
    "<p>Päätökset tehtiin 14.6.2022. Hakijana voi olla kunta tai yhdistys, ja tukea saa enintään 80 %.</p>",
    "<p>Hakemuksia tuli 17, ja niissä haettiin tukea 2,4 milj. euroa.</p><p>Kustannusarviot tarkistettiin.</p>",
)
AROUND = (
    "{}",
    '<nav><ul><li><a href="/">Etusivu</a></li><li><a href="/haku">Rahoitushaku 1.2.–31.3.2023</a></li></ul></nav>{}',
    '{}<aside class="sidebar"><h2>Uutisia</h2><ul><li>Valtuusto myönsi 35 000 € nuorille</li>'
    "<li>Hanke X: toteutusaika 1.6.2021–31.5.2023</li></ul></aside>",
    "{}<footer><p>Hämeen liitto, 13100 Hämeenlinna, puh. 03 647 401</p><p>Päivitetty 2.1.2026</p></footer>",
    '<div class="cookie-banner" role="dialog"><dl><dt>Nimi</dt><dd>consent</dd><dt>Toteuttaja</dt><dd>Complianz</dd>'
    "<dt>Kesto</dt><dd>1 vuosi</dd></dl></div>{}",
    '<script>var hakija = "<dt>Hakija</dt><dd>Skripti Oy</dd>", summa = "99 999 €";</script>{}'
    "<style>.hakija::before { content: 'Hakija 1 €' }</style>",
    "{}<template><h2>Malli</h2><p>Hakija: Mallilan kunta</p><p>Myönnetty tuki: 1 000 €</p></template>",
)
BREAKS = (
    lambda body: body,
    lambda body: body + "</div></span></p>",
    lambda body: "</p></section>" + body,
    lambda body: body.replace("</li>", "").replace("</td>", "").replace("</tr>", ""),
    lambda body: body.replace("</p>", ""),
    lambda body: "<!-- <p>Hakija: Kommentti ry</p> -->" + body.replace("><", ">\r\n\t<"),
    lambda body: "<div><div><section>" + body,
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1")
LONG_WORD = re.compile(r"(?<![&\w])[^\W\d_]{5}(?=[^\W\d_]{4})(?![^<]*>)")
"""The first letters of a long word outside tags."""


@dataclass(frozen=True, slots=True)
class Noise:
    """What is added to a page, and how it is sent."""

    introduction: int = 0
    around: int = 0
    broken: int = 0
    hyphens: bool = False
    apart: bool = False
    """Whether letters and their accents are characters of their own, as some word processors write them."""
    copied: bool = False
    """Whether all stands there once more, hidden, as for small screens."""
    encoding: str = "utf-8"
    header: bool = False
    """Whether the encoding is told by the header instead of the page's own `meta`."""

    def page(self, markup: Markup, body: str) -> tuple[bytes, str | None]:
        """Return a page's bytes and its content type."""
        if markup.media == "text":
            return self._sent(f"{markup.title}\n\n{body}\n", "text/plain")
        if self.copied and markup.tells >= TEXTS:  # rows and one-liners that say the same would be two grants
            body = f'{body}<div class="mobile" style="display: none">{body}</div>'
        body = BREAKS[self.broken](body)
        if self.hyphens:
            body = LONG_WORD.sub(r"\g<0>&shy;", body)
        meta = (
            ""
            if self.header or self.encoding.startswith("utf-16")
            else f"<meta charset={self.encoding.removesuffix('-sig')}>"
        )
        head = f"<head>{meta}<title>{markup.title} – Hämeen liitto</title></head>"
        main = f"<main><h1>{markup.title}</h1>{INTRODUCTIONS[self.introduction]}{body}</main>"
        return self._sent(
            f"<!doctype html><html>{head}<body>{AROUND[self.around].replace('{}', main, 1)}</body></html>", "text/html"
        )

    def _sent(self, text: str, media: str) -> tuple[bytes, str | None]:
        """Encode a page; what the encoding lacks is a character reference."""
        named = (
            f"{media}; charset={self.encoding.removesuffix('-sig')}" if self.header or media == "text/plain" else None
        )
        return self._spelled(text).encode(self.encoding, "xmlcharrefreplace"), named

    def _spelled(self, text: str) -> str:
        return unicodedata.normalize("NFD", text) if self.apart else text

    def fits(self, text: str, markup: Markup) -> bool:
        """Tell whether a page can be sent so: a text file has no character references."""
        if markup.media == "html":
            return True
        try:
            self._spelled(text).encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def noises() -> st.SearchStrategy[Noise]:
    """Return any mixture of noise."""
    return st.builds(
        Noise,
        introduction=st.integers(0, len(INTRODUCTIONS) - 1),
        around=st.integers(0, len(AROUND) - 1),
        broken=st.integers(0, len(BREAKS) - 1),
        hyphens=st.booleans(),
        apart=st.booleans(),
        copied=st.booleans(),
        encoding=st.sampled_from(ENCODINGS),
        header=st.booleans(),
    )
