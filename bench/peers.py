"""What one would write by hand instead, with each library at its best and the page's markup known.

Each reader takes a page's bytes and the name of its markup and returns its records as printed. They normalise
nothing and keep no evidence.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pandas as pd
import trafilatura
from bs4 import BeautifulSoup
from lxml import etree
from parsel import Selector
from selectolax.lexbor import LexborHTMLParser

from bench.pages import LABELS, Record
from scraper import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PARSER = etree.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
"""The same settings as the program's own."""

FACTS = {"dl": "dl", "strong": "h2 + p", "table": "table"}
VALUES = {"dl": "dd", "table": "td"}


def bare_parse(data: bytes, markup: str) -> list[Record]:
    """Parse the page with lxml and look at nothing."""
    del markup
    etree.fromstring(data, PARSER)
    return []


def ours(data: bytes, markup: str) -> list[Record]:
    """Extract as anybody would, values normalised, and touch the evidence of every value."""
    del markup
    records = []
    for project in extract(data).projects:
        columns = ("name", "applicant", "granted_amount", "total_cost", "start_date")
        records.append(Record(*(project.evidence[column].raw for column in columns)))
    return records


def lxml_floor(data: bytes, markup: str) -> list[Record]:
    """Walk lxml's tree by hand."""
    main = next(etree.fromstring(data, PARSER).iter("main"))
    names, facts = [], []
    wanted = VALUES.get(markup)
    for element in main.iter("h2", wanted or "strong"):
        if element.tag == "h2":
            names.append(element.text)
            facts.append([])
        else:
            facts[-1].append(element.text if wanted else element.tail)
    return _records(names, facts)


def parsel(data: bytes, markup: str) -> list[Record]:
    """Select with parsel, Scrapy's selectors."""
    main = Selector(text=data.decode()).css("main")[0]
    values = f"{VALUES[markup]}::text" if markup in VALUES else "::text"
    facts = [each.css(values).getall() for each in main.css(FACTS[markup])]
    return _records(main.css("h2::text").getall(), (_without_labels(each, markup) for each in facts))


def soup(data: bytes, markup: str) -> list[Record]:
    """Select with BeautifulSoup over lxml."""
    main = BeautifulSoup(data, "lxml", from_encoding="utf-8").main
    facts = main.find_all(markup) if markup != "strong" else [h2.find_next("p") for h2 in main.find_all("h2")]
    lines = [
        [cell.get_text() for cell in each.find_all(VALUES[markup])] if markup in VALUES else list(each.stripped_strings)
        for each in facts
    ]
    return _records((h2.get_text() for h2 in main.find_all("h2")), (_without_labels(each, markup) for each in lines))


def selectolax(data: bytes, markup: str) -> list[Record]:
    """Select with selectolax over lexbor."""
    main = LexborHTMLParser(data).css_first("main")
    facts = main.css(FACTS[markup])
    lines = [
        [cell.text() for cell in each.css(VALUES[markup])]
        if markup in VALUES
        else each.text(separator="\n").split("\n")
        for each in facts
    ]
    return _records((h2.text() for h2 in main.css("h2")), (_without_labels(each, markup) for each in lines))


def trafilatura_and_patterns(data: bytes, markup: str) -> list[Record]:
    """Take trafilatura's text and search it with patterns."""
    del markup
    text = trafilatura.extract(data, output_format="txt", include_tables=True, include_comments=False) or ""
    return [Record(*found.groups()) for found in _IN_TEXT.finditer(text)]


_IN_TEXT = re.compile(
    r"^(.+)\n+[-|\s]*" + r"[-|\s]*".join(rf"{label}[-|\s]*(.+?)" for label in LABELS) + r"\s*\|?\s*$",
    re.MULTILINE,
)


def pandas_tables(data: bytes, markup: str) -> list[Record]:
    """Read the tables with pandas, which sees nothing else: no names over them, no other markup."""
    del markup
    tables = pd.read_html(io.BytesIO(data), encoding="utf-8", flavor="lxml")
    return _records(("" for _ in tables), (table[1].tolist() for table in tables))


def _without_labels(lines: list[str], markup: str) -> list[str]:
    """Return the values of lines in which labels and values take turns, if they do."""
    return lines if markup in VALUES else lines[1::2]


def _records(names: Iterable[str], facts: Iterable[list[str]]) -> list[Record]:
    return [Record(name, *values) for name, values in zip(names, facts, strict=True)]


READERS: dict[str, Callable[[bytes, str], list[Record]]] = {
    "bare lxml parse": bare_parse,
    "ours, normalised, with evidence": ours,
    "lxml, walked by hand": lxml_floor,
    "selectolax": selectolax,
    "parsel (Scrapy's selectors)": parsel,
    "BeautifulSoup (lxml)": soup,
    "trafilatura + patterns": trafilatura_and_patterns,
}


def readers(markup: str) -> dict[str, Callable[[bytes, str], list[Record]]]:
    """Return the readers that can see anything in a markup."""
    return READERS | {"pandas.read_html": pandas_tables} if markup == "table" else READERS
