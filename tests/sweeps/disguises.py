"""Other ways in which the same page may come: each a function from its HTML to bytes and their media type.

What a page tells is the same in all of them, but for texts, which lose what only marks showed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tests.sweeps import renderings

if TYPE_CHECKING:
    from collections.abc import Callable

    Disguise = Callable[[str], tuple[bytes, str]]

_TEXT = re.compile(r">([^<>]*[^<>\s][^<>]*)<")
_DIGITS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_LETTERS = {"ä": "&auml;", "ö": "&ouml;", "å": "&aring;", "Ä": "&Auml;", "Ö": "&Ouml;", "€": "&euro;", "–": "&ndash;"}
_LONG_WORD = re.compile(r"(?<![&\w])[^\W\d_]{5}(?=[^\W\d_]{4})(?![^<]*>)")


def _html(change: Callable[[str], str]) -> Disguise:
    """Return the disguise that changes a page's source."""
    return lambda html: (change(html).encode(), "text/html")


def _in_body(change: Callable[[str], str]) -> Disguise:
    """Return the disguise that changes what stands in a page's body."""

    def changed(html: str) -> str:
        head, body = html.split("<main>")
        return f"{head}<main>{change(body)}"

    return _html(changed)


def _in_text(change: Callable[[str], str]) -> Disguise:
    """Return the disguise that changes the words between the tags of a page's body."""
    return _in_body(lambda body: _TEXT.sub(lambda text: f">{change(text[1])}<", body))


def _encoded(encoding: str, *, told: bool) -> Disguise:
    """Return the disguise that sends a page in an encoding, told by the header or by nothing but its own `meta`."""

    def sent(html: str) -> tuple[bytes, str]:
        html = html.replace('<meta charset="utf-8">', "" if told else f'<meta charset="{encoding}">')
        return html.encode(encoding, "xmlcharrefreplace"), f"text/html; charset={encoding}" if told else "text/html"

    return sent


def _text(render: Callable[[str], str]) -> Disguise:
    """Return the disguise that saves a page as plain text."""
    return lambda html: (render(html).encode(), "text/plain")


def _renamed(*names: tuple[str, str]) -> Callable[[str], str]:
    """Return what gives elements other names: `("p", "div")`."""

    def renamed(body: str) -> str:
        for old, new in names:
            body = re.sub(rf"<{old}(?=[ >])", f"<{new}", body)
            body = body.replace(f"</{old}>", f"</{new.split(' ')[0]}>")
        return body

    return renamed


DISGUISES: dict[str, Disguise] = {
    "as it is": _html(lambda html: html),
    "minified": _html(lambda html: re.sub(r">\s+<", "><", html)),
    "indented": _in_body(lambda body: re.sub(r"(?<=>)(?=</?(?:p|div|li|ul|h[1-6]|t[rdh]|table|d[dlt])\b)", "\n\t\t", body)),
    "CRLF": _html(lambda html: html.replace("\n", "\r\n").replace("><", ">\r\n<")),
    "hard spaces": _in_text(lambda text: text.replace(" ", "\u00a0")),
    "thin spaces in numbers": _in_text(lambda text: _DIGITS.sub("\u2009", text)),
    "narrow spaces in numbers": _in_text(lambda text: _DIGITS.sub("\u202f", text)),
    "hyphens for dashes": _in_text(lambda text: text.replace("–", "-")),
    "long dashes": _in_text(lambda text: text.replace("–", "—")),
    "entities": _in_body(lambda body: re.sub("[äöåÄÖ€–]", lambda letter: _LETTERS[letter[0]], body)),
    "numeric references": _in_body(lambda body: re.sub(r"[^\x00-\x7f]", lambda letter: f"&#{ord(letter[0])};", body)),
    "soft hyphens": _in_body(lambda body: _LONG_WORD.sub(r"\g<0>&shy;", body)),
    "accents apart": _html(lambda html: unicodedata.normalize("NFD", html)),
    "zero-width spaces": _in_text(lambda text: f"\u200b{text}\u200b"),
    "windows-1252 by meta": _encoded("windows-1252", told=False),
    "windows-1252 by header": _encoded("windows-1252", told=True),
    "utf-16": _encoded("utf-16", told=True),
    "every text in a span": _in_body(lambda body: _TEXT.sub(r"><span style='x'>\1</span><", body)),
    "every text in font": _in_body(lambda body: _TEXT.sub(r"><font face=Arial><font size=2>\1</font></font><", body)),
    "comments between": _in_body(lambda body: body.replace("><", "><!-- wp:block --><")),
    "unclosed": _in_body(lambda body: re.sub(r"</(?:li|p|td|th|tr|dd|dt)>", "", body)),
    "capital tags": _in_body(lambda body: re.sub(r"</?[a-z0-9]+", lambda tag: tag[0].upper(), body)),
    "paragraphs as boxes": _in_body(_renamed(("p", "div"))),
    "headings as bold paragraphs": _in_body(lambda body: re.sub(r"<(h[2-6])>(.*?)</\1>", r"<p><strong>\2</strong></p>", body)),
    "headings a level down": _in_body(_renamed(("h4", "h5"), ("h3", "h4"), ("h2", "h3"))),
    "headings with an id": _in_body(lambda body: re.sub(r"<(h[2-6])>", r'<\1 id="x" class="wp-block-heading">', body)),
    "items as paragraphs": _in_body(lambda body: _renamed(("li", "p"))(re.sub(r"</?[uo]l>", "", body))),
    "paragraphs in items": _in_body(lambda body: re.sub(r"<li>([^<]*)</li>", r"<li><p>\1</p></li>", body)),
    "rows in tbody": _in_body(lambda body: re.sub(r"<table>(<tr>.*?</tr>)</table>", r"<table><tbody>\1</tbody></table>", body, flags=re.DOTALL)),
    "in a layout table": _in_body(lambda body: f"<table><tr><td>{body.replace('</main>', '</td></tr></table></main>', 1)}"),
    "in nested boxes": _in_body(lambda body: f"<div><div><section>{body.replace('</main>', '</section></div></div></main>', 1)}"),
    "broken tags": _in_body(lambda body: f"</p></section>{body}</div></span>"),
    "text: as a browser copies it": _text(renderings.copied),
    "text: padded columns": _text(renderings.padded),
    "text: lynx": _text(renderings.lynx),
    "text: Markdown": _text(renderings.markdown),
    "text: glued": _text(renderings.glued),
}  # fmt: skip
"""By their names; `text: …` are renderings."""
