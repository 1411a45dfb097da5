"""HTML as plain text, as programs save it: a browser's clipboard, lynx, `pdftotext -layout`, Markdown, nothing but texts.

In goes a page of this sweep, which is well-formed but for void elements; out comes text. Short on purpose: what real
programs do beyond that, saved pages show.
"""

from __future__ import annotations

import re

from lxml import html as parser

_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "dt", "dd", "figcaption", "summary", "caption", "address"}
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}


def copied(page: str) -> str:
    """Return what a browser copies: cells parted by tabs, a blank line between blocks, no marks of lists."""
    return _rendered(page, row="\t".join, item="{}")


def padded(page: str) -> str:
    """Return a text whose tables have columns of spaces, as a printout's."""
    return _rendered(page, row=None, item="• {}")


def lynx(page: str) -> str:
    """Return a text whose cells are parted by single spaces, and whose items have stars."""
    return _rendered(page, row=" ".join, item="     * {}", indent="   ")


def markdown(page: str) -> str:
    """Return a text with Markdown's marks."""
    return _rendered(page, row=lambda cells: f"| {' | '.join(cells)} |", item="- {}", marks=True)


def glued(page: str) -> str:
    """Return the texts of all elements, one after the other, with no more than line breaks between blocks."""
    body = parser.fromstring(page).find(".//main")
    lines = (_said(block, glue="") for block in body.iter() if block.tag in {*_BLOCKS, "tr"} and not _has_blocks(block))
    return "\n".join(line for line in lines if line)


def _rendered(page, row, item, *, indent="", marks=False):
    body = parser.fromstring(page).find(".//main")
    parts = []
    for block in body.iter():
        if block.tag == "table":
            parts.append(_table(block, row, marks=marks))
        elif (
            block.tag in _BLOCKS
            and not _has_blocks(block)
            and not any(up.tag == "table" for up in block.iterancestors())
        ):
            text = _said(block, marks=marks)
            if not text:
                continue
            if block.tag == "li" or any(up.tag == "li" for up in block.iterancestors()):
                depth = sum(up.tag == "li" for up in block.iterancestors())
                parts.append("  " * depth + item.format(text))
            else:
                mark = _HEADINGS.get(block.tag, "") if marks else ""
                parts.append("\n" + "\n".join(indent + mark + line for line in text.split("\n")))
    return "\n".join(parts).strip() + "\n"


def _table(table, row, *, marks):
    rows = [
        [_said(cell, marks=marks).replace("\n", " ") for cell in line.iter("td", "th")] for line in table.iter("tr")
    ]
    if row is None:
        widths = [
            max(len(cells[at]) for cells in rows if at < len(cells)) + 3 for at in range(max(map(len, rows), default=0))
        ]
        lines = [
            "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)).rstrip() for cells in rows
        ]
    else:
        lines = [row(cells) for cells in rows]
        if marks and rows:
            lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n" + "\n".join(lines) + "\n"


def _has_blocks(block):
    return any(below.tag in _BLOCKS or below.tag == "table" for below in block.iterdescendants())


def _said(block, glue=" ", *, marks=False):
    """Return an element's own text, a line for each that `br` parts; `glue` stands between boxes and cells."""
    parts = []

    def walk(element):
        strong = marks and element.tag in ("b", "strong")
        parts.append("**" if strong else "")
        parts.append(element.text or "")
        for child in element:
            if child.tag == "br":
                parts.append("\n")
            else:
                walk(child)
            if child.tag in ("td", "th"):
                parts.append(glue)
            parts.append(child.tail or "")
        parts.append("**" if strong else "")

    walk(block)
    return "\n".join(filter(None, (re.sub(r"\s+", " ", line).strip() for line in "".join(parts).split("\n"))))
