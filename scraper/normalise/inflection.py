"""Inflected names: an organisation as a sentence prints it, `Turun kaupungille` -> its basic form, `Turun kaupunki`.

The head nouns and their stems are in vocabulary/inflection.toml. Refused is whatever could have two basic forms, and
names of several organisations; a name in its basic form is no inflected name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from scraper.errors import CouncilScraperError
from scraper.normalise import ASKED_AGAIN
from scraper.normalise.tables import section, word_list, words

Case = Literal["genitive", "allative", "ablative", "adessive", "elative", "inessive"]


class Inflected(NamedTuple):
    """An inflected name's basic form, and the case it was printed in."""

    name: str
    case: Case


_WORD = re.compile(r"[^\s,;]+")
_ABBREVIATION = re.compile(r"(?P<stem>.*[^\W\d_]\.?):(?P<ending>[a-zåäö]{1,4})")
_TAIL = re.compile(r"(?:\s*\([^()]*\)|\s?/.+)$")
_JOINT = re.compile(r"(?P<word>\S+) / ")
"""A slash between two names: where only the last one has a case ending, it is that of both."""
_SEVERAL = re.compile(r"[,;]| (?:ja|sekä|och|samt|and) ")
_NEN = re.compile(r"(?P<stem>.*[aeiouyäö])se", re.IGNORECASE)
"""The stem of an adjective in -nen; a consonant before -se makes it another noun (`keskukse-`)."""


@lru_cache(ASKED_AGAIN)
def basic_form(text: str) -> str | None:
    """Return the basic form of an inflected organisation's name, None where it is not inflected or not certain."""
    found = read_inflected(text)
    return found.name if found else None


def read_inflected(text: str) -> Inflected | None:
    """Return the basic form and the case of an inflected name: `Auran kunnan` is `Auran kunta`, genitive.

    What follows the name in brackets or after a slash stays as printed (`Turun yliopistolle/MKK Rauma`), unless it
    alone has the ending (`Valo / Lopen kunnalle`). None for a name in its basic form, for one whose last word is no
    known head noun or abbreviation, for an attribute that may or may not agree (`Virtasen säätiön`), and for several
    organisations.
    """
    tail = None if (joint := _JOINT.search(text)) and _head(joint["word"]) is None else _TAIL.search(text)
    end = tail.start() if tail else len(text)
    found = [(each.start(), each.group()) for each in _WORD.finditer(text, 0, end)]
    head = _head(found[-1][1]) if found else None
    if head is None:
        return None
    name, several = head.name, _SEVERAL.search(text, 0, end) is not None
    for number, (start, word) in enumerate(reversed(found[:-1])):
        following = start + len(word)
        attribute = _attribute(word, head.case, adjacent=number == 0, several=several)
        if attribute is None:
            return None
        name = f"{attribute}{text[following : found[-1 - number][0]]}{name}"
    if tail and _in_case(tail.group().rstrip(" )"), head.case):
        return None
    return Inflected(f"{text[: found[0][0]]}{name}{text[end:]}", head.case)


def is_head_noun(word: str) -> bool:
    """Return whether a word is, or ends with, a noun that organisations are called by, in its basic form."""
    return word.lower().endswith(_rules().heads)


def _head(word: str) -> Inflected | None:
    """Return the basic form of the noun that a name ends with: a known head, or an abbreviation with its ending."""
    rules = _rules()
    if abbreviation := _ABBREVIATION.fullmatch(word):
        case = rules.abbreviated.get(abbreviation["ending"])
        return Inflected(abbreviation["stem"], case) if case else None
    if known := rules.names.get(word):
        return known
    lower = word.lower()
    if len(lower) != len(word) or not lower.endswith(rules.last_letters):
        return None
    for start in range(len(lower) - rules.shortest + 1):
        if known := rules.forms.get(lower[start:]):
            return Inflected(word[:start] + _as_printed(known.name, word[start:]), known.case)
    return None


def _as_printed(basic: str, inflected: str) -> str:
    """Return a head noun in the letter case that its inflected form is printed in."""
    if inflected.isupper():
        return basic.upper()
    return basic.capitalize() if inflected[0].isupper() else basic


def _attribute(word: str, case: Case, *, adjacent: bool, several: bool) -> str | None:
    """Return an earlier word of a name as its basic form has it, None where it can't be told.

    A word in another case than the head stays. In the genitive only the word right before the head can be an
    adjective of it: any other genitive stays too, unless it is a second organisation's.
    """
    rules = _rules()
    if several and (other := _head(word)) and other.case == case:
        return None
    if not _in_case(word, case):
        return word
    stem = word[: -len(next(ending for ending in rules.endings[case] if word.lower().endswith(ending)))]
    lower = stem.lower()
    if case == "genitive":
        if not adjacent or not (_NEN.fullmatch(lower) or lower in rules.others):
            return word
        return f"{stem[:-2]}nen" if f"{lower[:-2]}nen" in rules.nen else None
    if lower in rules.others:
        return _as_printed(rules.others[lower], stem)
    return f"{stem[:-2]}nen" if _NEN.fullmatch(lower) else None


def _in_case(word: str, case: Case) -> bool:
    return word.lower().endswith(_rules().endings[case])


class _Rules(NamedTuple):
    """The table of inflection, in the shapes that are asked."""

    forms: dict[str, Inflected]
    """Every form of every head noun."""
    names: dict[str, Inflected]
    """Every form of names that say nothing of what they are: `Xamkille`."""
    heads: tuple[str, ...]
    shortest: int
    last_letters: tuple[str, ...]
    endings: dict[Case, tuple[str, ...]]
    abbreviated: dict[str, Case]
    nen: frozenset[str]
    others: dict[str, str]
    """Adjectives that end otherwise, by their stem."""


@cache
def _rules() -> _Rules:
    endings: dict[Case, tuple[str, ...]] = {case: words("inflection", "endings", case) for case in get_args(Case)}
    forms = {form: found for noun in section("inflection", "heads") for form, found in _forms(noun, endings)}
    forms |= {f"{noun}s": Inflected(noun, "genitive") for noun in words("inflection", "swedish", "heads")}
    return _Rules(
        forms=forms,
        names={
            form: found
            for name in words("organisations", "names", "words")
            for form, found in _name_forms(name, endings)
        },
        heads=(*section("inflection", "heads"), *words("inflection", "swedish", "heads")),
        shortest=min(map(len, forms)),
        last_letters=tuple({form[-1] for form in forms}),
        endings=endings,
        abbreviated={ending: case for case in get_args(Case) for ending in words("inflection", "abbreviated", case)},
        nen=frozenset(words("inflection", "attributes", "nen")),
        others={str(stem): adjective for adjective, stem in section("inflection", "attributes", "other").items()},
    )


def _name_forms(name: str, endings: dict[Case, tuple[str, ...]]) -> list[tuple[str, Inflected]]:
    """Return the forms of a name of one word; behind a consonant an i comes before the ending: `Xamkin`."""
    if " " in name or name.isupper():  # abbreviations have theirs behind a colon: `VTT:lle`
        return []
    joint = "" if name[-1].lower() in "aeiouyäö" else "i"
    finnish = [(f"{name}{joint}{ending}", Inflected(name, case)) for case in get_args(Case) for ending in endings[case]]
    return [*finnish, (f"{name}s", Inflected(name, "genitive"))]


def _forms(noun: str, endings: dict[Case, tuple[str, ...]]) -> list[tuple[str, Inflected]]:
    """Return the forms of a head noun; the plural has no genitive here, its stems are too many."""
    stems = word_list(section("inflection", "heads"), noun, "vocabulary/inflection.toml [heads]")
    if len(stems) not in {1, 2}:
        raise CouncilScraperError(f"vocabulary/inflection.toml [heads] {noun} has {len(stems)} stems. Give one or two.")
    numbers = [(stems[0], noun), *((stem, f"{stems[0]}t") for stem in stems[1:])]
    return [
        (f"{stem}{ending}", Inflected(basic, case))
        for stem, basic in numbers
        for case in get_args(Case)
        for ending in endings[case]
        if case != "genitive" or basic == noun
    ]
