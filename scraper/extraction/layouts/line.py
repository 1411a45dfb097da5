"""One line of a list: `Name (Applicant, 153.999 €)`, `Name, applicant, 469 022 €` -> its head and its sums.

In goes a block, out comes where the head stands (name and applicant, not parted yet), which sums follow or precede it
and what the line itself calls them. Lines of labelled facts, totals, envelopes and running text are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.fit import copula, has_verb
from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts import line_words
from scraper.extraction.layouts.behind import (
    LONGEST_LINE,
    PART_END,
    SENTENCE_BREAK,
    line_end,
    name_behind,
    receiver_behind,
    receives_grant,
    several_receive,
)
from scraper.extraction.leads import names_other_money
from scraper.extraction.sentences import ELIDED
from scraper.normalise.money import find_sums, trailing_sum
from scraper.normalise.numbers import is_year
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import read_period
from scraper.normalise.sums import grammar
from scraper.normalise.tables import lower, words

if TYPE_CHECKING:
    from scraper.extraction.labels import Field, Labels
    from scraper.model import Block

_SHORTEST_LINE = 5
_LONGEST_NOTE = 70
_LONGEST_ROLE = 60

_LAST_DIGIT = re.compile(r"[0-9](?P<behind>[^0-9]*)$")
_TAIL = 26
"""A sum's last digit is no further from its end."""
_LABEL_FORMS = {False: {"colon", "glued", "dash"}, True: {"colon", "glued"}}
"""How a label stands before its value, by whether it is an everyday word too: such a line is a fact."""
_DIGIT = re.compile("[0-9]")
_SPAN = re.compile(r"[–—-]| to ")
_AFTER_SUM = re.compile(r"(?: ?\([^()]*%[^()]*\)|[\s.,;:)*¹²³])+$")
_TELLS = re.compile(
    r" (?:on|ovat|oli|olivat|är|var|is|was) .*[.!?] [A-ZÅÄÖ]| (?:on|ovat) [a-zåäö]+(?:nut|nyt|neet) [a-zåäö]"
)
"""What a sentence has that another one follows, and what tells of something done: `on jakanut avustukset`."""
_BETWEEN_SUMS = re.compile(r"(?<=[€ear]) [–—-] (?=[0-9])")
_ORDINAL = re.compile(r"[0-9]{1,3}\) ")
_COPULA = re.compile(r" (?:on|oli|är|var|is|was)$")
_LONGEST_COPULA = len(" oli")
_SEGMENT = re.compile(r"^|(?:[,;(|•·]|[./](?![0-9])|:(?![a-zåäö])) ?|(?<=\s)[–—-] ")
_ABBREVIATION = re.compile(r"(?:^|[ .])[^\W\d_]\.[^\W\d_]\.$")
"""`r.f.` keeps its last point."""
_LONGEST_ABBREVIATION = 5
_BEFORE_PERIOD = re.compile(r"(?:[,;)] | \(| [/|·•] | [–—-] )(?=[0-9]|[^\W\d_]{3,14} (?:19|20)[0-9]{2} ?[–—-])")
_STOP = re.compile(r"\. (?=[A-ZÅÄÖ])")
_DATED = re.compile(r"(?<=[0-9])\. [A-ZÅÄÖ]")
_WORD = re.compile(r"(?<![^\W_])[^\W_]")
"""Where a word begins."""
_PARTING = frozenset(',;:–—-/|•·()”".')
"""Marks before a sum that part it from the head."""
_YEAR_ALONE = re.compile(r" [|•·] (?:19|20)[0-9]{2}$")
_GETS = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:[tnl][aä]|[ae]n|a) (?:sai|saa|saivat|saavat) ")
"""How a sentence begins that tells who got something: `Rahoitusta sai Kuitu-hanke (Lopen kunta)`."""
_LEADERS = " .…_·"
"""The dots that lead the eye from a name to its sum."""
_FEWEST_LEADERS = 3
_DAY = re.compile(r"(?:[–—-] )?[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4})? ")
_BARE = re.compile(
    r"(?:(?:[;:]|(?<![0-9])(?<![0-9] )[–—-]|, |(?<![0-9]),) ?"
    r"(?P<number>[0-9]{1,3}(?:[ .]?[0-9]{3})*)\.?|(?P<plain> [0-9]{2,3}))$"
)


class Span(NamedTuple):
    """A stretch of a line."""

    start: int
    end: int


class Figure(NamedTuple):
    """A sum of a line and what the line calls it, if it does."""

    start: int
    end: int
    field: Field | None
    label: str


@dataclass(slots=True)
class Line:
    """A line of a list."""

    number: int
    block: Block
    head: Span
    figures: list[Figure] = field(default_factory=list)
    """In printed order."""
    inner: Span | None = None
    """What stands in brackets at the head's end: often the applicant."""
    period: Span | None = None
    rest: Span | None = None
    """The sentences behind the sum: the project's own text."""
    named: Span | None = None
    """The project's name, where it stands behind the sum."""
    certain: bool = True
    """Whether it can be told where the sum begins."""
    parted: bool = False
    """Whether a mark parts the sum from the head."""
    received: bool = False
    """Whether the head says that a project receives the sum: `X -hankkeelle`."""
    closed_by_sum: bool = False
    """Whether the brackets of `inner` close only behind the sum: `Name (Applicant, 5 000 €)`."""
    dated: bool = False
    """Whether the line begins with a day, as those of programmes of events do."""
    receives: bool = False
    """Whether the line says that its head receives the sum: `X: EUR 5,000 grant for …`."""
    bracketed: bool = False
    """Whether brackets hold the sum and nothing else, as those of headings do."""

    def text(self, span: Span) -> str:
        """Return the characters of a stretch of the line."""
        return self.block.text[span.start : span.end]


def read_line(number: int, block: Block, labels: Labels) -> Line | None:
    """Return the line that a block is, None where it has no sum at an end or is a fact, a total or running text."""
    text = block.text
    if len(text) < _SHORTEST_LINE or text[-1] == ":" or block.in_table:
        return None
    if (text[0] in "0123456789€–—-" or text[:3].upper() == "EUR") and (leading := _leading(number, block)):
        return leading
    named = name_behind(text)
    end, behind = named or line_end(text)
    rest = Span(behind, len(text)) if behind and not named else None
    start = _start(text, labels) if end <= LONGEST_LINE and _ends_in_sum(text, end) else None
    if start is None:
        return None
    line = Line(number, block, Span(start, end), rest=rest, named=Span(named[1], len(text)) if named else None)
    if (text[0].isdigit() or text[0] in "–—-") and (day := _DAY.match(text)):
        line.dated, line.head = True, Span(day.end(), end)
    _cut_period(line)
    if rest is None and named is None and end < len(text):
        _take_period(line, Span(end + 1, len(text)))
    elif rest and text[rest.start].isdigit():
        line.rest = rest = _behind_period(line, rest)
    while len(line.figures) < 3 and _cut_sum(line, labels):
        pass
    if not line.figures or labels.exact(line.text(line.head)):
        return None  # `Myönnetty – 5 000 €` is a fact
    line.receives = rest is not None and receives_grant(text, line.head.end)
    head = text[: line.head.end]
    if "€" in head or ELIDED.search(head) or any(found.unit for found in find_sums(head)):
        return None  # several projects in one line, or prose
    line.figures.reverse()
    _cut_period(line)
    return line if _close(line) and not _leads_to_sum(line, labels) else None


def _leads_to_sum(line: Line, labels: Labels) -> bool:
    """Tell whether a sentence of the head is a label, and more words: `Lopen kunta. Myönnetty tuki: laitteisiin`."""
    text = line.block.text
    begins = (found.end() for found in _STOP.finditer(text, *line.head))
    return any((label := labels.at(text, begin)) and label.field in MONEY_FIELDS for begin in begins)


def _ends_in_sum(text: str, end: int) -> bool:
    """Tell whether what ends there may be a sum: the cheap test that most lines fail."""
    tail = _LAST_DIGIT.search(text, max(0, end - _TAIL), end)
    return tail is not None and grammar().closing.fullmatch(tail["behind"].lower()) is not None


def _start(text: str, labels: Labels) -> int | None:
    """Return where a line's head begins, behind a label such as `Hanke:`; None where another label makes it a fact."""
    label = labels.at(text)
    if label is None:
        ordinal = _ORDINAL.match(text)
        return ordinal.end() if ordinal else 0
    if label.field == "name" and label.form == "colon":
        return label.value
    set_off = label.form in {"colon", "glued"} or (label.form == "dash" and not label.weak)
    told = label.field == "applicant" and copula(text[label.value :]) > 0  # `Hankkeen toteuttaja on …`
    return None if set_off or told or label.field == "total" else 0


def read_bare(number: int, block: Block) -> Line | None:
    """Return the line that ends in a number without any currency, parted by a mark: only a list makes it a sum."""
    found = _BARE.search(block.text)
    if found is None or len(block.text) > LONGEST_LINE or block.in_table:
        return None
    start, end = found.span("number" if found["number"] else "plain")
    if found["plain"] and not is_organisation(block.text[:start]):
        return None
    if any(each.unit for each in find_sums(block.text[:start])):
        return None  # `Lopen kunta, 35 500 €, 2021`
    if is_year(found["number"] or ""):
        return None
    line = Line(number, block, Span(0, start), [Figure(start, end, None, "")])
    return line if _close(line) else None


def read_words(number: int, block: Block, within: tuple[int, int] | None = None) -> Line | None:
    """Return a line, or what stands `within` it, that states no sum: only what is around makes it more than words."""
    start, end = within or (0, len(block.text))
    text = block.text[start:end]
    if not _SHORTEST_LINE <= len(text) <= LONGEST_LINE or text[-1] in ":?!" or block.in_table:
        return None
    if any(found.unit for found in find_sums(text)):
        return None
    line = Line(number, block, Span(start, end))
    _cut_period(line)
    return line if _close(line) else None


def _leading(number: int, block: Block) -> Line | None:
    """Return a line that begins with its sum: `10 000 € Name, Applicant`."""
    found = find_sums(block.text)
    if len(found) != 1 or block.text[: found[0].start].strip(" –—-") or not found[0].unit:
        return None
    start = found[0].end
    while start < len(block.text) and block.text[start] in PART_END:
        start += 1
    if several_receive(block.text[start:]):
        return None
    line = Line(
        number, block, Span(start, len(block.text)), [Figure(found[0].start, found[0].end, None, "")], parted=True
    )
    if receiver := receiver_behind(block.text, start):
        start, end, purpose = receiver
        line.head, line.receives = Span(start, end), purpose < len(block.text)
        line.rest = Span(purpose, len(block.text)) if line.receives else None
    return line if start < len(block.text) and not block.text[start].islower() and _close(line) else None


def _cut_sum(line: Line, labels: Labels) -> bool:
    """Take the sum at the head's end off it, with the words that say what it is; tell whether there was one."""
    text = line.block.text[: line.head.end]
    found = trailing_sum(text) if _ends_in_sum(text, len(text)) else None
    if found is None:
        return False
    start, money = found
    if money.amount is None and (gap := _BETWEEN_SUMS.search(text, start)):
        start = gap.end()  # two sums with a dash between: what they are is for the list to say
    elif money.amount is None:
        line.certain = False
    end = None if text[-1].isalnum() or text[-1] == "€" else _AFTER_SUM.search(text, start)
    cut = len(text[:start].rstrip())
    named, label, begin = _role(text[:cut], labels)
    line.figures.append(Figure(start, end.start() if end else len(text), named, label))
    before = text[:begin].rstrip(_LEADERS)
    before = before if begin - len(before) >= _FEWEST_LEADERS else text[:begin].rstrip()
    line.parted = line.parted or before[-1:] in _PARTING
    line.bracketed = before.endswith("(")
    before = before.rstrip(PART_END + "(" if line.bracketed else PART_END)
    line.head = Span(line.head.start, max(line.head.start, len(before)))
    return True


def _role(text: str, labels: Labels) -> tuple[Field | None, str, int]:
    """Return what the words right before a sum call it (`haettu tuki`), and where the head ends without them."""
    plain = text.rstrip(" :")
    if copula := _COPULA.search(plain, max(0, len(plain) - _LONGEST_COPULA)):
        plain = plain[: copula.start()]
    for found in reversed(list(_SEGMENT.finditer(plain, max(0, len(plain) - _LONGEST_ROLE - len(" – "))))):
        segment = plain[found.end() :]
        if len(segment) > _LONGEST_ROLE or not found.end():
            break
        label = labels.exact(segment) if segment else None
        if label is None and (line_words.ends_in("shares", segment) or names_other_money(segment)):
            return "other", segment, found.end()
        if label is None and line_words.ends_in("money", segment):
            return None, segment, found.end()
        if label and (label.field in MONEY_FIELDS or label.field == "other"):
            return label.field, label.text, found.end()
    return None, "", len(text)


def _cut_period(line: Line) -> None:
    """Take a period at the head's end, parted by a mark, off it; a year alone may be that of the grants, and goes."""
    if alone := _YEAR_ALONE.search(line.block.text, line.head.start, line.head.end):
        line.head = Span(line.head.start, alone.start())
    for mark in _BEFORE_PERIOD.finditer(line.block.text, line.head.start, line.head.end):
        if _take_period(line, Span(mark.end(), line.head.end)):
            line.head = Span(line.head.start, len(line.block.text[: mark.start()].rstrip(PART_END)))
            return


def _behind_period(line: Line, rest: Span) -> Span:
    """Take the period that the text behind a sum begins with, `1.5.2024–30.4.2025. Hanke …`; return what follows."""
    stop = SENTENCE_BREAK.search(line.block.text, rest.start) or _DATED.search(line.block.text, rest.start)
    if stop is None or not _take_period(line, Span(rest.start, stop.start())):
        return rest
    return Span(stop.end() - 1, rest.end)


def _take_period(line: Line, span: Span) -> bool:
    """Take the period that a stretch is, with or without a word before it; tell whether it is one."""
    text = line.text(span).rstrip(" .)")
    digit = _DIGIT.search(text)
    if digit is None or len(text) > _LONGEST_NOTE or not _SPAN.search(text):
        return False
    for word in _WORD.finditer(text, 0, digit.end()):  # `kesto maaliskuu 2024 – toukokuu 2025` begins with the month
        period = read_period(text[word.start() :])
        if period.start is not None and period.end is not None:
            line.period = Span(span.start + word.start(), span.start + len(text))
            return True
    return False


def _close(line: Line) -> bool:
    """Find the head's brackets and its receiver's case; tell whether the line is one of a list at all."""
    text = line.block.text
    head = text[line.head.start : line.head.end].rstrip(PART_END).removesuffix(" *").rstrip("*")
    head = head if _ABBREVIATION.search(head[-_LONGEST_ABBREVIATION:]) else head.rstrip(".*")
    line.head = Span(line.head.start, line.head.start + len(head))
    if len(head) < 2 or not any(map(str.isalpha, head)) or (head[-1].isdigit() and read_period(head).end):
        return False
    if (
        _GETS.match(head)
        or len(SENTENCE_BREAK.findall(head)) > 1
        or (
            _STOP.search(head) and has_verb(head, plural=False)
        )  # `Kuitu. Hanke tuo töitä kyliin`: it is described, not listed
        or (" o" in head and _TELLS.search(head))
        or line_words.acts().search(head)
    ):
        return False
    if any(each.field == "other" and line_words.of_many().search(lower(each.label)) for each in line.figures):
        return False  # `Rahoituspäivä, Forssa, osallistumismaksu 50 €`
    if (
        line_words.prizes().match(lower(head))
        or line_words.of_many().search(lower(head))
        or lower(head).endswith(words("leads", "line", "kinds"))
    ):
        return False
    if received := line_words.received().search(head):
        named = head[: received.start()].rstrip()
        line.head, line.received = Span(line.head.start, line.head.start + len(named)), True
        return len(named) > 2 and line_words.grants().search(named) is None
    if line.rest and line_words.unnamed().search(head):
        return False  # `Lopen kunnan hankkeelle myönnettiin 5 000 euroa. …`: what stands above may name it
    opened = head.rfind("(")
    if opened > 0 and ")" not in head[opened:-1]:
        line.closed_by_sum = not head.endswith(")")
        line.inner = Span(line.head.start + opened + 1, line.head.end - head.endswith(")"))
    return True


def is_firm(line: Line) -> bool:
    """Tell whether a line shows by itself that it is one of a list: a mark, brackets, or an organisation's name."""
    head = line.text(line.head)
    if line.parted or line.received or line.inner is not None or is_organisation(head):
        return True
    body, mark, _ = head.partition(": ")
    return (bool(mark) and is_organisation(body)) or (line.block.is_parted and _opens_with_body(line))


def _opens_with_body(line: Line) -> bool:
    """Tell whether an element that is an organisation's name opens a line: `<b>Lopen kunta</b> Kuitu 5 000 €`."""
    run = next(line.block.runs_from(line.head.start), None)
    return run is not None and run.end < line.head.end and is_organisation(line.block.text[: run.end].rstrip())
