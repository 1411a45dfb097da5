"""Which programme paid, and which year's grants a page lists, told by the page's own words.

Zones are asked in order: the title, the headings, the text outside the projects. The first that names a programme
decides; where it names two, none is published.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.titles import is_listing
from scraper.model import RawValue
from scraper.normalise.period import find_dates
from scraper.normalise.tables import signs
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.record import Pair
    from scraper.model import Block

_YEAR = re.compile(r"(?<![0-9.,/–—-])(?:19|20)[0-9]{2}(?![0-9]|[.,/][0-9]| ?[–—-] ?[0-9])")
_NEXT_CALL = re.compile(
    r"\b(?:haku|hakuaika|hakukierros)\b[^.]{0,40}(?:avautuu|avataan|aukeaa|alkaa|päättyy|on (?:auki|avoinna))|"
    r"\bmennessä\b|\bseuraava (?:haku|hakuaika|hakukierros)\b|"
    r"\bcalls?\b[^.]{0,40}(?:opens?|closes?)\b|\bnext call\b|"
    r"\bnästa (?:ansökningstid|ansökningsomgång|utlysning)",
    re.IGNORECASE,
)
"""A date beside such words is of grants that nobody has yet."""
_STATED_YEAR = re.compile(
    r"\b(?<!toteutetaan )(?<!kestää )(?<!valmistuu )(?<!päättyy )"
    r"(?:vuonna|vuoden|vuodelle|vuodeksi|vuotta|(?<!sedan )år(?:et)?|för|year|for|(?:award|grant|fund)[a-z]+ in) "
    r"(?P<year>(?:19|20)[0-9]{2})(?![0-9]| ?[–—-] ?[0-9]| alkaen| lähtien)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?:äivitetty|uokattu|ppdatera[dt]|pdated)(?: viimeksi| on| den)?:? ?$")
"""What stands before the day on which a page or a table was updated: it is not that of the grants."""

_TOP = 15
"""An emphasised line titles a page among so many lines."""
_LONGEST_HEADING = 100
"""Characters of a heading at most; a longer line that stands alone is text."""


class Mention(NamedTuple):
    """A programme named in a text."""

    code: str
    start: int
    end: int
    broad: bool
    grant_kind: bool
    paid_from: tuple[str, ...]
    """The programmes of which this one is a part: named beside it, they are not meant."""


class Programmes:
    """The known programmes, found in text by acronym or name."""

    def __init__(self) -> None:
        self._entries = table("programmes")["programme"]
        acronyms = sorted(
            ((a, i) for i, e in enumerate(self._entries) for a in e["acronyms"]), key=lambda pair: -len(pair[0])
        )
        words = sorted(
            ((w, i) for i, e in enumerate(self._entries) for w in e["words"]), key=lambda pair: -len(pair[0])
        )
        self._index = dict(acronyms)
        self._words = [
            (_longest_word(w), re.compile(re.escape(w.rstrip("*")).replace(r"\ ", " +"), re.IGNORECASE), number)
            for w, number in words
        ]
        self._signs = signs({word for word, _, _ in self._words})
        self._acronyms = re.compile(
            rf"(?<![\w+]){'(?:' + '|'.join(re.escape(a) for a, _ in acronyms) + ')'}(?![a-zåäöA-ZÅÄÖ0-9+])"
        )

    def find(self, text: str) -> list[Mention]:
        """Return every programme that a text names, in order."""
        found: list[Mention] = []
        if any(map(text.__contains__, self._index)):
            found += [self._mention(self._index[m[0]], m.start(), m.end()) for m in self._acronyms.finditer(text)]
        lowered = text.lower()
        if any(map(lowered.__contains__, self._signs)):
            found += [
                self._mention(number, m.start(), m.end())
                for word, pattern, number in self._words
                if word in lowered
                for m in pattern.finditer(text)
            ]
        return sorted(found, key=lambda mention: mention.start) if found else found

    def _mention(self, number: int, start: int, end: int) -> Mention:
        entry = self._entries[number]
        return Mention(
            entry.get("name", entry["code"]),
            start,
            end,
            entry.get("broad", False),
            entry.get("grant_kind", False),
            tuple(entry.get("paid_from", ())),
        )

    def named(self, text: str) -> str:
        """Return the code of a programme label's value: the known one that it names, else as printed."""
        codes = {mention.code for mention in self.find(text) if not mention.broad}
        return codes.pop() if len(codes) == 1 else text


def _longest_word(name: str) -> str:
    """Return the word of a name that is quickest to tell texts apart by."""
    return max(name.lower().rstrip("*").split(), key=len)


@cache
def default_programmes() -> Programmes:
    """Return the shipped programmes, indexed once."""
    return Programmes()


def read_programme(
    pairs: Sequence[Pair],
    payers: Sequence[Pair],
    title: Block | None,
    outside: Sequence[Block],
    beside: Sequence[Block] = (),
) -> tuple[str, RawValue] | None:
    """Return the programme of the page's grants, and where it says so; `beside` its text, where that names none.

    `payers` are the labels of grants that say who pays.
    """
    programmes = default_programmes()
    labelled = [pair.value for pair in pairs if pair.field == "programme" and pair.value]
    if labelled:
        named = {programmes.named(value.text) for value in labelled}
        return (named.pop(), labelled[0]) if len(named) == 1 else None
    zones: list[list[Block]] = [
        [title] if title else [],
        [block for block in outside if block.kind == "heading" or _leads(block)],
        list(outside),
    ]
    for number, zone in enumerate(zones):
        found = [(mention, block) for block in zone for mention in programmes.find(block.text)]
        if told := [each for each in found if number == 0 or not each[0].grant_kind]:
            return _one_of(told)
    around = [(mention, block) for block in beside for mention in programmes.find(block.text)]
    return _beside_funder([*pairs, *payers], programmes) or _one_of([each for each in around if not each[0].grant_kind])


def _one_of(found: Sequence[tuple[Mention, Block]]) -> tuple[str, RawValue] | None:
    """Return the programme that mentions agree on, a family of programmes only where they name none of it."""
    funds = {fund for mention, _ in found for fund in mention.paid_from}
    narrow = [(m, b) for m, b in found if not m.broad and m.code not in funds] or found
    if len({mention.code for mention, _ in narrow}) != 1:
        return None
    mention, block = narrow[0]
    raw = block.text[mention.start : mention.end]
    return mention.code, RawValue(raw, block, mention.start, mention.end, block, "mention")


def _beside_funder(pairs: Sequence[Pair], programmes: Programmes) -> tuple[str, RawValue] | None:
    """Return the one programme that the value of a funder's label names: `Rahoittaja: Hämeen liitto, EAKR`."""
    found = [
        (mention, pair.value)
        for pair in pairs
        if pair.field in {"funder", "granted_amount"} and pair.value
        for mention in programmes.find(pair.value.text)
        if not mention.grant_kind
    ]
    funds = {fund for mention, _ in found for fund in mention.paid_from}
    narrow = [(mention.code, value) for mention, value in found if mention.code not in funds]
    return narrow[0] if len({code for code, _ in narrow}) == 1 else None


def _heads(block: Block) -> bool:
    """Tell whether a line is a heading, leads to others, or is printed as a title near the top."""
    return block.kind == "heading" or _leads(block) or (block.strong and block.number < _TOP)


def _leads(block: Block) -> bool:
    """Tell whether a line announces what stands below it, as a heading does: `Hämeen liiton EAKR-hankkeet:`."""
    return block.text.endswith(":") and len(block.text) <= _LONGEST_HEADING


def read_year(
    title: Block | None, outside: Sequence[Block], published: RawValue | None, *, projects: int
) -> tuple[int, RawValue] | None:
    """Return the year of the grants.

    It is the one in a title or heading that announces them, else the one that the text states (`vuonna 2021`), else
    that of the day when they were announced: of `published`, or of the text's dates where all are of one year. Days say
    so only where the page tells of grants: by its title, or as it has so many `projects`; a title is that of several.
    """
    lines = [block for block in outside if "20" in block.text or "19" in block.text]
    headings = [block for block in lines if block != title and _heads(block) and len(block.text) <= _LONGEST_HEADING]
    for zone in ([title] if title else [], headings):
        found = [
            (m[0], RawValue(m[0], b, m.start(), m.end(), b, "mention"))
            for b in zone
            for m in _YEAR.finditer(b.text)
            if is_listing(b.text) or (b == title and projects > 1)
        ]
        if len({year for year, _ in found}) == 1:
            return int(found[0][0]), found[0][1]
    found = [
        (m["year"], RawValue(m["year"], block, m.start("year"), m.end("year"), block, "mention"))
        for block in lines
        for m in _STATED_YEAR.finditer(block.text)
    ]
    if found:
        return (int(found[0][0]), found[0][1]) if len({year for year, _ in found}) == 1 else None
    if not projects and (title is None or not is_listing(title.text)):
        return None
    if published and not _is_update(published) and (days := find_dates(published.text)):
        return days[0][2].year, published
    dated = [
        (day.year, RawValue(block.text[start:end], block, start, end, block, "mention"))
        for block in outside
        if not _NEXT_CALL.search(block.text)
        for start, end, day in find_dates(block.text)
    ]
    if len({year for year, _ in dated}) != 1:
        return None
    return next(((year, day) for year, day in dated if not _is_update(day)), None)


def _is_update(day: RawValue) -> bool:
    """Tell whether a day is the one on which something was updated."""
    return _UPDATED.search(day.block.text, 0, day.start) is not None
