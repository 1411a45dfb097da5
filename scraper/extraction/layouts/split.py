"""Where a line's head parts into project and applicant, decided for all lines of a list together.

In go the lines of one list; out comes the way of parting (brackets, quotes, a separator, and which side the applicant
stands on) that leaves an organisation on that side in most lines, or None where no way does.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.extraction.bodies import ALLATIVE, LONGEST_APPLICANT, allative, is_applicant
from scraper.extraction.layouts.behind import SENTENCE_BREAK
from scraper.extraction.layouts.line import Line, Span
from scraper.extraction.municipalities import home_end
from scraper.extraction.name_lists import name_list
from scraper.extraction.named_projects import find_projects_named
from scraper.extraction.programme import default_programmes
from scraper.normalise.organisation import legal_form
from scraper.normalise.tables import either, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extraction.labels import Labels

Side = Literal["first", "last"]

_SEPARATORS = {
    "semicolon": re.compile(r" ?; "),
    "slash": re.compile(r" [/|·•] "),
    "stop": re.compile(r"(?<=[a-zåäö)]{2})\. (?=[A-ZÅÄÖ0-9\"”])|\. (?=[A-ZÅÄÖ][a-zåäö]+: )"),
    "dash": re.compile(r" [-–—] "),
    "comma": re.compile(r", ?(?=\D)"),
    "colon": re.compile(r": "),
}
_QUOTED = re.compile(r"[”“\"„»«](?P<name>[^”“\"„»«]{2,250})[”“\"»«]")
PLACE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:[ -][A-ZÅÄÖ][a-zåäö]+)?")
_TWO_LANGUAGES = (("ry", "rf"), ("rf", "ry"), ("oy", "ab"), ("ab", "oy"), ("säätiö", "stiftelsen"))
_NAME_GOES_ON = re.compile(r" (?P<word>[^\W_]+)")
_KIND_OF_PROJECT = re.compile(r"[-–](?:hank|projekt)")
_FORMED = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^,;:()€]*? (?:r\.?[yf]\.?|[Oo]y|[Aa]b|sr|osk))"
    r" (?!(?:ja|och|sekä|and|on|är|sai|saa|fick) )[a-zåäö]{4}"
)
"""An organisation by its legal form, and words of a purpose behind it."""
_BETWEEN = " ,;:–—-/|·•"
_WORDIEST_APPLICANT = 9
_SAMPLE = 60
"""So many lines of a list tell how it is printed."""


class Parts(NamedTuple):
    """A head, parted."""

    name: Span | None
    applicant: Span | None
    partners: tuple[Span, ...] = ()
    sure: bool = False
    """Whether the applicant reads as an organisation's name."""
    labelled: bool = False
    """Whether a label before the applicant says so: `Kuitu, toteuttajana Lopen kunta`."""


class Way(NamedTuple):
    """A way of parting heads."""

    form: str
    """`brackets`, `quotes`, a separator, or `elements` that nothing but their ends parts."""
    side: Side
    """Where the applicant stands."""


_WAYS = tuple(
    Way(form, side)
    for form in ("brackets", "quotes", *_SEPARATORS, "joint", "elements")
    for side in ("last", "first")
    if (form, side) != ("quotes", "last")
)


def choose_way(lines: Sequence[Line], labels: Labels, side: Side | None, all_lines: Sequence[Line] = ()) -> Way | None:
    """Return the way that finds an organisation in most lines, None where none does in two of five.

    Of several that find as many (`Taideseura ry, Galleria Napa`) it is the one that finds more in `all_lines`, or more
    that state their legal form. `side` is where a line of columns says that the applicant stands: then any separator
    that parts most lines does.
    """
    best: tuple[int, int, int, int, int, Way] | None = None
    lines = lines[:_SAMPLE]
    for way in _WAYS:
        if (side and way.side != side and way.form not in {"brackets", "quotes"}) or not _is_usual(way.form, lines):
            continue
        parted = [parts for line in lines if (parts := part(line, way, labels)) is not None]
        sure = sum(parts.sure for parts in parted)
        # Brackets that hold applicant and sum show by themselves which is which.
        if way == Way("brackets", "last") and all(line.closed_by_sum for line in lines):
            return way
        said = sum(parts.labelled for parts in parted)
        rank = (said, sure, len(parted) if side or sure else 0, *(_also(all_lines, way, labels) if sure else (0, 0)))
        same = best is not None and way.form == best[5].form  # only the side is told by what else the list holds
        if best is None or rank[:3] > best[:3] or (same and rank > best[:5]):
            best = (*rank, way)
    if best is None:
        return None
    found = best[1] or (best[2] if side and best[2] * 2 > len(lines) else 0)
    return best[5] if found and found * 5 >= len(lines) * 2 else None


def _also(lines: Sequence[Line], way: Way, labels: Labels) -> tuple[int, int]:
    """Return how many organisations a way finds in all lines of a list, and how many that state their legal form."""
    parted = [(line, parts) for line in lines[:_SAMPLE] if (parts := part(line, way, labels)) and parts.sure]
    forms = [line for line, parts in parted if parts.applicant and legal_form(line.text(parts.applicant))]
    return len(parted), len(forms)


def _is_usual(form: str, lines: Sequence[Line]) -> bool:
    """Tell whether two lines in five can be parted so at all."""
    if form == "brackets":
        able = sum(line.inner is not None for line in lines)
    elif form == "elements":
        able = sum(line.block.is_parted and bool(_ends_of_elements(line, line.head)) for line in lines)
    else:
        mark = _QUOTED if form == "quotes" else _separator(form)
        able = sum(mark.search(line.block.text, *line.head) is not None for line in lines)
    return able * 5 >= len(lines) * 2


def part(line: Line, way: Way, labels: Labels) -> Parts | None:
    """Return the parts of a line's head by one way of parting, or None where it doesn't apply."""
    if way.form == "brackets":
        return _by_brackets(line, way.side, labels)
    if way.form == "quotes":
        return _by_quotes(line, labels)
    spans = _spans(line, line.head, way.form)
    if len(spans) < 2:
        return None
    parts = _last(line, spans, labels) if way.side == "last" else _first(line, spans, labels)
    if way.form == "semicolon" and parts.applicant and not parts.sure:
        # Commas then part nothing but the applicant's name or its branch: `Kuitu; Tuottajat, Forssan osasto ry`.
        *_, tail = line.text(parts.applicant).split(", ")
        return parts._replace(sure=is_applicant(tail))
    return parts


def part_roles(line: Line, labels: Labels) -> Parts | None:
    """Return who carries a project out, and with whom, where a head says nothing else: `Päätoteuttaja Lopen kunta`."""
    label = labels.stem(line.block.text, line.head.start)
    noun = _implementer().match(line.block.text, *line.head)
    if noun is None and (label is None or label[0] != "applicant"):
        return None
    start = noun.end() if noun else _trimmed_start(line, Span(label[1] if label else 0, line.head.end)).start
    applicant, *behind = _spans(line, Span(start, line.head.end), "comma") or [Span(start, start)]
    partners: list[Span] = []
    for span in behind:
        if (other := _with(line, span, labels)) is None and not partners:
            return None  # a name follows
        partners += [Span(*each) for each in name_list(line.block.text, *(other or span))]
    if not is_applicant(line.text(applicant)):
        return None
    return Parts(None, applicant, tuple(partners), sure=True, labelled=True)


def part_phrase(line: Line) -> Parts | None:
    """Return the parts of a head that is a phrase: an owner and a project, or a receiver and what the sum is for."""
    return _owned(line) or _given(line) or _formed(line)


def _formed(line: Line) -> Parts | None:
    """Return the receiver of `Kaislan Teatteri ry näytelmän ohjaamiseen`: its form ends it, a purpose follows."""
    found = _FORMED.match(line.block.text, *line.head)
    if found is None or not is_applicant(found["body"]) or SENTENCE_BREAK.search(line.text(line.head)):
        return None
    return Parts(Span(found.end("body") + 1, line.head.end), Span(*found.span("body")), sure=True)


def _owned(line: Line) -> Parts | None:
    """Return the project and its owner of `Helsingin kaupungin Energiaviisas lähiö -hanke`, None for any other head."""
    text = line.block.text[: line.figures[0].start if line.figures else line.head.end]
    named = find_projects_named(text, ()) if _KIND_OF_PROJECT.search(text, line.head.start) else []
    if len(named) != 1 or named[0].owner is None or named[0].owner.start != line.head.start:
        return None
    project, owner = named[0], named[0].owner
    partners = tuple(Span(*partner) for partner in owner.partners)
    return Parts(Span(project.start, project.end), Span(owner.start, owner.end), partners, sure=True)


def _given(line: Line) -> Parts | None:
    """Return the receiver of `50 000 euroa Kaislan musiikkiopistolle orkesterin toimintaan`, and what it is for."""
    if not line.figures or line.figures[0].start > line.head.start:
        return None
    head = line.text(line.head)
    found = ALLATIVE.search(head)
    body = allative(head, *found.span(), ()) if found else None
    if body is None or body.start:
        return None
    start = line.head.start + body.end
    purpose = Span(line.head.end - len(line.text(Span(start, line.head.end)).lstrip(" ,:–-")), line.head.end)
    return Parts(purpose if purpose.start < purpose.end else None, Span(line.head.start, start), sure=True)


def _spans(line: Line, span: Span, form: str) -> list[Span]:
    """Return the parts of a stretch between separators that stand outside brackets and quotes."""
    text = line.block.text
    if form == "elements":
        cuts = _ends_of_elements(line, span)
    else:
        cuts = [Span(*found.span()) for found in _separator(form).finditer(text, span.start, span.end)]
    if "(" in text or "”" in text or '"' in text:
        cuts = [cut for cut in cuts if _is_outside(text[span.start : cut.start])]
    edges = [span.start, *(edge for cut in cuts for edge in cut), span.end]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]


def _ends_of_elements(line: Line, span: Span) -> list[Span]:
    """Return the gaps in a stretch between an element and the next one, of no width where they are glued."""
    text, runs = line.block.text, takewhile(lambda run: run.start < span.end, line.block.runs_from(span.start))
    parted = (Span(one.end, other.start) for one, other in pairwise(runs) if one.node != other.node)
    return [Span(len(text[:start].rstrip()), end + (text[end] == " ")) for start, end in parted]


def _is_outside(before: str) -> bool:
    return before.count("(") <= before.count(")") and (before.count("”") + before.count('"')) % 2 == 0


def _by_brackets(line: Line, side: Side, labels: Labels) -> Parts | None:
    """Part `Name (Applicant)` or `Applicant (Name)`."""
    if line.inner is None or line.inner.end - line.inner.start < 2:
        return None
    outer = Span(line.head.start, _trimmed(line, Span(line.head.start, line.inner.start - 1)).end)
    if side == "first":
        town = line.rest is not None and PLACE.fullmatch(line.text(line.inner))  # what it is for stands behind the sum
        sure = is_applicant(line.text(outer)) and (bool(town) or not is_applicant(line.text(line.inner)))
        return Parts(None if town else line.inner, outer, sure=sure) if sure else None
    label = labels.at(line.block.text, line.inner.start)
    inner = Span(label.value, line.inner.end) if label and label.field == "applicant" else line.inner
    applicant, partners, sure = _organisations(line, _spans(line, inner, "comma"))
    if not sure and (not line.text(applicant)[:1].isupper() or default_programmes().find(line.text(applicant))):
        return Parts(outer, None)
    return Parts(outer, applicant, partners, sure)


def _by_quotes(line: Line, labels: Labels) -> Parts | None:
    """Part `X ry:lle myönnetään hankkeeseen ”Y”`, `”Y”, X ry` and the like."""
    found = _QUOTED.search(line.block.text, line.head.start, line.head.end)
    if found is None:
        return None
    name = Span(*found.span("name"))
    before = _trimmed(line, Span(line.head.start, found.start()))
    after = _trimmed(line, Span(found.end(), line.head.end))
    side = before if before.end > before.start else after
    more = _NAME_GOES_ON.match(line.block.text, found.end(), line.head.end) if side is before else None
    if more and more["word"] not in words("leads", "line", "joining"):
        return None  # `Iin kunta: ”Ääni” Öljytön kylä`: the quotation is not all of the name
    if side.end <= side.start:
        return Parts(name, None)
    spans = _spans(line, side, "comma")
    partners: list[Span] = []
    for span in spans[1:]:
        if other := _with(line, span, labels):
            partners.append(_trimmed(line, other))
    applicant = spans[0]
    return Parts(name, applicant, tuple(partners), is_applicant(line.text(applicant)))


def _last(line: Line, spans: list[Span], labels: Labels) -> Parts:
    """Part a head whose applicant stands last; what goes before the first organisation of its tail is the name."""
    for before, span in pairwise(spans):
        if said := _carried_by(line, span, labels):
            behind = spans[spans.index(span) + 1 :]
            beside = list(takewhile(lambda other: _with(line, other, labels) is None, behind))
            applicant, partners, _ = _organisations(line, [said, *beside])
            for other in behind[len(beside) : len(beside) + 1]:
                start = (_with(line, other, labels) or other).start
                partners += tuple(Span(*each) for each in name_list(line.block.text, start, line.head.end))
            return Parts(Span(line.head.start, before.end), applicant, partners, sure=True, labelled=True)
    if len(spans) > 2 and PLACE.fullmatch(line.text(spans[-1])) and is_applicant(line.text(spans[-2])):
        spans = spans[:-1]
    first = len(spans)
    while first > 1 and is_applicant(line.text(spans[first - 1])):
        first -= 1
    if first == len(spans) - 1:
        applicant, partners, _ = _organisations(line, _spans(line, spans[first], "comma"))
        return Parts(Span(line.head.start, spans[first - 1].end), applicant, partners, sure=True)
    if first < len(spans):
        lead, *others = _bilingual(line, spans[first:])
        return Parts(Span(line.head.start, spans[first - 1].end), lead, tuple(others), sure=True)
    applicant, partners, sure = _organisations(line, [spans[-1]])
    name = Span(line.head.start, spans[-2].end)
    return Parts(name, applicant, partners, sure) if _can_be_applicant(line.text(spans[-1])) else Parts(line.head, None)


def _carried_by(line: Line, span: Span, labels: Labels) -> Span | None:
    """Return who a part says to carry the project out: `hakija: Lopen kunta`, `toteuttajana Lopen kunta`."""
    label = labels.at(line.block.text, span.start)
    if label and label.field == "applicant" and label.value < span.end:
        return Span(label.value, span.end)
    noun = _implementer().match(line.block.text, *span)
    return Span(noun.end(), span.end) if noun else None


def _with(line: Line, span: Span, labels: Labels) -> Span | None:
    """Return with whom a part says that the project is carried out: `osatoteuttajat Hattulan kunta`."""
    label = labels.stem(line.block.text, span.start)
    if label and label[0] == "partners" and label[1] < span.end:
        return _trimmed(line, Span(label[1], span.end))
    noun = _companions().match(line.block.text, *span)
    return Span(noun.end(), span.end) if noun else None


@cache
def _companions() -> re.Pattern[str]:
    nouns = either(words("prose", "partners", "nouns"))
    return re.compile(rf"(?:{nouns})(?: (?:ovat|on|är))? (?=(?-i:[A-ZÅÄÖ]))", re.IGNORECASE)


@cache
def _implementer() -> re.Pattern[str]:
    nouns = either(words("prose", "implementer", "nouns"))
    return re.compile(rf"(?:{nouns})(?: (?:on|är))? (?=(?-i:[A-ZÅÄÖ]))", re.IGNORECASE)


def _first(line: Line, spans: list[Span], labels: Labels) -> Parts:
    """Part a head whose applicant stands first, with partners or a place behind it."""
    applicant, partners, sure = _organisations(line, _spans(line, spans[0], "comma"))
    last = 1
    while last < len(spans) - 1 and is_applicant(line.text(spans[last])):
        partners = (*partners, spans[last])
        last += 1
    name = _trimmed_start(line, Span(spans[last].start, line.head.end))
    if sure and (home := home_end(line.block.text, *name)):
        name = _trimmed_start(line, Span(home, name.end))  # `Lopen Latu ry, Loppi: Latu auki`
        if name.end <= name.start:
            return Parts(None, applicant, partners, sure)
    label = labels.at(line.block.text, name.start)
    if label and label.field == "name" and label.form == "colon" and label.value < name.end:
        name = Span(label.value, name.end)
    return Parts(name, applicant, partners, sure)


def _organisations(line: Line, spans: list[Span]) -> tuple[Span, tuple[Span, ...], bool]:
    """Return the first organisation of a list of them, the others, and whether it reads as one."""
    whole = Span(spans[0].start, spans[-1].end)
    if len(spans) == 1 or not is_applicant(line.text(spans[0])):
        return _trimmed(line, whole), (), is_applicant(line.text(_trimmed(line, whole)))
    others = tuple(span for span in spans[1:] if is_applicant(line.text(span)))
    places = all(span in others or PLACE.fullmatch(line.text(span)) for span in spans[1:])
    return (spans[0], others, True) if places else (whole, (), True)


def _bilingual(line: Line, spans: list[Span]) -> list[Span]:
    """Return the organisations with both names of one that is printed in two languages as one: `X ry, Y rf`."""
    if len(spans) == 2 and any(
        tuple(line.text(span).rpartition(" ")[2].lower() for span in spans) == forms for forms in _TWO_LANGUAGES
    ):
        return [Span(spans[0].start, spans[1].end)]
    return spans


def _can_be_applicant(text: str) -> bool:
    return text[0].isupper() and len(text) <= LONGEST_APPLICANT and text.count(" ") < _WORDIEST_APPLICANT


@cache
def _separator(form: str) -> re.Pattern[str]:
    """Return what parts heads of a form; `joint` are the words before a project's name."""
    if form != "joint":
        return _SEPARATORS[form]
    return re.compile(rf' {either(words("leads", "line", "joints"))} (?=[A-ZÅÄÖ”"])')


@cache
def _joining() -> frozenset[str]:
    return frozenset(words("leads", "line", "joining"))


def _trimmed(line: Line, span: Span) -> Span:
    """Return a stretch without marks at its ends and without the words that join applicant and name."""
    start, end = _trimmed_start(line, span)
    text = line.block.text
    while end > start:
        end = start + len(text[start:end].rstrip(_BETWEEN))
        cut = text.rfind(" ", start, end) + 1
        if cut <= start or text[cut:end].lower() not in _joining():
            break
        end = cut
    return Span(start, max(start, end))


def _trimmed_start(line: Line, span: Span) -> Span:
    start, end = span
    while start < end and line.block.text[start] in _BETWEEN:
        start += 1
    return Span(start, end)
