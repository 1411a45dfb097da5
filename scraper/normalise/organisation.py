"""Organisations: the text beside an applicant label -> name as printed, business id, legal form.

A business id is taken only with a valid check digit, a legal form only where the name says one. Names are not
completed, translated or put into another case. The words are in vocabulary/legal_forms.toml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from scraper.errors import CouncilScraperError
from scraper.normalise import ASKED_AGAIN
from scraper.normalise.tables import word_list, words
from scraper.normalise.text import clean
from scraper.vocabulary import table


class Organisation(NamedTuple):
    """An organisation as printed."""

    name: str
    business_id: str | None
    legal_form: str | None


_LABEL = (
    r"(?:y-?tunnus|fo-?nummer|fo-?nr|business\s?id|vat(?:[\s-]?(?:id|no|number))?|alv-?(?:nro|numero|tunnus)|moms-?nr)"
)
_BUSINESS_ID = re.compile(
    rf"[\s,;]{{0,4}}[(\[]?\s?(?:{_LABEL}[.:\s]*(?:FI)?(?P<labelled>[0-9]{{7}}-?[0-9])|(?P<bare>[0-9]{{7}}-[0-9]))(?![0-9-])\s*[)\]]?",
    re.IGNORECASE,
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)

_BRACKETS = re.compile(r"\([^()]*\)")
_ROLE = re.compile(r"(?<=\S) ?\((?P<role>[^()]+)\)$")
_CASE_ENDING = re.compile(r":[a-zåäö]+$")
_TOKEN = re.compile(r"[^\s,;/–()]+")
_PARTING = re.compile(r",\s*|:\s| [-–—] ")
_DIGIT = re.compile("[0-9]")
_OF_NAME = re.compile(r" (?:of|for) (?:the )?(?=[A-ZÅÄÖ])")
_LONGEST_NAME = 140


@lru_cache(ASKED_AGAIN)
def read_organisation(text: str) -> Organisation:
    """Read an organisation's name, as printed but for white space and a business id printed with it.

    An id whose check digit is wrong stays where it is, in the name; so do two different ids. Brackets that only tell
    the name's part in a project (`hallinnoija`) go.
    """
    name = clean(text)
    found = [each for each in _BUSINESS_ID.finditer(name) if not name[: each.start()][-1:].isdigit()]
    ids = {_valid_id(each["labelled"] or each["bare"]) for each in found}
    business_id = ids.pop() if len(ids) == 1 else None
    if business_id is not None:
        for each in reversed(found):
            name = f"{name[: each.start()]} {name[each.end() :]}"
        name = clean(name).replace(" ,", ",").strip(" ,;")
    if (role := _ROLE.search(name)) and role["role"].lower() in _rules().roles:
        name = name[: role.start()]
    return Organisation(name, business_id, legal_form(name))


def _valid_id(digits: str) -> str | None:
    """Return a Finnish business id as `1234567-8` if its check digit holds (weights 7 9 10 5 8 4 2, modulo 11)."""
    number, check = digits[:7], int(digits[-1])
    if number == "0000000":
        return None
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=True)) % 11
    # A remainder of 1 would need the digit 10: such numbers are not given out.
    return f"{number}-{check}" if rest != 1 and check == (0 if rest == 0 else 11 - rest) else None


@lru_cache(ASKED_AGAIN)
def legal_form(name: str) -> str | None:
    """Return the code of the legal form that a name states (`oy`, `ry`, `kunta`), None if it states none or two."""
    rules = _rules()
    tokens = _tokens(_BRACKETS.sub(" ", name))
    if not tokens:
        return None
    by_token = {form.code for form in rules.forms if not form.tokens.isdisjoint(tokens)}
    if by_token:
        return by_token.pop() if len(by_token) == 1 else None
    first, last = tokens[0], tokens[-1]
    if last == "ky" and any(token.endswith(rules.joint_authority) for token in tokens):
        return "kuntayhtymä"
    if any(words_of_it in " ".join(tokens) for words_of_it in rules.applied_sciences):
        return "ammattikorkeakoulu"
    codes = {
        form.code
        for form in rules.forms
        if last in form.last
        or first in form.first
        or any(token.endswith(form.endings) and not token.endswith(rules.excepted) for token in tokens)
    }
    return codes.pop() if len(codes) == 1 else None


@lru_cache(ASKED_AGAIN)
def is_organisation(text: str) -> bool:
    """Return whether a whole line is an organisation's name: it ends or begins with what such names do.

    `Project, Applicant Oy` is none: where several parts start in upper case, each has to be such a name itself, while
    a name may go on in lower case (`Mäki, pelto ja metsä ry`). A line with words of prose is none either, nor is one
    with a semicolon, which parts names.
    """
    if len(text) > _LONGEST_NAME or ";" in text:
        return False
    bare = _BRACKETS.sub(" ", clean(text)).strip()
    if bare in _rules().names:
        return True
    if not bare or not _is_name(bare):
        return False
    named = [part for part in _PARTING.split(bare) if part[:1].isupper()]
    return len(named) < 2 or all(map(_is_name, named))


@lru_cache(ASKED_AGAIN)
def is_run_together(text: str) -> bool:
    """Return whether other words may stand before or behind an organisation's name, with nothing between.

    `Rata elää Riihimäen kaupunki` and `Konepaja Salonen Oy CNC-sorvi` may be cells of a table that ran together.
    """
    bare = _BRACKETS.sub(" ", text)
    rules, tokens, printed = _rules(), _tokens(bare), bare.split()
    if len(tokens) < 3 or len(tokens) != len(printed):
        return False
    if legal_form(text) == "kunta" and ":" not in printed[-2] and not printed[-3].lower().endswith(("n", "ja", "och")):
        return True
    form = max((at for at, token in enumerate(tokens) if token in rules.abbreviations), default=0)
    return 1 < form < len(tokens) - 1 and not tokens[-1].endswith(rules.last_nouns)


def _is_name(text: str) -> bool:
    rules, tokens, printed = _rules(), _tokens(text), text.split()
    if not tokens or not rules.prose.isdisjoint(tokens):
        return False
    if len(tokens) > 1 and _states_form(tokens, printed):
        return True
    if text[-1] in ".:!?" or not text[0].isupper():
        return False
    if len(tokens) > 1 and any(tokens[at] in rules.clubs and printed[at].isupper() for at in (0, -1)):
        return _read_as_names(printed)
    if _states_head(text, tokens, printed):
        return True
    if tokens[-1].endswith(rules.last_nouns):
        return not tokens[-1].endswith(rules.places) and (len(tokens) > 1 or tokens[0] not in rules.last_nouns)
    return len(tokens) > 1 and tokens[0].endswith(rules.first_nouns) and _read_as_names(printed[1:])


def _states_head(text: str, tokens: list[str], printed: list[str]) -> bool:
    """Return whether an English noun that bodies are called by stands before `of` and a name, or before the country.

    `Regional Council of Lapland`, `Natural Resources Institute Finland`.
    """
    heads = _rules().heads
    if len(tokens) > 2 and tokens[-1] in _rules().countries and tokens[-2] in heads:
        return True
    parted = _OF_NAME.search(text)
    if parted is None:
        return False
    before = text[: parted.start()].split()
    return before[-1].lower() in heads and _read_as_names(before) and _read_as_names(printed[len(before) + 1 :])


def _states_form(tokens: list[str], printed: list[str]) -> bool:
    """Return whether a form such as `ry` ends the name, begins it, or stands before at most two words of a name."""
    abbreviations = _rules().abbreviations
    if tokens[-1] in abbreviations or tokens[0] in abbreviations:
        return True
    after = next((count for count in (1, 2) if len(tokens) > count + 1 and tokens[-1 - count] in abbreviations), 0)
    return after > 0 and _read_as_names(printed[-after:]) and not any(map(_DIGIT.search, printed[-after:]))


def _read_as_names(printed: list[str]) -> bool:
    return all(word[:1].isupper() or word.lower() in _rules().inside for word in printed)


def _tokens(text: str) -> list[str]:
    """Return the words of a name in lower case, without dots (`r.y.`) and case endings after a colon (`ry:lle`)."""
    tokens = (_CASE_ENDING.sub("", token.lower()).replace(".", "").rstrip(":") for token in _TOKEN.findall(text))
    return [token for token in tokens if token.strip("-")]


class _Form(NamedTuple):
    code: str
    tokens: frozenset[str]
    last: frozenset[str]
    first: frozenset[str]
    endings: tuple[str, ...]


class _Rules(NamedTuple):
    """The table of legal forms, in the shapes that are asked."""

    forms: tuple[_Form, ...]
    abbreviations: frozenset[str]
    """Forms of at most three letters: they are no words that a name could hold otherwise."""
    excepted: tuple[str, ...]
    joint_authority: tuple[str, ...]
    places: tuple[str, ...]
    applied_sciences: tuple[str, ...]
    last_nouns: tuple[str, ...]
    first_nouns: tuple[str, ...]
    clubs: frozenset[str]
    heads: frozenset[str]
    countries: frozenset[str]
    inside: frozenset[str]
    prose: frozenset[str]
    roles: frozenset[str]
    names: frozenset[str]
    """Names that say nothing of what they are the names of."""


@cache
def _rules() -> _Rules:
    entries = table("legal_forms").get("form")
    if not isinstance(entries, list):
        raise CouncilScraperError("vocabulary/legal_forms.toml has no [[form]]. Add one for each legal form.")
    forms = tuple(map(_form, entries))
    return _Rules(
        forms=forms,
        abbreviations=frozenset(token for form in forms for token in form.tokens | form.last if len(token) <= 3),
        excepted=words("legal_forms", "except", "words"),
        joint_authority=words("legal_forms", "except", "joint_authority"),
        places=words("legal_forms", "except", "places"),
        applied_sciences=words("legal_forms", "except", "applied_sciences"),
        last_nouns=words("legal_forms", "nouns", "last"),
        first_nouns=words("legal_forms", "nouns", "first"),
        clubs=frozenset(words("legal_forms", "nouns", "clubs")),
        heads=frozenset(words("legal_forms", "nouns", "heads")),
        countries=frozenset(words("legal_forms", "nouns", "countries")),
        inside=frozenset(words("legal_forms", "nouns", "inside")),
        prose=frozenset(words("legal_forms", "nouns", "prose")),
        roles=frozenset(words("legal_forms", "roles", "words")),
        names=frozenset(words("organisations", "names", "words")),
    )


def _form(entry: dict[str, object]) -> _Form:
    where = f"vocabulary/legal_forms.toml [[form]] {entry.get('code')}"
    tokens, last, first, endings = (word_list(entry, key, where) for key in ("tokens", "last", "first", "endings"))
    return _Form(str(entry.get("code")), frozenset(tokens), frozenset(last), frozenset(first), endings)
