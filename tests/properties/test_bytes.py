"""Any bytes at all: a page is read, or refused with an error of our own, and the same bytes give the same records."""

from __future__ import annotations

import os
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.errors import CouncilScraperError
from scraper.pipeline import Extraction, extract
from tests.properties.markups import MARKUPS, Markup
from tests.properties.noise import Noise, noises
from tests.properties.projects import Printed, pages
from tests.saved_pages import all_pages

some = settings(max_examples=int(os.environ.get("COUNCIL_SCRAPER_EXAMPLES", "100")), deadline=None)

TAGS = (
    "<table>",
    "<td colspan=9999>",
    "</tr>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<h2>",
    "<ul><li>",
    "<br>",
    "<details>",
    "<svg>",
)
WORDS = ("Hakija", "Myönnetty rahoitus", ": ", "79 900 €", "1.1.2021–", "31.12.2022", "Forssan kaupunki", "Yhteensä")
ODD = (
    "\0",
    "\ud800",
    "\u202e",
    "\u00ad",
    "&#0;",
    "&#xD800;",
    "<",
    "&",
    "]]>",
    "<!--",
    "<![CDATA[",
    "\ufeff",
    "𝟗",
    "٣",
    "ſ",
)

saved = st.sampled_from(range(len(all_pages())))


@cache
def saved_bytes(number: int) -> bytes:
    """Return the bytes of one saved page."""
    return all_pages()[number].path.read_bytes()


def read(data: bytes, content_type: str | None = None) -> Extraction | None:
    """Return what a page holds, None where it is refused; any other error fails the test."""
    try:
        return extract(data, content_type=content_type)
    except CouncilScraperError as error:
        refusal = str(error)
    assert "\n" not in refusal
    return None


@some
@given(st.binary(max_size=2_000), st.one_of(st.none(), st.text(max_size=40)))
def test_random_bytes(data: bytes, content_type: str | None) -> None:
    read(data, content_type)


@some
@given(st.lists(st.sampled_from((*TAGS, *WORDS, *ODD)), max_size=120))
def test_shuffled_words_and_tags(parts: list[str]) -> None:
    read("".join(("<p>", *parts)).encode("utf-8", "surrogatepass"), "text/html; charset=utf-8")


@some
@given(saved, st.floats(0, 1))
def test_saved_pages_cut_off(page: int, share: float) -> None:
    whole = saved_bytes(page)
    read(whole[: int(len(whole) * share)])


@some
@given(saved, st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8), st.integers(0, 30)), max_size=8))
def test_saved_pages_damaged(page: int, damages: list[tuple[float, bytes, int]]) -> None:
    data = saved_bytes(page)
    for share, instead, length in damages:
        place = int(len(data) * share)
        data = data[:place] + instead + data[place + length :]
    read(data)


@some
@given(st.sampled_from(sorted(MARKUPS)), pages(), noises())
def test_same_bytes_same_records(markup: str, printed: list[Printed], noise: Noise) -> None:
    way: Markup = MARKUPS[markup]
    data, content_type = noise.page(way, way.body(printed))
    first, second = read(data, content_type), read(data, content_type)
    assert first is not None
    assert second is not None
    assert first.to_dict() == second.to_dict()
