"""Projects of one line each: `Name (Applicant, 153.999 €)`, `Applicant: Name, 5 000 €`, `Applicant 5 000 €`.

In go blocks, out come raw records. A run of lines of one shape is the evidence, not a line: what stands on which side
is decided for the run, by its organisations or by the line above it. Runs under calls and budgets, runs without
organisations that nothing calls funded, totals and envelopes give none; two sums that nothing explains stay unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extraction.bodies import is_applicant
from scraper.extraction.captions import counts_something
from scraper.extraction.facts import stand_among_facts
from scraper.extraction.labels import kinds_of_applicants
from scraper.extraction.layouts.above import Above, is_lead, read_above, titles
from scraper.extraction.layouts.around import (
    add_applicants_above,
    add_names_above,
    add_text,
    applicants_above,
    recurring_labels,
    without_places,
    without_retold,
)
from scraper.extraction.layouts.line import Line, is_firm, read_bare, read_line, read_words
from scraper.extraction.layouts.line_record import line_record
from scraper.extraction.layouts.run_together import ran_together
from scraper.extraction.layouts.split import (
    Parts,
    Way,
    choose_way,
    part,
    part_phrase,
    part_roles,
)
from scraper.extraction.leads import announces, columns, counts, names_other_money, read_lead
from scraper.extraction.record import RawRecord
from scraper.extraction.titles import is_listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.columns import Style
    from scraper.extraction.labels import Labels
    from scraper.model import Block, Document, Kind

_OTHER_WAYS = (Way("comma", "first"), Way("comma", "last"), Way("dash", "first"), Way("dash", "last"))
"""How a line may be parted that its list's way does not part."""
_WIDEST_GAP = 12
"""Lines further apart than so many blocks are no list."""


def one_line_records(document: Document, labels: Labels, taken: AbstractSet[int]) -> list[RawRecord]:
    """Return the raw records of all lists of one-line projects, in page order; blocks in `taken` are left alone."""
    blocks, texts = document.blocks.views, document.blocks.texts
    records: list[RawRecord] = []
    lines = [
        line
        for number in document.blocks.signs.with_digits
        if number not in taken
        and (line := read_line(number, blocks[number], labels))
        and not (_leads_on(line) or (number and counts_something(texts[number - 1])))
    ]
    shown: dict[tuple[str, ...], RawRecord] = {}
    labelled = recurring_labels(lines)
    for run in _runs([line for line in lines if line.number not in labelled], blocks):
        copied = shown.get(tuple(line.block.text for line in run))
        if copied and len(run) > 1:
            copied.blocks.update(line.number for line in run)  # for narrow screens, say
        elif found := _read_run(run, blocks, labels, taken):
            records += found
            shown[tuple(line.block.text for line in run)] = found[0]
    records = without_retold(records)
    explained = taken | {number for record in records for number in record.blocks}
    openers = {number for number, text in enumerate(texts) if text[-1] == ":"}
    openers.update(number for number in document.blocks.styled(_heads) if _precedes_list(number, blocks))
    for number in sorted(openers):
        records += _list_without_sums(number, blocks, labels, explained)
    return sorted(records, key=lambda record: record.first)


def _heads(style: Style) -> bool:
    return style.kind == "heading" or (style.strong and style.kind == "paragraph")


def _precedes_list(header: int, blocks: Sequence[Block]) -> bool:
    """Tell whether a heading has a list right below it, or says that one follows."""
    below = blocks[header + 1].kind if header + 1 < len(blocks) else ""
    return below == "item" or (below == "paragraph" and announces(blocks[header].text))


def _runs(lines: Sequence[Line], blocks: Sequence[Block]) -> list[list[Line]]:
    """Return the lines in lists: a wide gap, or a line between that says something of what follows, parts them."""
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1].number if runs else -1
        between = range(last + 1, line.number)
        again = bool(runs) and line.block.text == runs[-1][0].block.text
        if not runs or again or len(between) > _WIDEST_GAP or _begins_list(blocks, between):
            runs.append([])
        runs[-1].append(line)
    return runs


def _leads_on(line: Line) -> bool:
    """Tell whether what stands behind a line's sum leads to a list: `Säätiö jakoi 15 000 euroa. Apurahan saivat`."""
    text = line.block.text
    if line.rest is not None and text[-1].isalpha() and read_lead(line.text(line.rest)) is not None:
        return True
    return (
        text[-1] == "." and announces(text) and read_lead(text) is not None
    )  # `… följande bidrag. Anslaget är 5 000 €.`


def _begins_list(blocks: Sequence[Block], between: Sequence[int]) -> bool:
    """Tell whether the lines between two of one shape part two lists: one says what follows, or leads to it."""
    return any(is_lead(blocks[each]) for each in between) or (
        len(between) > 0 and blocks[between[-1]].text.endswith(":")
    )


def _read_run(run: list[Line], blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]) -> list[RawRecord]:
    """Return the records of one list, none where nothing shows that its lines are projects."""
    firm = [line for line in run if is_firm(line)]
    if len(run) == 1 and not firm:
        return []  # a sentence that ends with a sum
    above = read_above(run[0].number, blocks, labels)
    if above.is_none:
        return []
    way = choose_way(firm, labels, above.side, run) if firm else None
    if way is None and above.side:
        return []  # nothing parts the names from the applicants that a line of columns announces
    if way is None and above.sums is None and all(_has_unnamed_sums(line) for line in run):
        return []  # the rows of a table whose cells nothing parts
    read = [(line, _parts(line, way, labels)) for line in run]
    sure = sum(parts.sure for _, parts in read)
    heads = [] if sure * 2 >= len(run) else applicants_above([line.number for line in run], blocks)
    headed = len(set(heads)) > 1  # a single one may be whose page it is
    if (
        not _is_list(run, sure, way, above, headed=headed)
        or ran_together(read)
        or (not sure and any(_pays(line) for line in run))
        or (not (sure or headed) and stand_among_facts([line.number for line in run], blocks, labels, taken))
    ):
        return []
    shapes = {(line.block.kind, line.block.shape) for line, parts in read if parts.sure or line.received}
    alone = not any(parts.sure and line.block.text[-1] == "." for line, parts in read)
    bracketed = sum(line.bracketed for line, parts in read if parts.sure) * 2 > sure
    kept = [
        (line, parts)
        for line, parts in read
        if _belongs(line, parts, way, sure, bracketed=bracketed)
        and not _is_text(line, shapes, unnamed=alone and not parts.applicant)
    ]
    bare = _bare_lines(kept, blocks, labels, way, taken | {block.number for block in heads})
    kept += [each for each in bare if each[1].name or not heads]
    kept.sort(key=lambda each: each[0].number)
    kept = without_places(kept)
    organisations = sum(parts.sure for _, parts in kept)
    applicants = way is None and _are_applicants(organisations, len(kept), above)
    if heads and organisations * 2 < len(kept):
        applicants = False  # they are what those got it for
    records = [line_record(line, _as_applicant(parts) if applicants else parts, above) for line, parts in kept]
    if records and sum(bool(parts.name and parts.applicant) for _, parts in kept) * 2 < len(kept):
        add_names_above(records, blocks, taken)
        add_applicants_above(records, blocks)
        if all(parts.labelled and not record.name for (_, parts), record in zip(kept, records, strict=True)):
            return []  # they are facts of projects whose names stand further away
    if records:
        add_text(records, blocks, taken)
    return records


def _has_unnamed_sums(line: Line) -> bool:
    return sum(figure.field is None for figure in line.figures) > 1


def _parts(line: Line, way: Way | None, labels: Labels) -> Parts:
    """Return a line's parts by the list's way, or as a whole: an organisation or a name."""
    if line.receives:
        return Parts(None, line.head, sure=True)
    if line.named:
        return Parts(line.named, line.head, sure=True)
    if line.rest and is_applicant(line.text(line.rest)) and not is_applicant(line.text(line.head)):
        return Parts(line.head, line.rest, sure=True)
    if roles := part_roles(line, labels):
        return roles
    if way is not None and (parts := part(line, way, labels)) is not None:
        return parts
    if known := part_phrase(line):
        return known
    if not line.received and is_applicant(line.text(line.head)):
        return Parts(None, line.head, sure=True)
    for other in _OTHER_WAYS:
        if way is None or (other.side == way.side and way.form not in {"brackets", "quotes"}):
            parts = part(line, other, labels)
            if parts and parts.sure:
                return parts
    return Parts(line.head, None)


def _as_applicant(parts: Parts) -> Parts:
    return parts if parts.applicant else Parts(None, parts.name)


def _is_list(run: list[Line], sure: int, way: Way | None, above: Above, *, headed: bool) -> bool:
    """Tell whether lines are a list of projects: enough of them name organisations, or a line above says so.

    Organisations that have them `headed` are as good as those in the lines.
    """
    if not above.is_funded and any(line.dated for line in run):
        return False
    if len(run) == 1:
        return bool(sure and way and above.is_funded) or (
            sure == 1 and way is not None and way.form in {"brackets", "quotes"}
        )
    if way is not None and sure >= 2 and sure * 5 >= len(run) * 2:
        return above.is_funded or above.lists or any(_heads_list(line.block) for line in run)
    if sure == len(run) and all(line.period for line in run):
        return True
    if sum(line.received for line in run) * 2 >= len(run):
        return True
    if above.is_funded and sum(line.receives for line in run) > 1:
        return True
    if not above.is_funded or above.breakdown:
        return False
    if headed or sure * 5 >= len(run) * 2:
        return True
    told = above.projects or above.receivers or bool(above.columns)
    return told and (sum(map(is_firm, run)) >= 2 or _are_alike(run))


def _pays(line: Line) -> bool:
    """Tell whether a head is a kind of those who pay for projects: `kunnat 10 800 euroa` of a plan of who pays what."""
    return line.text(line.head).lower() in kinds_of_applicants()


def _heads_list(block: Block) -> bool:
    """Tell whether one of the lines is a heading over the others: `Kuntien ilmastohankkeille 280 000 euroa`."""
    return block.kind == "heading" and is_listing(block.text)


def _are_alike(run: list[Line]) -> bool:
    """Tell whether three lines or more stand right below each other, printed alike, and none is a sentence."""
    printed = {(line.block.kind, line.block.shape) for line in run}
    close = run[-1].number - run[0].number == len(run) - 1
    return len(run) > 2 and len(printed) == 1 and close and not any(line.block.text.endswith(".") for line in run)


def _belongs(line: Line, parts: Parts, way: Way | None, sure: int, *, bracketed: bool) -> bool:
    """Tell whether a line is one of its list: mere text is none, nor is a heading with a total in brackets.

    `bracketed` says that the sums of the list stand in brackets themselves.
    """
    if counts(line.block.text) or names_other_money(line.text(line.head)):
        return False
    if parts.sure or line.received:
        return True
    if line.rest:  # a paragraph that begins so must name an organisation, or set apart who applied from what it got
        return parts.applicant is not None and line.inner is not None and any(each.field for each in line.figures)
    if (
        (line.block.kind == "heading" and line.block.level)
        or (line.bracketed and not (bracketed and parts.applicant))
        or (way and line.block.strong)
        or (sure and not is_firm(line) and line.block.text[-1] == ".")
    ):
        return False
    return is_firm(line) or way is None


def _is_text(line: Line, shapes: AbstractSet[tuple[Kind, str]], *, unnamed: bool) -> bool:
    """Tell whether a sentence stands beside a list whose lines are of these kinds and shapes.

    It is printed like none of them, or is `unnamed`: no organisation is in it, and none of theirs ends in a full stop.
    """
    if not line.block.text.endswith(".") or not shapes:
        return False
    return (line.block.kind, line.block.shape) not in shapes or (unnamed and not line.received)


def _are_applicants(organisations: int, lines: int, above: Above) -> bool:
    """Tell whether heads that nothing parts are applicants, and not the names of projects."""
    if above.columns:
        return "applicant" in above.columns
    return organisations * 3 >= lines or (above.receivers and not above.projects)


def _bare_lines(
    kept: list[tuple[Line, Parts]], blocks: Sequence[Block], labels: Labels, way: Way | None, taken: AbstractSet[int]
) -> list[tuple[Line, Parts]]:
    """Return the lines between those of a list that lack the currency, or any sum, but are of the list's shape."""
    if not kept:
        return []
    numbers = {line.number for line, _ in kept}
    shapes = {(line.block.kind, line.block.shape) for line, _ in kept}
    first, last = kept[0][0].number, kept[-1][0].number
    block = blocks[min(last + 1, len(blocks) - 1)]  # brackets show what a last line without a sum is
    goes_on = way is not None and way.form == "brackets" and block.paragraph == blocks[last].paragraph
    missed: list[tuple[Line, Parts]] = []
    for number in range(max(0, first - 1), min(len(blocks), last + 2)):
        block = blocks[number]
        if number in numbers or number in taken or (block.kind, block.shape) not in shapes or block.kind == "heading":
            continue
        within = first < number < last or (goes_on and number == last + 1)
        line = read_bare(number, block) or (read_words(number, block) if within else None)
        if line is None:
            continue
        parts = _parts(line, way, labels)
        if parts.name and not line.figures and line.text(parts.name)[:1].islower():
            continue  # `Kaislan kuoro – se ovan`
        if parts.sure or (line.figures and is_firm(line)):
            missed.append((line, parts))
    return missed


def _list_without_sums(
    header: int, blocks: Sequence[Block], labels: Labels, taken: AbstractSet[int]
) -> list[RawRecord]:
    """Return the records of a list of projects and applicants below a line that says that these were funded."""
    above = Above()
    above.take(blocks[header], titles=True)
    above.columns = columns(blocks[header].text, labels)
    if not above.stance and blocks[header].text.endswith(":") and labels.at(blocks[header].text) is None:
        above.take_theme(read_above(header, blocks, labels))
    if not above.is_funded:
        return []
    if not announces(blocks[header].text) and not _heads(blocks[header].style):
        return []
    lines: list[Line] = []
    for number in range(header + 1, len(blocks)):
        block = blocks[number]
        line = None if number in taken or titles(block) else read_words(number, block)
        if line is None or (lines and block.kind != lines[0].block.kind):
            break
        lines.append(line)
    if len(lines) < 2 or (lines[0].block.kind != "item" and not announces(blocks[header].text)):
        return []
    way = choose_way(lines, labels, above.side)
    read = [(line, _parts(line, way, labels)) for line in lines]
    if way is None or sum(parts.sure for _, parts in read) * 2 < len(lines):
        return []
    return [line_record(line, parts, above) for line, parts in read if parts.applicant]
