"""The title of a page, and the words that addresses are made of.

In HTML it is the heading that the head's title begins with, or the first one of level 1; in plain text the line that
the page's address names, a first-level heading, the line above a date, or the first that is no furniture. A site's
name and a date at the title's end are no part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scraper.extraction.fit import fits, is_number_field, is_sentence
from scraper.extraction.forms import label_at_end
from scraper.extraction.labels import default_labels
from scraper.extraction.sections import default_sections
from scraper.extraction.titles import is_listing
from scraper.normalise.organisation import is_organisation
from scraper.normalise.period import find_dates, read_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.model import Block, Document

SITE = re.compile(r" +[|–—·»:-]{1,2} +")
"""What parts a title from the name of its site."""
_MARK = 4
"""Characters of what parts a title from a site's name, with spaces around."""
_BREADCRUMB = re.compile(r" [·»>|] ")
_WORD = re.compile(r"[^a-z0-9]+")
_FIGURE = re.compile(r"[^:]+: ?[0-9][0-9 .,]*(?: ?(?:€|%|[a-zåäö]{1,9}\.?)){0,2}")
"""`Rahoitettuja hankkeita: 46`: one of several facts."""
_NO_SITE = "null "
"""What a portal prints before a title where its site has no name."""
_DOWNLOAD = re.compile(r"(?:Download|Lataa|Ladda ner) ")
_PAGE_NUMBER = re.compile(r"\s[0-9]{1,3} ?\([0-9]{1,3}\)$")
"""What ends a line that is printed on every page of a file: `Avustuskeskus 1 (2)`."""
_FILE_ENDING = re.compile(r"\.(?:html?|aspx?|php|jsp)$")
_RELEASE = re.compile(
    r"(?P<sender>[^,;:|–]+)(?:[,;:|]| [–-])? (?:\w*tiedote|uutinen|pressmeddelande|meddelande|press release),? "
    r"(?P<day>[0-9][0-9./]+)",
    re.IGNORECASE,
)
_NAMES_DAY = re.compile(r"(?:päivä|päivämäärä|pvm|datum|dag| date)$", re.IGNORECASE)
"""A label of a day, known or not: `Vireilletulopäivä`."""
_VERB_END = re.compile(r"[a-zåäö](?:uu|yy|ee|kaa)$| (?:on|den|by|from|until|till)$")
"""A title whose last word before a date ends so says what happens on that day: `Haku avautuu 1.2.2024`."""
_PERIOD_BEGINS = re.compile(r"[0-9]\.? ?[–—-] ?$")
"""`Haku 15.1.–16.2.2024` ends in a period, not in a date."""
_ITEM = re.compile(r"§ ?[0-9]{1,4} +[^\W\d_]")
_HUMP = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_SHORTEST, _LONGEST = 5, 250
_DAY = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?: (?:klo |kl\.? ?)?[0-9]{1,2}[.:][0-9]{2})?")
_SHORT_LINE = 120
_LONGEST_DATELINE = 60
_FEWEST_CARDS = 3
"""So many headings of the first level are those of cards."""
_TOP = 40
"""A text's title stands among its first lines."""
_NEAR = 6
"""... and within so many lines below the name of who published it."""


def read_title(document: Document, url: str | None) -> tuple[Block, int] | None:
    """Return the block that titles the page and how much of its text is the title, or None."""
    found = _html_title(document, url) if document.media == "html" else _text_title(document.blocks.views, url)
    if found is None:
        return None
    return found[0], _without_date(found[0].text, found[1])


def _without_date(text: str, end: int) -> int:
    """Return where a title ends if a date that ends it is taken off."""
    for start, stop, _ in find_dates(text[:end]):
        if stop == end and start > 10:
            title = text[:start].rstrip(" ,–—-|(")
            is_part = " " not in title or _VERB_END.search(title) or _PERIOD_BEGINS.search(text, 0, start)
            return end if is_part else len(title)  # a word alone titles nothing: `Tukipäätökset 22.9.2021`
    return end


def _html_title(document: Document, url: str | None) -> tuple[Block, int] | None:
    named = next(iter(document.facts.get("title", ())), None) or next(iter(document.facts.get("og:title", ())), None)
    full = named.text.removeprefix(_NO_SITE) if named else ""
    blocks = document.blocks.views
    headings = [blocks[at] for at in document.blocks.styled(lambda style: style.kind == "heading" and style.level > 0)]
    own = [
        block
        for block in headings
        if len(full) > len(block.text) and full.startswith(block.text) and SITE.match(full, len(block.text))
    ]
    if own:
        best = max(own, key=lambda block: len(block.text))
        if is_organisation(best.text):  # `Kainuun liitto | Uutiset | Rahoitus viidelle hankkeelle`
            best = next((block for block in headings if _ends(full, block.text)), best)
        return best, len(best.text)
    site = next((block.text for block in document.facts.get("site_name", ())), None)
    first = [block for block in headings if block.level == 1 and block.text != site]
    titled = next((block for block in first if block.text == full), None)
    if first and (titled or named is None or len(first) < _FEWEST_CARDS):
        best = titled or first[0]
        return best, len(best.text)
    if named is None:
        return (headings[0], len(headings[0].text)) if headings else None
    end = _site_name_start(full, url)
    if headings and not first and set(_slug_words(full[:end])) < set(_slug_words(headings[0].text)):
        return headings[0], len(headings[0].text)  # it says the same more fully
    for block in document.blocks.views:
        if block.text in {full, full[:end]}:
            return block, len(block.text)
        if block.text.startswith(full[:end]) and read_date(block.text[end:]):
            return block, end
    return named, end


def _ends(full: str, heading: str) -> bool:
    """Tell whether a page's whole title ends with a heading, behind the name of its site."""
    return full.endswith(heading) and SITE.search(full[: -len(heading)][-_MARK:]) is not None


def _site_name_start(full: str, url: str | None) -> int:
    """Return where a `Title – Site name` ends if the site's name is taken off.

    A page that names its site first (`Kymenlaakson Liitto - Hallitus 5 / 2017`) keeps its whole title.
    """
    parts = list(SITE.finditer(full))
    if not parts or parts[-1].start() < 3:
        return len(full)
    first, last = slug(full[: parts[0].start()]), slug(full[parts[-1].end() :])
    address = host(url)
    site_first = address and _names_site(first, address) and not _names_site(last, address)
    return len(full) if site_first or len(last) > parts[-1].start() + 10 else parts[-1].start()


def _names_site(name: str, address: str) -> bool:
    """Tell whether a name and a host name share their beginning: `kymenlaakson-liitto` and `kymenlaakso.fi`."""
    words = [word for word in _WORD.split(address) if len(word) > 3]
    plain = name.replace("-", "")
    return any(plain.startswith(word[:8]) or word.startswith(plain[:8] or word) for word in words)


def host(url: str | None) -> str:
    """Return an address's host name without `www.`, in lower case; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _text_title(blocks: Sequence[Block], url: str | None) -> tuple[Block, int] | None:
    """Return the line that the address names, else a first heading, the one above a date, or the first of the text."""
    menus = _menus(blocks[:_TOP])
    top = [block for block in blocks[:_TOP] if _can_title(block) and block.paragraph not in menus]
    first = next((block for block in top if block.level == 1), None)
    address = _slug_words(_last_part(url))
    by_level = sorted(top, key=lambda block: block is not first) if address else []
    named = next((block for block in by_level if _same_words(_slug_words(block.text), address)), None)
    above_date = next(
        (
            above
            for above, line in pairwise(blocks[:_TOP])
            if above in top and _may_stand_above_date(above.text) and _is_dateline(line)
        ),
        None,
    )
    found = named or first or _item_of_minutes(top) or above_date or _below_menu(blocks) or _first_title(top)
    if found is None or is_sentence(found.text) or _below_facts(blocks, found):
        found = blocks[0] if blocks and _stands_first(blocks[0]) else found
    return (found, len(found.text)) if found else None


def _item_of_minutes(top: Sequence[Block]) -> Block | None:
    """Return the one line that a section sign numbers: what stands above it is the meeting (`§ 23 Avustukset`)."""
    numbered = [block for block in top if block.text[0] == "§" and _ITEM.match(block.text)]
    return numbered[0] if len(numbered) == 1 else None


def _menus(blocks: Sequence[Block]) -> set[int]:
    """Return the paragraphs that are a site's menu: two of their lines at least are of a page's frame."""
    frame = Counter(
        block.paragraph for block in blocks if default_sections().kind(block.text) in {"furniture", "after"}
    )
    return {paragraph for paragraph, lines in frame.items() if lines > 1}


def _below_menu(blocks: Sequence[Block]) -> Block | None:
    """Return the line above the first sentence of a text that begins with a menu: nothing parts the two."""
    if not blocks or default_sections().kind(blocks[0].text) not in {"furniture", "after"}:
        return None
    for above, line in pairwise(blocks[:_TOP]):
        if line.kind == "paragraph" and (is_sentence(line.text) or len(line.text) > _SHORT_LINE):
            ends_menu = above.kind == "paragraph" and _can_title(above) and len(above.text) <= _SHORT_LINE
            return above if ends_menu else None
    return None


def _first_title(top: Sequence[Block]) -> Block | None:
    """Return the first line that can title a text: below who publishes it, what says what it lists, or a heading."""
    if not top or is_listing(top[0].text) or not _names_body(top[0].text):
        return next(iter(top), None)
    below = [block for block in top[1:_NEAR] if not is_sentence(block.text)]
    listing = next((block for block in below if is_listing(block.text)), None)
    return listing or next((block for block in below[:1] if block.kind == "heading"), top[0])


def _names_body(text: str) -> bool:
    """Tell whether a line is who publishes a text: `HARRY LINDBLOMS STIFTELSE`, `Pomoväst r.f. – Leader i Nyland`."""
    return any(is_organisation(name.title() if name.isupper() else name) for name in SITE.split(text))


def _stands_first(block: Block) -> bool:
    """Tell whether a text's first line titles it where nothing else does, although it is a label too: `Hanketiedot`."""
    label = default_labels().exact(block.text)
    opens_facts = (label is not None and label.form == "bare") or default_sections().kind(block.text) == "about"
    return block.kind == "heading" and opens_facts and len(block.text) >= _SHORTEST


def _below_facts(blocks: Sequence[Block], title: Block) -> bool:
    """Tell whether a line is a fact or stands below one, where titles do not."""
    return any(_is_fact(block.text) for block in blocks[: title.number + 1])


def _may_stand_above_date(text: str) -> bool:
    """Tell whether a line above a date titles it: no label, and not who published the page (`ympäristöministeriö`)."""
    if (
        text[0].islower()
        or text.endswith(":")
        or "€" in text
        or _NAMES_DAY.search(text)
        or default_labels().exact(text)
        or label_at_end(text, default_labels())
    ):
        return False
    return not is_sentence(text) and not is_organisation(text)


def _is_dateline(block: Block) -> bool:
    """Tell whether a line says when the page was updated, be it by a date alone, and nothing else."""
    if len(block.text) >= _LONGEST_DATELINE:
        return False
    label = default_labels().at(block.text)
    if label is None:
        return _DAY.fullmatch(block.text) is not None
    return label.field == "page_updated" and read_date(block.text[label.value :]) is not None


def names_sender(text: str) -> bool:
    """Tell whether a line is who sent a release, what it is, and when: `Lapin liitto, tiedote 19.4.2016`."""
    found = _RELEASE.fullmatch(text)
    return found is not None and is_organisation(found["sender"]) and read_date(found["day"]) is not None


def _is_menu(text: str) -> bool:
    """Tell whether a line is a menu whose words ran together: `HemAktuelltKontakt`, `Hämeen liittoValikko`."""
    parts = _HUMP.split(text)
    if len(parts) > 2 and " " not in text:
        return True
    return any(default_sections().kind(part) is not None for part in parts[1:])


def _can_title(block: Block) -> bool:
    text = block.text
    return (
        block.kind in {"heading", "paragraph"}
        and _SHORTEST <= len(text) <= _LONGEST
        and default_sections().kind(text) is None
        and not _is_menu(text)
        and not names_sender(text)
        and not _BREADCRUMB.search(text)
        and not _DOWNLOAD.match(text)
        and not _PAGE_NUMBER.search(text)
        and not any(
            end == len(text)
            and start < 25
            and not _VERB_END.search(text[:start].rstrip())
            and not (block.number == 0 and is_listing(text))  # `Tukipäätökset 22.9.2021`
            for start, end, _ in find_dates(text)
        )
        and ((label := default_labels().at(text)) is None or label.weak or label.value < len(text))
        and not (label and label.form == "colon" and is_number_field(label.field))
        and not _FIGURE.fullmatch(text)
    )


def _is_fact(text: str) -> bool:
    """Tell whether a line is a label and its value, which nothing parts: `Hankekoodi A80231`."""
    label = default_labels().at(text)
    if label is None or label.form != "space" or label.weak:
        return False
    value = text[label.value :]
    if label.field in {"applicant", "funder"}:
        return is_organisation(value)
    return label.field in {"name", "code"} or fits(label.field, value)


def _last_part(url: str | None) -> str:
    """Return the last part of an address's path, without a file's ending."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return ""
    return _FILE_ENDING.sub("", unquote(path.rstrip("/").rpartition("/")[2]))


def slug(text: str) -> str:
    """Return a text as web addresses write it: lower-case ASCII letters and digits, hyphens between."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORD.sub("-", folded).strip("-")


def _slug_words(text: str) -> list[str]:
    return [word for word in slug(text).split("-") if word]


def _same_words(words: list[str], address: list[str]) -> bool:
    """Tell whether an address was made of a line: nearly the same words, or all of the address's and a few more."""
    while len(address) > 2 and (address[-1].isdigit() or address[0].isdigit()):
        address = address[:-1] if address[-1].isdigit() else address[1:]
    line, named = set(words), set(address)
    common = len(line & named)
    alike = common >= 0.8 * max(len(line), len(named))
    return common >= 2 and (alike or (named <= line and len(line) <= len(named) + 3))
