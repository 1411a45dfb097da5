"""Facts in sentences: `Toteuttajana on X.`, `Hanke on käynnissä 1.1.2023–31.12.2024.` -> pairs, as labels give them.

In goes a block (or a stretch of it) that tells of one project, out come the pairs of its implementer, partners,
period, total cost and grant. A name that runs on into the sentence, a sum that could mean something else and a period
without both ends are left out. The words are in vocabulary/prose.toml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.bodies import genitives
from scraper.extraction.grant_words import grammar
from scraper.extraction.leads import names_other_money
from scraper.extraction.name_lists import LONGEST_NAME, name_list
from scraper.extraction.record import Pair, is_tainted
from scraper.extraction.sentences import LONGEST_SENTENCE, sentences, total_cue, unit_sums
from scraper.model import RawValue
from scraper.normalise.period import read_period
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extraction.bodies import Organisation
    from scraper.extraction.labels import Field
    from scraper.extraction.record import RawRecord
    from scraper.model import Block


_CAPITAL = "A-ZÅÄÖ"
_NAME = re.compile(rf"(?:[{_CAPITAL}0-9”\"“„»]|[a-zåäö]{{1,4}}[{_CAPITAL}])[^.;:!?]*(?:\.(?=\S)[^.;:!?]*)*")
_DATE = r"(?:[0-9]{1,2}\.\s?[0-9]{1,2}\.(?:\s?[0-9]{4})?|[0-9]{1,2}[./][0-9]{4}|[0-9]{4}|[0-9]{1,2}\.)"
_MONTH_DATE = r"(?:[0-9]{1,2}\.?\s)?[^\W\d_]{3,12}(?:\s[0-9]{4})?"
_PERIOD = re.compile(
    rf"(?:{_DATE}|{_MONTH_DATE})\s?[-–—]\s?(?:{_DATE}|{_MONTH_DATE})(?![0-9])"
    rf"|{_MONTH_DATE}\sto\s{_MONTH_DATE}(?![0-9])"
)
_WITHIN = re.compile(
    r"(?:vuoden\s(?P<year>20[0-9]{2})\saikana"
    r"|(?:vuonna|under(?:\sår(?:et)?)?|during|in)\s(?P<whole>20[0-9]{2})(?=[.,;)]|$))"
)
"""`toteutetaan vuoden 2025 aikana`: all of that year, and no part of it."""
_DATES = re.compile(rf"{_DATE}\s?[-–—]\s?{_DATE}(?![0-9])")


class _Grammar(NamedTuple):
    implementer: re.Pattern[str]
    partners: re.Pattern[str]
    everyone: re.Pattern[str]
    leads: re.Pattern[str]
    """`(päätoteuttaja)` behind one of them."""
    owned: re.Pattern[str]
    """`hankkeelle` after the names of those who carry it out."""
    period: re.Pattern[str]
    dated: re.Pattern[str]
    """`Hankkeessa (` before a period."""
    runs: re.Pattern[str]
    """`alkoi 1.2.2023 ja päättyy 31.1.2025`."""
    one_end: re.Pattern[str]
    """`Hanke päättyy 31.1.2025`, and nothing of its other end."""
    asked: re.Pattern[str]
    """`haettu rahoitus` right before a sum ..."""
    of_many: re.Pattern[str]
    """... unless it is that of all: `Hakemuksia tuli 45, ja haettu summa oli …`."""
    grant: re.Pattern[str]
    told: re.Pattern[str]
    """What grants to a project that is not named: `hankkeelle myönnettiin`."""
    part: re.Pattern[str]
    """What leads to a part of the sum before it, or to what others pay."""
    name_ends: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    copula = either(words("prose", "implementer", "verbs"))
    places = either(words("prose", "implementer", "places"))
    carried, doing, done = (either(words("prose", "implementer", key)) for key in ("carried", "doing", "done"))
    to, whom = (either(words("prose", "grant", key)) for key in ("recipients", "subjects"))
    gives, gets = (either(words("prose", "verbs", key)) for key in ("grants", "receives"))
    of_total = either(words("prose", "grant", "of_total"))
    told = rf"(?:{gives})\s(?:(?:[^.;,:0-9]|:(?=\S)){{0,80}}\s)?(?:{to})|(?:{to})\s(?:{gives})|(?:{whom})\s(?:{gets})"
    return _Grammar(
        implementer=_compile(
            rf"(?:{either(words('prose', 'implementer', 'nouns'))})(?:\s(?:{places}))?(?:\s(?:{copula})|:)?\s"
            rf"|(?:(?:(?:{carried})\s)?(?:{done})|(?:{carried})\s(?:{doing})):?\s(?:the\s)?"
        ),
        partners=_compile(
            rf"(?:{either(words('prose', 'partners', 'nouns'))})(?:\s(?:{places}))?"
            rf"(?:\s(?:{either(words('prose', 'partners', 'verbs'))}))?:?\s"
        ),
        everyone=_compile(rf"(?:{either(words('prose', 'partners', 'all'))}):\s"),
        leads=re.compile(rf" \((?:{either(words('prose', 'partners', 'leads'))})\)$", re.IGNORECASE),
        owned=re.compile(rf"\s(?:{either(words('prose', 'implementer', 'owned'))})(?![\w-])"),
        runs=_compile(
            rf"(?P<begins>{either(words('prose', 'period', 'begins'))})\s(?P<start>{_DATE})\s(?:ja|och|and)\s"
            rf"(?:se\s)?(?P<ends>{either(words('prose', 'period', 'finishes'))})\s(?P<end>{_DATE})(?![0-9])"
        ),
        dated=_compile(rf"(?:{either(words('prose', 'verbs', 'subjects'))})\s\((?={_DATE})"),
        one_end=_compile(
            rf"(?:{either(words('prose', 'period', 'subjects'))})\s"
            rf"(?:(?P<begins>{either(words('prose', 'period', 'begins'))})"
            rf"|(?P<ends>{either(words('prose', 'period', 'finishes'))}))\s(?P<day>{_DATE})(?![0-9])"
        ),
        period=_compile(rf"(?:{either(words('prose', 'period', 'cues'))}):?\s"),
        of_many=_compile(either(words("prose", "grant", "of_many"))),
        asked=_compile(rf"(?:{either(words('prose', 'grant', 'asked'))})(?:\s(?:{copula})|:)?\s?$"),
        grant=_compile(
            rf"(?:(?:{either(words('prose', 'grant', 'nouns'))})(?:\s(?:{places}))?(?:\s(?:{copula})|:)?"
            rf"|(?:{either(words('prose', 'grant', 'stated'))})(?:\s(?:{places}))?(?:\s(?:{copula})|:))"
            rf"\s?(?:[^\W\d_]+osuuteen\s)?$"
            rf"|^(?:{either(words('prose', 'grant', 'stated'))})\s$"
            rf"|(?:{told})\s[^.;,0-9]{{0,60}}$"
            rf"|(?:{of_total})\s"
            rf"(?:(?!{either(words('prose', 'grant', 'of_others'))})[^\W\d_][\w:+-]*\s){{0,6}}?"
            rf"(?:(?:[\w+]+-)?(?:{either(words('prose', 'grant', 'shares'))})(?:\s(?:{copula}))?|(?:{gives}))\s?$"
        ),
        told=_compile(
            rf"(?:{told}|(?:{of_total})\s[^.;,0-9]{{0,60}}(?:{gives})|{either(words('prose', 'grant', 'nouns'))}"
            rf"|(?:{either(words('prose', 'grant', 'stated'))})\s(?:{copula}))(?![\w-])"
        ),
        part=_compile(rf"(?:{either(words('prose', 'verbs', 'parts'))})(?![\w-])"),
        name_ends=re.compile(
            rf",?\s(?:(?:ja|sekä|och|and)\s)?"
            rf"(?:{either(words('prose', 'names', 'ends') + words('prose', 'partners', 'nouns'))})(?![^\W\d_])",
            re.IGNORECASE,
        ),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{pattern})", re.IGNORECASE)


def read_facts(block: Block, number: int, start: int = 0, end: int | None = None) -> list[Pair]:
    """Return what the sentences of `block.text[start:end]` say of the one project they tell of.

    The pairs are of the fields applicant, partners, period and those of money, each with the words that led to it as
    its label; `number` is the block's.
    """
    end = len(block.text) if end is None else end
    found: list[Pair] = []
    for first, last in sentences(block.text[start:end]):
        if last - first > LONGEST_SENTENCE:
            continue
        sentence = _Sentence(block, number, start + first, start + last)
        found += sentence.organisations()
        found += sentence.periods()
        found += sentence.sums()
    return found


def add_facts(record: RawRecord, blocks: Sequence[Block], numbers: Iterable[int]) -> None:
    """Fill the fields that a record has no value for from the sentences of the blocks `numbers`, its own text.

    A project whose text tells two sums or periods for one field gets none of them.
    """
    pairs = [pair for number in numbers for pair in read_facts(blocks[number], number)]
    add_pairs(record, pairs)


def add_pairs(record: RawRecord, pairs: Sequence[Pair]) -> None:
    """Fill the fields that a record has no value for from pairs that `read_facts` found in its text."""
    for pair in pairs:
        if pair.value is None or pair.field in record.values or (pair.field == "partners" and record.partners):
            continue
        if len({other.value.text for other in pairs if other.value and other.field == pair.field}) == 1:
            record.take(pair)


class _Sentence:
    """One sentence of a block: each method finds facts of one kind in it."""

    def __init__(self, block: Block, number: int, start: int, end: int) -> None:
        self._block = block
        self._number = number
        self._start = start
        self._text = block.text[start:end]

    def organisations(self) -> list[Pair]:
        """Return who carries the project out and with whom."""
        text, rules, pairs, told = self._text, _grammar(), [], 0
        if (cue := rules.everyone.search(text)) and len(everyone := self._list(cue.end())) > 1:
            pairs.append(self._together(cue.group(), everyone))
        elif (cue := rules.implementer.search(text)) and (names := self._list(cue.end())):
            pairs.append(self._pair("applicant", cue.group(), *names))
            told = cue.end()
        elif (cue := rules.owned.search(text)) and (owner := self._owner(cue.start())):
            owners = [self._value(*span) for span in ((owner.start, owner.end), *owner.partners)]
            pairs.append(self._pair("applicant", cue.group(), *owners))
        if (cue := rules.partners.search(text, told)) and (names := self._list(cue.end())):
            pairs.append(self._pair("partners", cue.group(), *names))
        return pairs

    def _owner(self, end: int) -> Organisation | None:
        """Return who carries out `hankkeelle` at `end`: `myönsi Turun yliopiston hankkeelle`."""
        verbs = [verb.end() for verb in grammar().verbs.finditer(self._text, 0, end)]
        sums = [last for _, last, _ in unit_sums(self._text) if last <= end]
        start = max([0, *verbs, *sums])
        return genitives(self._text, start, end) if end - start <= LONGEST_NAME else None

    def _together(self, label: str, everyone: list[RawValue]) -> Pair:
        """Return those who carry a project out together: partners, led by the one that brackets call so."""
        marks = [_grammar().leads.search(body.text) for body in everyone]
        leading = [body for body, mark in zip(everyone, marks, strict=True) if mark]
        if len(leading) != 1:
            return self._pair("partners", label, *everyone)
        [lead], [mark] = leading, filter(None, marks)
        named = lead._replace(text=lead.text[: mark.start()], end=lead.start + mark.start())
        return self._pair("applicant", label, named, *(body for body in everyone if body is not lead))

    def periods(self) -> list[Pair]:
        """Return the period that a cue such as `on käynnissä` leads to, or `toteuttaa X` with the names in between."""
        rules = _grammar()
        carried = ((cue, self._list(cue.end())) for cue in rules.implementer.finditer(self._text))
        starts = [(cue, cue.end()) for cue in (*rules.period.finditer(self._text), *rules.dated.finditer(self._text))]
        starts += [(cue, names[-1].end - self._start + 1) for cue, names in carried if names]
        for cue, start in starts:
            found = _PERIOD.match(self._text, start)
            period = read_period(found.group()) if found else None
            if found and period and period.start and period.end:
                return [self._pair("period", cue.group(), self._value(found.start(), found.end()))]
            if whole := _WITHIN.match(self._text, start):
                return [
                    self._pair("period", cue.group(), self._value(*whole.span("year" if whole["year"] else "whole")))
                ]
        if found := _grammar().runs.search(self._text):
            return [
                self._pair("start_date", found["begins"], self._value(*found.span("start"))),
                self._pair("end_date", found["ends"], self._value(*found.span("end"))),
            ]
        if found := _grammar().one_end.search(self._text):
            field: Field = "start_date" if found["begins"] else "end_date"
            return [self._pair(field, found["begins"] or found["ends"], self._value(*found.span("day")))]
        return []

    def sums(self) -> list[Pair]:
        """Return what a project costs, asks for and was granted, where the words around a sum say which it is.

        A grant in several parts is one value, that nothing reads as a sum: what the parts add up to is not printed.
        """
        pairs: list[Pair] = []
        parts: tuple[str, int] | None = None
        for begin, end, before in unit_sums(self._text):
            if total := total_cue(before, self._text[end:]):
                pairs.append(self._pair("total_cost", total, self._value(begin, end)))
            elif (cue := _grammar().asked.search(before)) and not _grammar().of_many.search(self._text):
                pairs.append(self._pair("applied_amount", cue.group(), self._value(begin, end)))
            elif parts and _grammar().part.search(before):
                continue
            elif parts:
                pairs[-1] = self._pair("granted_amount", parts[0], self._value(parts[1], end))
            elif (cue := _grammar().grant.search(before)) and not self._is_no_grant(before, end):
                parts = cue.group(), begin
                pairs.append(self._pair("granted_amount", cue.group(), self._value(begin, end)))
        return pairs

    def _is_no_grant(self, before: str, end: int) -> bool:
        """Tell whether the words around a sum that ends there take back that it was granted."""
        return _is_left_open(before) or names_other_money(before) or is_tainted(self._text, end, granted=True)

    def _pair(self, field: Field, label: str, value: RawValue, *more: RawValue) -> Pair:
        return Pair(field, label.strip(" :,"), value, self._number, self._number, "", more)

    def _value(self, start: int, end: int) -> RawValue:
        start, end = start + self._start, end + self._start
        return RawValue(self._block.text[start:end], self._block, start, end, self._block, "sentence")

    def _list(self, start: int) -> list[RawValue]:
        """Return the organisations named from `start` on, up to where the sentence goes on."""
        found = _NAME.match(self._text, start)
        if found is None:
            return []
        end = found.end()
        if "(" in self._text[:start].rpartition(")")[2] and (closed := self._text.find(")", start, end)) > 0:
            end = closed  # `-hankkeelle (toteuttaja Lopen kunta) myönnettiin`
        if stop := _grammar().name_ends.search(self._text, start, end):
            end = stop.start()
        if period := _DATES.search(self._text, start, end):
            end = period.start()
        return [self._value(first, last) for first, last in name_list(self._text, start, end)]


def tells_of_grant(text: str) -> bool:
    """Tell whether a text says that money was granted to the project that it tells of: `hankkeelle myönnettiin`."""
    return _grammar().told.search(text) is not None


def _is_left_open(before: str) -> bool:
    """Tell whether the clause of a sum that the words before it grant is a refusal or a plan."""
    return grammar().vetoes.search(before.rpartition(", ")[2]) is not None
