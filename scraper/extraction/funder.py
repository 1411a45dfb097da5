"""Who grants: the funder that a page names, in its basic form, and its region.

Known bodies are found in every inflected form (`Hämeen liiton`, `Österbottens förbunds`), unknown ones only where a
sentence says that they fund (`Rahoituksen hankkeelle on antanut X.`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.page_title import host
from scraper.model import RawValue
from scraper.normalise.inflection import basic_form
from scraper.normalise.organisation import is_organisation
from scraper.normalise.tables import words
from scraper.signs import lines_with
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extraction.record import Pair
    from scraper.model import Block, Document

_GIVES = re.compile(
    r"(?:[Rr]ahoituksen [^.]{0,40}?on (?:antanut|myöntänyt)|[Rr]ahoittaja(?:na)? (?:on|toimii)|"
    r"[Rr]ahoituksesta vastaa|[Ff]inansiär är) "
    r"(?P<name>[A-ZÅÄÖ][^.,;()]{2,80}?(?: r[yf])?)(?=\.?$|\. |,|;| ja | och )"
)
_FUNDED_BY = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][\wåäö-]*(?: [\wåäö-]+){0,4}?(?: ry| rf| Oy| Ab)?:?n)(?: \w+){0,3} (?:rahoittam|myöntäm)\w+\b"
)
_MUNICIPAL = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?n "
    r"(?:kaupunginhallitus|kaupunginvaltuusto|kunnanhallitus"
    r"|[a-zåäö-]*lautakunta"
    r"(?= (?:päätti|myönsi|myöntää|jakoi|jakaa|on (?:myöntänyt|jakanut|päättänyt|tehnyt))\b)))(?![\w-])"
)
_LEADER = re.compile(r"\b(?P<name>Leader [A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*)*(?: ry| r\.y\.| rf))(?![\w])")

_FOUNDATION = re.compile(
    r"(?<![\w-])(?:The )?(?P<name>(?!(?:The|Säätiö|Rahasto|Stiftelsen|Fonden|Foundation|Fund) )"
    r"[A-ZÅÄÖ][\w’'-]*(?: (?:[A-ZÅÄÖ][\w’'-]*|ja|och|and|of|för|[\w-]*säätiö|[\w-]*rahasto))*)"
    r"(?:(?<=säätiö)|(?<=rahasto)|(?<=tiftelsen)|(?<=fonden)|(?<=Foundation)|(?<=Fund))"
    r"(?<!aluekehitysrahasto)(?<!osiaalirahasto)(?<!aaseuturahasto)(?<!talousrahasto)"
    r"(?<!Development Fund)(?<!Social Fund) "
    r"(?:on (?:myöntänyt|jakanut|tehnyt [^.]{0,40}päätö)|myönsi|myöntää|jakoi|jakaa|teki [^.]{0,40}päätö|"
    r"har beviljat|beviljade|beviljar|delade ut|delar ut|"
    r"has awarded|awarded|awards|has granted|granted|grants|announced its grants|announces its grants)(?:(?<=päätö)|\b)"
)
"""`Jokisäätiö myönsi`, `The Nordic Water Fund has awarded`; the funds of the EU are programmes."""

_GRANTS = re.compile(
    r"(?:^|(?<=[.!?] ))(?P<name>[A-ZÅÄÖ][^.,;:()€0-9]{2,80}?) "
    r"(?:on (?:myöntänyt|jakanut|rahoittanut)|myönsi|myöntää|jakoi|jakaa|rahoitti)\b"
)
"""An organisation at a sentence's beginning that grants: `Kirkkojen Liitto ry on myöntänyt`."""
_STATEMENTS = (
    (_GIVES, ("ahoituksen", "ahoittaja", "ahoituksesta", "inansiär")),
    (_LEADER, ("Leader ",)),
    (_MUNICIPAL, ("hallitus", "valtuusto", "lautakunta ")),
    (_FUNDED_BY, (" rahoittam", " myöntäm")),
    (_FOUNDATION, ("säätiö ", "rahasto ", "tiftelsen ", "fonden ", "Foundation ", "Fund ")),
    (_GRANTS, (" myön", " jakoi", " jakaa", " on jakanut", " rahoitti", " on rahoittanut")),
)
"""What tells that a body funds, each with words that such a text must hold: they are quicker to look for."""
_NEEDED = tuple(word for _, needed in _STATEMENTS for word in needed)
_words = re.compile(r"\w+").findall
_WORDS_ONLY = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256))
"""What is no letter or digit in Latin-1, as a space."""


class Funder(NamedTuple):
    """A body that grants: its name as published, and its region's code (`05`)."""

    name: str
    region: str | None
    state: bool = False
    """Whether it is one of the state's."""


class Funders:
    """The known bodies, found in text in any inflected form, and by web address."""

    def __init__(self) -> None:
        known = table("funders")
        self._forms: dict[str, Funder] = {}
        self._by_domain: dict[str, dict[str, Funder]] = {}
        self._keys: dict[str, str] = {}
        for entry in known["funder"]:
            region, state = entry.get("region"), entry.get("state", False)
            named = {"fi": Funder(entry["name"], region, state)}
            for language in ("sv", "en"):
                if language in entry:
                    named[language] = Funder(entry[language][0], region, state)
            for name in [entry["name"], *entry.get("also", ()), *_organs(entry["name"], known["organs"])]:
                self._add(name, named["fi"], known["inflections"])
            for language in ("sv", "en"):
                for name in entry.get(language, ()):
                    self._add(name, named[language], known["inflections"])
            for funder in named.values():
                self._keys[funder.name] = entry.get("same_as", entry["name"])
            for domain in entry.get("domains", ()):
                self._by_domain[domain] = named
        self._patterns = _by_first_word(self._forms)
        self._first_words = self._patterns.keys()
        self._spelled: dict[bytes, list[tuple[str, frozenset[bytes]]]] = {}
        """All forms with their words, by the first of these."""
        for form in self._forms:
            tokens = _tokens(form)
            self._spelled.setdefault(tokens[0], []).append((form, frozenset(tokens)))

    def _add(self, name: str, funder: Funder, inflections: dict[str, list[str]]) -> None:
        if name[0].islower():
            self._add(name[0].upper() + name[1:], funder, inflections)  # as a sentence begins
        self._forms.setdefault(name, funder)
        for ending in sorted(inflections, key=len, reverse=True):
            if name.endswith(ending):
                for form in inflections[ending]:
                    self._forms.setdefault(name[: -len(ending)] + form, funder)
                return

    def hinted(self, texts: Sequence[str]) -> list[int]:
        """Return the numbers of the texts that may name known bodies: the quick test that most lines fail."""
        said = set(_tokens("\n".join(texts)))
        begun = (form for first in said & self._spelled.keys() for form in self._spelled[first])
        return lines_with(texts, [form for form, tokens in begun if tokens <= said])

    def find(self, text: str) -> list[tuple[Funder, int, int]]:
        """Return the known bodies that a text names, with where."""
        firsts = self._first_words & set(_words(text))
        matches = [match for first in firsts for match in self._patterns[first].finditer(text)]
        matches.sort(key=lambda match: (match.start(), -match.end()))
        found: list[tuple[Funder, int, int]] = []
        for match in matches:
            if not found or match.start() >= found[-1][2]:  # a name within a longer one is none of its own
                found.append((self._forms[match[0]], match.start(), match.end()))
        return found

    def of_address(self, url: str | None, language: str | None) -> Funder | None:
        """Return the body whose web address this is, named in the page's language."""
        name = host(url)
        for domain, named in self._by_domain.items():
            if name == domain or name.endswith(f".{domain}"):
                return named.get(language or "fi", named["fi"])
        return None

    def key(self, name: str) -> str:
        """Return one name for all names of a known body, so that records of a body can be told to be one's."""
        return self._keys.get(name, name)

    def named(self, text: str) -> Funder:
        """Return the body of a funder label's value: the known one that it names, else as printed."""
        found = {funder for funder, _, _ in self.find(text)}
        return found.pop() if len(found) == 1 else Funder(text, None)


def _tokens(text: str) -> list[bytes]:
    """Return the words of a text in a spelling that is quick to split and may confuse rare letters."""
    return text.encode("latin-1", "replace").translate(_WORDS_ONLY).split()


def _organs(name: str, organs: dict[str, list[str]]) -> list[str]:
    """Return what a body's organs are called: `Lapin maakuntahallitus` decides for `Lapin liitto`."""
    owner, _, noun = name.rpartition(" ")
    return [f"{owner} {organ}" for organ in organs.get(noun, ()) if owner]


def _by_first_word(forms: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """Return what finds the forms that begin with a word, the longest first: a text has few of these words."""
    grouped: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        grouped.setdefault(_words(form)[0], []).append(re.escape(form))
    return {first: re.compile(rf"(?<![\w-])(?:{'|'.join(group)})(?!\w)") for first, group in grouped.items()}


@cache
def default_funders() -> Funders:
    """Return the shipped bodies, indexed once."""
    return Funders()


def read_funder(
    document: Document,
    url: str | None,
    pairs: Sequence[Pair],
    title: Block | None,
    outside: Iterable[Block],
    language: str | None,
) -> tuple[Funder, RawValue | None] | None:
    """Return who granted what the page lists, and where it says so; None where it names nobody or several."""
    funders = default_funders()
    labelled = [pair.value for pair in pairs if pair.field == "funder" and pair.value]
    if labelled:
        named = {funders.named(value.text) for value in labelled}
        return (named.pop(), labelled[0]) if len(named) == 1 else None
    paying = _paying(pairs, funders)
    by_address = funders.of_address(url, language)
    lines = list(outside)
    if by_address:
        printed = _mention(lines, by_address, funders)
        if printed is None and language is None and (other := _in_another_language(lines, by_address, funders)):
            return other
        return by_address, printed
    if paying:
        return paying
    zones = [[title] if title else [], [block for block in lines if block.kind == "heading"], lines]
    for zone in zones:
        found = _known(zone, funders)
        # `Opetus- ja kulttuuriministeriö on myöntänyt Taiteen edistämiskeskukselle …`: it hands on to who grants.
        found = [(funder, raw) for funder, raw in found if not _opens_sentence(funder, raw)] or found
        if len({funder for funder, _ in found}) == 1:
            return found[0]
        if found:
            return None
        if stated := _stated(zone):
            return stated
    for name in ("site_name", "title", "margin"):
        found = _known(document.facts.get(name, ()), funders)
        if name == "margin":  # the state's bodies keep sites for others' projects
            found = [(funder, raw) for funder, raw in found if not funder.state]
        if len({funder for funder, _ in found}) == 1:
            return found[0]
    return None


def _paying(pairs: Sequence[Pair], funders: Funders) -> tuple[Funder, RawValue] | None:
    """Return the one known body that each label of money names in place of a sum: `Funding: Business Finland`."""
    values = [pair.value for pair in pairs if pair.field == "granted_amount" and pair.value]
    named = [{funder for funder, _, _ in funders.find(value.text)} for value in values]
    if not named or len(named[0]) != 1 or any(each != named[0] for each in named):
        return None
    return named[0].pop(), values[0]


def _can_grant(name: str) -> bool:
    """Tell whether the subject of a sentence is a body with a name of its own, and not one of somebody's boards."""
    named = (" " in name or name.lower().endswith("ministeriö")) and is_organisation(name)
    return (named or name.startswith("Leader ")) and not name.lower().endswith(words("funders", "boards", "words"))


def _is_named(name: str) -> bool:
    """Tell whether words are more than a kind of bodies: `hallituksen`, `liikuntalautakunnan myöntämä` name nobody."""
    lower = name.lower()
    return " " in lower or not (
        lower in words("funders", "boards", "nameless") or lower.endswith(words("funders", "boards", "words"))
    )


def _known(zone: Iterable[Block], funders: Funders) -> list[tuple[Funder, RawValue]]:
    blocks = list(zone)
    return [
        (funder, RawValue(block.text[start:end], block, start, end, block, "mention"))
        for block in (blocks[at] for at in funders.hinted([block.text for block in blocks]))
        for funder, start, end in funders.find(block.text)
    ]


def _opens_sentence(funder: Funder, raw: RawValue) -> bool:
    """Tell whether a name that is printed in lower case else has a capital only since its sentence begins with it."""
    return funder.name[0].islower() and raw.text[0].isupper()


def _mention(lines: Iterable[Block], funder: Funder, funders: Funders) -> RawValue | None:
    """Return where the page's words name the body that its address belongs to."""
    return next((raw for found, raw in _known(lines, funders) if found == funder), None)


def _in_another_language(lines: Iterable[Block], funder: Funder, funders: Funders) -> tuple[Funder, RawValue] | None:
    """Return the name that a page prints of the body whose address it has, where nothing tells the page's language."""
    key = funders.key(funder.name)
    return next((each for each in _known(lines, funders) if funders.key(each[0].name) == key), None)


def _stated(zone: Iterable[Block]) -> tuple[Funder, RawValue] | None:
    """Return an unknown body that a sentence says funds, where all such sentences name the same one."""
    found: dict[str, RawValue] = {}
    blocks = list(zone)
    for at in lines_with([block.text for block in blocks], _NEEDED):
        block, text = blocks[at], blocks[at].text
        for pattern, needed in _STATEMENTS:
            if any(map(text.__contains__, needed)) and (match := pattern.search(text)):
                start, end = match.span("name")
                name = match["name"] if pattern is not _FUNDED_BY else basic_form(match["name"])
                if name and _is_named(name) and (pattern is not _GRANTS or _can_grant(name)):
                    found.setdefault(name, RawValue(match["name"], block, start, end, block, "mention"))
                    break
    if len({name.lower() for name in found}) != 1:
        return None
    name, raw = next(iter(found.items()))
    return Funder(name, None), raw
