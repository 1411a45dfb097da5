"""Lines that lead to lists: what they say of the lines below, by the words of `vocabulary/leads.toml`.

In goes the text of a heading or paragraph above a list; out come its stance (granted, applied for, rejected, a call …),
what is listed, and which order of columns or of sums it explains. A line that says nothing of the kind gives None.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.extraction.labels import MONEY_FIELDS, kinds_of_applicants
from scraper.normalise import ASKED_AGAIN
from scraper.normalise.tables import either, lower, starting, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.labels import Field, Labels

Stance = Literal["rejected", "withdrawn", "example", "other", "call", "budget", "proposed", "granted", "applied"]

_STANCES: dict[str, Stance] = {
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "example": "example",
    "other": "other",
    "decided": "granted",
    "call": "call",
    "budget": "budget",
    "proposed": "proposed",
    "asked": "applied",
    "granted": "granted",
    "applied": "applied",
}
"""What the words under a key say; the first key that is found wins."""
FINAL: frozenset[Stance] = frozenset({"rejected", "withdrawn", "example", "other"})
"""What is said so leaves no grant."""
_BREAKDOWN = ("words", "endings", "except")
_ROLES = ("total_cost", "applied_amount", "granted_amount")
_SENTENCE = re.compile(r"(?<=[.!?:]) (?=[A-ZÅÄÖ0-9\"”–])")
_CLAUSE = re.compile(r"[(.,;:]")
_COLUMN = re.compile(r" ?[,;/|] ?(?:ja |och |and )?| ja | sekä | och | and | [–—-] ")
_FEWEST_COLUMNS = 3
"""A line of so many labels and nothing else names columns, whatever parts them."""
_BRACKETED = re.compile(r"\((?P<columns>[^()]+)\):?$")
"""`Myönnetyt tuet (tuki / hankkeen kustannukset):`"""
_EXAMPLE = re.compile(r"(?:esimerkki|malli|exempel|example)(?: ?[0-9a-z])?[:.]?")
"""A line that is no more than this leads to something made up."""
_WORD = re.compile(r"\w+")
_WORD_END = re.compile(r"^\w+")
_OUTCOME = re.compile(r"(?:[^\W\d_.!?)] |[,–—-] ?)[A-ZÅÄÖ][^\W_]+\.?$")
"""A capitalised word at a line's end is what became of the one before it, and of no others: `Lopen kuoro Hylätty`."""
_SHORT = 120
"""A longer paragraph is prose: its last sentence alone can lead to a list."""


class Lead(NamedTuple):
    """What a line says of the list below it."""

    stance: Stance
    start: int
    end: int
    """Where the word stands that says so."""


@cache
def _beginnings(*path: str) -> re.Pattern[str]:
    """Return a pattern, for text in lower case, of words that begin as one of the table's words does."""
    return starting(words("leads", *path))


@cache
def _any_stance() -> re.Pattern[str]:
    """Return a pattern of all words that say a stance: most lines hold none of them."""
    return starting({word for key in _STANCES for word in words("leads", "stance", key)})


@lru_cache(ASKED_AGAIN)
def read_lead(text: str) -> Lead | None:
    """Return the stance of a heading or of a paragraph's last sentence, None where it has none."""
    last = _last_sentence(text)
    printed, text = text, lower(text)
    if text[0] in "em" and _EXAMPLE.fullmatch(text):
        return Lead("example", 0, len(text))
    lead = _stance_in(text, printed, 0 if len(text) <= _SHORT else last)
    if last and lead and lead.stance in {"call", "budget"} and text[-1] == ":":
        leading = _stance_in(text, printed, last)  # `Liitto päätti AKKE-määrärahasta. Rahoitettavat hankkeet:`
        return leading if leading and leading.stance == "granted" else lead
    return lead


def _stance_in(text: str, printed: str, start: int) -> Lead | None:
    """Return the stance that a text in lower case says from `start` on; `printed` is how it stands on the page."""
    if not _any_stance().search(text, start):
        return None
    for key, stance in _STANCES.items():
        found = _beginnings("stance", key).search(text, start)
        if found and key == "applied" and _beginnings("stance", "names").match(text, found.start()):
            continue  # `Novia University of Applied Sciences`
        if found and key == "budget" and _beginnings("stance", "asked").search(text, start):
            continue  # `Hakijat, hankkeet ja haetut rahoitusosuudet ovat:`
        if found and key == "rejected" and _OUTCOME.search(printed, max(0, found.start() - 2)):
            continue
        if found and not (key == "asked" and _beginnings("stance", "given").search(text, start)):
            return Lead(stance, *found.span())
    return None


def _last_sentence(text: str) -> int:
    return max((found.end() for found in _SENTENCE.finditer(text)), default=0)


def says_only_stance(text: str) -> bool:
    """Tell whether a line names nothing, but says what became of what is listed: `Fick inte bidrag`."""
    lead = read_lead(text)
    if lead is None:
        return False
    rest = f"{text[: lead.start]} {_WORD_END.sub('', text[lead.end :])}"
    return all(map(_listed().match, _WORD.findall(lower(rest))))


@cache
def _listed() -> re.Pattern[str]:
    """Return a pattern of the words for what may be listed."""
    listed = [words("leads", *path) for path in (("subject", "project"), ("subject", "receiver"), ("only", "words"))]
    told = [words("leads", "stance", key) for key in ("granted", "applied", "asked", "decided")]
    return starting({word for some in (*listed, *told) for word in some})


def names_other_money(text: str) -> bool:
    """Tell whether words right before a sum end as those for a grant do, and say that it is none: `Maksettu tuki`."""
    return _other_money().search(lower(text)) is not None


@cache
def _other_money() -> re.Pattern[str]:
    """Return a pattern, for text in lower case, of the words that say so, at its end."""
    besides, money, alone = (either(words("leads", "other_money", key)) for key in ("besides", "money", "alone"))
    told = rf"(?:{besides})\w*(?: \w+)?? (?:{money})(?: määrä)?|(?:{money}) (?:{besides})\w*(?: \w+)??"
    return re.compile(rf"(?<!\w)(?:{told}|{alone}):? ?$")


def lists_projects(text: str) -> bool:
    """Tell whether a line says that projects are listed below it, and not those who receive the money."""
    return _beginnings("subject", "project").search(lower(text)) is not None and not lists_receivers(text)


def lists_receivers(text: str) -> bool:
    """Tell whether a line says that organisations are listed below it."""
    return _beginnings("subject", "receiver").search(lower(text)) is not None


def breaks_down(text: str) -> bool:
    """Tell whether a line says that sums below it are parts of a whole: `maakunnittain`, `yhteensä`."""
    return _breakdown().search(text) is not None and _counts_receivers().search(text) is None


def tells_of_brackets(text: str) -> bool:
    """Tell whether a line says what stands in brackets in the lines of the list below it: `haetut summat suluissa`."""
    return _beginnings("order", "bracketed").search(lower(text)) is not None


@cache
def _counts_receivers() -> re.Pattern[str]:
    """Return a pattern of what counts those who are listed and no money: `Yhteensä 8 hakijaa sai apurahan:`."""
    counted = either(words("leads", "counted", "words") + words("leads", "counted", "receivers"))
    return re.compile(rf"(?:yhteensä|kaikkiaan) [0-9]+ (?:{counted})(?!\w)", re.IGNORECASE)


def counts(text: str) -> bool:
    """Tell whether a line counts, in brackets, what is listed below it: `Koillismaa (2 hanketta, 58 000 €)`."""
    return _counted().search(text) is not None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\([0-9]+ {either(words('leads', 'counted', 'words'))}(?!\w)", re.IGNORECASE)


@cache
def _breakdown() -> re.Pattern[str]:
    listed, endings, excepted = (either(words("leads", "breakdown", key)) for key in _BREAKDOWN)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)|(?<!\w)(?!{excepted})\w+(?:{endings})(?!\w)", re.IGNORECASE)


def announces(text: str) -> bool:
    """Tell whether a line says that a list follows, be it by its colon."""
    return text.endswith(":") or _beginnings("subject", "follows").search(lower(text)) is not None


def columns(text: str, labels: Labels) -> list[Field]:
    """Return the fields that a line of labels lists, in its order: `Hankkeen nimi, hakija ja haettu tuki:`; else []."""
    if len(text) > _SHORT:
        return []
    if len(run := labels.run(text) or []) >= _FEWEST_COLUMNS:
        return [field for field, _ in run]  # the header of a table that lost its cells
    if inside := _BRACKETED.search(text):
        bracketed = columns(inside["columns"], labels)
        if bracketed:
            return bracketed
        text = f"{text[: inside.start()]}, {inside['columns']}"  # `Hakija, myönnetty avustus (haettu):`
    fields: list[Field] = []
    for part in _COLUMN.split(text.rstrip(" :.")):
        label = labels.exact(part)
        if label is None and lower(part) not in kinds_of_applicants():
            return []
        fields.append(label.field if label else "applicant")  # `Seura – haettu – myönnetty`
    return fields if len(fields) > 1 else []


class Order(NamedTuple):
    """Which of two sums in a line is which."""

    first: Field
    second: Field
    bracketed: int | None = None
    """How many of them, the last ones, stand in brackets; None where nothing says so."""


def order_of_sums(text: str, fields: Sequence[Field]) -> Order | None:
    """Return which of two sums in a line is which, as a sentence or a line of columns says; None where none does."""
    money = [field for field in fields if field in MONEY_FIELDS]
    if len(money) == 2 and money[0] != money[1]:
        return Order(money[0], money[1])
    folded = lower(text)
    if inside := _beginnings("order", "bracketed").search(folded):
        roles = _roles(_SENTENCE.split(text[inside.end() :])[0])
        if not roles and _beginnings("stance", "given").search(folded):
            roles = _roles(_CLAUSE.split(text[: inside.start()])[-1])  # `myönnettiin (haettu summa suluissa):`
        return _bracketed_order(roles)
    first = _beginnings("order", "first").search(folded)
    second = _beginnings("order", "second").search(folded, first.end()) if first else None
    if first is None or second is None:
        return None
    former, latter = _roles(text[first.end() : second.start()]), _roles(_SENTENCE.split(text[second.end() :])[0])
    return Order(former[0], latter[0]) if former and latter and former[0] != latter[0] else None


def _bracketed_order(roles: list[Field]) -> Order | None:
    """Return the order of sums of which brackets hold what has these roles: the second one, or both."""
    if len(roles) == 2:
        return Order(roles[0], roles[1], 2)
    return Order("granted_amount", roles[0], 1) if len(roles) == 1 and roles[0] != "granted_amount" else None


def _roles(text: str) -> list[Field]:
    """Return what the words of a clause call its sums, in their order, each once."""
    found = [(hit.start(), role) for role in _ROLES if (hit := _beginnings("order", role).search(lower(text)))]
    return [role for _, role in sorted(found)]
