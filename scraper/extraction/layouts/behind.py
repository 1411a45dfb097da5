"""What stands behind the sum of a one-line project: a note, who gets it and what for, or the project's own text.

In goes a line, out comes where the part of it ends that lists, and where what follows begins. A purpose is one only
behind an organisation's sum, and begins in lower case or ends in the case of what money goes to.
"""

from __future__ import annotations

import re
from functools import cache

from scraper.extraction.bodies import is_applicant
from scraper.extraction.municipalities import home_end
from scraper.normalise.money import find_sums, mentions_euros, trailing_sum
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import read_date, read_period
from scraper.normalise.sums import grammar
from scraper.normalise.tables import either, words

LONGEST_LINE = 420
SENTENCE_BREAK = re.compile(r"[.!?] (?<=[a-zåäö)]{3}[.!?] )[A-ZÅÄÖ]")
PART_END = " ,;:–—-/|·•"
_LONGEST_NOTE = 70
_LONGEST_PURPOSE = 200
_LONGEST_HEAD = 160

_UNIT = r"(?:€|[kt]€|(?:milj\.?|miljoonaa|miljoner|million) ?(?:€|euro[as]?)|euro(?:[ans]|ja)?|eur|e)"
_PAID = rf"(?:[0-9 \u00a0]{_UNIT}|(?:€|EUR) ?[0-9][0-9., \u00a0]*[0-9])"
"""The end of a sum: its unit, or its number where the unit stands before that."""
_SUM_ENDS = re.compile(rf"(?:[0-9][ \u00a0,-]{{0,3}}{_UNIT}|{_PAID})$", re.IGNORECASE)
_NOTE = re.compile(r" ?\((?P<note>[^()€]{2,60})\)[.*]*$")
_TO = r"(?:[aäeioöuy]{2}n|h[aäeioöuy]n|lle)"
"""How the word ends that money goes to: `näyttelyyn`, `maahan`, `kirjalle`."""
_PURPOSE = re.compile(
    rf"{_PAID}(?P<mark>,? )(?=(?-i:[a-zåäö]{{4}}|(?:för|till|åt|for|to) |[A-ZÅÄÖ”\"][^,;€]*{_TO}\.?$))",
    re.IGNORECASE,
)
"""What an organisation's sum is for: `Mäntän kuvataideviikot ry, 30 000 €, kesänäyttelyyn`."""
_ENDS_IN_WORDS = re.compile(r"(?:[^\W\d_]|(?:vuonna|vuodelle|år|året|in|for) 20[0-9]{2})\.?$")
_SHARE = re.compile(
    rf"{_PAID}(?P<mark>[,;] | [–—-] )(?P<label>[^\W\d_][\w-]*) (?P<share>[0-9]{{1,3}}(?:,[0-9]+)? ?%)"
    r"(?:[,;] [^\W\d_][\w-]* [0-9]{1,3}(?:,[0-9]+)? ?%)*\.?$",
    re.IGNORECASE,
)
"""What part of a sum is paid: `Laavu, Loma ry, kustannukset 18 200 €, tuki 60 %`."""
_LAST_YEAR = re.compile(rf" \((?:v\.? ?|vuonna |år |in )?20[0-9]{{2}}:? [0-9][^()]{{0,20}}{_UNIT}\)$")
"""What the same one got in another year: `Kaislan Martat ry 8 000 € (v. 2021: 7 500 €)`."""
_YEARS = re.compile(
    rf"{_PAID}(?P<mark> )(?:vuosille|vuosina|ajalle|ajalla|för åren|for) (?=[0-9][0-9. –-]*[0-9]\.?$)", re.IGNORECASE
)
"""For which time: `Kaivos, Kainuun Etu Oy, 320 000 euroa vuosille 2014–2016`."""
_NEXT_BRACKETS = re.compile(r"\)(?:,| ja| sekä) [A-ZÅÄÖ].*\)")
_BOTH = re.compile(r"[^\W\d_]lle (?:ja|sekä) [^,;:]*?[^\W\d_]lle(?!\w)")
_LISTED = re.compile(r", | ja | sekä ")
_OWNER = re.compile(rf"{_PAID}(?P<mark>[,;] | / )(?=(?-i:[A-ZÅÄÖ]))", re.IGNORECASE)
"""Who gets it may stand behind the sum: `Kallaveden kierros, 33 400 €, Kuopion kaupunki`."""
_GRANT = re.compile(
    r": (?:noin )?(?:(?:EUR|€) ?[0-9][0-9., ]*[0-9]|[0-9][0-9 .\u00a0]*[0-9] ?(?:€|euro[an]?))(?P<mark> )"
    r"(?:grant|avustus|apuraha|tuki|rahoitus|bidrag|stöd|understöd)\w{0,4} (?=[a-zåäö])",
    re.IGNORECASE,
)
"""A list's line that goes on behind its sum: `Romano Missio: EUR 100,000 grant for archiving its own material.`"""

_NAME = re.compile(rf"(?i:{_PAID})(?P<mark>, | [–—-] |[;:] )(?=[A-ZÅÄÖ”\"0-9])")
_ENDS_AS_PURPOSE = re.compile(rf"{_TO}\.?$")
_RECEIVER = re.compile(r"(?:to (?:the )?|till |åt )(?=[A-ZÅÄÖ])")
_FOR = re.compile(r" (?:för|till|åt|for|to) ")


def name_behind(text: str) -> tuple[int, int] | None:
    """Return where a line's sum ends and the project's name behind it begins: `Frame ry, €18,000, Saari summer well`.

    An organisation stands before the sum, and a name of one word behind it may be a place's, unless words lead to it:
    `Opera rf, 5 000 € för projektet Vind`.
    """
    if not mentions_euros(text):
        return None
    if joined := _joined().search(text, 0, LONGEST_LINE):
        paid = trailing_sum(text[: joined.start("mark")])
        parted = paid is not None and text[: paid[0]].endswith((", ", ": ", "; ", "– ", "- "))  # else it is a sentence
        return (joined.start("mark"), joined.end()) if parted and not _ENDS_AS_PURPOSE.search(text) else None
    found = _NAME.search(text, 0, LONGEST_LINE)
    if (
        found is None
        or " " not in text[found.end() :]
        or _ENDS_AS_PURPOSE.search(text)
        or (text[-1].isdigit() and _is_time(text[found.end() :]))
        or find_sums(text[found.end() :])
    ):
        return None
    paid = trailing_sum(text[: found.start("mark")])
    if paid is None or not is_applicant(text[: paid[0]].rstrip(PART_END)) or is_applicant(text[found.end() :]):
        return None
    return found.start("mark"), found.end()


@cache
def _joined() -> re.Pattern[str]:
    """Return a pattern of a sum and the words that lead to the name behind it: `5 000 € för projektet Vind`."""
    return re.compile(
        rf"(?i:{_PAID})(?P<mark>,? | [–—-] )(?:{either(words('leads', 'line', 'joints'))}) (?=[A-ZÅÄÖ”\"0-9])"
    )


def _is_time(text: str) -> bool:
    """Tell whether a text is a day or a period and names nothing."""
    period = read_period(text)
    return period.start is not None or period.end is not None or read_date(text) is not None


def receiver_behind(text: str, start: int) -> tuple[int, int, int] | None:
    """Return where who receives a line's leading sum begins and ends, and where begins what it is for.

    `30 000 euro till Folkhälsan Syd Ab för seniorer`; a project that is named stays with its receiver.
    """
    lead = _RECEIVER.match(text, start)
    if lead is None:
        return None
    for mark in _FOR.finditer(text, lead.end()):
        if is_applicant(text[lead.end() : mark.start()]):
            if text.startswith(words("leads", "line", "joints"), mark.start() + 1):
                break
            return lead.end(), mark.start(), mark.start() + 1
    return lead.end(), len(text), len(text)


def line_end(text: str) -> tuple[int, int | None]:
    """Return where the part of a line ends that lists, and where the text behind it begins, if there is any."""
    if text[-1] == ")" and (other := _LAST_YEAR.search(text, max(0, len(text) - _LONGEST_NOTE))):
        return other.start(), None
    if text[-1] in ").*" and (note := _NOTE.search(text, max(0, len(text) - _LONGEST_NOTE))):
        if _SUM_ENDS.search(text, 0, note.start()) and not find_sums(note["note"]):
            return note.start(), None
    elif mentions_euros(text) and (found := _text().search(text, 0, LONGEST_LINE)):
        return found.start("mark") + found["mark"].startswith(")"), found.end()
    if text.endswith(("%", "%.")) and (share := _SHARE.search(text, max(0, len(text) - _LONGEST_NOTE))):
        return share.start("mark"), None
    if text.rstrip(".")[-1:].isdigit() and (years := _YEARS.search(text, max(0, len(text) - _LONGEST_NOTE))):
        return years.start("mark"), None
    condition = _condition().search(text) if text.count(", ") > 1 and text[-1] not in "€0123456789" else None
    if condition and not any(each.unit for each in find_sums(text[condition.end() :])):
        return condition.start("mark"), None
    grant = _GRANT.search(text, 0, _LONGEST_HEAD) if ": " in text else None
    if grant and not SENTENCE_BREAK.search(text, 0, grant.start()):
        return grant.start("mark"), grant.end()
    if text.rstrip(".")[-1:].isalpha() and (owner := _OWNER.search(text, 0, LONGEST_LINE)):
        if home_end(text, owner.end(), len(text)) in {len(text), len(text) - 1}:
            return owner.start("mark"), None  # `Lopen Latu ry, 5 000 €, Loppi`
        if text[-1].isalpha() and is_applicant(text[owner.end() :]):
            return owner.start("mark"), owner.end()
    if len(text) <= _LONGEST_PURPOSE and _ENDS_IN_WORDS.search(text) and (purpose := _PURPOSE.search(text)):
        paid = trailing_sum(text[: purpose.start("mark")])
        named = text.startswith(words("leads", "line", "joints"), purpose.end())
        changed = grammar().changing.match(text, purpose.start("mark"))
        if paid and not named and not changed and is_applicant(text[: paid[0]].rstrip(PART_END)):
            return purpose.start("mark"), purpose.end()
    return len(text), None


def share_behind(text: str, start: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where, behind a line's sum, the words for a share and the share stand: `tuki`, `60 %`."""
    found = _SHARE.search(text, max(0, start - _LONGEST_NOTE)) if text.endswith(("%", "%.")) else None
    return (found.span("label"), found.span("share")) if found else None


@cache
def _text() -> re.Pattern[str]:
    """Return a pattern of what sentences stand behind: a sum, with its share, and a period that goes on with them."""
    period = either(words("prose", "period", "cues"))
    return re.compile(
        rf"{_PAID}(?:,? [0-9][0-9.–— -]*(?=\))| ?\([^()0-9]{{0,40}}[0-9][^()]{{0,40}}\))?"
        rf"(?P<mark>(?:\)?[.:]|\)| [–—]) (?=(?-i:[A-ZÅÄÖ]))"
        rf"|[,;] (?=(?:{period}) [^,;]*[0-9]|[0-9.]+\.(?:[0-9]{{4}})? ?[–—-] ?[0-9.]+[0-9]\. [A-ZÅÄÖ]))",
        re.IGNORECASE,
    )


@cache
def _condition() -> re.Pattern[str]:
    """Return a pattern of what a sum is bound to: `52 500 euroa, kuitenkin enintään 70 % kustannuksista`."""
    bound = either(words("leads", "line", "conditions"))
    return re.compile(rf"{_PAID}(?P<mark>, )(?:{bound})(?![\w-])", re.IGNORECASE)


def _describes(found: re.Match[str]) -> bool:
    """Tell whether a sum with its share stands behind sentences: they describe a project and list none."""
    return found["share"] is not None and ". " in found.string[: found.start()]


def receives_grant(text: str, end: int) -> bool:
    """Tell whether the words behind a head that ends at `end` call its sum a grant."""
    return _GRANT.match(text, end) is not None


def several_receive(text: str) -> bool:
    """Tell whether what a sum leads to are several receivers: `5 000 euroa: A ry (levy), B ry (näyttely)`.

    Whether each gets it, or all together, nobody says.
    """
    if _NEXT_BRACKETS.search(text) or _BOTH.search(text):
        return True
    first, *others = _LISTED.split(text)
    return bool(others) and is_organisation(first) and any(map(is_organisation, others))
