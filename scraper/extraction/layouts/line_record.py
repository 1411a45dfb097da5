"""The record of one line of a list: its name, applicant and partners, its sums by what they are called, and its rest.

In go a line, its parts and what the lines above the list say of it; out comes its raw record. Sums that neither the
line nor those above it tell apart are one value that nothing reads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extraction.labels import MONEY_FIELDS
from scraper.extraction.layouts.behind import share_behind
from scraper.extraction.layouts.line import Figure, Line, Span
from scraper.extraction.named_projects import find_projects_named
from scraper.extraction.numbers import FewNumbers
from scraper.extraction.record import RawRecord, is_tainted
from scraper.extraction.sentence_facts import add_pairs, read_facts
from scraper.extraction.sentences import running_text, sentences
from scraper.extraction.statuses import called_off
from scraper.model import RawValue, WarningCode
from scraper.normalise.sums import changed_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.labels import Field
    from scraper.extraction.layouts.above import Above
    from scraper.extraction.layouts.split import Parts

_CODE = r"(?:[0-9]{7}-[0-9]|[A-ZÅÄÖ]{0,8}[ /.:-]?[0-9]+(?:[/.:-][0-9.]+)+|[0-9]{5} [A-ZÅÄÖ][a-zåäö-]+)"
_CODES = re.compile(rf"{_CODE}(?:,? {_CODE})*")
"""Numbers of organisations and decisions, and where post goes, name no project: `Puro ry, 0131780-3, HAME/123/2024`."""


def line_record(line: Line, parts: Parts, above: Above) -> RawRecord:
    """Return the raw record of one line."""
    record = RawRecord("one_liner", line.number, line.number, blocks=FewNumbers([line.number]))
    if parts.name and not (parts.applicant and _CODES.fullmatch(line.text(parts.name))):
        record.name = _value(line, parts.name)
    if parts.applicant:
        record.values["applicant"] = _value(line, parts.applicant)
    record.partners += [_value(line, partner) for partner in parts.partners]
    if line.period:
        record.values["period"] = _value(line, line.period)
    if off := called_off(line.block.text, line.figures[-1].end if line.figures else line.head.end):
        record.values["status"] = _value(line, Span(*off))
    _add_sums(record, line, above)
    if line.rest and line.rest != parts.applicant:
        _add_rest(record, line, line.rest)
        record.name = record.name or _named_behind(line, line.rest)
    if not off and (status := above.status) and not (above.stance == "applied" and "granted_amount" in record.values):
        record.values["status"] = status  # `Tukea jaettiin (suluissa haettu):` tells of both
    return record


def _add_rest(record: RawRecord, line: Line, rest: Span) -> None:
    """Add the sentences behind a line's sum: the facts that they tell, and the others as description."""
    spans = [(rest.start + start, rest.start + end) for start, end in sentences(line.text(rest))]
    facts = [read_facts(line.block, line.number, *span) for span in spans]
    record.description += running_text(line.block, spans, facts, "one_liner")
    add_pairs(record, [pair for found in facts for pair in found])


def _named_behind(line: Line, rest: Span) -> RawValue | None:
    """Return the project that the words behind a sum name: `Museo Milavida, 18 000 €, Sata vuotta -näyttelyyn`."""
    named = find_projects_named(line.text(rest), ())
    return _value(line, Span(rest.start + named[0].start, rest.start + named[0].end)) if len(named) == 1 else None


def _add_sums(record: RawRecord, line: Line, above: Above) -> None:
    """Add a line's sums by what the line calls them, else by what the lines above it do."""
    if not line.certain:
        record.warnings.append(WarningCode.AMBIGUOUS_MONEY)
        return
    unnamed = [figure for figure in line.figures if figure.field is None]
    roles = _roles(unnamed, line, above)
    if unnamed and not roles:
        # Nothing says which is which: together they are a value that is refused.
        record.values[above.usual_sum] = _value(line, Span(unnamed[0].start, unnamed[-1].end))
        return
    if share := share_behind(line.block.text, line.head.end):
        label, said = (Span(*span) for span in share)
        record.other.append((line.text(label), _value(line, said)))
    for figure in line.figures:
        role = figure.field or roles[unnamed.index(figure)]
        end = figure.end if "status" in record.values else changed_end(line.block.text, figure.end)
        if is_tainted(line.block.text, figure.end, granted=role == "granted_amount"):
            end = len(line.block.text)
        value = _value(line, Span(figure.start, end))
        if role in MONEY_FIELDS and role not in record.values:
            record.values[role] = value
            record.units[role] = "€"
        else:
            record.other.append((figure.label or role, value))


def _roles(unnamed: list[Figure], line: Line, above: Above) -> Sequence[Field]:
    """Return the columns of the sums that their line doesn't name; none where two could be either."""
    if any(figure.field == above.usual_sum for figure in line.figures):
        return ["other"] * len(unnamed)
    if len(unnamed) == 1:
        return ["other"] if above.sums and len(line.figures) == 1 else [above.usual_sum]
    order = above.sums
    if (
        order is None
        or len(unnamed) != 2
        or order.bracketed not in {None, sum(_in_brackets(line, each) for each in unnamed)}
    ):
        return []
    return order[:2]


def _in_brackets(line: Line, figure: Figure) -> bool:
    text = line.block.text
    return text.rfind("(", 0, figure.start) > text.rfind(")", 0, figure.start)


def _value(line: Line, span: Span) -> RawValue:
    return RawValue(line.text(span), line.block, span.start, span.end, line.block, "one_liner")
